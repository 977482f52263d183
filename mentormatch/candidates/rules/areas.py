"""Both live in one area, where areas are kept apart."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.people import UNKNOWN
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import AREAS

RULE = AREAS


def passes(block: Block) -> np.ndarray:
    """Whether the areas are equal, or one is not known, or policy does not mind."""
    if not block.roster.programme.policy.areas_apart:
        return np.ones(len(block), dtype=bool)
    theirs, own = block.roster.mentors.area[block.mentor], block.roster.mentees.area[block.mentee]
    return np.asarray((theirs == own) | (theirs == UNKNOWN) | (own == UNKNOWN))


def lacking(block: Block) -> Figures:
    """The two areas."""
    roster = block.roster
    return {
        "mentee_area": roster.mentees.members[block.mentee[0]].area,
        "mentor_area": roster.mentors.members[block.mentor[0]].area,
    }
