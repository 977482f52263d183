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
    """By phone or video neutral; no meeting yet: as at the nearest usable venue, neutral where there is none."""
    if place is None:
        place = _nearest(case, mentee, mentor)
    if place is None or place in REMOTE:
        return PART.neutral
    one, other = case.journeys.way(mentee, place), case.journeys.way(mentor, place)
    if one is None or other is None:
        return PART.neutral
    twice_far = 2 * case.policy.travel_far
    return FULL * (twice_far - min(one.minutes + other.minutes, twice_far)) // twice_far


def _nearest(case: Case, mentee: Mentee, mentor: Mentor) -> str | None:
    """The usable venue of least summed minutes, pence, id."""
    found = []
    for venue in case.facts.programme.venues:
        if case.journeys.usable(mentee, venue.id) and case.journeys.usable(mentor, venue.id):
            one, other = case.journeys.to(mentee, venue.id), case.journeys.to(mentor, venue.id)
            if one is not None and other is not None:
                found.append((one.minutes + other.minutes, one.pence + other.pence, venue.id))
    return min(found)[2] if found else None
