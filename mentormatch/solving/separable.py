"""Problems of many parts that few rows join: a bound from the prices of those rows, and the few parts that matter.

A part is a set of columns with one that switches it on; most rows lie inside one part. With a price on each row that
joins parts, every part can be asked by itself what it is worth (a Lagrangian relaxation; Geoffrion 1974). The linear
programme is solved over few parts, and those that are worth something at its prices join them, until none is: column
generation with parts for columns (Dantzig and Wolfe 1960).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import evolve, frozen

from mentormatch.solving.model import NO_LOWER, NO_UPPER, BoolArray, IntArray, Model, Tier
from mentormatch.solving.rows import keep_columns, keep_rows, sum_by, with_helpers
from mentormatch.solving.solvers import PDLP_NEAR, Claim, Clock, FloatArray, solve_linear

FINEST = 2**20
"""Prices are whole numbers of at most so fine a part of a point."""
LARGEST = 2**60
"""Of a sum of gains, in prices' units: so that no sum leaves 63 bits."""
DEAR = 100
"""How many times the value at hand it costs to buy what must be had."""
STEPS = 4
"""On the way from the prices at hand to the best so far."""
DUST = 2e-3
"""How far from a whole number a value of a nearly solved linear programme may be to count as one."""
LOOSENED = 50
"""Of what an earlier tier has reached, the part that a linear programme solved nearly is let off."""
AT_ONCE = 60
"""Parts that join the linear programme in one round."""


@frozen(eq=False)
class Parts:
    """part: of each column, -1 of helpers. switch: the column that switches each part on.

    priced: rows to be priced though they are inside one part, because `worth` does not know of them; rows added since
    are too.
    worth: given whole gains by column, the most that each part can bring if it is on, its switch included (too much
    is allowed, too little is not).
    """

    part: IntArray
    switch: IntArray
    priced: BoolArray
    worth: Callable[[IntArray], IntArray]

    def joining(self, model: Model) -> BoolArray:
        """The rows that are not inside one part."""
        of_entry = self.part[model.entry_column]
        low = np.full(model.n_rows, np.iinfo(np.int64).max)
        high = np.full(model.n_rows, np.iinfo(np.int64).min)
        np.minimum.at(low, model.entry_row, of_entry)
        np.maximum.at(high, model.entry_row, of_entry)
        out: BoolArray = (low < high) | (low < 0)
        out |= np.append(self.priced, np.ones(model.n_rows - len(self.priced), bool))
        return out


@frozen(eq=False)
class PartsBound:
    """A tier's bound over all parts that may be on, in the tier's own sense.

    over: what it adds up to before rounding, times scale, as of a tier to be made large. price: by row of the model.
    worth: of each part at those prices, times scale. active: the parts of the last linear programme; activity: its
    values, by column. whole: the linear programme was solved over all parts, as far as prices tell.
    """

    bound: int
    over: int
    scale: int
    price: IntArray
    worth: IntArray
    active: BoolArray
    activity: FloatArray
    whole: bool

    def needed(self, least: int) -> BoolArray:
        """Parts that may be on in a choice of so many points or more (points to be made large)."""
        out: BoolArray = self.over + np.minimum(0, self.worth) >= least * self.scale
        return out


def bound_by_parts(
    model: Model,
    tier: Tier,
    parts: Parts,
    clock: Clock,
    *,
    start: BoolArray,
    live: BoolArray,
    near: int,
    prices: IntArray | None = None,
) -> PartsBound | None:
    """The bound of the linear programme over all live parts; None where the clock left time for none.

    start: parts to begin with. live: parts that may be on at all. near: a value of the tier; what lies below that, less
    what the tier gives, is told no nearer. prices: by row, times FINEST or as little as the tier has room for, of an
    earlier bound of the same tier, perhaps in a problem like it; they bound it where the clock leaves no time for more.
    What must be had and cannot be among the parts at hand is bought at a price that no choice is worth: so few parts
    are never impossible, and an impossible whole has a bound far below any choice's.
    """
    sign = 1 if tier.sense == "max" else -1
    n_columns = model.n_columns
    model, bought = with_helpers(model)
    dear = DEAR * max(1, abs(int(near)))
    points = np.append(sign * tier.points, np.full(bought, -dear))
    large = evolve(tier, sense="max", points=points, constant=0)
    parts = evolve(parts, part=np.append(parts.part, np.full(bought, -1)))
    priced = _Priced.of(model, large, parts, live)
    active, best = start & live, None
    centre = None if prices is None else np.append(prices, np.zeros(model.n_rows - len(prices), np.int64))
    if centre is not None:
        centre = priced.rounded(centre / priced.scale)
        over, worth = priced.over(centre)
        nothing = np.zeros(n_columns)
        bound = sign * (over // priced.scale) + tier.constant
        best = PartsBound(bound, over, priced.scale, centre, worth, active.copy(), nothing, False)
    while not clock.over():
        columns = (parts.part < 0) | active[parts.part]
        over_few = keep_columns(model, columns)
        rows = np.zeros(model.n_rows, bool)
        rows[over_few.entry_row] = True  # most rows lie inside other parts
        claim = _linear(keep_rows(over_few, rows), evolve(large, points=large.points[columns]), clock)
        if claim.duals is None or claim.values is None or claim.status != "optimal":
            break
        duals = np.zeros(model.n_rows)
        duals[rows] = claim.duals
        asked = priced.between(priced.rounded(duals), centre)
        over, price, worth = min(asked, key=lambda one: one[0])
        asked_worth = worth
        # Those that are worth something at the best prices first: at others many seem to be.
        new = np.flatnonzero((worth > 0) & ~active & live)
        more = np.flatnonzero((asked[0][2] > 0) & ~active & live & (worth <= 0))
        if best is not None and best.over < over:
            over, price, worth = best.over, best.price, best.worth
        activity = np.zeros(model.n_columns)
        activity[columns] = claim.values
        bound, whole = sign * (over // priced.scale) + tier.constant, not len(new) + len(more)
        best = PartsBound(bound, over, priced.scale, price, worth, active.copy(), activity[:n_columns], whole)
        centre = price
        value = float(large.points[columns] @ claim.values)
        least = sign * (tier.least(near) - tier.constant)
        if not len(new) + len(more) or over < max(np.floor(value + 1e-6) + 1, least) * priced.scale:
            break
        first = new[np.argsort(-asked_worth[new], kind="stable")][:AT_ONCE]
        then = more[np.argsort(-asked[0][2][more], kind="stable")][: AT_ONCE - len(first)]
        active[first] = active[then] = True
    return best


def bound_by_all(
    model: Model,
    tier: Tier,
    parts: Parts,
    clock: Clock,
    *,
    live: BoolArray,
    held: BoolArray,
    dear: FloatArray | None = None,
    within: float = PDLP_NEAR,
) -> PartsBound:
    """The same bound from one linear programme over all live parts, solved nearly.

    For problems of which a large part matters: their linear programmes take a simplex search minutes, and a first-order
    method seconds (PDLP; Applegate et al. 2021). Its prices are a little off, which costs a little of the bound.
    within: how near it comes, as a share. held: by row, those that hold earlier tiers at their best: they leave next to
    nothing possible, and such a method creeps there. So it has them loosened; the bound is of the rows as they stand,
    at the prices found so, or at those that need no search where the clock left too little. dear: by row, 0 or what a
    unit of an earlier tier costs, times the most points of any column; such a row is priced from the beginning, and the
    method need not find what it costs. Of a tier at its own bound however high a price is right, for nothing is beyond.
    Beside such rows, others that hold a tier are left out where the tier is to be large: it pulls the same way as they
    do, and they cost the method several times as long. Something must be possible: nothing is bought.
    """
    sign = 1 if tier.sense == "max" else -1
    large = evolve(tier, sense="max", points=sign * tier.points, constant=0)
    columns = (parts.part < 0) | live[parts.part]
    priced_at = np.zeros(model.n_rows, np.int64) if dear is None else _priced_at(model, large, dear)
    over_live = keep_columns(model, columns)
    rows = np.zeros(model.n_rows, bool)
    rows[over_live.entry_row] = True
    rows &= priced_at == 0
    if tier.sense == "max" and priced_at.any():
        rows &= ~held
    over_live = evolve(
        over_live, row_lower=_loosened(model.row_lower, -1, held), row_upper=_loosened(model.row_upper, 1, held)
    )
    spent = sum_by(model.entry_column, model.entry_value * priced_at[model.entry_row], model.n_columns)
    tier_here = evolve(large, points=(large.points - spent)[columns])
    claim = solve_linear(keep_rows(over_live, rows), tier_here, clock, kind="PDLP", near=within)
    # Cut by the clock, it has prices, which are good for a bound, and no values.
    values = np.zeros(int(columns.sum())) if claim.values is None else claim.values
    priced = _Priced.of(model, large, parts, live)
    asked = [priced.counted(priced.passed_on())]
    if claim.duals is not None:
        duals = priced_at.astype(np.float64)
        duals[rows] = claim.duals
        asked.append(priced.counted(priced.rounded(duals)))
    found = [(*priced.over(price), price) for price in asked]
    over, worth, price = min(found, key=lambda one: one[0])
    activity = np.zeros(model.n_columns)
    # Whatever is nearly nothing, or nearly whole, is that: the method leaves dust everywhere.
    whole = np.rint(values)
    activity[columns] = np.where(np.abs(values - whole) < DUST, whole, values)
    active = live & (np.bincount(np.maximum(parts.part, 0), activity * (parts.part >= 0), len(live)) > 0)
    bound = sign * (over // priced.scale) + tier.constant
    return PartsBound(bound, over, priced.scale, price, worth, active, activity, True)


def _priced_at(model: Model, tier: Tier, dear: FloatArray) -> IntArray:
    """The prices of rows that hold a tier, by row of the model, of the sign that a bound needs; else 0."""
    prices: IntArray = np.rint(dear * int(np.abs(tier.points).max(initial=0))).astype(np.int64)
    return np.where(model.row_lower > NO_LOWER, -prices, prices)


def _loosened(limit: IntArray, sign: int, held: BoolArray) -> IntArray:
    """A limit by row, of the rows held by a share of it wider."""
    there = held & (limit > NO_LOWER) & (limit < NO_UPPER)
    return np.where(there, limit + sign * (np.abs(limit) // LOOSENED), limit)


@frozen(eq=False)
class Groups:
    """Parts of which only so many are on, whatever else: a label of each part, and by label how many."""

    of_part: IntArray
    most: IntArray

    def best(self, worth: IntArray) -> int:
        """The most that parts bring together, given what each is worth: the best few of each group."""
        gains = np.maximum(0, worth)
        order = np.lexsort((-gains, self.of_part))
        label = self.of_part[order]
        first = np.searchsorted(label, np.arange(len(self.most)))
        counted = np.arange(len(order)) - first[label] < self.most[label]
        return int(gains[order][counted].sum())


def bound_in_groups(model: Model, tier: Tier, parts: Parts, groups: Groups, prices: IntArray, scale: int) -> PartsBound:
    """The bound at some prices by row, times scale, of whatever they are; those of a wrong sign count nothing.

    What the groups say needs no prices: rows that say the same should have none.
    """
    sign, nothing = 1 if tier.sense == "max" else -1, np.zeros(len(parts.switch), bool)
    large = evolve(tier, sense="max", points=sign * tier.points, constant=0)
    priced = _Priced.of(model, large, parts, nothing)
    price = priced.rounded(prices / scale)
    over, worth = priced.over(price)
    over += groups.best(worth)
    bound = sign * (over // priced.scale) + tier.constant
    return PartsBound(bound, over, priced.scale, price, worth, nothing, np.zeros(model.n_columns), False)


def _linear(model: Model, tier: Tier, clock: Clock) -> Claim:
    """The linear programme: HiGHS is far faster than GLOP here, and has no prices where there is nothing to choose."""
    claim = solve_linear(model, tier, clock, kind="HIGHS")
    return claim if claim.duals is not None or clock.over() else solve_linear(model, tier, clock)


@frozen(eq=False)
class _Priced:
    """What is needed to add up a bound: the joining rows, and columns' own gains."""

    model: Model
    tier: Tier
    parts: Parts
    live: BoolArray
    joining: BoolArray
    scale: int
    entry_row: IntArray
    entry_column: IntArray
    entry_value: IntArray

    @classmethod
    def of(cls, model: Model, tier: Tier, parts: Parts, live: BoolArray) -> _Priced:
        joining = parts.joining(model)
        used = joining[model.entry_row]
        scale, total = FINEST, int(np.abs(tier.points).sum()) + 1
        while scale > 1 and total * scale > LARGEST:
            scale //= 2
        entries = (model.entry_row[used], model.entry_column[used], model.entry_value[used])
        return cls(model, tier, parts, live, joining, scale, *entries)

    def rounded(self, prices: FloatArray) -> IntArray:
        """Whole prices of joining rows, of the sign that a bound needs."""
        whole = np.rint(np.where(self.joining, prices, 0.0) * self.scale).astype(np.int64)
        whole = np.where(self.model.row_upper >= NO_UPPER, np.minimum(whole, 0), whole)
        return np.where(self.model.row_lower <= NO_LOWER, np.maximum(whole, 0), whole)

    def passed_on(self) -> IntArray:
        """Prices that need no search: what brings points outside all parts, and needs a row "no more than these", costs
        as much there, so that those have its points. Where places run out, that is often as good a bound as any.
        """
        model, points = self.model, self.tier.points
        able = self.joining & (model.row_upper == 0) & (model.row_lower <= NO_LOWER)
        outside = (self.parts.part < 0) & (points > 0)
        used = able[model.entry_row] & outside[model.entry_column] & (model.entry_value == 1)
        _, first = np.unique(model.entry_column[used], return_index=True)
        price = np.zeros(model.n_rows, np.int64)
        price[model.entry_row[used][first]] = points[model.entry_column[used][first]] * self.scale
        return price

    def counted(self, price: IntArray) -> IntArray:
        """The prices with those of rows "at most so many of these parts" at their best, given all others.

        That is where as many parts are worth more as may be on. Such rows are few, and a price that is a little low
        counts for every one of their parts; one that comes of a search cut short is far off.
        """
        rows = self._counting()
        without = price.copy()
        without[[row for row, _ in rows]] = 0
        _, worth = self.over(without)
        for row, parts in rows:
            gains = np.sort(worth[parts[self.live[parts]]])[::-1]
            most = int(self.model.row_upper[row])
            without[row] = max(0, int(gains[most - 1])) if 0 < most <= len(gains) else 0
        return without

    def _counting(self) -> list[tuple[int, IntArray]]:
        """Rows that say of some parts only how many of them may be on, with these parts; no part is in two of them."""
        model = self.model
        part_of_switch = np.full(model.n_columns, -1)
        part_of_switch[self.parts.switch] = np.arange(len(self.parts.switch))
        plain = (part_of_switch[model.entry_column] >= 0) & (model.entry_value == 1)
        able = self.joining & (model.row_lower <= NO_LOWER) & (model.row_upper < NO_UPPER) & (model.row_upper > 0)
        able[model.entry_row[~plain]] = False
        inside = able[model.entry_row]
        row, part = model.entry_row[inside], part_of_switch[model.entry_column[inside]]
        order = np.argsort(row, kind="stable")
        row, part = row[order], part[order]
        width = np.bincount(row, minlength=model.n_rows)
        taken = np.zeros(len(self.parts.switch), bool)
        out: list[tuple[int, IntArray]] = []
        for at in np.argsort(-width, kind="stable")[: int((width > 0).sum())].tolist():
            mine = part[np.searchsorted(row, at) : np.searchsorted(row, at, side="right")]
            if not taken[mine].any():
                taken[mine] = True
                out.append((at, mine))
        return out

    def between(self, found: IntArray, centre: IntArray | None) -> list[tuple[int, IntArray, IntArray]]:
        """(bound times scale, prices, worth) at what was found and on the way to the best prices so far.

        Prices of few parts swing; those between are often far better (in-out smoothing; Pessoa et al. 2018).
        """
        ways = [found]
        if centre is not None:
            ways += [found + (centre - found) * part // STEPS for part in range(1, STEPS + 1)]
        out = []
        for price in ways:
            over, worth = self.over(price)
            out.append((over, price, worth))
        return out

    def over(self, whole: IntArray) -> tuple[int, IntArray]:
        """(the bound times scale, what each part is worth)."""
        spent = np.zeros(self.model.n_columns, np.int64)
        np.add.at(spent, self.entry_column, self.entry_value * whole[self.entry_row])
        gains = self.tier.points * self.scale - spent
        worth = self.parts.worth(gains)
        sides = np.where(whole > 0, self.model.row_upper, self.model.row_lower)[whole != 0]
        total = sum(int(price) * int(side) for price, side in zip(whole[whole != 0], sides, strict=True))
        total += int(np.maximum(0, gains[self.parts.part < 0]).sum())
        total += int(np.maximum(0, worth[self.live]).sum())
        return total, worth
