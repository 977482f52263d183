"""What each requires of the other is met."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import REQUIRES

RULE = REQUIRES


def passes(block: Block) -> np.ndarray:
    """Whether all requirements of both are met, and neither excludes the other by name."""
    wants = block.roster.wants
    met = ~wants.not_with.contains(block.keys)
    if len(wants.mentor_meets) > 1:
        met &= wants.mentor_meets[wants.row_by_mentee[block.mentee], block.mentor]
    if len(wants.mentee_meets) > 1:
        met &= wants.mentee_meets[wants.row_by_mentor[block.mentor], block.mentee]
    return met


def lacking(block: Block) -> Figures:
    """Whose requirements are not met."""
    wants, i, j = block.roster.wants, block.mentee[0], block.mentor[0]
    met_by_side = {
        "mentee": wants.mentor_meets[wants.row_by_mentee[i], j],
        "mentor": wants.mentee_meets[wants.row_by_mentor[j], i],
    }
    return {
        "not_met": tuple(side for side, met in met_by_side.items() if not met),
        "not_with": bool(wants.not_with.contains(block.keys)[0]),
    }
