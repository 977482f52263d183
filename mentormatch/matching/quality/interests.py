"""Interests in common, related ones in part, rarer ones for more: half of what the mentee likes is full marks."""

from __future__ import annotations

import numpy as np

from mentormatch.domain.interests import Taxonomy
from mentormatch.domain.parts import FULL, INTERESTS
from mentormatch.matching.quality.people import People, padded

PART = INTERESTS


def points(people: People) -> np.ndarray:
    """Points by pair, shape (n_pairs,)."""
    pairs = people.candidates
    numbers: dict[str, int] = {}
    known_ids = Taxonomy.load().label_by_id
    of_mentee, of_mentor = (
        [[numbers.setdefault(i, len(numbers)) for i in dict.fromkeys(p.interests) if i in known_ids] for p in side]
        for side in (people.mentees, people.mentors)
    )
    ids = list(numbers)
    rarity = np.array([people.programme.policy.rarity.get(i, 100) for i in ids] or [0], dtype=np.int64)
    best = _best_by_mentor(of_mentor, _closeness(ids))
    slots = padded(of_mentee, -1)
    got = np.zeros(len(pairs.pair_mentee), dtype=np.int64)
    could = np.zeros_like(got)
    for slot in range(slots.shape[1]):
        interest = slots[pairs.pair_mentee, slot]
        weight = np.where(interest >= 0, rarity[interest], 0)
        got += weight * best[pairs.pair_mentor, interest]
        could += weight
    given = np.array([bool(row) for row in of_mentor], dtype=bool)
    known = (could > 0) & given[pairs.pair_mentor]
    return np.where(known, np.minimum(FULL, 2 * got // np.maximum(could, 1)), PART.neutral)


def _closeness(ids: list[str]) -> np.ndarray:
    taxonomy = Taxonomy.load()
    table = np.zeros((len(ids), len(ids)), dtype=np.int64)
    for row, one in enumerate(ids):
        for column in range(row, len(ids)):
            table[row, column] = table[column, row] = taxonomy.closeness(one, ids[column])
    return table


def _best_by_mentor(of_mentor: list[list[int]], closeness: np.ndarray) -> np.ndarray:
    """The best closeness of each interest to one of each mentor's, shape (n_mentors, n_interests or 1)."""
    best = np.zeros((len(of_mentor), max(len(closeness), 1)), dtype=np.int64)
    for mentor, interests in enumerate(of_mentor):
        if interests:
            best[mentor] = closeness[:, interests].max(axis=1)
    return best
