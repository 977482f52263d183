"""Whose weeks are searched by what they can hold: mentors with few hours for the people they may have.

Only a guess at where diaries will bind: what it leaves out is asked about all the same (diaries.py), and what it takes
in needlessly makes the search longer and no different.
"""

from __future__ import annotations

import numpy as np

from mentormatch.candidates import Candidates
from mentormatch.matching.seats import Seats

ROOMY = 3
"""Times the length of all the meetings a mentor may have: whose possible hours span more is not short of them."""
DAY = 24 * 60


def short_of_hours(candidates: Candidates, seats: Seats, step: int) -> np.ndarray:
    """Mentors (bool by index) who may have several meetings, all of whose options start in few steps of the week."""
    n, steps = len(candidates.mentors), -(-DAY // step)
    mentor = candidates.pair_mentor[candidates.spot_pair[candidates.option_spot]].astype(np.int64)
    cell = candidates.option_weekday.astype(np.int64) * steps + candidates.option_start.astype(np.int64) // step
    timed = cell >= 0
    starts = np.zeros((n, 7 * steps), dtype=bool)
    starts[mentor[timed], cell[timed]] = True
    meetings = seats.free_places + seats.held_by_mentor
    longest = np.zeros(n, dtype=np.int64)
    np.maximum.at(longest, candidates.pair_mentor, candidates.pair_minutes.astype(np.int64))
    out: np.ndarray = (meetings > 1) & (starts.sum(axis=1) * step < ROOMY * meetings * longest)
    return out
