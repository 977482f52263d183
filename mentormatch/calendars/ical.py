"""Contents -> iCalendar bytes (RFC 5545, RFC 7986).

The same entry in many calendars is rendered once: only its UID differs, and UIDs are of one length and never folded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

import icalendar

from mentormatch.calendars import properties as prop
from mentormatch.calendars.contents import Content, Occurrence, State, from_json
from mentormatch.calendars.series import Series, series_of
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
    whole = base.master(series) + b"".join(base.moved(day, series.first, one) for day, one in series.moved)
    alone = (Rendered(more=f"{one.day:%Y%m%d}-{one.start}", body=prop.event(base.single(one))) for one in series.alone)
    return (Rendered(more="", body=whole), *alone)


def calendar(name: str, zone: str, year: int, events: Iterable[bytes], *, method: str | None = "PUBLISH") -> bytes:
    """A whole VCALENDAR; without a method it is one for CalDAV (RFC 4791, 4.1)."""
    return b"".join((_head(name, zone, year, method), *events, _END))


@lru_cache(maxsize=4096)
def _head(name: str, zone: str, year: int, method: str | None) -> bytes:
    out = icalendar.Calendar()
    out.add("prodid", PRODUCT)
    out.add("version", "2.0")
    if method is not None:
        called = prop.Text(name)
        out.add("method", method)
        out.add("name", called)  # a plain text would not be escaped here
        out.add("x-wr-calname", called)
        out.add("x-wr-timezone", icalendar.vText(zone))
        out.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        out.add("x-published-ttl", icalendar.vDuration(REFRESH))
    return prop.checked(out).removesuffix(_END) + vtimezone(zone, year)


class _Base:
    """What all events of one content share."""

    def __init__(self, content: Content, sequence: int, stamp: dt.datetime, zone: str) -> None:
        self.content, self.zone = content, zone
        state = content.state
        self.shared = [
            prop.moment("dtstamp", stamp),
            prop.word("uid", _NOBODY),
            prop.moment("last-modified", stamp),
            prop.number("sequence", sequence),
            prop.text("summary", (CANCELLED if state is State.CANCELLED else "") + content.title),
            prop.word("status", state.value.upper()),
            prop.word("transp", "TRANSPARENT" if state is State.CANCELLED else "OPAQUE"),
            prop.word("x-microsoft-cdo-busystatus", _BUSY[state]),
        ]
        if content.private:
            self.shared.append(prop.word("class", "PRIVATE"))
        if content.notes:
            self.shared.append(prop.text("description", content.notes))

    def master(self, series: Series) -> bytes:
        """The series itself, or the only time."""
        lines = []
        if series.last != series.first.day:
            lines = [self._rule(series), *(self._local("exdate", day, series.first.start) for day in series.left_out)]
        return prop.event(self.single(series.first, *lines))

    def moved(self, day: dt.date, usual: Occurrence, one: Occurrence) -> bytes:
        """One date of the series that is elsewhere, or at another hour."""
        return prop.event(self.single(one, self._local("recurrence-id", day, usual.start)))

    def single(self, one: Occurrence, *more: bytes) -> list[bytes]:
        """The lines of one time; the alarm, a component of its own, is the last."""
        lines = [
            self._local("dtstart", one.day, one.start),
            self._local("dtend", one.day, one.start + one.minutes),
            *self.shared,
            *more,
        ]
        if one.where.words:
            lines.append(prop.text("location", one.where.words))
        if one.where.north is not None and one.where.east is not None:
            lines.append(prop.place(one.where.north, one.where.east))
        if self.content.alarm is not None and self.content.state is not State.CANCELLED:
            lines.append(prop.alarm(self.content.alarm, self.content.title))
        return lines

    def _rule(self, series: Series) -> bytes:
        day = ICAL_DAYS[series.first.day.weekday()]
        until = instant(self.zone, series.last, series.first.start)
        if series.rhythm is Rhythm.MONTHLY:
            return prop.rule("MONTHLY", 1, f"{series.nth}{day}", until)
        return prop.rule("WEEKLY", 2 if series.rhythm is Rhythm.FORTNIGHTLY else 1, day, until)

    def _local(self, name: str, day: dt.date, minute: int) -> bytes:
        instant(self.zone, day, minute)  # an hour that is there twice, or not at all, is refused
        return prop.local(name, day, minute, self.zone)
