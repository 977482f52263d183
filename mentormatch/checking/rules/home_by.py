"""Everybody is home again in time, and not out too early."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.rules import CURFEW
from mentormatch.domain.slots import Slot
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = CURFEW


def holds(case: Case, mentee: Mentee, mentor: Mentor, place: str, slot: Slot) -> bool:
    """Whether the way there begins no earlier, and the way back ends no later, than either may be out."""
    for member in (mentee, mentor):
        if member.home_by is None and member.out_from is None:
            continue
        way = case.journeys.way(member, place)
        if way is None:
            return False
        if member.out_from is not None and slot.start - way.minutes < member.out_from:
            return False
        if member.home_by is not None and slot.end + way.minutes > member.home_by:
            return False
    return True


def breaches(case: Case) -> Iterator[Breach]:
    """Meetings in person that keep somebody out too late or too early, recorded ones included."""
    for one in case.planned:
        meeting = one.at_a_venue
        if meeting and not holds(case, one.mentee, one.mentor, meeting.place, meeting.slot):
            says = (
                f"{one.pair.mentee} with {one.pair.mentor}: {meeting.slot} at {meeting.place} is at an hour ruled out."
            )
            yield Breach(rule=RULE.id, says=says, people=one.key)
