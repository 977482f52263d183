"""One timetable before the judge: its sessions with their people, and all that is known whatever the sessions are."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from functools import cached_property

import attrs

from mentormatch.checking.case import Case
from mentormatch.checking.timetable.going import Going
from mentormatch.checking.timetable.meetings import Met, meetings_beside, recorded_meetings
from mentormatch.checking.timetable.money import Money
from mentormatch.checking.timetable.offers import Offers
from mentormatch.checking.timetable.patterns import Pattern, Patterns
from mentormatch.checking.timetable.points import Points
from mentormatch.domain.timetable import Session


@attrs.frozen(eq=False, kw_only=True)
class Held:
    """One session of the plan with its pattern."""

    session: Session
    pattern: Pattern

    @property
    def id(self) -> str:
        return self.session.id

    @property
    def people(self) -> tuple[str, ...]:
        """Leaders, then attendees, each once."""
        return tuple(dict.fromkeys((*self.session.leaders, *self.session.attendees)))


class Ground:
    """What holds whatever the sessions are."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.patterns = Patterns(case)
        self.going = Going(case, self.patterns)
        self.offers = Offers(self.going)
        self.money = Money(self.going, self.offers)
        self.points = Points(self.going, self.offers)
        self.meetings: tuple[Met, ...] = meetings_beside(case)
        self.recorded: tuple[Met, ...] = tuple(recorded_meetings(case))

    def meetings_of(self, person: str) -> list[Met]:
        return [met for met in self.meetings if person in met.people]

    def recorded_of(self, person: str) -> list[Met]:
        return [met for met in self.recorded if person in met.people]


@attrs.define(eq=False, slots=False)
class Court:
    """The sessions that are judged."""

    ground: Ground
    sessions: tuple[Session, ...]

    @classmethod
    def of(cls, case: Case) -> Court:
        """The sessions of the plan of a case."""
        return cls(Ground(case), case.plan.timetable.sessions)

    def with_sessions(self, sessions: Iterable[Session]) -> Court:
        """Other sessions of the same programme."""
        return Court(self.ground, tuple(sessions))

    def without_meetings(self) -> Court:
        """The same sessions with nobody's one-to-one meetings beside them."""
        ground = copy(self.ground)
        ground.meetings = ()
        return Court(ground, self.sessions)

    @property
    def case(self) -> Case:
        return self.ground.case

    @property
    def going(self) -> Going:
        return self.ground.going

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """The sessions whose activity and venue exist."""
        return tuple(Held(session=session, pattern=self.pattern_of(session)) for session in self.sessions)

    def pattern_of(self, session: Session) -> Pattern:
        return self.ground.patterns.of(session.activity, session.slot, session.venue, fixed=session.fixed)

    @cached_property
    def led_by(self) -> dict[str, list[Held]]:
        out: dict[str, list[Held]] = {}
        for one in self.held:
            for person in one.session.leaders:
                out.setdefault(person, []).append(one)
        return out

    @cached_property
    def attended_by(self) -> dict[str, list[Held]]:
        out: dict[str, list[Held]] = {}
        for one in self.held:
            for person in one.session.attendees:
                out.setdefault(person, []).append(one)
        return out

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everybody who leads or attends something."""
        return tuple(sorted({*self.led_by, *self.attended_by}))

    def sessions_of(self, person: str) -> list[Held]:
        """Everything that somebody leads or attends."""
        return [*self.led_by.get(person, ()), *self.attended_by.get(person, ())]

    def present_at(self, one: Held) -> tuple[str, ...]:
        """Everybody who may be there: leaders, attendees, and whoever a drop-in is offered to."""
        offered = (mentee.id for mentee in self.ground.offers.to(one.pattern))
        return tuple(dict.fromkeys((*one.people, *offered)))

    def heads(self, people: Iterable[str]) -> int:
        """Attendees with those who come along."""
        rows = (self.going.attends_as(person) for person in people)
        return sum(self.going.heads(row) for row in rows if row is not None)

    def expected(self, one: Held) -> int:
        """How many will come, by turnout."""
        if not one.pattern.by_name:
            return self.ground.offers.expected(one.pattern)
        return self.heads(one.session.attendees) * self.ground.offers.turnout(one.pattern.activity) // 100

    def fixed_for(self, person: str, one: Held) -> bool:
        """Whether people fixed that somebody is in a session, leading or attending."""
        return one.pattern.fixed and person in (*one.pattern.fixed_leaders, *one.pattern.fixed_people)
