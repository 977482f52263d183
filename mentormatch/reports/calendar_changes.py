"""Who must be told what, and by when: a calendar that people subscribe to may be read a day late."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from mentormatch.calendars import Change, Occurrence
from mentormatch.domain.exported import Reader, ReaderKind
from mentormatch.domain.programme import Programme
from mentormatch.domain.telling import Tellings
from mentormatch.domain.week import LONG_DAYS, clock
from mentormatch.reports.names import Names
from mentormatch.reports.words import count, day, lines, listed

SOON = dt.timedelta(hours=48)
"""A feed is read after 4 to 24 hours, and nobody says when: what changes sooner than this is told by phone."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def changes_told(
    changes: Iterable[Change], programme: Programme, tellings: Tellings, names: Names, local_now: dt.datetime
) -> list[str]:
    """The changes, those to phone about first. local_now: the programme's own clock, without a zone."""
    teller = _Teller(programme, tellings, names)
    told = [one for one in changes if teller.concerns_somebody(one.reader)]
    urgent = [one for one in told if _begins(one.first) - local_now < SOON]
    rest = [one for one in told if one not in urgent]
    if not told:
        return ["Nobody has to be told anything: nothing has changed for them."]
    out: list[str] = []
    if urgent:
        out += [f"To phone about now ({len(urgent)}): a calendar may be read a day late.", *teller.all_of(urgent)]
    if rest:
        out += [*([""] if urgent else []), f"To tell ({len(rest)}), the soonest first:", *teller.all_of(rest)]
    return out


def _begins(one: Occurrence) -> dt.datetime:
    return dt.datetime.combine(one.day, dt.time()) + dt.timedelta(minutes=one.start)


class _Teller:
    def __init__(self, programme: Programme, tellings: Tellings, names: Names) -> None:
        self.programme, self.tellings, self.names = programme, tellings, names
        self.venues = {row.id: row.name for row in programme.venues}
        self.activities = {row.id: row.name for row in programme.activities}

    def concerns_somebody(self, reader: Reader) -> bool:
        """Whether somebody other than the coordinator reads it; a group's calendar only where it has one."""
        if reader.kind is ReaderKind.GROUP:
            return self.tellings.group(reader.id).calendar
        return reader.kind is not ReaderKind.COORDINATOR

    def all_of(self, changes: Sequence[Change]) -> list[str]:
        """One paragraph for each."""
        return [line for one in changes for line in lines(f"{self._who(one.reader)}: {_what(one)}", "  ", "    ")]

    def _who(self, reader: Reader) -> str:
        if reader.kind is ReaderKind.VENUE:
            named, has = (
                f"{reader.id} {self.venues.get(reader.id, '')}".strip(),
                self.tellings.venue(reader.id).calendar,
            )
            return f"{named} ({_how(has, None)})"
        if reader.kind is ReaderKind.GROUP:
            return f"Calendar of {self.activities.get(reader.id, reader.id)}"
        telling = self.tellings.person(reader.id)
        by = telling.contact_by.value if telling.contact_by else None
        return f"{self.names(reader.id)} ({_how(telling.calendar, by)})"


def _how(calendar: bool, by: str | None) -> str:
    has = "has a calendar" if calendar else "no calendar"
    return f"{has}; {by}" if by else has


def _what(change: Change) -> str:
    first = f"before {_dated(change.first.day)} {clock(change.first.start)}"
    if not change.before:
        return f"new: {_in_short(change.after)}, from {_dated(change.after[0].day)}; {first}."
    if not change.after:
        return f"off: {_in_short(change.before)}, from {_dated(change.first.day)} on; {first}."
    was, now = _usual(change.before), _usual(change.after)
    if was == now:
        lost = [one for one in change.before if one not in set(change.after)]
        more = [one for one in change.after if one not in set(change.before)]
        said = [
            f"{word} {listed([_dated(one.day) for one in some])}"
            for word, some in (("not on", lost), ("also on", more))
            if some
        ]
        return f"{_in_short(change.after)}: {'; '.join(said)}; {first}."
    return f"now {_in_short(change.after)}, from {_dated(change.first.day)}; was {_in_short(change.before)}; {first}."


def _usual(given: Sequence[Occurrence]) -> tuple[int, int, int, str]:
    ways = Counter((one.day.weekday(), one.start, one.minutes, one.where.words) for one in given)
    return max(ways, key=lambda way: (ways[way], way))


def _in_short(given: Sequence[Occurrence]) -> str:
    weekday, start, minutes, where = _usual(given)
    on = LONG_DAYS[weekday] + ("s" if len(given) > 1 else "")
    place = f", {where}" if where else ""
    return f"{on} {clock(start)} to {clock(start + minutes)}{place} ({count(len(given), 'date')})"


def _dated(given: dt.date) -> str:
    return f"{_DAYS[given.weekday()]} {day(given)}"
