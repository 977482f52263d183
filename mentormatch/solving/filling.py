"""What may still join a choice: columns taken one after another, the best in tier order first, as long as rows allow.

A choice that lost some of its columns to rules that its rows do not say has room again; who is put in first there is
only a guess, and better choices are looked for all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from mentormatch.solving.cut_rows import Rows
from mentormatch.solving.model import BoolArray, IntArray, Model, Tier
from mentormatch.solving.tier_order import best_first, bettering, gains


def filled(
    rows: Rows, tiers: Sequence[Tier], done: int, chosen: BoolArray, may_join: Callable[[BoolArray, int], bool]
) -> BoolArray:
    """An allowed choice with all that can join it and makes it better, one column after another.

    done: so many of the first tiers may not become worse. may_join: whether a choice stays allowed with a column, as
    far as it is not for the rows to say. Columns that only make room in rows join and leave as there is need.
    """
    result = chosen.copy()
    helpers = making_room(rows.model)
    result[helpers] = True
    total = _sums(rows, result)
    for column in _in_order(rows, tiers, done, result, total).tolist():
        _, row, value = rows.among(np.array([column]))
        if (total[row] + value <= rows.upper[row]).all() and may_join(result, column):
            result[column] = True
            total[row] += value
    cost = sum((tier.points[helpers] for tier in tiers if tier.sense == "min"), np.zeros(len(helpers), np.int64))
    for helper in helpers[np.lexsort((helpers, -cost))].tolist():
        _, row, value = rows.among(np.array([helper]))
        if (total[row] - value <= rows.upper[row]).all():
            result[helper] = False
            total[row] -= value
    return result


def making_room(model: Model) -> IntArray:
    """Columns without which a row has less room, and which take none anywhere."""
    takes, gives = np.zeros(model.n_columns, bool), np.zeros(model.n_columns, bool)
    takes[model.entry_column[(model.entry_value > 0) | (model.row_lower > 0)[model.entry_row]]] = True
    gives[model.entry_column[model.entry_value < 0]] = True
    return np.flatnonzero(gives & ~takes)


def _sums(rows: Rows, chosen: BoolArray) -> IntArray:
    """By row what a choice takes of it, cuts included."""
    out = np.zeros(rows.n_rows, np.int64)
    _, row, value = rows.among(np.flatnonzero(chosen))
    np.add.at(out, row, value)
    return out


def _in_order(rows: Rows, tiers: Sequence[Tier], done: int, chosen: BoolArray, total: IntArray) -> IntArray:
    """The columns that could join at once and would make the choice better, the best in tier order first."""
    open_to = ~chosen & bettering(tiers, len(chosen))
    for gain in gains(tiers[:done]):
        open_to &= gain >= 0
    free = np.flatnonzero(open_to)
    position, row, value = rows.among(free)
    over = total[row] + value > rows.upper[row]
    blocked = np.zeros(len(free), bool)
    blocked[position[over]] = True
    return best_first(tiers, free[~blocked])
