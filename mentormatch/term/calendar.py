"""The dates of a slot in a term: planned, and held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property

import attrs

from mentormatch.domain.frozen import frozen
from mentormatch.domain.places import Closure, Venue
from mentormatch.domain.policy import Term
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.term.bank_holidays import bank_holidays
from mentormatch.term.daylight import sunset

WEEK = dt.timedelta(days=7)


@frozen
class NotHeld:
    """A date on which something planned does not take place, and why: "bank holiday", "closed", "away"."""

    day: dt.date
    why: str


@attrs.frozen(kw_only=True, slots=False)
class Calendar:
    """The calendar of one programme's term.

    Week masks are plain integers: bit k stands for the k-th week, counted from the Monday on or before the first day.
    """

    term: Term
    closures: tuple[Closure, ...] = ()

    @classmethod
    def of(cls, programme: Programme) -> Calendar:
        """The calendar of a programme."""
        return cls(term=programme.term, closures=programme.closures)

    @cached_property
    def first_week(self) -> dt.date:
        """The Monday of week 0."""
        return self.term.first_day - dt.timedelta(days=self.term.first_day.weekday())

    @cached_property
    def n_weeks(self) -> int:
        """How many Monday weeks the term touches."""
        return (self.term.last_day - self.first_week).days // 7 + 1

    def week_of(self, day: dt.date) -> int:
        """The index of a date's week."""
        return (day - self.first_week).days // 7

    def day_in(self, week: int, weekday: int) -> dt.date:
        """The date of a weekday in a week."""
        return self.first_week + week * WEEK + dt.timedelta(days=weekday)

    def planned(self, slot: Slot, since: dt.date | None = None, until: dt.date | None = None) -> tuple[dt.date, ...]:
        """The planned dates of a slot in the term, none before `since` or after `until`, in order."""
        low = max(self.term.first_day, since or self.term.first_day)
        high = min(self.term.last_day, until or self.term.last_day)
        days = (self.day_in(week, slot.weekday) for week in range(self.n_weeks))
        return tuple(day for day in days if low <= day <= high and self._recurs(slot, day))

    def _recurs(self, slot: Slot, day: dt.date) -> bool:
        if slot.rhythm is Rhythm.WEEKLY:
            return True
        if slot.rhythm is Rhythm.FORTNIGHTLY:
            return self.term.week_letter(day) == "AB"[slot.first - 1]
        return (day.day - 1) // 7 + 1 == slot.first

    def mask(self, days: Iterable[dt.date]) -> int:
        """Those dates as a week mask; dates outside the term are left out."""
        out = 0
        for day in days:
            if self.term.first_day <= day <= self.term.last_day:
                out |= 1 << self.week_of(day)
        return out

    @cached_property
    def bank_holidays(self) -> frozenset[dt.date]:
        """The term's bank holidays, substitute days instead of the weekend days that have one."""
        years = range(self.term.first_day.year, self.term.last_day.year + 1)
        return frozenset(
            day
            for year in years
            for day in bank_holidays(self.term.bank_holidays, year)
            if self.term.first_day <= day <= self.term.last_day
        )

    def why_shut(self, venue: Venue, day: dt.date) -> str | None:
        """Why a venue is shut on a date of the term: "bank holiday", "closed", "away"; None where it is not."""
        if day in self.bank_holidays and not venue.open_on_bank_holidays:
            return "bank holiday"
        if any(_closes(closure, venue) and closure.first <= day <= closure.last for closure in self.closures):
            return "closed"
        return "away" if venue.opening.away_on(day) else None

    def shut(self, venue: Venue, weekday: int) -> int:
        """The weeks of the term in which a venue is shut on a weekday, as a mask: where `why_shut` has a why."""
        shut = 0 if venue.open_on_bank_holidays else self._bank_holidays_on[weekday]
        for closure in self.closures:
            if _closes(closure, venue):
                shut |= self._weeks(weekday, closure.first, closure.last)
        for stretch in venue.opening.away:
            shut |= self._weeks(weekday, stretch.first, stretch.last)
        return shut & self._weeks(weekday, self.term.first_day, self.term.last_day)

    @cached_property
    def _bank_holidays_on(self) -> tuple[int, ...]:
        """By weekday the weeks in which it is a bank holiday, as a mask."""
        return tuple(self.mask(day for day in self.bank_holidays if day.weekday() == weekday) for weekday in range(7))

    def _weeks(self, weekday: int, first: dt.date, last: dt.date) -> int:
        """The term's weeks, from week 0 on, whose weekday lies from one date to another, as a mask."""
        monday = self.first_week.toordinal() + weekday
        begin = max(0, -(-(first.toordinal() - monday) // 7))
        end = min(self.n_weeks, (last.toordinal() - monday) // 7 + 1)
        return (1 << end) - (1 << begin) if end > begin else 0

    def dark(self, venue: Venue, weekday: int, end: int, margin: int) -> int:
        """The weeks of the term in which something outdoors ends after sunset less a margin, as a mask; none if lit."""
        if venue.lit:
            return 0
        days = (self.day_in(week, weekday) for week in range(self.n_weeks))
        inside = (day for day in days if self.term.first_day <= day <= self.term.last_day)
        return self.mask(day for day in inside if end > sunset(day, venue.spot, self.term.timezone) - margin)


def _closes(closure: Closure, venue: Venue) -> bool:
    if closure.council_run_only and not venue.council_run:
        return False
    if closure.venue is not None:
        return closure.venue == venue.id
    return closure.area is None or closure.area == venue.area
