"""A meeting is at an hour at which the place is open and both are free, the way there and back included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.checking.dates import Turn
from mentormatch.checking.rules.travel import usable
from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.places import REMOTE
from mentormatch.domain.rules import HOURS
from mentormatch.domain.slots import Slot
from mentormatch.domain.verdict import Breach
from mentormatch.domain.week import Availability

if TYPE_CHECKING:
    from mentormatch.checking.case import Case, Planned

RULE = HOURS


SUNDAY = 6


def holds(case: Case, mentee: Mentee, mentor: Mentor, place: str, slot: Slot) -> bool:
    """Whether a slot at a usable place is an hour of the two."""
    turn = case.dates.turn(mentee, slot)
    if turn not in case.dates.turns(mentee) or slot.start % case.policy.start_step:
        return False
    if not _covers(case.policy.duty_hours, turn, slot.weekday, slot.start, slot.end):
        return False
    if place not in REMOTE and not _covers(case.facts.venues[place].opening, turn, slot.weekday, slot.start, slot.end):
        return False
    return _free(case, mentee, place, slot, turn) and _free(case, mentor, place, slot, turn)


def _covers(hours: Availability, turn: Turn, weekday: int, start: int, end: int) -> bool:
    return all(hours.covers(weekday, letter, start, end) for letter in turn.letters)


def _free(case: Case, member: Mentee | Mentor, place: str, slot: Slot, turn: Turn) -> bool:
    """Whether one of the two is free, has a way that day, and nothing too near."""
    way = None if place in REMOTE else case.journeys.to(member, place)
    minutes = way.minutes if way else 0
    hours = case.dates.availability(member)
    if not _covers(hours, turn, slot.weekday, slot.start - minutes, slot.end + minutes):
        return False
    kind = int(slot.weekday == SUNDAY)
    if way is not None and not (way.arrive[kind] <= slot.start and slot.end <= way.leave[kind]):
        return False
    weeks = case.dates.planned(turn, slot.weekday)
    for booked in case.facts.booked(member.id):
        if case.dates.meet(slot, weeks, booked.slot, case.dates.booked(booked)):
            there, back = case.journeys.around(member.id, place, booked)
            if not (slot.end + there <= booked.slot.start or booked.slot.end + back <= slot.start):
                return False
    return True


def breaches(case: Case) -> Iterator[Breach]:
    """Meetings at an hour that is none, and ideas without a meeting where the two have options."""
    for one in case.planned:
        meeting = one.pair.meeting
        who = f"{one.pair.mentee} with {one.pair.mentor}"
        if meeting is None:
            if one.idea and not _may_wait(case, one):
                yield Breach(rule=RULE.id, says=f"{who}: the idea has no meeting.", people=one.key)
        elif one.kept or not usable(case, one.mentee, one.mentor, meeting.place):
            continue
        elif not holds(case, one.mentee, one.mentor, meeting.place, meeting.slot):
            says = f"{who}: {meeting.slot} at {meeting.place} is no hour that the two have in common."
            yield Breach(rule=RULE.id, says=says, people=one.key)


def _may_wait(case: Case, one: Planned) -> bool:
    """Whether an idea may be without a meeting: a pin that has no hour with enough dates."""
    return one.pin and not case.options.hours(one.mentee, one.mentor, with_dates=True)
