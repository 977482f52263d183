"""A time zone as every calendar program understands it: two yearly rules, and no list of dates.

Outlook reads nothing else, and ical.js (Thunderbird, Nextcloud) takes only the first date of a list, so that the zones
of the package icalendar put a whole winter an hour off. The text of Europe/London is true since 1996; a test compares
it hour by hour with the zone itself and fails if the law changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from mentormatch.domain.frozen import frozen
from mentormatch.domain.week import ICAL_DAYS

YEARS = 10
"""So many years after the first must follow the same two rules."""


class ZoneError(ValueError):
    """A zone, or an hour in it, that calendars would not read alike: a sentence for people."""


@frozen
class _Change:
    """One change of the clocks: local time before it, offsets before and after, the name after."""

    at: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str

    @property
    def rule(self) -> tuple[int, int, int, dt.time]:
        """Month, n-th (-1 = last), weekday, time."""
        last = (self.at + dt.timedelta(days=7)).month != self.at.month
        return (self.at.month, -1 if last else (self.at.day - 1) // 7 + 1, self.at.weekday(), self.at.time())


@cache
def vtimezone(name: str, year: int) -> bytes:
    """VTIMEZONE of a zone, in lines that end in CRLF. Raises ZoneError where no two yearly rules tell its clocks."""
    zone = ZoneInfo(name)
    changes = [list(_changes(zone, one)) for one in range(year, year + YEARS)]
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    if not any(changes):
        offset, called = _at(zone, dt.datetime(year, 1, 1))
        lines += _observance("STANDARD", dt.datetime(1970, 1, 1), offset, offset, called, "")
    else:
        lines += _two_rules(name, changes)
    return "".join(f"{line}\r\n" for line in [*lines, "END:VTIMEZONE"]).encode("ascii")


def _two_rules(name: str, changes: list[list[_Change]]) -> list[str]:
    first = changes[0]
    for of_year in changes:
        same = len(of_year) == 2 and all(
            (one.rule, one.before, one.after) == (other.rule, other.before, other.after)
            for one, other in zip(of_year, first, strict=False)
        )
        if len(first) != 2 or not same:
            raise ZoneError(f"The clocks of {name} change by no rule that calendars share; use another zone.")
    out = []
    for one in sorted(first, key=lambda change: change.after, reverse=True):
        kind = "DAYLIGHT" if one.after > one.before else "STANDARD"
        month, nth, weekday, time = one.rule
        start = dt.datetime.combine(_first_date(1970, month, nth, weekday), time)
        rule = f"RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{ICAL_DAYS[weekday]}"
        out += _observance(kind, start, one.before, one.after, one.name, rule)
    return out


def _observance(
    kind: str, start: dt.datetime, before: dt.timedelta, after: dt.timedelta, name: str, rule: str
) -> list[str]:
    lines = [f"BEGIN:{kind}", f"TZOFFSETFROM:{_offset(before)}", f"TZOFFSETTO:{_offset(after)}", f"TZNAME:{name}"]
    return [*lines, f"DTSTART:{start:%Y%m%dT%H%M%S}", *([rule] if rule else []), f"END:{kind}"]


def _first_date(year: int, month: int, nth: int, weekday: int) -> dt.date:
    if nth > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    return last - dt.timedelta(days=(last.weekday() - weekday) % 7)


def _offset(given: dt.timedelta) -> str:
    minutes = round(given.total_seconds() / 60)
    sign, minutes = "-" if minutes < 0 else "+", abs(minutes)
    return f"{sign}{minutes // 60:02}{minutes % 60:02}"


def _at(zone: ZoneInfo, moment: dt.datetime) -> tuple[dt.timedelta, str]:
    local = moment.replace(tzinfo=dt.timezone.utc).astimezone(zone)  # noqa: UP017
    offset = local.utcoffset()
    return offset or dt.timedelta(0), local.tzname() or "LMT"


def _changes(zone: ZoneInfo, year: int) -> Iterator[_Change]:
    """The changes of a year, each found to the minute by halving the hour in which the offset differs."""
    moment, end = dt.datetime(year, 1, 1), dt.datetime(year + 1, 1, 1)
    while moment < end:
        later = moment + dt.timedelta(days=1)
        before, after = _at(zone, moment), _at(zone, later)
        if before[0] != after[0]:
            low, high = moment, later
            while high - low > dt.timedelta(minutes=1):
                middle = low + dt.timedelta(minutes=int((high - low).total_seconds() // 120))
                low, high = (middle, high) if _at(zone, middle)[0] == before[0] else (low, middle)
            yield _Change(at=high + before[0], before=before[0], after=after[0], name=after[1])
        moment = later


@lru_cache(maxsize=1 << 15)
def instant(name: str, day: dt.date, minute: int) -> dt.datetime:
    """A local time as UTC. Raises ZoneError for an hour that is there twice, or not at all, when the clocks change."""
    local = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minute)
    early, late = (local.replace(tzinfo=ZoneInfo(name), fold=fold) for fold in (0, 1))
    if early.utcoffset() != late.utcoffset():
        raise ZoneError(
            f"{local:%H:%M on %d %B %Y} is there twice or not at all: the clocks change. Choose another hour."
        )
    return early.astimezone(dt.timezone.utc)  # noqa: UP017
