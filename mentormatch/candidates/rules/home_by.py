"""Nobody is out before or after the hours that they may be."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import CURFEW

RULE = CURFEW


def passes(block: Block) -> np.ndarray:
    """Whether an hour in person is left that brings both home in time, or one by phone or video."""
    block.mentee_hours.home.cut(block.words, block.mentee_rows())
    block.mentor_hours.home.cut(block.words, block.mentor_rows())
    return ~block.drop_empty_spots()


def lacking(block: Block) -> Figures:
    """Nothing is told beyond the rule itself."""
    return {}
