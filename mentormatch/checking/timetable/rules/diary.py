"""Nobody has two sessions, or a session and a meeting of the plan, too near to each other on one day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import attrs

from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.meetings import PLAN
from mentormatch.domain.rules import DIARY
from mentormatch.domain.slots import Slot
from mentormatch.domain.verdict import Breach

RULE = DIARY


@attrs.frozen(kw_only=True)
class Stop:
    """Where somebody is at a time, in so many weeks. fixed: people fixed it or wrote it down."""

    name: str
    place: str
    slot: Slot
    weeks: int
    session: bool
    fixed: bool = False


def breaches(court: Court) -> Iterator[Breach]:
    """Two things that one person cannot both do."""
    for person in court.people:
        yield from of_person(court, person)


def of_person(court: Court, person: str) -> Iterator[Breach]:
    stops = _stops(court, person)
    for one, other in combinations(stops, 2):
        if (one.session or other.session) and clash(court, person, one, other):
            says = f"{person} cannot be both in {one.name} and in {other.name}."
            yield Breach(rule=RULE.id, says=says, people=(person,))


def _stops(court: Court, person: str) -> list[Stop]:
    """Sessions; and in the scope "plan" meetings, which in the other scope are commitments of those who come."""
    out = [
        Stop(
            name=f"{one.id} ({one.session.slot}, {one.session.venue})",
            place=one.session.venue,
            slot=one.session.slot,
            weeks=one.pattern.planned,
            session=True,
            fixed=court.fixed_for(person, one),
        )
        for one in court.sessions_of(person)
    ]
    if court.case.plan.scope == PLAN:
        for met in court.ground.meetings_of(person):
            name = f"the meeting of {met.mentee} with {met.mentor} ({met.slot}, {met.place})"
            out.append(
                Stop(name=name, place=met.place, slot=met.slot, weeks=met.weeks, session=False, fixed=met.recorded)
            )
    return out


def clash(court: Court, person: str, one: Stop, other: Stop) -> bool:
    """Whether two stops share a date and leave too little time; a recorded meeting beside a fixed session is none."""
    if one.slot.weekday != other.slot.weekday or not one.weeks & other.weeks:
        return False
    if one.fixed and other.fixed and not (one.session and other.session):
        return False
    first, second = sorted((one, other), key=lambda stop: (stop.slot.start, stop.slot.end))
    between = court.case.journeys.between(person, first.place, second.place)
    return second.slot.start - first.slot.end < between
