"""What may be chosen: a column for each option or, in a large programme, for each place."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates import Candidates, PairKind
from mentormatch.domain.programme import Programme
from mentormatch.matching.quality import Quality
from mentormatch.matching.seats import Seats

ANY_HOUR = -1
"""Stands for the option where the hour is left open."""


@attrs.frozen(eq=False, kw_only=True)
class Columns:
    """Arrays of shape (n_columns,), sorted by pair, place, option, further.

    option: index of the option, ANY_HOUR where it is left open. further: whether the pair is chosen beside the
    mentee's best one. A mentee who may have several pairs has each option twice, as best and as further.
    """

    pair: np.ndarray
    spot: np.ndarray
    option: np.ndarray
    further: np.ndarray

    def __len__(self) -> int:
        return len(self.pair)

    @property
    def keys(self) -> np.ndarray:
        """By column a number that says which option it is, and whether further; the same in any choice of columns."""
        return 2 * self.option + self.further


def usable_spots(programme: Programme, candidates: Candidates, quality: Quality, seats: Seats) -> np.ndarray:
    """Pair-places that may be chosen: above the floor, of a mentee who wants somebody and a mentor with a place."""
    pair = candidates.spot_pair
    held = candidates.pair_kind[pair] == PairKind.HELD
    wanted = seats.wants_left[candidates.pair_mentee[pair]] > 0
    free = seats.free_places[candidates.pair_mentor[pair]] > 0
    candidate = candidates.pair_kind[pair] == PairKind.CANDIDATE
    above = (quality.total >= programme.policy.floor) | ~candidate
    chosen: np.ndarray = held | (wanted & free & above)
    return chosen


def make_columns(candidates: Candidates, spots: np.ndarray, seats: Seats, *, open_hours: bool) -> Columns:
    """The columns of the pair-places in `spots` (bool by pair-place).

    open_hours: whether the hours of ideas are left open; pairs in force have theirs named.
    """
    pair_of = candidates.spot_pair
    loose_pair = (candidates.pair_kind == PairKind.CANDIDATE) & open_hours
    timed = spots[candidates.option_spot] & ~loose_pair[pair_of[candidates.option_spot]]
    options = np.flatnonzero(timed)
    loose = np.flatnonzero(spots & loose_pair[pair_of])
    spot = np.concatenate([candidates.option_spot[options], loose]).astype(np.int64)
    option = np.concatenate([options, np.full(len(loose), ANY_HOUR)]).astype(np.int64)
    twice = np.flatnonzero(seats.several[candidates.pair_mentee[pair_of[spot]]])
    further = np.concatenate([np.zeros(len(spot), dtype=bool), np.ones(len(twice), dtype=bool)])
    spot, option = np.concatenate([spot, spot[twice]]), np.concatenate([option, option[twice]])
    order = np.lexsort((further, option, spot, pair_of[spot]))
    spot, option = spot[order], option[order]
    return Columns(pair=pair_of[spot].astype(np.int64), spot=spot, option=option, further=further[order])
