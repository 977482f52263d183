"""Linear programmes with very many columns: solved on few, and those that pay at the prices found join.

Column generation, after Gilmore and Gomory (1961). Each search begins in the basis in which the last one ended. The
prices that come out are those of the whole programme, for no column is left that would pay at them.
"""

from __future__ import annotations

import numpy as np
from attrs import evolve

from mentormatch.solving.model import BoolArray, IntArray, Model, Tier
from mentormatch.solving.rows import keep_columns, keep_rows
from mentormatch.solving.solvers import AT_LOWER, BASIC, Basis, Claim, Clock, FloatArray, solve_linear

AT_ONCE = 30_000
"""Columns up to which a linear programme is solved as it is."""
A_ROW = 6
"""Columns of each row to begin with."""
JOIN = 0.5
"""How many columns join at the most, as a share of those at hand."""
LEAST_JOIN = 1000
"""So many may always join."""
PAYS = 1e-7
"""What a column must earn above its price to join."""
LOOSE = 1e-4
"""How far from a whole number a value must lie for its rounding to be sure."""
ROUNDS = 60


def solve_linear_growing(
    model: Model, tier: Tier, clock: Clock, start: BoolArray | None = None
) -> tuple[Claim, BoolArray]:
    """The linear relaxation of one tier, and the columns (bool) that were needed for it.

    start: columns to begin with. They should allow some choice; where they do not, the whole is solved.
    """
    if model.n_columns <= AT_ONCE:
        return solve_linear(model, tier, clock), np.ones(model.n_columns, bool)
    kept = best_of_rows(model, tier) if start is None else start.copy()
    seconds = 0.0
    basis: Basis | None = None
    for _ in range(ROUNDS):
        claim = _among(model, tier, clock, kept, basis)
        basis = claim.basis
        seconds += claim.seconds
        if claim.status != "optimal" or claim.duals is None or claim.values is None:
            break
        joining, more = _joining(model, tier, claim.duals, kept)
        at = float(claim.values @ tier.points)
        settled = abs(at - round(at)) > LOOSE and not _whole_between(at, at + more)
        if not len(joining) or settled:
            return evolve(claim, seconds=seconds), kept
        kept[joining] = True
    if clock.over():
        return Claim("nothing", None, None, None, claim.solver, seconds), kept
    return solve_linear(model, tier, clock), np.ones(model.n_columns, bool)


def best_of_rows(model: Model, tier: Tier) -> BoolArray:
    """The best few columns of each long row, and every column of a row that asks for something."""
    kept = np.zeros(model.n_columns, bool)
    kept[model.entry_column[(model.row_lower > 0)[model.entry_row]]] = True
    width = np.bincount(model.entry_row, minlength=model.n_rows)
    use = (width > A_ROW)[model.entry_row]
    row, column = model.entry_row[use], model.entry_column[use]
    gain = tier.points[column] if tier.sense == "max" else -tier.points[column]
    order = np.lexsort((_scrambled(column), -gain, row))
    begins = np.searchsorted(row[order], np.arange(model.n_rows))
    rank = np.arange(len(order)) - begins[row[order]]
    kept[column[order[rank < A_ROW]]] = True
    kept[np.bincount(model.entry_column, minlength=model.n_columns) <= 1] = True
    return kept


def _scrambled(column: IntArray) -> IntArray:
    """Numbers without a pattern, the same every time: columns of equal worth should not all be neighbours."""
    result: IntArray = (column * 2654435761) & 0xFFFFFFFF
    return result


def _among(model: Model, tier: Tier, clock: Clock, kept: BoolArray, basis: Basis | None) -> Claim:
    """The programme among some columns, its values, duals and basis in the places of the whole."""
    part = keep_columns(model, kept)
    used = np.zeros(model.n_rows, bool)
    used[part.entry_row] = True
    used |= (model.row_lower > 0) | (model.row_upper < 0)
    begin = None if basis is None else Basis(basis.of_column[kept], basis.of_row[used])
    claim = solve_linear(keep_rows(part, used), evolve(tier, points=tier.points[kept]), clock, basis=begin)
    if claim.values is None or claim.duals is None:
        return claim
    values: FloatArray = np.zeros(model.n_columns)
    values[kept] = claim.values
    duals: FloatArray = np.zeros(model.n_rows)
    duals[used] = claim.duals
    return evolve(claim, values=values, duals=duals, basis=_in_the_whole(claim.basis, kept, used))


def _in_the_whole(basis: Basis | None, kept: BoolArray, used: BoolArray) -> Basis | None:
    """The same basis with the columns and rows that were left out: no column of them chosen, no row binding."""
    if basis is None:
        return None
    of_column: IntArray = np.full(len(kept), AT_LOWER)
    of_column[kept] = basis.of_column
    of_row: IntArray = np.full(len(used), BASIC)
    of_row[used] = basis.of_row
    return Basis(of_column, of_row)


def _whole_between(one: float, other: float) -> bool:
    """Whether a whole number lies between two: then more columns might still make a difference."""
    low, high = min(one, other) - LOOSE, max(one, other) + LOOSE
    return bool(np.floor(high) >= np.ceil(low))


def _joining(model: Model, tier: Tier, duals: FloatArray, kept: BoolArray) -> tuple[IntArray, float]:
    """The columns that earn most above their price, the best first, none if none does; and what all could bring."""
    price = np.bincount(model.entry_column, duals[model.entry_row] * model.entry_value, minlength=model.n_columns)
    earns = tier.points - price
    earns = earns if tier.sense == "max" else -earns
    paying = np.flatnonzero(~kept & (earns > PAYS * max(1.0, float(np.abs(tier.points).max(initial=0)))))
    total = float(earns[paying].sum()) * (1 if tier.sense == "max" else -1)
    return worthiest(paying, np.round(earns[paying], 6), int(kept.sum())), total


def worthiest(columns: IntArray, earns: np.ndarray, at_hand: int) -> IntArray:
    """Of columns that pay those that join, the best first where not all do. at_hand: how many there are already."""
    most = max(LEAST_JOIN, int(JOIN * at_hand))
    if len(columns) <= most:
        return columns
    return columns[np.lexsort((_scrambled(columns), -earns))[:most]]
