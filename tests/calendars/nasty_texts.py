"""Texts that could break a calendar, a calendar made of them, and the names of its properties. Light to import."""

from __future__ import annotations

import datetime as dt

from mentormatch.calendars import ical
from mentormatch.calendars.contents import Content, Occurrence, Where
from mentormatch.calendars.text import clean

MONDAY = dt.date(2027, 1, 11)
STAMP = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
NASTY = (
    "A, B; C\\D\nE",
    "x\r\nATTENDEE:mailto:p@example.org",
    "x\nBEGIN:VALARM",
    "\\n\\N\\,\\;",
    "  leading",
    'He said "no": %0D%0A^n',
    "🧑‍🤝‍🧑" * 40,
    "é" * 500,
    "a\u2028SUMMARY:b\u2029c\u0085d\x0be\x0cf",
    "\ufeffname",
    "\ud800half",
    "\x00\x07\x7f",
    "x;VALUE=URI:javascript:",
    " ",
    "\t",
    "END:VEVENT\r\nEND:VCALENDAR",
)


def rendered(title: str, place: str = "", notes: str = "", called: str = "") -> bytes:
    where = Where(words=clean(place))
    content = Content(
        title=clean(title) or "x",
        notes=clean(notes),
        alarm=30,
        occurrences=tuple(
            Occurrence(day=MONDAY + dt.timedelta(weeks=n), start=600, minutes=60, where=where) for n in (0, 1)
        ),
    )
    events = [one.with_uid("0" * 31 + "1@mm.invalid") for one in ical.render(content, 1, STAMP, "Europe/London")]
    return ical.calendar(called, "Europe/London", 2027, events)


def names(body: bytes) -> list[bytes]:
    """The names of all properties, in order."""
    lines = body.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").split(b"\r\n")
    return [line.split(b":", 1)[0].split(b";", 1)[0] for line in lines if line]
