"""Enough dates of the term are left."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mentormatch.candidates.bits import count
from mentormatch.candidates.block import Block
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import DATES

RULE = DATES


def passes(block: Block) -> np.ndarray:
    """Whether some hour keeps half of its planned dates; hours that do not are left out.

    Lost are holidays, closures and dates away; not what a clearance or an approval cuts off, which may be renewed.
    """
    days = np.empty((len(block.spot_pair), block.grid.n_firsts, 7), dtype=bool)
    planned, lost = _planned_and_lost(block)
    for first in range(block.grid.n_firsts):
        for day in range(7):
            here = planned[block.local[block.spot_pair], first, day]
            days[:, first, day] = 2 * count(here & lost(day)) <= count(here)
    if not days.all():
        block.words = block.words & block.grid.words_of_days(days)
    return ~block.drop_empty_spots()


def _planned_and_lost(block: Block) -> tuple[np.ndarray, Callable[[int], np.ndarray]]:
    roster, pair = block.roster, block.spot_pair
    mentee, mentor, place = block.mentee[pair], block.mentor[pair], block.spot_place

    def lost(day: int) -> np.ndarray:
        people = roster.mentees.away[mentee, day] | roster.mentors.away[mentor, day]
        return np.asarray(people | roster.shut[place, day])

    return block.planned, lost


def lacking(block: Block) -> Figures:
    """The most dates left at any hour in common, and how many were planned there."""
    planned, lost = _planned_and_lost(block)
    days = block.words.reshape(len(block.words), block.grid.n_firsts, -1)
    best = (0, 0)
    for first in range(block.grid.n_firsts):
        for day in range(7):
            here = (days[:, first] & block.grid.day_words[day]).any(axis=1)
            there = planned[block.local[block.spot_pair], first, day]
            for left, of in zip(count(there & ~lost(day))[here], count(there)[here]):
                best = max(best, (int(left), int(of)), key=lambda found: (found[0] / max(1, found[1]), found))
    return {"dates_left": best[0], "dates_planned": best[1]}
