"""The mentor's clearance is known and lasts."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.bits import count
from mentormatch.candidates.block import Block
from mentormatch.candidates.candidates import PairKind
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import CLEARANCE

RULE = CLEARANCE


def passes(block: Block) -> np.ndarray:
    """Whether the clearance holds on `as_of`, and an hour is left of which it covers enough dates.

    Of a held pair only the first is asked.
    """
    roster = block.roster
    ends = (roster.dates.term & ~roster.cleared_weeks).any(axis=1)
    short = ends[block.mentor] & (block.kind != PairKind.HELD)
    if short.any():
        planned = block.planned[block.local[short]]
        covered = planned & roster.cleared_weeks[block.mentor[short]][:, None]
        least = np.minimum(roster.programme.policy.min_dates, count(planned).astype(np.int64))
        days = np.ones((len(block), block.grid.n_firsts, 7), dtype=bool)
        days[short] = count(covered) >= least
        at = np.flatnonzero(short[block.spot_pair])
        block.words[at] &= block.grid.words_of_days(days[block.spot_pair[at]])
    return ~block.drop_empty_spots() & roster.cleared[block.mentor]


def lacking(block: Block) -> Figures:
    """The last day of the clearance, None if it is not known, and the dates it must cover."""
    mentor = block.roster.programme.mentors[block.mentor[0]]
    return {"cleared_until": mentor.cleared_until, "at_least_dates": block.roster.programme.policy.min_dates}
