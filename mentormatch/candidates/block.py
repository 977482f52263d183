"""Some pairs on their way through the rules, and, from `common-hour` on, their places and starts."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates.bits import unpack
from mentormatch.candidates.candidates import PairKind
from mentormatch.candidates.hours import Grid, Hours
from mentormatch.candidates.roster import Roster


@attrs.define(eq=False, kw_only=True)
class Staying:
    """The pairs of a block that stay: at, their indexes, ascending; kind, new, broken as in Block."""

    at: np.ndarray
    kind: np.ndarray
    new: np.ndarray
    broken: np.ndarray

    @classmethod
    def nobody(cls) -> Staying:
        """No pair."""
        none = np.zeros(0, dtype=np.intp)
        return cls(at=none, kind=none.astype(np.uint8), new=none.astype(bool), broken=none.astype(np.uint32))

    def kept(self, left: np.ndarray) -> Staying:
        """Those among the pairs `left` (indexes, ascending), by their new indexes."""
        if not len(self.at) or not len(left):
            return Staying.nobody()
        position = np.minimum(np.searchsorted(left, self.at), len(left) - 1)
        found = left[position] == self.at
        return Staying(at=position[found], kind=self.kind[found], new=self.new[found], broken=self.broken[found])


@attrs.define(eq=False, kw_only=True)
class Block:
    """Pairs in columns, ascending by (mentee, mentor), shape (n_pairs,); all mentees of one kind.

    members: the mentees of the block, by local index; planned: their planned dates, shape (n_members, n_firsts, 7).
    local: by pair, index into members. staying: held pairs and pins, which stay whatever rules they break.
    Spots, shape (n_spots,), ascending by (pair, place): the places that still have a start. words: their starts.
    """

    roster: Roster
    grid: Grid
    mentee_hours: Hours
    mentor_hours: Hours
    members: np.ndarray
    planned: np.ndarray
    mentee: np.ndarray
    mentor: np.ndarray
    local: np.ndarray
    staying: Staying = attrs.Factory(Staying.nobody)
    spot_pair: np.ndarray = attrs.field(factory=lambda: np.zeros(0, dtype=np.intp))
    spot_place: np.ndarray = attrs.field(factory=lambda: np.zeros(0, dtype=np.intp))
    words: np.ndarray = attrs.field(factory=lambda: np.zeros((0, 1), dtype=np.uint64))
    _keys: np.ndarray | None = attrs.field(default=None, init=False)

    def __len__(self) -> int:
        return len(self.mentee)

    @property
    def keys(self) -> np.ndarray:
        """mentee * n_mentors + mentor, ascending."""
        if self._keys is None:
            self._keys = self.mentee.astype(np.int64) * len(self.roster.mentors) + self.mentor
        return self._keys

    @property
    def kind(self) -> np.ndarray:
        """PairKind of each pair, uint8."""
        out = np.full(len(self), PairKind.CANDIDATE, dtype=np.uint8)
        out[self.staying.at] = self.staying.kind
        return out

    @property
    def new(self) -> np.ndarray:
        """Whether the first meetings of each pair are still to come, bool."""
        out = np.ones(len(self), dtype=bool)
        out[self.staying.at] = self.staying.new
        return out

    @property
    def broken(self) -> np.ndarray:
        """The rules each pair has broken so far, uint32, bit = index in RULES; only those that stay have any."""
        out = np.zeros(len(self), dtype=np.uint32)
        out[self.staying.at] = self.staying.broken
        return out

    def common_places(self) -> np.ndarray:
        """The places usable for both, as words by pair."""
        return self.roster.reach_of_mentees[self.mentee] & self.roster.reach_of_mentors[self.mentor]

    def meet(self, pairs: np.ndarray) -> None:
        """Give these pairs (ascending) their common places, and the starts that suit both there."""
        reach = self.roster.reach_of_mentees[self.mentee[pairs]] & self.roster.reach_of_mentors[self.mentor[pairs]]
        at, place = np.nonzero(unpack(reach))
        pair = pairs[at]
        words = self.mentee_hours.words[self.mentee_hours.row[self.local[pair], place]]
        words &= self.mentor_hours.words[self.mentor_hours.row[self.mentor[pair], place]]
        self.spot_pair, self.spot_place, self.words = pair, place, words
        self.drop_empty_spots()

    def drop_empty_spots(self) -> np.ndarray:
        """Leave out the places without a start; whether each pair lost its last one."""
        left = self.words.any(axis=1)
        lost = np.zeros(len(self), dtype=bool)
        if left.all():
            return lost
        lost[self.spot_pair] = True
        self.spot_pair, self.spot_place, self.words = self.spot_pair[left], self.spot_place[left], self.words[left]
        lost[self.spot_pair] = False
        return lost

    def mentee_rows(self) -> np.ndarray:
        """The row of each spot in the mentees' hours."""
        return self.mentee_hours.row[self.local[self.spot_pair], self.spot_place]

    def mentor_rows(self) -> np.ndarray:
        """The row of each spot in the mentors' hours."""
        return self.mentor_hours.row[self.mentor[self.spot_pair], self.spot_place]

    def keep(self, pairs: np.ndarray) -> None:
        """Go on with some pairs only: bool, shape (n_pairs,)."""
        if pairs.all():
            return
        if len(self.spot_pair):
            spots = np.flatnonzero(pairs[self.spot_pair])
            renumbered = np.cumsum(pairs) - 1
            self.spot_pair = renumbered[self.spot_pair[spots]]
            self.spot_place, self.words = self.spot_place[spots], self.words[spots]
        left = np.flatnonzero(pairs)
        self.mentee, self.mentor, self.local = self.mentee[left], self.mentor[left], self.local[left]
        self.staying = self.staying.kept(left)
        self._keys = None

    def cut(self, first: int, last: int) -> Block:
        """A block of the pairs first .. last - 1, before they have places."""
        return attrs.evolve(
            self,
            mentee=self.mentee[first:last],
            mentor=self.mentor[first:last],
            local=self.local[first:last],
            staying=self.staying.kept(np.arange(first, last)),
        )
