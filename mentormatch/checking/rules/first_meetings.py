"""First meetings take place where staff are on duty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.checking.dates import Turn
from mentormatch.domain.rules import FIRST_MEETINGS
from mentormatch.domain.slots import Slot
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = FIRST_MEETINGS


def holds(case: Case, place: str, slot: Slot, turn: Turn) -> bool:
    """Whether a first meeting may take place at a venue in that slot."""
    if case.policy.supervised_meetings <= 0:
        return True
    venue = case.facts.venues[place]
    if not venue.first_meeting_ok or venue.staffed is None:
        return False
    return all(venue.staffed.covers(slot.weekday, letter, slot.start, slot.end) for letter in turn.letters)


def breaches(case: Case) -> Iterator[Breach]:
    """Meetings in person of pairs that are new, where or when nobody is on duty."""
    for one in case.planned:
        meeting = one.at_a_venue
        if meeting and one.new and not holds(case, meeting.place, meeting.slot, case.turn_of(one.mentee, meeting)):
            says = f"{one.pair.mentee} with {one.pair.mentor}: nobody is on duty at {meeting.place} on {meeting.slot}."
            yield Breach(rule=RULE.id, says=says, people=one.key)
