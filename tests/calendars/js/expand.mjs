// Prints every time that a calendar holds, as read by ical.js or node-ical: [[start, end, summary, location], ...] in UTC.
// node expand.mjs ical.js|node-ical FILE...   (one line of JSON for each file)
import { readFileSync } from "node:fs";

const [reader, ...files] = process.argv.slice(2);

async function byIcalJs() {
  const ICAL = (await import("ical.js")).default;
  return (text) => {
    const all = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
    const moved = all.filter((one) => one.hasProperty("recurrence-id"));
    const out = [];
    const put = (start, end, item) => {
      const status = item.component.getFirstPropertyValue("status");
      if (status !== "CANCELLED")
        out.push([start.toJSDate().toISOString(), end.toJSDate().toISOString(), item.summary, item.location ?? ""]);
    };
    for (const master of all.filter((one) => !one.hasProperty("recurrence-id"))) {
      const uid = master.getFirstPropertyValue("uid");
      const exceptions = moved.filter((one) => one.getFirstPropertyValue("uid") === uid);
      const event = new ICAL.Event(master, { exceptions });
      if (!event.isRecurring()) {
        put(event.startDate, event.endDate, event);
        continue;
      }
      const iterator = event.iterator();
      for (let next = iterator.next(); next; next = iterator.next()) {
        const details = event.getOccurrenceDetails(next);
        put(details.startDate, details.endDate, details.item);
      }
    }
    return out;
  };
}

async function byNodeIcal() {
  const ical = (await import("node-ical")).default;
  const span = { from: new Date("2020-01-01T00:00:00Z"), to: new Date("2040-01-01T00:00:00Z") };
  return (text) => {
    const out = [];
    for (const event of Object.values(ical.sync.parseICS(text))) {
      if (event.type !== "VEVENT") continue;
      for (const one of ical.expandRecurringEvent(event, span)) {
        const of = one.event ?? event;
        if (of.status !== "CANCELLED")
          out.push([one.start.toISOString(), one.end.toISOString(), of.summary?.val ?? of.summary, of.location?.val ?? of.location ?? ""]);
      }
    }
    return out;
  };
}

const expand = await (reader === "ical.js" ? byIcalJs() : byNodeIcal());
for (const file of files) console.log(JSON.stringify(expand(readFileSync(file, "utf8"))));
