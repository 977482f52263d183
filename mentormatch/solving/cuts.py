"""Subset-row cuts: what three rows "at most one" say together that each alone does not.

Of three such rows, a column that stands in two of them may be chosen once (Jepsen, Petersen, Spoorendonk and
Pisinger 2008). They are rank-1 Chvátal-Gomory cuts, so no whole-number choice is lost; which of them are
added is a heuristic: those that the fractional solution at hand breaks most.
"""

from __future__ import annotations

import numpy as np

from mentormatch.solving.model import IntArray, Model
from mentormatch.solving.rows import add_rows

MOST_CUTS = 60  # a round
LEAST_BREACH = 0.02
MOST_ROWS = 2500  # rows touched by the fractional columns: beyond, a round would cost more than it brings


def broken_triples(model: Model, n_rows: int, activity: np.ndarray) -> IntArray:
    """Triples of the first n_rows rows whose cut the fractional activity breaks, worst first, shape (cuts, 3)."""
    nothing = np.zeros((0, 3), np.int64)
    plain = model.row_upper[:n_rows] == 1
    plain = np.r_[plain, np.zeros(model.n_rows - n_rows, bool)]
    plain[model.entry_row[model.entry_value != 1]] = False
    between = (activity > 1e-6) & (activity < 1 - 1e-6)
    use = plain[model.entry_row] & between[model.entry_column]
    rows, at_row = np.unique(model.entry_row[use], return_inverse=True)
    columns, at_column = np.unique(model.entry_column[use], return_inverse=True)
    if len(rows) > MOST_ROWS or not len(rows):
        return nothing
    stands = np.zeros((len(rows), len(columns)), np.float32)
    stands[at_row, at_column] = 1
    weight = activity[columns].astype(np.float32)
    both = (stands * weight) @ stands.T  # weight of the columns in both rows
    np.fill_diagonal(both, 0)
    found, breach = [nothing], [np.zeros(0)]
    for a in range(len(rows)):
        near = np.flatnonzero(both[a] > 1e-3)
        near = near[near > a]
        if len(near) < 2:
            continue
        in_all = (stands[near] * stands[a] * weight) @ stands[near].T
        over = both[a, near][:, None] + both[a, near][None, :] + both[np.ix_(near, near)] - 2 * in_all - 1
        b, c = np.nonzero(np.triu(over > LEAST_BREACH, 1))
        found.append(np.column_stack([np.full(len(b), rows[a]), rows[near[b]], rows[near[c]]]))
        breach.append(over[b, c])
    worst = np.argsort(-np.concatenate(breach), kind="stable")[:MOST_CUTS]
    return np.concatenate(found)[worst]


def add_triples(model: Model, triples: IntArray) -> Model:
    """The model with one row "at most one of the columns in two of these rows" for each triple."""
    order = np.argsort(model.entry_row, kind="stable")
    begins = np.searchsorted(model.entry_row[order], np.arange(model.n_rows + 1))
    size = begins[triples + 1] - begins[triples]
    flat = size.ravel()
    entry = np.arange(flat.sum()) + np.repeat(begins[triples].ravel() - np.cumsum(flat) + flat, flat)
    key = np.repeat(np.arange(len(triples)), size.sum(axis=1)) * model.n_columns
    key = key + model.entry_column[order[entry]]
    distinct, count = np.unique(key, return_counts=True)
    twice = distinct[count >= 2]
    return add_rows(model, twice // model.n_columns, twice % model.n_columns, 1, upper=1, n_rows=len(triples))
