"""People who are kept apart do not meet, and are at no venue at about one time."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import KEEP_APART

RULE = KEEP_APART


def passes(block: Block) -> np.ndarray:
    """Whether the two are not kept apart, and an hour is left that is no near miss with somebody who is."""
    block.mentee_hours.margin.cut(block.words, block.mentee_rows())
    block.mentor_hours.margin.cut(block.words, block.mentor_rows())
    return ~block.roster.record.apart.contains(block.keys) & ~block.drop_empty_spots()


def lacking(block: Block) -> Figures:
    """Nothing is told beyond the rule itself."""
    return {}
