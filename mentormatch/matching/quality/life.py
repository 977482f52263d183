"""Stage of life, family, faith and way of recovery in common, of those known of both (Tillson 2024)."""

from __future__ import annotations

from operator import attrgetter

import numpy as np

from mentormatch.domain.parts import FULL, LIFE
from mentormatch.matching.quality.people import UNKNOWN, People, codes

PART = LIFE
FIELDS = ("life_stage", "family", "faith", "pathway")


def points(people: People) -> np.ndarray:
    """Points by pair, shape (n_pairs,)."""
    pairs = people.candidates
    known = np.zeros(len(pairs.pair_mentee), dtype=np.int64)
    equal = np.zeros_like(known)
    for field in FIELDS:
        of_mentee, of_mentor = codes(people.mentees, people.mentors, attrgetter(field))
        one, other = of_mentee[pairs.pair_mentee], of_mentor[pairs.pair_mentor]
        both = (one != UNKNOWN) & (other != UNKNOWN)
        known += both
        equal += both & (one == other)
    return np.where(known > 0, FULL * equal // np.maximum(known, 1), PART.neutral)
