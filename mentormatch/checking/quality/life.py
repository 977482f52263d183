"""Stage of life, family, faith and way of recovery in common, of those that both have told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentormatch.checking.facts import folded
from mentormatch.domain.parts import FULL, LIFE
from mentormatch.domain.people import Mentee, Mentor

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

PART = LIFE
OF_THE_PLACE = False


def points(case: Case, mentee: Mentee, mentor: Mentor, place: str | None) -> int:
    """The share of what is known of both that is equal; neutral where nothing is."""
    told = (
        (folded(mentee.life_stage), folded(mentor.life_stage)),
        (folded(mentee.family), folded(mentor.family)),
        (folded(mentee.faith), folded(mentor.faith)),
        (folded(mentee.pathway), folded(mentor.pathway)),
    )
    of_both = [(one, other) for one, other in told if one and other]
    if not of_both:
        return PART.neutral
    return FULL * sum(one == other for one, other in of_both) // len(of_both)
