"""Two who are kept apart are no pair, and no meeting is near a commitment of somebody kept apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.rules import KEEP_APART
from mentormatch.domain.slots import Slot
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = KEEP_APART


def holds(case: Case, mentee: Mentee, mentor: Mentor, place: str, slot: Slot) -> bool:
    """Whether nobody from whom either is kept apart has a commitment at that venue within the margin."""
    margin = case.policy.keep_apart_margin
    weeks = case.dates.planned(case.dates.turn(mentee, slot), slot.weekday)
    for person in case.facts.apart(mentee.id) | case.facts.apart(mentor.id):
        for booked in case.facts.booked(person):
            gap = max(booked.slot.start - slot.end, slot.start - booked.slot.end)
            shared = case.dates.meet(slot, weeks, booked.slot, case.dates.booked(booked))
            if booked.venue == place and shared and gap < margin:
                return False
    return True


def breaches(case: Case) -> Iterator[Breach]:
    """Pairs of two who must not meet, and meetings in the way of somebody who must not be met."""
    for one in case.planned:
        meeting = one.at_a_venue
        if case.facts.kept_apart(*one.key):
            says = f"{one.pair.mentee} and {one.pair.mentor} must be kept apart."
        elif meeting and not holds(case, one.mentee, one.mentor, meeting.place, meeting.slot):
            says = f"{one.pair.mentee} with {one.pair.mentor} must be elsewhere or at another hour than {meeting.slot}."
        else:
            continue
        yield Breach(rule=RULE.id, says=says, people=one.key)
