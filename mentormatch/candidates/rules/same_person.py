"""Nobody mentors themselves."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import SAME_PERSON

RULE = SAME_PERSON


def passes(block: Block) -> np.ndarray:
    """Whether mentee and mentor are two people."""
    return np.asarray(block.roster.same_person[block.mentee] != block.mentor)


def lacking(block: Block) -> Figures:
    """Nothing is told beyond the rule itself."""
    return {}
