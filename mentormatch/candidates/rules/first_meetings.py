"""The first meetings take place where and when staff are on duty."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.people import UNKNOWN
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import FIRST_MEETINGS

RULE = FIRST_MEETINGS


def passes(block: Block) -> np.ndarray:
    """Whether an hour is left at which a new pair may meet for the first time."""
    if block.roster.programme.policy.supervised_meetings > 0 and len(block.spot_pair):
        at = np.flatnonzero(block.new[block.spot_pair])
        block.words[at] &= _safe_words(block)[block.spot_place[at]]
    return ~block.drop_empty_spots()


def _safe_words(block: Block) -> np.ndarray:
    """The starts at each place with staff on duty all the time; all of them at no place."""
    roster = block.roster
    flags = block.grid.fits(roster.staffed_pattern, 0)
    flags[: roster.n_venues] &= roster.first_meeting_ok[: roster.n_venues, None, None]
    flags[: roster.n_venues] &= (roster.staffed_pattern[: roster.n_venues] != UNKNOWN)[:, None, None]
    return block.grid.words(flags)


def lacking(block: Block) -> Figures:
    """Nothing is told beyond the rule itself."""
    return {}
