"""Rows that a knapsack row implies once its columns are whole: its multiples, rounded down (Gomory 1963).

Of a row a x <= b, with a and b whole and a >= 0, floor(a (k + 1) / (b + 1)) x <= k holds for every whole x, for every
k: at most one of those that take more than half, at most two of those that take more than a third, and so on. The
linear programme does not know it: two sessions of 110 minutes fill 120 with one and an eleventh.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from attrs import frozen

from mentormatch.solving.model import NO_UPPER, IntArray, Model
from mentormatch.solving.rows import add_rows

MOST = 4
"""Up to so many of the largest: what is rounded beyond them hardly binds."""


def with_rounded(model: Model, found: list[Rounded]) -> Model:
    """The model with rounded rows of some of its rows after its own."""
    if not found:
        return model
    return add_rows(
        model,
        np.repeat(np.arange(len(found)), [len(one.columns) for one in found]),
        np.concatenate([one.columns for one in found]),
        np.concatenate([one.values for one in found]),
        upper=np.array([one.most for one in found]),
    )


@frozen(eq=False)
class Rounded:
    """row: which it comes of. most: how many there may be of what `values` count."""

    row: int
    most: int
    columns: IntArray
    values: IntArray


def rounded(model: Model, rows: IntArray) -> list[Rounded]:
    """The rounded rows of some rows, each that differs once."""
    return list(_rounded(model, rows))


def _rounded(model: Model, rows: IntArray) -> Iterator[Rounded]:
    order = np.argsort(model.entry_row, kind="stable")
    begins = np.searchsorted(model.entry_row[order], np.arange(model.n_rows + 1))
    seen: set[tuple[int, bytes, bytes]] = set()
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
            yield Rounded(at, most, model.entry_column[mine][used], whole[used])
