"""Nobody is asked again who has declined, nor too soon after an end."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import STATE

RULE = STATE


def passes(block: Block) -> np.ndarray:
    """Whether neither has declined, and a pair that ended has cooled off."""
    return ~block.roster.record.refused.contains(block.keys)


def lacking(block: Block) -> Figures:
    """Nothing is told beyond the rule itself."""
    return {}
