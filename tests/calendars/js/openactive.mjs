// Validates SessionSeries offline: node openactive.mjs FEED ACTIVITY_LIST. Prints the failures and warnings as JSON.
// The activity list is handed to the validator as its own cache would hold it, so that nothing is fetched.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";

const { validate } = createRequire(import.meta.url)("@openactive/data-model-validator");
const [feed, list] = process.argv.slice(2);
const cache = mkdtempSync(join(tmpdir(), "openactive-"));
const url = "https://openactive.io/activity-list";
const held = {
  errorCode: "error_none", statusCode: 200, data: JSON.parse(readFileSync(list, "utf8")), url: `${url}.jsonld`,
  exception: null, contentType: "application/ld+json", fetchTime: Date.now(),
};
for (const name of [url, `${url}.jsonld`, `${url}/`, `${url}/activity-list.jsonld`])
  writeFileSync(join(cache, `${createHash("sha256").update(name).digest("hex")}.json`), JSON.stringify(held));

const found = [];
for (const series of JSON.parse(readFileSync(feed, "utf8"))) {
  const options = { loadRemoteJson: true, remoteJsonCachePath: cache, remoteJsonCacheTimeToLive: 1e9 };
  for (const one of await validate(series, options)) found.push({ severity: one.severity, type: one.type, path: one.path, message: one.message });
}
console.log(JSON.stringify(found));
