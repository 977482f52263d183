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


def best_of_rows(model: Model, tier: Tier, among: BoolArray | None = None, many: int | None = None) -> BoolArray:
    """The best few columns (`many`, or A_ROW) of each long row, and every column of a row that asks for something.

    among: the columns that there are, all if None.
    """
    alive = np.ones(model.n_columns, bool) if among is None else among
    here = alive[model.entry_column]
    row, column = model.entry_row[here], model.entry_column[here]
    kept = np.zeros(model.n_columns, bool)
    kept[column[(model.row_lower > 0)[row]]] = True
    kept[alive & (np.bincount(column, minlength=model.n_columns) <= 1)] = True
    width = np.bincount(row, minlength=model.n_rows)
    few = A_ROW if many is None else many
    long = (width > few)[row]
    row, column = row[long], column[long]
    loss = -tier.points[column] if tier.sense == "max" else tier.points[column]
    kept[column[_first_of_each(row, loss, _scrambled(column), few)]] = True
    return kept


def _first_of_each(group: IntArray, loss: IntArray, tie: IntArray, many: int) -> IntArray:
    """Positions of the first few of each group, by loss and then tie (below 2^32, of which the highest bits count)."""
    if not len(group):
        return group
    loss = loss - loss.min()
    loss_bits, group_bits = int(loss.max()).bit_length(), int(group.max()).bit_length()
    if loss_bits + group_bits <= 62:  # one number to sort by is several times as quick as three
        spare = min(32, 62 - loss_bits - group_bits)
        order = np.argsort((group << loss_bits + spare) | (loss << spare) | (tie >> 32 - spare), kind="stable")
    else:
        order = np.lexsort((tie, loss, group))
    ordered = group[order]
    rank = np.arange(len(order)) - np.searchsorted(ordered, ordered, side="left")
    return order[rank < many]


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
