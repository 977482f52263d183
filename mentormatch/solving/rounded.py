"""Rows that a knapsack row implies once its columns are whole: its multiples, rounded down (Gomory 1963).

Of a row a x <= b, with a and b whole and a >= 0, floor(a (k + 1) / (b + 1)) x <= k holds for every whole x, for every
k: at most one of those that take more than half, at most two of those that take more than a third, and so on. The
linear programme does not know it: two sessions of 110 minutes fill 120 with one and an eleventh.
"""

from __future__ import annotations

import numpy as np

from mentormatch.solving.model import NO_UPPER, IntArray, Model
from mentormatch.solving.rows import add_rows

MOST = 4
"""Up to so many of the largest: what is rounded beyond them hardly binds."""


def with_rounded(model: Model, rows: IntArray) -> Model:
    """The model with the rounded rows of some rows after its own, each that differs once."""
    order = np.argsort(model.entry_row, kind="stable")
    begins = np.searchsorted(model.entry_row[order], np.arange(model.n_rows + 1))
    seen: set[tuple[int, bytes, bytes]] = set()
    row, column, value = [], [], []
    upper: list[int] = []
    for at in rows.tolist():
        mine = order[begins[at] : begins[at + 1]]
        room, uses = int(model.row_upper[at]), model.entry_value[mine]
        if room >= NO_UPPER or room < 0 or (uses < 0).any():
            continue
        for most in range(1, MOST + 1):
            whole = uses * (most + 1) // (room + 1)
            used = whole > 0
            key = (most, model.entry_column[mine][used].tobytes(), whole[used].tobytes())
            if whole.sum() <= most or key in seen:
                continue
            seen.add(key)
            row.append(np.full(int(used.sum()), len(upper)))
            column.append(model.entry_column[mine][used])
            value.append(whole[used])
            upper.append(most)
    if not upper:
        return model
    return add_rows(model, np.concatenate(row), np.concatenate(column), np.concatenate(value), upper=np.array(upper))
