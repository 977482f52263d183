"""Choice of common hours: how many starts a week the two could agree on at that place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentormatch.domain.parts import CHOICE, ENOUGH_STARTS, FULL
from mentormatch.domain.people import Mentee, Mentor

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

PART = CHOICE
OF_THE_PLACE = True


def points(case: Case, mentee: Mentee, mentor: Mentor, place: str | None) -> int:
    """Full from `ENOUGH_STARTS` on."""
    return FULL * min(starts(case, mentee, mentor, place), ENOUGH_STARTS) // ENOUGH_STARTS


def starts(case: Case, mentee: Mentee, mentor: Mentor, place: str | None) -> int:
    """How many starts a week there are at a place; a start counts once, whichever week it may begin in.

    No meeting yet, and a recorded place that is none of the pair's: none.
    """
    options = case.options.of(mentee, mentor)
    if place is None or place not in options.places:
        return 0
    found = 0
    for _, of_turn in options.by_place[place]:
        found |= of_turn
    return found.bit_count()
