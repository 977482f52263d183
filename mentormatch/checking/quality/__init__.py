"""The quality of a pair at a place, reckoned anew: one file a part, each from two people and a place to 0..1000.

Written apart from `matching.quality`; only the catalogue `domain.parts` is shared.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

import attrs

from mentormatch.checking.quality import choice, interests, life, lived, stage, travel, wishes
from mentormatch.domain.parts import FULL
from mentormatch.domain.people import Mentee, Mentor

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

QUALITY_PARTS: tuple[ModuleType, ...] = (travel, life, interests, lived, stage, wishes, choice)
"""Each names its PART, says with OF_THE_PLACE whether it hangs on the place, and has `points`."""


@attrs.frozen(kw_only=True)
class Quality:
    """parts: id -> (points added, out of). total: their sum, 0..1000."""

    parts: dict[str, tuple[int, int]]
    total: int


def quality_of(case: Case, mentee: Mentee, mentor: Mentor, place: str | None) -> Quality:
    """The quality of a pair at a place; place None: no meeting yet."""
    weights = case.policy.weights
    whole = sum(weights[part.PART.id] for part in QUALITY_PARTS)
    parts = {}
    for part in QUALITY_PARTS:
        weight = weights[part.PART.id]
        of_a_thousand = _points(case, part, mentee, mentor, place) if weight else 0
        parts[part.PART.id] = (weight * of_a_thousand // whole, weight * FULL // whole)
    return Quality(parts=parts, total=sum(points for points, _ in parts.values()))


def _points(case: Case, part: ModuleType, mentee: Mentee, mentor: Mentor, place: str | None) -> int:
    if part.OF_THE_PLACE:
        return int(part.points(case, mentee, mentor, place))
    key = (part.PART.id, mentee.id, mentor.id)
    if key not in case.points_of_pairs:
        case.points_of_pairs[key] = int(part.points(case, mentee, mentor, place))
    return case.points_of_pairs[key]
