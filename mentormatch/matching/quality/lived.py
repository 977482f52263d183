"""Lived the same thing: only where the mentor allows its use."""

from __future__ import annotations

import numpy as np

from mentormatch.domain.parts import LIVED, LIVED_BY_COUNT
from mentormatch.matching.quality.people import People, bit_sets

PART = LIVED


def points(people: People) -> np.ndarray:
    """Points by pair, shape (n_pairs,)."""
    pairs = people.candidates
    numbers: dict[str, int] = {}
    rows = bit_sets([p.lived for p in (*people.mentees, *people.mentors)], numbers)
    of_mentee, of_mentor = rows[: len(people.mentees)], rows[len(people.mentees) :]
    common = np.bitwise_count(of_mentee[pairs.pair_mentee] & of_mentor[pairs.pair_mentor]).sum(axis=1)
    by_count = np.array(LIVED_BY_COUNT, dtype=np.int64)
    earned = by_count[np.minimum(common, len(by_count) - 1)]
    asked = np.array([bool(p.lived) for p in people.mentees], dtype=bool)
    usable = np.array([p.lived_use and bool(p.lived) for p in people.mentors], dtype=bool)
    return np.where(asked[pairs.pair_mentee] & usable[pairs.pair_mentor], earned, PART.neutral)
