"""What one cluster can hold side by side, asked for by worth: the best sets of its columns at given prices.

The pricing problem of Dantzig and Wolfe's decomposition (1960), by branch and bound: columns are tried from the one
worth most, and a branch ends where even the worthiest columns left would not bring it above what is asked for. What
fits together is asked once for each set of kinds and remembered, for it is asked again at every price.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable

import numpy as np
from attrs import define, field, frozen

from mentormatch.solving.model import BoolArray, IntArray

Positions = tuple[int, ...]

ENOUGH = 4_000
"""Sets tried, after which what was found so far will do, if anything was."""


@frozen
class Best:
    """The best sets found (worth, positions in the cluster's columns), best first; top: no set is worth more."""

    sets: tuple[tuple[int, Positions], ...]
    top: int


@define(eq=False)
class Holding:
    """One cluster: columns (ids, ascending), at most `most` of them at once, and which fit together.

    never: shape (n, n), two columns that are never chosen together, for whatever reason. group: shape (n,), columns of
    one group are never chosen together. kind: shape (n,), from 0; columns of one kind can stand for each other in
    `fits`. serves: shape (kinds, kinds), whether a column of the second kind can take the place of one of the first,
    wherever that is held. fits: whether columns (positions, ascending) can be held together, no two of them being
    excluded by `never`. Whatever can be held can also be held without some of it.

    What keeps a search from trying too much, and may be left out: addable: the kinds, shape (kinds,), of which one more
    might fit beside columns that are held; it may name too many. uses, room: whatever is held uses no more than `room`.
    """

    columns: IntArray
    most: int
    never: BoolArray
    group: IntArray
    kind: IntArray
    serves: BoolArray
    fits: Callable[[Positions], bool]
    addable: Callable[[Positions], BoolArray] | None = None
    uses: IntArray | None = None
    room: int = 0
    _known: dict[Positions, bool] = field(factory=dict)
    _beside: dict[Positions, BoolArray] = field(factory=dict)
    _tried: int = 0

    def __attrs_post_init__(self) -> None:
        # Where the week is too short for as many as there are places, every bound is the better for knowing it.
        each = np.ones(len(self.columns), np.int64)
        while self.most > 1 and self.best(each, self.most - 1, 1).top < self.most:
            self.most -= 1

    def holds(self, positions: Positions) -> bool:
        """Whether these columns can all be held together."""
        if len(positions) > self.most:
            return False
        if any(self.never[one, other] for at, one in enumerate(positions) for other in positions[:at]):
            return False
        return self._fits(positions)

    def best(self, worth: IntArray, above: int, many: int) -> Best:
        """Up to `many` of the best sets worth more than `above`. worth: by column, whole numbers.

        They need not be the very best where there are many, but there is none only where none is worth more.
        """
        search = _Search(self, np.where(worth > 0, worth, 0), above, many)
        order = np.argsort(-worth, kind="stable")
        order = self._worth_trying(order[worth[order] > 0])
        self._tried = 0
        top = search.run(order)
        return Best(tuple(sorted(search.found, key=lambda one: (-one[0], one[1]))), top)

    def _worth_trying(self, order: IntArray) -> IntArray:
        """The columns in order without those of which a best set has no need.

        There are `most` of other groups before it that can take its place, or one of its own group: whatever set it is
        in, one of these is free.
        """
        counted = np.zeros(len(self.serves), np.int64)  # by kind, columns kept that are the first of their group
        first: dict[int, int] = {}
        kept = []
        for column in order.tolist():
            kind, group = int(self.kind[column]), int(self.group[column])
            own = first.get(group)
            if own is not None and self.serves[kind, own]:
                continue
            if counted[self.serves[kind]].sum() >= self.most:
                continue
            kept.append(column)
            if own is None:
                first[group] = kind
                counted[kind] += 1
        return np.array(kept, dtype=np.int64)

    def all_above(self, worth: IntArray, least: int, limit: int) -> list[Positions] | None:
        """Every set (but the empty one) worth `least` or more; None if they are more than `limit`."""
        order = np.argsort(-worth, kind="stable")
        found: list[Positions] = []
        return found if self._collect(worth, order, (), 0, least, limit, found) else None

    def _collect(
        self,
        worth: IntArray,
        order: IntArray,
        chosen: Positions,
        value: int,
        least: int,
        limit: int,
        found: list[Positions],
    ) -> bool:
        left = self.more(chosen, order)
        gains = np.maximum(worth[order], 0)
        sums = np.concatenate([[0], np.cumsum(gains)])
        ends = np.minimum(np.arange(len(order)) + left, len(order))
        begins = np.arange(len(order))
        # What a branch is worth at most: its first column, and the worthiest that may follow.
        most = worth[order] + sums[ends] - sums[np.minimum(begins + 1, len(order))]
        for at in np.flatnonzero(value + most >= least).tolist():
            one = int(order[at])
            now = (*chosen, one)
            if not self._fits(now):
                continue
            total = value + int(worth[one])
            if total >= least:
                found.append(tuple(sorted(now)))
                if len(found) > limit:
                    return False
            if left > 1:
                rest = self.beside(now, order[at + 1 :])
                if not self._collect(worth, rest, now, total, least, limit, found):
                    return False
        return True

    def beside(self, chosen: Positions, rest: IntArray) -> IntArray:
        """Of some columns in order, those that might be held with those chosen."""
        rest = rest[~self.never[chosen[-1], rest]]
        if self.uses is not None:
            rest = rest[self.uses[rest] <= self.room - int(self.uses[list(chosen)].sum())]
        if self.addable is None or len(chosen) < 2 or not len(rest):
            return rest
        key = self._kinds(chosen)
        open_to = self._beside.get(key)
        if open_to is None:
            open_to = self._beside[key] = self.addable(chosen)
        return rest[open_to[self.kind[rest]]]

    def more(self, chosen: Positions, rest: IntArray) -> int:
        """How many of some columns can at most be held beside those chosen."""
        most = min(self.most - len(chosen), len(rest))
        if self.uses is None or most < 1:
            return most
        least = np.sort(np.partition(self.uses[rest], most - 1)[:most])
        room = self.room - (int(self.uses[list(chosen)].sum()) if chosen else 0)
        return int(np.searchsorted(np.cumsum(least), room, side="right"))

    def _kinds(self, positions: Positions) -> Positions:
        return tuple(sorted(self.kind[list(positions)].tolist()))

    def _fits(self, positions: Positions) -> bool:
        self._tried += 1
        key = self._kinds(positions)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self.fits(positions)
        return known


@define
class _Search:
    """One search for the best sets: a heap of those found so far, the worst of them first."""

    holding: Holding
    worth: IntArray
    above: int
    many: int
    found: list[tuple[int, Positions]] = field(factory=list)

    def run(self, order: IntArray) -> int:
        """Fills `found`; what no set is worth more than."""
        if not len(order) or self.holding.most < 1:
            return max(0, self.above)
        cut = self._branch(order, (), 0)
        best = max((value for value, _ in self.found), default=self.above)
        return max(best, cut)

    def _bar(self) -> int:
        return self.found[0][0] if len(self.found) >= self.many else self.above

    def _branch(self, order: IntArray, chosen: Positions, value: int) -> int:
        """Tries the columns in order, after those chosen; what branches left untried are worth at most (0: none)."""
        holding = self.holding
        left = holding.more(chosen, order)
        sums = np.concatenate([[0], np.cumsum(self.worth[order])])
        most = (value + sums[np.minimum(np.arange(len(order)) + left, len(order))] - sums[:-1]).tolist()
        untried = 0
        for at, one in enumerate(order.tolist()):
            if most[at] <= self._bar():
                break
            if self.found and holding._tried > ENOUGH:
                return max(untried, most[at])
            now = (*chosen, one)
            if not holding._fits(now):
                continue
            total = value + int(self.worth[one])
            if total > self._bar():
                heapq.heappush(self.found, (total, tuple(sorted(now))))
                if len(self.found) > self.many:
                    heapq.heappop(self.found)
            if left > 1:
                untried = max(untried, self._branch(holding.beside(now, order[at + 1 :]), now, total))
        return untried
