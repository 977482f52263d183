"""Single lines of a calendar as the package icalendar writes them: each is written once, looked at, and used wherever
it recurs. Most lines of most entries do: a status, an hour, a place, the moment of an export.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from mentormatch.calendars.text import clean

_MANY = 1 << 15
_BEGIN, _END = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"


class BrokenTextError(RuntimeError):
    """What was written has another number of lines than was put in: some text has become a property."""


class Text(icalendar.vText):
    """A free text, cleaned; escaped as RFC 5545, 3.3.11 has it, where the package would read a typed \\N as a break."""

    def __new__(cls, value: str) -> Text:
        """The text."""
        return super().__new__(cls, clean(value))

    def to_ical(self) -> bytes:
        """Its bytes."""
        escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode("utf-8")


@lru_cache(maxsize=_MANY)
def text(name: str, value: str) -> bytes:
    """A property that holds a text."""
    return _written(name, Text(value))


@lru_cache(maxsize=_MANY)
def word(name: str, value: str) -> bytes:
    """A property that holds one of its own words, or an id of ours."""
    return _written(name, icalendar.vText(value))


@lru_cache(maxsize=_MANY)
def number(name: str, value: int) -> bytes:
    """A property that holds a whole number."""
    return _written(name, value)


@lru_cache(maxsize=_MANY)
def moment(name: str, utc: dt.datetime) -> bytes:
    """A property that holds a moment, in UTC."""
    return _written(name, utc)


@lru_cache(maxsize=_MANY)
def local(name: str, day: dt.date, minute: int, zone: str) -> bytes:
    """A property that holds a local time with its zone; of exdate the only one of its line, since some read no more."""
    when = dt.datetime.combine(day, dt.time(), ZoneInfo(zone)) + dt.timedelta(minutes=minute)
    return _written(name, [when] if name == "exdate" else when)


@lru_cache(maxsize=_MANY)
def rule(frequency: str, every: int, day: str, until: dt.datetime) -> bytes:
    """A rule of recurrence; until: the last start, in UTC."""
    return _written(
        "rrule", {"freq": frequency, "until": until, **({"interval": every} if every > 1 else {}), "byday": day}
    )


@lru_cache(maxsize=_MANY)
def place(north: int, east: int) -> bytes:
    """Where it lies, from thousandths of a degree."""
    return _written("geo", (north / 1000, east / 1000))


@lru_cache(maxsize=_MANY)
def alarm(minutes: int, title: str) -> bytes:
    """A reminder so many minutes before."""
    one = icalendar.Alarm()
    one.add("action", "DISPLAY")
    one.add("description", Text(title))
    one.add("trigger", dt.timedelta(minutes=-minutes))
    return checked(one)


def event(lines: list[bytes]) -> bytes:
    """A VEVENT of these lines."""
    return b"".join((_BEGIN, *lines, _END))


def _written(name: str, value: Any) -> bytes:
    alone = icalendar.Event()
    alone.add(name, value)
    return checked(alone).removeprefix(_BEGIN).removesuffix(_END)


def checked(component: icalendar.Component) -> bytes:
    """The component's bytes. Raises BrokenTextError where they hold another number of properties than it has."""
    written: bytes = component.to_ical()
    lines = [line for line in written.split(b"\r\n") if line and not line.startswith((b" ", b"\t"))]
    names = {line.split(b":", 1)[0].split(b";", 1)[0] for line in lines}
    stray = written.replace(b"\r\n", b"")
    if len(lines) != _count(component) or b"\r" in stray or b"\n" in stray or not all(map(_is_name, names)):
        raise BrokenTextError(f"{len(lines)} lines where {_count(component)} were put in")
    return written


def _is_name(name: bytes) -> bool:
    return name.replace(b"-", b"").isalnum()


def _count(component: icalendar.Component) -> int:
    own = sum(len(value) if isinstance(value, list) else 1 for value in component.values())
    return 2 + own + sum(_count(inner) for inner in component.subcomponents)
