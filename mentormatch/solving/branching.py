"""A tree over the parts of a separable problem, for a bound as tight as time allows.

Branch and price (Barnhart et al. 1998). A node says of some groups of parts how many of each are on. Groups go from
coarse to fine: all parts of one kind, of one kind and day, and so on to single parts; the coarsest group of which the
linear programme has a fraction is split. The leaves of one tier are the roots of the next: what was shown impossible
stays so.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from attrs import define, evolve, field, frozen

from mentormatch.solving.blocks import RowName
from mentormatch.solving.model import BoolArray, IntArray, Model, Tier
from mentormatch.solving.rows import add_rows
from mentormatch.solving.separable import Parts, PartsBound, bound_by_all, bound_by_parts
from mentormatch.solving.solvers import Clock, FloatArray

WHOLE = 1e-6
NEAR = 200
"""Parts that would cost less than so small a share of the bound begin in the next linear programme too."""
TIER = "tier"
"""How the names of rows begin that hold earlier tiers."""
LINEAR = 0.6
"""Of the time left, what one linear programme over all parts may take: the rest is for what it says."""
ROUNDS = 6
"""Of rows that were overlooked, for one leaf."""


@frozen(eq=False)
class Limit:
    """Of so many parts at least, and at most, are on."""

    parts: IntArray
    lower: int
    upper: int


@frozen(eq=False)
class Leaf:
    """A node not split: its limits, the parts that its last linear programme was about, rounds of rows overlooked.

    price: by row of the model as it was then, `n_rows`, and by limit.
    """

    limits: tuple[Limit, ...] = ()
    active: BoolArray | None = None
    rounds: int = 0
    price: IntArray | None = None
    n_rows: int = 0

    def without_limits(self) -> Leaf:
        """The whole, with the prices of the rows; as if nothing were known, where the leaf has none."""
        if self.price is None:
            return Leaf()
        return Leaf(active=self.active, price=self.price[: self.n_rows], n_rows=self.n_rows)

    def prices(self, n_rows: int) -> IntArray | None:
        """The prices of its last bound, by row of the model as it is now, and by limit; as of scale and tier then."""
        if self.price is None:
            return None
        added = np.zeros(n_rows - self.n_rows, np.int64)
        return np.concatenate([self.price[: self.n_rows], added, self.price[self.n_rows :]])


@frozen(eq=False)
class NamedPrices:
    """Prices of rows by their names, times scale, and the parts that their linear programme was about."""

    price: Mapping[RowName, int]
    scale: int
    active: BoolArray

    @classmethod
    def of(cls, bound: PartsBound, names: Sequence[RowName], limits: int = 0) -> NamedPrices:
        """limits: how many rows that have no name come last."""
        of_rows = bound.price[: len(bound.price) - limits]
        by_name = {names[row]: int(of_rows[row]) for row in np.flatnonzero(of_rows).tolist()}
        return cls(by_name, bound.scale, bound.active)


Overlooked = Callable[[FloatArray], Sequence[tuple[RowName, IntArray]]]
"""Given the columns' values: names and columns of rows "at most one of these" that they break and no row says."""


@define(eq=False)
class Tree:
    """model: with the tiers before held, and rows that were overlooked as they are found.

    groups: labels of each part, one row for each level, coarse to fine. names: of all rows of the model.
    owed: parts of choices left out for being whole, in this tier or before: no bound speaks of those choices until a
    search has; changed in place.
    whole: the linear programmes are over all parts at once, and solved nearly: for large problems.
    dear: what a unit of some tiers held costs, by name, times the most points of any column; for such programmes.
    """

    model: Model
    parts: Parts
    groups: IntArray
    live: BoolArray
    names: list[RowName]
    overlooked: Overlooked
    owed: BoolArray
    whole: bool = False
    dear: Mapping[str, float] = field(factory=dict)

    def bound(self, leaf: Leaf, tier: Tier, clock: Clock, near: int, start: BoolArray) -> PartsBound | None:
        """The bound of a tier within a leaf."""
        if self.whole:
            part = clock.part(LINEAR * clock.left())
            model = self._within(leaf)
            held, dear = np.zeros(model.n_rows, bool), np.zeros(model.n_rows)
            held[: len(self.names)] = [name[0] == TIER for name in self.names]
            dear[: len(self.names)] = [
                self.dear.get(str(name[1]), 0.0) if name[0] == TIER else 0.0 for name in self.names
            ]
            return bound_by_all(model, tier, self.parts, part, live=self.live, held=held, dear=dear)
        begin = start if leaf.active is None else leaf.active
        prices = leaf.prices(self.model.n_rows)
        return bound_by_parts(
            self._within(leaf), tier, self.parts, clock, start=begin, live=self.live, near=near, prices=prices
        )

    def cut(self, bound: PartsBound) -> bool:
        """Adds the rows that a linear programme overlooked; whether there were any."""
        broken = self.overlooked(bound.activity)
        if broken:
            self.model = _with_rows(self.model, [columns for _, columns in broken])
            self.names += [name for name, _ in broken]
        return bool(broken)

    def _within(self, leaf: Leaf) -> Model:
        model = self.model
        for limit in leaf.limits:
            switches = self.parts.switch[limit.parts]
            model = add_rows(
                model,
                np.zeros(len(switches), np.int64),
                switches,
                1,
                lower=limit.lower if limit.lower > 0 else None,
                upper=limit.upper,
                n_rows=1,
            )
        return model

    def again(self, leaf: Leaf, bound: PartsBound, n_rows: int) -> Leaf:
        """The same leaf once rows have been added to so many."""
        return evolve(leaf, active=bound.active, rounds=leaf.rounds + 1, price=bound.price, n_rows=n_rows)

    def split(self, leaf: Leaf, bound: PartsBound) -> tuple[Leaf, Leaf]:
        """Two leaves for one. Where no part is on in fraction, the very choice of parts that are on is left out."""
        on = bound.activity[self.parts.switch]
        active = bound.active & (bound.worth >= -(abs(bound.over) // NEAR))
        price, n_rows = bound.price, self.model.n_rows
        first: tuple[Limit, ...]
        second: tuple[Limit, ...]
        for labels in self.groups:
            total = np.bincount(labels, on)
            apart = np.abs(total - np.rint(total))
            if apart.max(initial=0) > WHOLE:
                parts = np.flatnonzero((labels == int(np.argmax(apart))) & self.live)
                low = int(np.floor(total[labels[parts[0]]]))
                first, second = (Limit(parts, 0, low),), (Limit(parts, low + 1, len(parts)),)
                break
        else:
            chosen, others = np.flatnonzero(on > 0.5), np.flatnonzero((on <= 0.5) & self.live)
            self.owed[chosen] = True
            first = (Limit(chosen, 0, len(chosen) - 1),)
            second = (Limit(chosen, len(chosen), len(chosen)), Limit(others, 1, len(others)))
        one, other = (
            evolve(leaf, limits=(*leaf.limits, *limits), active=active, rounds=0, price=price, n_rows=n_rows)
            for limits in (first, second)
        )
        return one, other


def _with_rows(model: Model, rows: list[IntArray]) -> Model:
    """With rows "at most one of these"."""
    row = np.repeat(np.arange(len(rows)), [len(columns) for columns in rows])
    return add_rows(model, row, np.concatenate(rows), 1, upper=1, n_rows=len(rows))


@define(eq=False)
class Growth:
    """The tree of one tier as it grows.

    Leaves that cannot have the value reached, less what the tier gives, are dropped for good.

    used: parts that some linear programme used since the first bound. Where a choice of parts was left out for being
    whole, it is owed: a bound speaks of the rest, and holds for all once those parts have been searched.
    """

    tree: Tree
    tier: Tier
    leaves: tuple[Leaf, ...]
    start: BoolArray
    clock: Clock
    used: BoolArray = field(init=False)
    nodes: int = field(default=0, init=False)
    heap: list[tuple[int, int, Leaf, PartsBound]] = field(factory=list, init=False)
    waiting: list[Leaf] = field(init=False)
    root: PartsBound | None = field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        self.used = np.zeros(len(self.tree.parts.switch), bool)
        self.waiting = list(self.leaves)

    @property
    def sign(self) -> int:
        return 1 if self.tier.sense == "max" else -1

    def cut(self, reached: int, ends: Clock) -> None:
        """The bounds of all leaves, and rows overlooked by the leaf of the best bound; `used` is of the last alone."""
        self.begin(reached, ends)
        while not self.waiting and self.heap and -self.heap[0][0] > self.sign * reached and not ends.over():
            _, _, leaf, bound = self.heap[0]
            before = self.tree.model.n_rows
            if leaf.rounds >= ROUNDS or not self.tree.cut(bound):
                break
            heapq.heappop(self.heap)
            if self._asked([self.tree.again(leaf, bound, before)], reached, None):
                self._push(leaf, bound)
        self.used = np.zeros_like(self.used)
        for _, _, _, bound in self.heap:
            self.used |= bound.activity[self.tree.parts.switch] > WHOLE

    def grow(self, reached: int, ends: Clock) -> None:
        """Cuts or splits the leaf of the best bound, until none is better than `reached` or time is over."""
        self.begin(reached, ends)
        self._split(reached, ends)

    def begin(self, reached: int, ends: Clock) -> None:
        """The bounds of the leaves handed in, as far as there is time; those had already stay."""
        if self.root is None and len(self.leaves) > 1:  # to have a bound before those of all leaves are known
            self.root = self.tree.bound(self.leaves[0].without_limits(), self.tier, self.clock, reached, self.start)
        self.waiting = self._asked(self.waiting, reached, ends)

    def _split(self, reached: int, ends: Clock) -> None:
        while not self.waiting and self.heap and -self.heap[0][0] > self.sign * reached:
            if ends.over() or self.clock.over():
                return
            _, _, leaf, bound = heapq.heappop(self.heap)
            before = self.tree.model.n_rows
            if leaf.rounds < ROUNDS and self.tree.cut(bound):
                following = [self.tree.again(leaf, bound, before)]
            else:
                following = list(self.tree.split(leaf, bound))
            if self._asked(following, reached, None):  # out of time: as if it had not been touched
                self._push(leaf, bound)

    def _asked(self, leaves: list[Leaf], reached: int, ends: Clock | None) -> list[Leaf]:
        """Puts leaves with their bounds on the heap; those for which there was no time come back.

        ends: None where all must be asked, or none counts. One is asked in any case.
        """
        found: list[tuple[Leaf, PartsBound]] = []
        for one in leaves:
            late = self.clock.over() or (ends is not None and ends.over() and bool(found))
            bound = None if late else self.tree.bound(one, self.tier, self.clock, reached, self.start)
            if bound is None:
                break
            found.append((one, bound))
        left = leaves[len(found) :]
        if left and ends is None:
            return left
        for one, bound in found:
            if self.sign * bound.bound >= self.sign * self.tier.least(reached):
                self.used |= bound.activity[self.tree.parts.switch] > WHOLE
                self._push(one, bound)
        return left

    def _push(self, leaf: Leaf, bound: PartsBound) -> None:
        self.nodes += 1
        heapq.heappush(self.heap, (-self.sign * bound.bound, self.nodes, leaf, bound))

    def bound(self, reached: int) -> int | None:
        """No choice within any leaf is better; None while nothing is known."""
        if self.waiting:
            return None if self.root is None else self.root.bound
        top = max((-item[0] for item in self.heap), default=self.sign * reached)
        return self.sign * max(top, self.sign * reached)

    @property
    def prices(self) -> NamedPrices | None:
        """Prices of the model's rows: of the bound without limits, or of the best leaf; None while nothing is known."""
        if self.root is None and not self.heap:
            return None
        bound, limits = (self.root, ()) if self.root is not None else (self.heap[0][3], self.heap[0][2].limits)
        return NamedPrices.of(bound, self.tree.names, len(limits))

    @property
    def worth(self) -> IntArray | None:
        """What each part is worth at the prices of the leaf of the best bound; None while nothing is known."""
        return self.heap[0][3].worth if self.heap else (None if self.root is None else self.root.worth)

    def needed(self, least: int) -> BoolArray:
        """Parts that may be on in a choice worth `least` or better, as far as the leaves at hand tell."""
        if self.waiting:
            return self.tree.live
        out = np.zeros_like(self.used)
        for _, _, _, bound in self.heap:
            if self.sign * bound.bound >= self.sign * least:
                out |= bound.needed(self.sign * least)
        live: BoolArray = out & self.tree.live
        return live

    def left(self, most: int) -> tuple[Leaf, ...]:
        """The leaves for the next tier; those of the beginning, where they have become more than `most`."""
        leaves = (*(item[2] for item in sorted(self.heap, key=lambda item: item[1])), *self.waiting)
        # Prices are of one tier: the next begins without.
        return tuple(evolve(leaf, price=None) for leaf in leaves) if len(leaves) <= most else self.leaves
