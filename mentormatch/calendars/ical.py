"""Contents -> iCalendar bytes (RFC 5545, RFC 7986), written by the package icalendar and looked at again.

The same entry in many calendars is rendered once: only its UID differs, and UIDs are of one length and never folded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from mentormatch.calendars.contents import Content, Occurrence, State, from_json
from mentormatch.calendars.series import Series, series_of
from mentormatch.calendars.text import clean
from mentormatch.calendars.uids import DIGITS, DOMAIN
from mentormatch.calendars.zones import instant, vtimezone
from mentormatch.domain.frozen import frozen
from mentormatch.domain.slots import Rhythm
from mentormatch.domain.week import ICAL_DAYS

PRODUCT = "-//mm//calendars//EN"
REFRESH = dt.timedelta(hours=6)
CANCELLED = "Cancelled: "
_NOBODY = "0" * DIGITS + DOMAIN
_END = b"END:VCALENDAR\r\n"
_BUSY = {State.CONFIRMED: "BUSY", State.TENTATIVE: "TENTATIVE", State.CANCELLED: "FREE"}


class BrokenTextError(RuntimeError):
    """What was rendered has another number of lines than was put in: some text has become a property."""


@frozen
class Rendered:
    """One VEVENT or a series with its changes, in bytes. more: which single time, "" of the series itself."""

    more: str
    body: bytes

    def with_uid(self, uid: str) -> bytes:
        """The same with its UID."""
        return self.body.replace(f"UID:{_NOBODY}\r\n".encode(), f"UID:{uid}\r\n".encode())


def render(content: Content, sequence: int, stamp: dt.datetime, zone: str) -> tuple[Rendered, ...]:
    """A content as events: first the series, then each time that fits no rule. Raises ZoneError for an unclear hour."""
    return _rendered(content.text, sequence, stamp, zone)


@lru_cache(maxsize=8192)
def _rendered(text: str, sequence: int, stamp: dt.datetime, zone: str) -> tuple[Rendered, ...]:
    content = from_json(text)
    series = series_of(content.occurrences, content.rhythm)
    base = _Base(content, sequence, stamp, zone)
    whole = [base.master(series), *(base.moved(day, series.first, one) for day, one in series.moved)]
    alone = (Rendered(more=f"{one.day:%Y%m%d}-{one.start}", body=_bytes([base.single(one)])) for one in series.alone)
    return (Rendered(more="", body=_bytes(whole)), *alone)


def calendar(name: str, zone: str, year: int, events: Iterable[bytes], *, method: str | None = "PUBLISH") -> bytes:
    """A whole VCALENDAR; without a method it is one for CalDAV (RFC 4791, 4.1)."""
    return b"".join((_head(name, zone, year, method), *events, _END))


@lru_cache(maxsize=4096)
def _head(name: str, zone: str, year: int, method: str | None) -> bytes:
    out = icalendar.Calendar()
    out.add("prodid", PRODUCT)
    out.add("version", "2.0")
    if method is not None:
        called = clean(name)
        out.add("method", method)
        out.add("name", _Text(called))  # a plain text would not be escaped here
        out.add("x-wr-calname", _Text(called))
        out.add("x-wr-timezone", icalendar.vText(zone))
        out.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        out.add("x-published-ttl", icalendar.vDuration(REFRESH))
    return _checked(out).removesuffix(_END) + vtimezone(zone, year)


class _Text(icalendar.vText):
    """A free text, cleaned; escaped as RFC 5545, 3.3.11 has it, where the package would read a typed \\N as a break."""

    def __new__(cls, value: str) -> _Text:
        """The text."""
        return super().__new__(cls, clean(value))

    def to_ical(self) -> bytes:
        """Its bytes."""
        escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        return escaped.encode("utf-8")


class _Base:
    """What all events of one content share."""

    def __init__(self, content: Content, sequence: int, stamp: dt.datetime, zone: str) -> None:
        self.content, self.sequence, self.stamp, self.zone = content, sequence, stamp, zone
        self.tz = ZoneInfo(zone)

    def master(self, series: Series) -> icalendar.Event:
        """The series itself, or the only time."""
        event = self.single(series.first)
        if series.last != series.first.day:
            event.add("rrule", self._rule(series))
            for day in series.left_out:  # one line each: some readers take only one value of a line
                event.add("exdate", [self._local(day, series.first.start)])
        return event

    def moved(self, day: dt.date, usual: Occurrence, one: Occurrence) -> icalendar.Event:
        """One date of the series that is elsewhere, or at another hour."""
        event = self.single(one)
        event.add("recurrence-id", self._local(day, usual.start))
        return event

    def single(self, one: Occurrence) -> icalendar.Event:
        """One time."""
        content, state = self.content, self.content.state
        event = icalendar.Event()
        event.add("uid", _NOBODY)
        event.add("dtstamp", self.stamp)
        event.add("last-modified", self.stamp)
        event.add("sequence", self.sequence)
        event.add("dtstart", self._local(one.day, one.start))
        event.add("dtend", self._local(one.day, one.start + one.minutes))
        event.add("summary", _Text((CANCELLED if state is State.CANCELLED else "") + content.title))
        event.add("status", state.value.upper())
        event.add("transp", "TRANSPARENT" if state is State.CANCELLED else "OPAQUE")
        event.add("x-microsoft-cdo-busystatus", icalendar.vText(_BUSY[state]))
        if content.private:
            event.add("class", "PRIVATE")
        if content.notes:
            event.add("description", _Text(content.notes))
        if one.where.words:
            event.add("location", _Text(one.where.words))
        if one.where.north is not None and one.where.east is not None:
            event.add("geo", (one.where.north / 1000, one.where.east / 1000))
        if content.alarm is not None and state is not State.CANCELLED:
            event.add_component(_alarm(content.alarm, content.title))
        return event

    def _rule(self, series: Series) -> dict[str, Any]:
        day = ICAL_DAYS[series.first.day.weekday()]
        rule: dict[str, Any] = {"freq": "WEEKLY", "until": instant(self.zone, series.last, series.first.start)}
        if series.rhythm is Rhythm.MONTHLY:
            return {**rule, "freq": "MONTHLY", "byday": f"{series.nth}{day}"}
        return {**rule, **({"interval": 2} if series.rhythm is Rhythm.FORTNIGHTLY else {}), "byday": day}

    def _local(self, day: dt.date, minute: int) -> dt.datetime:
        instant(self.zone, day, minute)
        return dt.datetime.combine(day, dt.time(), self.tz) + dt.timedelta(minutes=minute)


def _alarm(minutes: int, title: str) -> icalendar.Alarm:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _Text(title))
    alarm.add("trigger", dt.timedelta(minutes=-minutes))
    return alarm


def _bytes(events: Sequence[icalendar.Event]) -> bytes:
    return b"".join(_checked(event) for event in events)


def _checked(component: icalendar.Component) -> bytes:
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
