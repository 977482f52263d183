"""Interests in common: for each of the mentee's the closest of the mentor's, the rarer ones weighing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentormatch.domain.parts import FULL, INTERESTS
from mentormatch.domain.people import Mentee, Mentor

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

PART = INTERESTS
OF_THE_PLACE = False
USUAL = 100


def points(case: Case, mentee: Mentee, mentor: Mentor, place: str | None) -> int:
    """Twice the mean closeness, weighed by rarity, at most full; neutral where one side has none that is known."""
    own, others = case.known_interests(mentee), case.known_interests(mentor)
    if not own or not others:
        return PART.neutral
    rarity = case.policy.rarity
    weights = [rarity.get(interest, USUAL) for interest in own]
    if not sum(weights):
        return PART.neutral
    near = sum(weight * case.closest(interest, mentor) for weight, interest in zip(weights, own))
    return min(FULL, 2 * near // sum(weights))
