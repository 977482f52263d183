"""The mentor has a place free."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import PLACES

RULE = PLACES


def passes(block: Block) -> np.ndarray:
    """Whether the mentor has a place free."""
    return np.asarray(block.roster.record.free_places[block.mentor] > 0)


def lacking(block: Block) -> Figures:
    """How many people the mentor has places for."""
    mentor = block.roster.programme.mentors[block.mentor[0]]
    return {"max_people": mentor.max_people, "people_elsewhere": mentor.people_elsewhere, "free": 0}
