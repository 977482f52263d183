"""How long diaries take to read: `python -m benchmarks.busy [how many] [events each]`; and the dearest file allowed.

A diary is ten years of single events and twenty weekly ones, as an export of Outlook has them.
"""

from __future__ import annotations

import datetime as dt
import sys
import time

from mentormatch.busy import busy_times

FIRST, LAST = dt.date(2027, 1, 11), dt.date(2027, 7, 11)
ZONE = "DTSTART;TZID=GMT Standard Time:{}T{:02}0000\r\nDTEND;TZID=GMT Standard Time:{}T{:02}3000\r\n"


def event(uid: object, day: dt.date, hour: int, more: str = "") -> str:
    """One event of half an hour."""
    when = ZONE.format(f"{day:%Y%m%d}", hour, f"{day:%Y%m%d}", hour)
    return f"BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:Dentist\r\n{when}{more}END:VEVENT\r\n"


def calendar(events: list[str]) -> bytes:
    """They as a file."""
    return ("BEGIN:VCALENDAR\r\n" + "".join(events) + "END:VCALENDAR\r\n").encode()


def main() -> None:
    """Prints seconds."""
    given = [int(text) for text in sys.argv[1:3]]
    many, each = [*given, *(100, 3000)[len(given) :]]
    since = dt.date(2017, 7, 1)
    events = [event(n, since + dt.timedelta(days=n * 3650 // each), 8 + n % 10) for n in range(each)]
    events += [event(f"w{n}", dt.date(2025, 9, 1 + n), 9, "RRULE:FREQ=WEEKLY\r\n") for n in range(20)]
    data = calendar(events)
    began = time.process_time()
    for _ in range(many):
        found = busy_times(data, FIRST, LAST, "Europe/London")
    spent = time.process_time() - began
    size = f"{len(events):,} events ({len(data) // 1024:,} KiB)"
    print(f"{many} diaries of {size}, {len(found.times)} times in the term: {spent:.2f} s of one core")
    dear = [event(n, dt.date(2026, 12, 1), 9, "RRULE:FREQ=DAILY\r\n") for n in range(85)]
    dear += [event(f"o{n}", dt.date(1976, 1, 1), 9, "RRULE:FREQ=WEEKLY;UNTIL=20270101T000000Z\r\n") for n in range(60)]
    dear += [event(f"s{n}", dt.date(2027, 3, 1), 9) for n in range(3700)]
    began = time.process_time()
    busy_times(calendar(dear), FIRST, LAST, "Europe/London")
    print(f"a file near every limit: {time.process_time() - began:.2f} s of one core")


if __name__ == "__main__":
    main()
