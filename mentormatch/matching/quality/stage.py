"""How near the distance between the two stages is to the ideal one."""

from __future__ import annotations

import numpy as np

from mentormatch.domain.parts import FULL, STAGE, STAGE_STEP
from mentormatch.matching.quality.people import UNKNOWN, People

PART = STAGE


def points(people: People) -> np.ndarray:
    """Points by pair, shape (n_pairs,)."""
    pairs = people.candidates
    of_mentee = np.array([UNKNOWN if p.stage is None else p.stage for p in people.mentees], dtype=np.int64)
    of_mentor = np.array([UNKNOWN if p.stage is None else p.stage for p in people.mentors], dtype=np.int64)
    one, other = of_mentee[pairs.pair_mentee], of_mentor[pairs.pair_mentor]
    off = np.abs(other - one - people.programme.policy.ideal_gap)
    known = (one != UNKNOWN) & (other != UNKNOWN)
    return np.where(known, np.maximum(0, FULL - STAGE_STEP * off), PART.neutral)
