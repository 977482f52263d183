"""Nobody is asked to a place that they may not go to."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import NOT_AT

RULE = NOT_AT


def passes(block: Block) -> np.ndarray:
    """Whether an hour is left at a place that neither may not go to."""
    barred = block.roster.mentees.barred[block.mentee[block.spot_pair], block.spot_place]
    barred |= block.roster.mentors.barred[block.mentor[block.spot_pair], block.spot_place]
    block.words[barred] = 0
    return ~block.drop_empty_spots()


def lacking(block: Block) -> Figures:
    """Nothing is told beyond the rule itself."""
    return {}
