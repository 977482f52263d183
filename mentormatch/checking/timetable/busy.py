"""What each person has anyway, which sessions must keep clear of: docs/timetable.md, T4."""

from __future__ import annotations

import attrs

from mentormatch.checking.case import Case
from mentormatch.checking.facts import Booked
from mentormatch.checking.timetable.meetings import SCHEDULE, recorded_meetings
from mentormatch.checking.timetable.patterns import Pattern
from mentormatch.domain.slots import Slot


@attrs.frozen(eq=False, kw_only=True)
class Busy:
    """One commitment. weeks: its dates as a mask. session: (activity, slot) of the fixed session it is, or None."""

    booked: Booked
    weeks: int
    session: tuple[str, Slot] | None = None

    @property
    def slot(self) -> Slot:
        return self.booked.slot


class Diaries:
    """The commitments of everybody: rows of commitments.csv, fixed sessions, and in the scope "schedule" meetings."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._of: dict[str, list[Busy]] = {}
        for row in case.programme.commitments:
            booked = Booked(slot=row.slot, venue=row.venue, row=row)
            self._add(row.person, Busy(booked=booked, weeks=self._weeks(booked)))
        for activity in case.programme.activities:
            for slot in activity.fixed:
                booked = Booked(slot=slot, venue=activity.fixed_venue)
                busy = Busy(booked=booked, weeks=self._weeks(booked), session=(activity.id, slot))
                for person in {*activity.fixed_leaders, *activity.fixed_people}:
                    self._add(person, busy)
        if case.plan.scope == SCHEDULE:
            for met in recorded_meetings(case):
                busy = Busy(booked=Booked(slot=met.slot, venue=met.place), weeks=met.weeks)
                for person in dict.fromkeys(met.people):
                    self._add(person, busy)

    def _add(self, person: str, busy: Busy) -> None:
        self._of.setdefault(person, []).append(busy)

    def _weeks(self, booked: Booked) -> int:
        dates, row, slot = self.case.dates, booked.row, booked.slot
        weeks = dates.in_term(slot.weekday, slot.rhythm, slot.first)
        if row is not None and row.starts_on is not None:
            weeks &= ~dates.before(row.starts_on, slot.weekday)
        if row is not None and row.ends_on is not None:
            weeks &= dates.until(row.ends_on, slot.weekday)
        return weeks

    def of(self, person: str) -> list[Busy]:
        """Everything that somebody has anyway."""
        return self._of.get(person, [])

    def beside(self, person: str, pattern: Pattern, *, own: bool) -> list[Busy]:
        """What somebody has on a planned date of a pattern. own: the pattern itself, as fixed for them, left aside."""
        slot, itself = pattern.slot, (pattern.activity.id, pattern.slot)
        return [
            busy
            for busy in self.of(person)
            if busy.slot.weekday == slot.weekday
            and busy.weeks & pattern.planned
            and not (own and busy.session == itself)
        ]
