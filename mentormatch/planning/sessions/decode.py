"""From chosen columns to the sessions of a timetable, with their people, figures and dates."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

import attrs
import numpy as np

from mentormatch.candidates.sessions.figures import turnout_of
from mentormatch.domain.frozen import evolve
from mentormatch.domain.people import Member, Mentor
from mentormatch.domain.slots import Slot
from mentormatch.domain.timetable import TOTAL, DateLost, Session
from mentormatch.scheduling import Case
from mentormatch.scheduling.rows.budget import pence_under
from mentormatch.term import Calendar

DARK, LEADERS_AWAY = "dark", "leaders away"


@attrs.frozen(eq=False, kw_only=True, slots=False)
class Decoder:
    """What is needed to tell a chosen column in words and figures. chosen: flags by choice of the case."""

    case: Case
    chosen: np.ndarray

    @cached_property
    def sessions(self) -> dict[int, Session]:
        """The sessions that run, in their order, by pattern."""
        runs = np.flatnonzero(self.chosen[: self.case.n_patterns]).tolist()
        told = {pattern: self._session(pattern) for pattern in runs}
        order = sorted(told, key=lambda at: _key(told[at]))
        number: dict[str, int] = {}
        out: dict[int, Session] = {}
        for pattern in order:
            activity = told[pattern].activity
            number[activity] = number.get(activity, 0) + 1
            out[pattern] = evolve(told[pattern], id=f"{activity}#{number[activity]}")
        return out

    @cached_property
    def ids(self) -> dict[int, str]:
        """The ids of the sessions that run, by pattern."""
        return {pattern: session.id for pattern, session in self.sessions.items()}

    def slot(self, pattern: int) -> Slot:
        """The slot of a pattern: one that was given, or one of ours."""
        patterns, activity = self.case.found.patterns, self.case.activity(pattern)
        fixed, start = int(patterns.fixed[pattern]), int(patterns.start[pattern])
        if fixed >= 0:
            return activity.fixed[fixed]
        return Slot(
            weekday=int(patterns.weekday[pattern]),
            start=start,
            minutes=int(patterns.end[pattern]) - start,
            rhythm=activity.rhythm,
            first=int(patterns.first[pattern]),
        )

    def _session(self, pattern: int) -> Session:
        patterns, activity = self.case.found.patterns, self.case.activity(pattern)
        leaders, attendees = self._of(self.case.led, pattern), self._of(self.case.attended, pattern)
        attending = self.case.found.attending
        heads = int(attending.heads[attendees - self.case.first_attended].sum())
        by_turnout = heads * turnout_of(activity, self.case.programme.policy) // 100
        names = self._names(leaders)
        held, lost = self._dates(pattern, names)
        everything = np.concatenate([[pattern], leaders, attendees])
        return Session(
            id="",
            activity=activity.id,
            venue=patterns.venues[int(patterns.venue[pattern])].id,
            slot=self.slot(pattern),
            leaders=names,
            attendees=self._names(attendees),
            heads=heads,
            expected=int(patterns.expected[pattern]) if patterns.drop_in[pattern] else by_turnout,
            fixed=bool(patterns.fixed[pattern] >= 0),
            dates=held,
            not_held=lost,
            pence_a_date=int(self._pence[everything].sum()),
        )

    @cached_property
    def _pence(self) -> np.ndarray:
        return pence_under(self.case, TOTAL)

    def _of(self, columns: np.ndarray, pattern: int) -> np.ndarray:
        """Those of some columns that are chosen, of one pattern."""
        return np.asarray(columns[self.chosen[columns] & (self.case.pattern[columns] == pattern)])

    def _names(self, columns: np.ndarray) -> tuple[str, ...]:
        people = self.case.found.people
        return tuple(sorted(people[int(person)] for person in self.case.person[columns]))

    # ----------------------------------------------------------------------------------------------------------- dates

    def _dates(self, pattern: int, leaders: tuple[str, ...]) -> tuple[tuple[dt.date, ...], tuple[DateLost, ...]]:
        """The dates held, and the other planned ones, each with the first reason that is true."""
        patterns, calendar = self.case.found.patterns, self._calendar
        venue = patterns.venues[int(patterns.venue[pattern])]
        planned, open_dates = int(patterns.planned[pattern]), int(patterns.open[pattern])
        needed = min(self.case.activity(pattern).least_leaders, len(leaders))
        rows = [self._leads_as[name] for name in leaders]
        held: list[dt.date] = []
        lost: list[DateLost] = []
        for week in range(planned.bit_length()):
            if not planned >> week & 1:
                continue
            day = calendar.day_in(week, int(patterns.weekday[pattern]))
            if not open_dates >> week & 1:
                lost.append(DateLost(day=day, why=calendar.why_shut(venue, day) or DARK))
            elif sum(self._is_there(row, day) for row in rows) < needed:
                lost.append(DateLost(day=day, why=LEADERS_AWAY))
            else:
                held.append(day)
        return tuple(held), tuple(lost)

    def _is_there(self, row: Member, day: dt.date) -> bool:
        """Whether a leader is not away then and, if a mentor, still cleared."""
        hours = row.availability or self.case.programme.policy.default_availability
        if isinstance(row, Mentor) and row.cleared_until is not None and day > row.cleared_until:
            return False
        return not hours.away_on(day)

    @cached_property
    def _leads_as(self) -> dict[str, Member]:
        """The row by which somebody leads: as a mentor, else as staff, else as a mentee."""
        programme = self.case.programme
        return {row.id: row for row in (*programme.mentees, *programme.staff, *programme.mentors)}

    @cached_property
    def _calendar(self) -> Calendar:
        return Calendar.of(self.case.programme)


def _key(session: Session) -> tuple[str, bool, tuple[int, int, str, int, int], str]:
    """The order of sessions in a plan."""
    return (session.activity, not session.fixed, session.slot.key, session.venue)
