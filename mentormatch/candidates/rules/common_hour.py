"""Both have an hour in common at such a place."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import HOURS

RULE = HOURS


def passes(block: Block) -> np.ndarray:
    """Whether some start suits both at a place that both can reach; gives the pairs their places and starts."""
    mentee, mentor = block.mentee_hours.any_words[block.local], block.mentor_hours.any_words[block.mentor]
    maybe = (mentee & mentor).any(axis=1)
    block.meet(np.flatnonzero(maybe))
    met = np.zeros(len(block), dtype=bool)
    met[block.spot_pair] = True
    return met | ~block.common_places().any(axis=1)


def lacking(block: Block) -> Figures:
    """When each is free, in their own words; None = not known."""
    free = (
        block.roster.mentees.members[block.mentee[0]].availability,
        block.roster.mentors.members[block.mentor[0]].availability,
    )
    mentee, mentor = (None if one is None else str(one) for one in free)
    return {"mentee_free": mentee, "mentor_free": mentor, "minutes": block.grid.minutes}
