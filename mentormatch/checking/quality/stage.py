"""How far the mentor is ahead: full at the ideal gap, less for each stage off it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentormatch.domain.parts import FULL, STAGE, STAGE_STEP
from mentormatch.domain.people import Mentee, Mentor

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

PART = STAGE
OF_THE_PLACE = False


def points(case: Case, mentee: Mentee, mentor: Mentor, place: str | None) -> int:
    """Neutral where a stage is not known."""
    if mentee.stage is None or mentor.stage is None:
        return PART.neutral
    off = abs(mentor.stage - mentee.stage - case.policy.ideal_gap)
    return max(0, FULL - STAGE_STEP * off)
