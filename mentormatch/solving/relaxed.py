"""What a search over sets knows of a tier when its relaxation is solved, and the sets that it has met."""

from __future__ import annotations

import numpy as np
from attrs import define, field, frozen

from mentormatch.solving.holding import Holding, Positions
from mentormatch.solving.model import BoolArray, IntArray, Tier
from mentormatch.solving.rows import sum_by
from mentormatch.solving.solvers import FloatArray

FINEST = 2**30
LARGEST = 2.0**45
"""Of a price, or a column's points, times the scale: sums over a column's entries stay inside 63 bits."""


@frozen(eq=False)
class Held:
    """A tier that is done: no choice may be worth less than `least` (at most, where it is minimised).

    relaxed: the relaxation that says what cannot be part of such a choice, where there is one.
    """

    tier: Tier
    least: int
    relaxed: Relaxed | None = None

    @property
    def own(self) -> int:
        """The limit on the columns' points alone."""
        return self.least - self.tier.constant


@frozen(eq=False)
class Relaxed:
    """A tier's linear relaxation, solved.

    bound: exact. over: the same before rounding, times scale, in the sense of max. activity: by single column, those in
    sets added up. worth: what each single column earns above its price, times scale; top: by cluster what no set of it
    earns more than. used: the sets in the relaxation's solution.
    """

    tier: Tier
    bound: int
    over: int
    scale: int
    activity: FloatArray
    worth: IntArray
    top: list[int]
    used: IntArray

    def slack(self, value: int) -> int:
        """What a choice worth `value` may lose, times scale, against the bound."""
        sign = 1 if self.tier.sense == "max" else -1
        return self.over - sign * (value - self.tier.constant) * self.scale


@frozen(eq=False)
class State:
    """Single columns alive and kept, sets alive, and tiers held."""

    alive: BoolArray
    kept: BoolArray
    sets_alive: tuple[bool, ...]
    held: tuple[Held, ...]


@frozen(eq=False)
class Step:
    """One tier on faith: its relaxation, and the state of the search after it."""

    tier: Tier
    relaxed: Relaxed
    after: State
    seconds: float


@define(eq=False)
class Pool:
    """The sets met so far: cluster and columns of each, in coordinates."""

    clusters: list[int] = field(factory=list)
    columns: list[IntArray] = field(factory=list)
    known: dict[tuple[int, Positions], int] = field(factory=dict)
    _members: tuple[IntArray, IntArray] | None = None

    def add(self, cluster: int, holding: Holding, positions: Positions) -> bool:
        """Whether the set is new."""
        if (cluster, positions) in self.known:
            return False
        self.known[cluster, positions] = len(self.clusters)
        self.clusters.append(cluster)
        self.columns.append(holding.columns[list(positions)])
        self._members = None
        return True

    def __len__(self) -> int:
        return len(self.clusters)

    def members(self) -> tuple[IntArray, IntArray]:
        """(set, column) of each membership, by set."""
        if self._members is None:
            sizes = np.array([len(columns) for columns in self.columns], dtype=np.int64)
            columns = np.concatenate(self.columns) if len(self) else np.zeros(0, np.int64)
            self._members = np.repeat(np.arange(len(self)), sizes), columns
        return self._members

    def worth(self, of_column: IntArray) -> IntArray:
        """What each set is worth, its columns added up."""
        sets, columns = self.members()
        return sum_by(sets, of_column[columns], len(self))


def listed(holding: Holding, number: int, known: list[tuple[Relaxed, int]], most: int) -> list[Positions] | None:
    """The sets of a cluster that some relaxations allow at some values, by the last of them first."""
    filters = [(r.worth[holding.columns], r.top[number] - r.slack(value)) for r, value in reversed(known)]
    worth, least = filters[0] if filters else (np.zeros(len(holding.columns), np.int64), 0)
    sets = holding.all_above(worth, least, most)
    if sets is None:
        return None
    return [
        positions
        for positions in sets
        if all(int(worth[list(positions)].sum()) >= least for worth, least in filters[1:])
    ]


def fine_enough(duals: FloatArray, most: int) -> int:
    """Duals are often whole or simple fractions: then a small scale has no rounding, and bounds add up exactly."""
    for scale in (1, 60):
        off = np.abs(duals * scale - np.rint(duals * scale))
        if (off < scale * (1e-7 + 1e-12 * np.abs(duals))).all():
            return scale
    finest = FINEST
    while finest > 1 and max(most, np.abs(duals).max(initial=0)) * finest > LARGEST:
        finest //= 2
    return finest


def rounded(value: float, sense: str) -> int:
    """A linear programme's value, rounded to what a choice can be worth."""
    air = 1e-6 + 1e-10 * abs(value)
    return int(np.floor(value + air)) if sense == "max" else int(np.ceil(value - air))
