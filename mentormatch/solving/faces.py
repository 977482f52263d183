"""What is left of a problem once tiers are done: fewer columns, a row for each tier, some cuts.

A linear programme's duals, rounded to whole numbers, bound a tier and say of each column what its use (or
its absence) would cost at least; columns that would cost more than can be afforded leave. All of that is
added up exactly, so nothing that is still best is ever lost.
"""

from __future__ import annotations

import numpy as np
from attrs import evolve, frozen

from mentormatch.solving.cuts import add_triples, broken_triples
from mentormatch.solving.generated import solve_linear_growing
from mentormatch.solving.model import BoolArray, IntArray, Model, Prices, Tier
from mentormatch.solving.prices import priced_bound, prices_from_duals, slack_of, surplus_by_column
from mentormatch.solving.rows import add_rows, keep_columns
from mentormatch.solving.solvers import Clock, FloatArray

FINEST = 2**20
LARGEST = 2.0**50  # of a scaled price: sums of them stay well inside 63 bits
ROUNDS = ((20_000, 12), (100_000, 4))  # of cuts, by columns up to which; one round above
MOST_FORCED = 1000  # columns that must be chosen, each by a row of its own


@frozen(eq=False)
class Face:
    """The columns that may still be chosen (ids, ascending, into the whole problem) and the rows on them.

    n_base: rows of the problem itself; after them stand cuts and tiers, all true of every choice that is still best.
    """

    model: Model
    ids: IntArray
    n_base: int

    @classmethod
    def of(cls, model: Model) -> Face:
        return cls(model, np.arange(model.n_columns), model.n_rows)

    def tier(self, tier: Tier) -> Tier:
        """The tier over the columns left."""
        return evolve(tier, points=tier.points[self.ids])

    def hold(self, tier: Tier, value: int) -> Face:
        """With the row that keeps a tier (over the whole problem's columns) at value, less what it gives."""
        points = tier.points[self.ids]
        used = np.flatnonzero(points)
        own = tier.least(value) - tier.constant
        if not len(used):
            return self
        model = add_rows(
            self.model,
            np.zeros(len(used), np.int64),
            used,
            points[used],
            lower=own if tier.sense == "max" else None,
            upper=own if tier.sense == "min" else None,
            n_rows=1,
        )
        return evolve(self, model=model)

    def keep(self, kept: BoolArray) -> Face:
        """Without the columns where kept is false, which are never chosen."""
        if kept.all():
            return self
        return Face(keep_columns(self.model, kept), self.ids[kept], self.n_base)


@frozen(eq=False)
class Linear:
    """A tier's linear relaxation over a face: bound (exact), activity (floats), and what columns cost.

    price: by row of the face, times scale.
    surplus: by column, times scale: below 0 = the least loss if it is chosen, above 0 = if it is not.
    over: the bound before rounding, times scale, in the sense of max.
    needed: the columns (bool by column of the face) that the relaxation was solved on.
    """

    face: Face
    tier: Tier
    bound: int
    activity: FloatArray
    surplus: IntArray
    price: IntArray
    over: int
    scale: int
    needed: BoolArray

    def affordable(self, value: int) -> BoolArray:
        """The columns of the face that a choice worth `value` or better may use."""
        kept: BoolArray = np.asarray(self.surplus >= -self._slack(value), dtype=bool)
        return kept

    def after(self, value: int, used: BoolArray | None = None) -> Face:
        """The face of choices that later tiers may still make, the tier being worth `value` at best.

        used: columns to keep whatever they cost, those of a choice at hand. Where the prices add up to the
        value exactly, the tier needs no row: what has a price is used up, what has a surplus is chosen
        (complementary slackness), and the problem keeps its shape.
        """
        tier = self.tier
        kept = self.affordable(tier.least(value))
        kept = kept if used is None else kept | used
        forced = np.flatnonzero(self.surplus > 0)
        if tier.gives or self._slack(value) or len(forced) > MOST_FORCED:
            return self.face.keep(kept).hold(tier, value)
        model = self.face.model
        used_up = evolve(
            model,
            row_lower=np.where(self.price > 0, model.row_upper, model.row_lower),
            row_upper=np.where(self.price < 0, model.row_lower, model.row_upper),
        )
        if len(forced):
            used_up = add_rows(used_up, np.arange(len(forced)), forced, 1, lower=1)
        return evolve(self.face, model=used_up).keep(kept)

    def _slack(self, value: int) -> int:
        sign = 1 if self.tier.sense == "max" else -1
        return self.over - sign * (value - self.tier.constant) * self.scale


def relax(face: Face, tier: Tier, clock: Clock, enough: int | None, before: Linear | None = None) -> Linear | None:
    """The linear bound of a tier, tightened by cuts until it is whole, reaches `enough`, or cuts run out.

    before: of the tier before, whose columns are a good beginning where the face is large.
    None where the relaxation has no solution, or none in the time.
    """
    best: Linear | None = None
    start = None if before is None else np.isin(face.ids, before.face.ids[before.needed], assume_unique=True)
    for _ in range(next((rounds for most, rounds in ROUNDS if len(face.ids) <= most), 1)):
        claim, start = solve_linear_growing(face.model, face.tier(tier), clock, start)
        if claim.duals is None or claim.values is None or claim.status != "optimal":
            return best
        best = _added_up(face, tier, claim.values, claim.duals, start)
        whole = np.abs(claim.values - np.rint(claim.values)).max(initial=0) < 1e-6
        if whole or best.bound == enough:
            return best
        triples = broken_triples(face.model, face.n_base, claim.values)
        if not len(triples):
            return best
        face = evolve(face, model=add_triples(face.model, triples))
    return best


def _added_up(face: Face, tier: Tier, activity: FloatArray, duals: FloatArray, needed: BoolArray) -> Linear:
    over_face = face.tier(tier)
    finest = FINEST
    while finest > 1 and np.abs(duals).max(initial=0) * finest > LARGEST:
        finest //= 2
    # Duals are often whole or simple fractions: then a small scale has no rounding and adds up exactly.
    best: tuple[Prices, int] | None = None
    for scale in (1, 60, finest):
        prices = prices_from_duals(face.model, duals, tier.sense, 0, scale)
        over = slack_of(face.model, over_face, tier.constant, (), prices)
        if best is None or over * best[0].scale < best[1] * scale:
            best = prices, over
    assert best is not None
    prices, over = best
    return Linear(
        face=face,
        tier=tier,
        bound=priced_bound(face.model, over_face, (), prices),
        activity=activity,
        surplus=surplus_by_column(face.model, over_face, (), prices),
        price=prices.by_row,
        over=over,
        scale=prices.scale,
        needed=needed,
    )
