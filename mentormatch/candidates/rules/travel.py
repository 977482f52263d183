"""There is a place that both can reach."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.rules.beyond import over_limits
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import TRAVEL

RULE = TRAVEL


def passes(block: Block) -> np.ndarray:
    """Whether some place is usable for both: a venue, or the phone or video that both accept."""
    return np.asarray(block.common_places().any(axis=1))


def lacking(block: Block) -> Figures:
    """How far each side is beyond its limits at the venue where that is least, limits left aside."""
    return over_limits(block.roster, int(block.mentee[0]), int(block.mentor[0]))
