"""The restricted master: the linear or whole-number programme over the columns and sets that are at hand.

All its rows are told of single columns, and a set counts in a row as its columns do together; beside them stand a row
for each tier held, and one that lets each cluster have one set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from attrs import evolve, frozen

from mentormatch.solving.model import NO_LOWER, NO_UPPER, BoolArray, IntArray, Model, Tier
from mentormatch.solving.prices import clipped, limits_at
from mentormatch.solving.rows import broken_rows, drop_idle_rows, keep_columns, row_sums
from mentormatch.solving.solvers import AT_LOWER, BASIC, Basis, Claim, Clock, FloatArray, solve_linear

if TYPE_CHECKING:
    from mentormatch.solving.master import Master

EASED = 1e-4
"""Of a point: a tier held exactly at the value of its own relaxation leaves a solver no room for its tolerances."""
LARGEST_POINTS = 1000
"""Of a column, as a solver sees them: tolerances of larger ones lose what breaks ties."""


@frozen(eq=False)
class Restricted:
    """One linear programme: single columns and sets, rows of the problem, of tiers held, and one a cluster.

    lower, upper: limits of all its rows. n_priced: the rows of the problem and of tiers held, which stand first.
    """

    master: Master
    tier: Tier
    singles: IntArray
    sets: IntArray
    model: Model
    points: IntArray
    lower: IntArray
    upper: IntArray
    rows: IntArray  # of the whole programme, those that are in the model
    n_priced: int

    @classmethod
    def of(cls, master: Master, tier: Tier, singles: IntArray, sets: IntArray) -> Restricted:
        """The programme of some single columns and sets."""
        pool, n_problem = master.pool, master.rows.n_rows
        n = len(singles) + len(sets)
        column, row, value = master.rows.among(singles)
        members, inside = pool.members()
        place = np.full(len(pool), -1)
        place[sets] = len(singles) + np.arange(len(sets))
        used = place[members] >= 0
        members, inside = members[used], inside[used]
        member, of_row, of_value = master.rows.among(inside)
        parts = [(row, column, value), (of_row, place[members][member], of_value)]

        def told(points: IntArray) -> IntArray:
            out = np.concatenate([points[singles], np.zeros(len(sets), np.int64)])
            np.add.at(out, place[members], points[inside])
            return out

        lower, upper = [master.rows.lower], [master.rows.upper]
        for number, held in enumerate(master.held):
            points = told(held.tier.points)
            nonzero = np.flatnonzero(points)
            parts.append((np.full(len(nonzero), n_problem + number), nonzero, points[nonzero]))
            most = held.tier.sense == "max"
            lower.append(np.array([held.own if most else NO_LOWER]))
            upper.append(np.array([NO_UPPER if most else held.own]))
        n_priced = n_problem + len(master.held)
        clusters = np.array(pool.clusters, dtype=np.int64)[sets]
        parts.append((n_priced + clusters, len(singles) + np.arange(len(sets)), np.ones(len(sets), np.int64)))
        lower.append(np.full(len(master.clusters), NO_LOWER))
        upper.append(np.ones(len(master.clusters), np.int64))
        row, column, value = (np.concatenate([part[k] for part in parts]) for k in range(3))
        low, high = np.concatenate(lower), np.concatenate(upper)
        key, at = np.unique(row * max(1, n) + column, return_inverse=True)
        total = np.zeros(len(key), np.int64)
        np.add.at(total, at, value)
        row, column = key // max(1, n), key % max(1, n)
        standing = np.zeros(len(low), bool)
        standing[row] = True
        standing |= (low > 0) | (high < 0)
        model = Model(n, (np.cumsum(standing) - 1)[row], column, total, low[standing], high[standing])
        rows = np.flatnonzero(standing)
        return cls(master, tier, singles, sets, model, told(tier.points), low, high, rows, n_priced)

    def tier_here(self) -> Tier:
        """The tier over the programme's columns."""
        return evolve(self.tier, points=self.points)

    def hint(self, chosen: BoolArray) -> BoolArray | None:
        """A choice of the whole problem in this programme's columns; None where they are not all here."""
        out = np.concatenate([chosen[self.singles], np.zeros(len(self.sets), bool)])
        inside = int(out.sum())
        place = {number: len(self.singles) + at for at, number in enumerate(self.sets.tolist())}
        for cluster, positions in self.master.positions_of(chosen):
            number = self.master.pool.known.get((cluster, positions), -1)
            if number not in place:
                return None
            out[place[number]] = True
            inside += len(positions)
        return out if inside == int(chosen.sum()) else None

    def settled(self, chosen: BoolArray) -> tuple[Model, BoolArray]:
        """The programme in which some single columns (flags by column of the problem) are chosen, and gone from it.

        Also which of its columns are left, in order. Rows that nothing left can break are gone too.
        """
        gone = np.concatenate([chosen[self.singles], np.zeros(len(self.sets), bool)])
        model, taken = self.model, row_sums(self.model, gone)
        lower = np.where(model.row_lower > NO_LOWER, model.row_lower - taken, NO_LOWER)
        upper = np.where(model.row_upper < NO_UPPER, model.row_upper - taken, NO_UPPER)
        left = keep_columns(evolve(model, row_lower=lower, row_upper=upper), ~gone)
        return drop_idle_rows(left), ~gone

    def solved(self, clock: Clock) -> Claim:
        """The solver's claim; duals by row of the whole programme, 0 where a row has no column here."""
        # Points in the thousands at the most, or tolerances of the solver lose what makes ties.
        by = max(1.0, float(np.abs(self.points).max(initial=0)) / LARGEST_POINTS)
        held = (self.rows >= self.n_priced - len(self.master.held)) & (self.rows < self.n_priced)
        loose = np.where(held, EASED, 0.0)
        claim = solve_linear(self.model, self.tier_here(), clock, basis=self._basis(), divided_by=by, loose=loose)
        if claim.duals is None:
            return claim
        duals: FloatArray = np.zeros(len(self.lower))
        duals[self.rows] = claim.duals * by
        return evolve(claim, duals=duals)

    def limits(self, price: IntArray) -> tuple[int, IntArray]:
        """What the rows allow at prices (times scale), and the prices, without those that no limit stands behind."""
        lower, upper = self.lower[: self.n_priced], self.upper[: self.n_priced]
        price = clipped(lower, upper, price)
        return limits_at(lower, upper, price), price

    def activity(self, values: FloatArray) -> FloatArray:
        """What each single column of the problem is chosen, by itself or in sets."""
        out: FloatArray = np.zeros(self.master.model.n_columns)
        out[self.singles] = values[: len(self.singles)]
        members, columns = self.master.pool.members()
        of_set = np.zeros(len(self.master.pool))
        of_set[self.sets] = values[len(self.singles) :]
        np.add.at(out, columns, of_set[members])
        return out

    def choice(self, claim: Claim) -> BoolArray | None:
        """A claim's choice of single columns of the problem; None if it has none that is whole and keeps all rows."""
        if claim.values is None:
            return None
        activity = self.activity(claim.values)
        if np.abs(activity - np.rint(activity)).max(initial=0) > 1e-4:
            return None
        chosen: BoolArray = np.rint(activity) == 1
        return None if len(broken_rows(self.master.model, chosen)) else chosen

    def basis_of(self, claim: Claim) -> WholeBasis | None:
        """Where the search ended."""
        if claim.basis is None:
            return None
        of_single = np.full(self.master.model.n_columns, AT_LOWER)
        of_single[self.singles] = claim.basis.of_column[: len(self.singles)]
        of_set = np.full(len(self.master.pool), AT_LOWER)
        of_set[self.sets] = claim.basis.of_column[len(self.singles) :]
        of_row = np.full(len(self.lower), BASIC)
        of_row[self.rows] = claim.basis.of_row
        n_problem = self.master.rows.n_rows
        return WholeBasis(
            of_single, of_set, of_row[:n_problem], of_row[n_problem : self.n_priced], of_row[self.n_priced :]
        )

    def _basis(self) -> Basis | None:
        known = self.master.basis
        if known is None:
            return None
        of_set = padded(known.of_set, len(self.master.pool), AT_LOWER)
        column = np.concatenate([known.of_single[self.singles], of_set[self.sets]])
        row = np.concatenate(
            [
                padded(known.of_row, self.master.rows.n_rows, BASIC),
                padded(known.of_tier, len(self.master.held), BASIC),
                known.of_cluster,
            ]
        )
        return _as_many_as_rows(Basis(column, row[self.rows]))


@frozen(eq=False)
class WholeBasis:
    """Where a search ended, in the whole problem: by single column, set, row, tier held and cluster."""

    of_single: IntArray
    of_set: IntArray
    of_row: IntArray
    of_tier: IntArray
    of_cluster: IntArray


def _as_many_as_rows(basis: Basis) -> Basis:
    """The basis with as many members as there are rows, or no solver takes it: columns and rows have left since."""
    column, row = basis.of_column.copy(), basis.of_row.copy()
    lacking = len(row) - int((column == BASIC).sum()) - int((row == BASIC).sum())
    if lacking > 0:
        row[np.flatnonzero(row != BASIC)[:lacking]] = BASIC
    elif lacking < 0:
        column[np.flatnonzero(column == BASIC)[:-lacking]] = AT_LOWER
    return Basis(column, row)


def padded(known: IntArray, size: int, fill: int) -> IntArray:
    """The first `size` of them; what has come since stands out of the basis, or slack in it."""
    return np.concatenate([known, np.full(max(0, size - len(known)), fill)])[:size]
