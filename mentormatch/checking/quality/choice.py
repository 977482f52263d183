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
    """Full from `ENOUGH_STARTS` on; a start counts once, whichever week it may begin in.

    No meeting yet, and a recorded place that is none of the pair's: nothing.
    """
    options = case.options.of(mentee, mentor)
    if place is None or place not in options.places:
        return 0
    starts = 0
    for _, of_turn in options.by_place[place]:
        starts |= of_turn
    return FULL * min(starts.bit_count(), ENOUGH_STARTS) // ENOUGH_STARTS
