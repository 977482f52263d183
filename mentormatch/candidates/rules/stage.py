"""The mentor is far enough on."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.people import UNKNOWN
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import STAGE

RULE = STAGE


def passes(block: Block) -> np.ndarray:
    """Whether the mentor's stage is known, and far enough above the mentee's where that is known."""
    roster = block.roster
    theirs, own = roster.mentors.stage[block.mentor], roster.mentees.stage[block.mentee]
    enough = (own == UNKNOWN) | (theirs - own >= roster.programme.policy.min_gap)
    return np.asarray((theirs != UNKNOWN) & enough)


def lacking(block: Block) -> Figures:
    """The gap there is (None: a stage is not known) and the gap there must be."""
    roster = block.roster
    theirs, own = roster.mentors.stage[block.mentor[0]], roster.mentees.stage[block.mentee[0]]
    known = UNKNOWN not in (theirs, own)
    return {"gap": int(theirs - own) if known else None, "at_least": roster.programme.policy.min_gap}
