"""Calendar files in a line or two."""

from __future__ import annotations

import datetime as dt

from mentormatch.busy import BusyTimes, busy_times

FIRST, LAST = dt.date(2027, 1, 11), dt.date(2027, 7, 11)


def ics(*events: str, head: str = "") -> bytes:
    """A calendar of events, each its lines parted by blanks; head: lines before them."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *head.split("|")]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.replace("_", "\x00").split(), "END:VEVENT"]
    return "\r\n".join([line.replace("\x00", " ") for line in lines if line] + ["END:VCALENDAR", ""]).encode()


def read(*events: str, head: str = "") -> BusyTimes:
    """What such a calendar says of the first half of 2027, in London."""
    return busy_times(ics(*events, head=head), FIRST, LAST, "Europe/London")


def told(*events: str, head: str = "") -> list[str]:
    """The same as "01-12 10:00-11:00"."""
    return [
        f"{one.day:%m-%d} {one.start // 60:02}:{one.start % 60:02}-{one.end // 60:02}:{one.end % 60:02}"
        for one in read(*events, head=head).times
    ]
