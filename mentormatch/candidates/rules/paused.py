"""Both take part now."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import PAUSED

RULE = PAUSED


def passes(block: Block) -> np.ndarray:
    """Whether both are active."""
    return np.asarray(block.roster.mentees.active[block.mentee] & block.roster.mentors.active[block.mentor])


def lacking(block: Block) -> Figures:
    """Who rests or is gone."""
    roster = block.roster
    sides = (("mentee", roster.mentees.active[block.mentee[0]]), ("mentor", roster.mentors.active[block.mentor[0]]))
    return {"resting": tuple(side for side, active in sides if not active)}
