"""How near the place is for both: full where both are there, nothing where the ways come to 2 x `travel_far`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentormatch.domain.parts import FULL, TRAVEL
from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.places import REMOTE

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

PART = TRAVEL
OF_THE_PLACE = True


def points(case: Case, mentee: Mentee, mentor: Mentor, place: str | None) -> int:
    """By phone, by video and while there is no meeting yet: neutral."""
    if place is None or place in REMOTE:
        return PART.neutral
    one, other = case.journeys.way(mentee, place), case.journeys.way(mentor, place)
    if one is None or other is None:
        return PART.neutral
    twice_far = 2 * case.policy.travel_far
    return FULL * (twice_far - min(one.minutes + other.minutes, twice_far)) // twice_far
