"""Nobody meets at a place they may not go to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.rules import NOT_AT
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = NOT_AT


def holds(mentee: Mentee, mentor: Mentor, place: str) -> bool:
    """Whether both may go to a venue."""
    return place not in mentee.not_at and place not in mentor.not_at


def breaches(case: Case) -> Iterator[Breach]:
    """Meetings at a venue ruled out for one of the two, recorded ones included."""
    for one in case.planned:
        meeting = one.at_a_venue
        if meeting and not holds(one.mentee, one.mentor, meeting.place):
            says = f"{one.pair.mentee} with {one.pair.mentor}: {meeting.place} is ruled out."
            yield Breach(rule=RULE.id, says=says, people=one.key)
