"""What one cluster can hold side by side, and rows for what it cannot: found as a choice runs into them.

An item is something that a cluster may hold in one of several stops; of stops it is known which go together. Sets of
items that cannot be held are not all written out beforehand: a set met in a choice is reduced to a smallest part that
cannot be held, and grown to a row that forbids as many like it as possible.
"""

from __future__ import annotations

from itertools import combinations
from typing import Protocol

import numpy as np
from attrs import frozen

from mentormatch.solving.cliques import bits, clique_cover
from mentormatch.solving.holding import Holding
from mentormatch.solving.model import BoolArray, IntArray, Model
from mentormatch.solving.rows import add_rows


class Unwritten(Protocol):
    """Rules of a problem that its rows do not say, for they would be too many: asked about one choice at a time."""

    def broken(self, chosen: BoolArray, among: IntArray | None = None) -> list[Cut]:
        """Rows that this choice breaks and no allowed choice does; empty = it is allowed.

        chosen: by column. among: the columns that the rows should speak of as well, ascending; None = all.
        """

    def pairs_among(self, columns: IntArray, used: IntArray) -> list[Cut]:
        """Rows that say which two of these columns never go together, as far as that is easily said.

        Only where two of those used do not: they are among the columns.
        """

    def mended(self, chosen: BoolArray) -> BoolArray:
        """The choice without some of its columns, so that it is allowed."""

    def joins(self, chosen: BoolArray, column: int) -> bool:
        """Whether an allowed choice is still allowed with one column more."""

    def fits(self, columns: IntArray) -> bool:
        """Whether all these columns (ascending) go together; what rows say counts or not."""

    def holdings(self) -> list[Holding]:
        """Clusters that are best searched by the sets of columns that they can hold; no column is in two."""


@frozen(eq=False)
class Cut:
    """No allowed choice has more than `most` of these items, each counted `weight` times."""

    items: IntArray
    most: int
    weight: IntArray | int = 1

    def among(self, ids: IntArray) -> Cut:
        """The same over some columns only, ids ascending, by their positions there."""
        at = np.searchsorted(ids, self.items)
        inside = at < len(ids)
        inside[inside] = ids[at[inside]] == self.items[inside]
        weight = np.broadcast_to(self.weight, len(self.items))
        return Cut(at[inside], self.most, weight[inside])


@frozen(eq=False)
class Inside:
    """What one cluster can hold.

    items: ids, ascending. stops: by item (position in `items`) the set of places in the cluster's rows that its columns
    could take, as bits. free: by stop, the stops that go with it, as bits. never: (n, n) items that never go together.
    """

    items: IntArray
    stops: list[int]
    free: list[int]
    never: BoolArray

    def held(self, chosen: list[int]) -> list[int] | None:
        """A stop for each of these items (positions), all of which go together; None if there is none."""
        return self._placed(chosen, -1)

    def _placed(self, chosen: list[int], open_to: int) -> list[int] | None:
        if not chosen:
            return []
        for stop in bits(self.stops[chosen[0]] & open_to):
            rest = self._placed(chosen[1:], open_to & self.free[stop])
            if rest is not None:
                return [stop, *rest]
        return None

    def cut_for(self, chosen: list[int]) -> Cut:
        """A cut that forbids these items together, which cannot be held, and as many like them as fit in one row."""
        return self.cut_round(self._core(chosen))

    def cut_round(self, core: tuple[int, ...]) -> Cut:
        """The same for a smallest set that cannot be held, for whatever reason."""
        grown = self._grown(core) if len(core) == 3 else self._like(core)
        return Cut(self.items[np.array(sorted(grown))], len(core) - 1)

    def pair_cuts(self, known: BoolArray | None = None, about: list[int] | None = None) -> list[Cut]:
        """Rows "at most one" for all pairs that never go together, but for those that other rows forbid (known).

        about: only pairs with one of these items.
        """
        needed = self.never if known is None else self.never & ~known
        if about is not None:
            mine = np.zeros(len(self.items), bool)
            mine[about] = True
            needed = needed & (mine[:, None] | mine[None, :])
        return [Cut(self.items[clique], 1) for clique in clique_cover(self.never, needed)]

    def _core(self, chosen: list[int]) -> tuple[int, ...]:
        """A smallest set among them that cannot be held, the first in order."""
        for size in range(2, len(chosen)):
            for some in combinations(chosen, size):
                if self.held(list(some)) is None:
                    return some
        return tuple(chosen)

    def _grown(self, core: tuple[int, ...]) -> list[int]:
        """Items round three that cannot be held, of which no three can."""
        members = list(core)
        open_to: BoolArray = np.ones(len(self.items), bool)
        open_to[members] = False
        for one, other in combinations(members, 2):
            open_to &= self._never_with(one, other)
        while open_to.any():
            candidates = np.flatnonzero(open_to)
            # Who clashes least by itself is the one whom no pair row speaks of yet.
            best = int(candidates[np.argmin(self.never[candidates][:, members].sum(axis=1))])
            open_to[best] = False
            for member in members:
                open_to &= self._never_with(member, best)
            members.append(best)
        return members

    def _never_with(self, one: int, other: int) -> BoolArray:
        """The items that cannot be held with these two."""
        if self.never[one, other]:
            return np.ones(len(self.items), bool)
        left = 0
        for stop in bits(self.stops[one]):
            for second in bits(self.stops[other] & self.free[stop]):
                left |= self.free[stop] & self.free[second]
        by_hour = np.array([not stops & left for stops in self.stops], dtype=bool)
        return by_hour | self.never[one] | self.never[other]

    def _like(self, core: tuple[int, ...]) -> list[int]:
        """The core and every item that only has stops of one of its members, and never goes with that one.

        Only where it is the stops that do not go together: what else forbids the core may not forbid those like it.
        """
        if self.held(list(core)) is not None:
            return list(core)
        members = list(core)
        groups = [[member] for member in core]
        for item in range(len(self.items)):
            if item in members:
                continue
            for group in groups:
                inside = self.stops[item] & ~self.stops[group[0]] == 0
                if inside and self.never[item, group].all():
                    group.append(item)
                    members.append(item)
                    break
        return members


def add_cuts(model: Model, cuts: list[Cut]) -> Model:
    """The model with a row for each cut after its own."""
    if not cuts:
        return model
    row = np.concatenate([np.full(len(cut.items), number) for number, cut in enumerate(cuts)])
    value = np.concatenate([np.broadcast_to(cut.weight, len(cut.items)) for cut in cuts])
    column = np.concatenate([cut.items for cut in cuts])
    return add_rows(model, row, column, value, upper=np.array([cut.most for cut in cuts]))
