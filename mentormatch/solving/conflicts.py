"""Which rows cannot all hold, when nothing is possible."""

from __future__ import annotations

import numpy as np

from mentormatch.solving.model import Conflict, Effort, IntArray, Model, Tier
from mentormatch.solving.rows import keep_rows
from mentormatch.solving.solvers import Clock, solve_integer


def find_conflict(model: Model, clock: Clock, effort: Effort) -> Conflict:
    """A set of rows that cannot all hold: none can be spared if it is marked minimal.

    Blocks of rows are left out for good while the rest stays impossible, blocks halving down to single rows
    (the deletion filter of Chinneck and Dravnieks 1991). When the clock ends first, the set is true but
    not minimal.
    """
    kept = np.ones(model.n_rows, bool)
    # Rows that ask for something are looked at last: they are the ones people want to read about.
    asking = (model.row_lower > 0) | (model.row_upper < 0)
    order = np.r_[np.flatnonzero(~asking), np.flatnonzero(asking)]
    size = max(1, len(order) // 2)
    while True:
        for block in _blocks(order[kept[order]], size):
            kept[block] = False
            if _possible(keep_rows(model, kept), clock, effort) is not False:
                kept[block] = True
            if clock.over():
                return Conflict(np.flatnonzero(kept), minimal=False)
        if size == 1:
            return Conflict(np.flatnonzero(kept), minimal=True)
        size = max(1, size // 4)


def _blocks(order: IntArray, size: int) -> list[IntArray]:
    return [order[at : at + size] for at in range(0, len(order), size)]


def _possible(model: Model, clock: Clock, effort: Effort) -> bool | None:
    """Whether the rows allow any choice; None = not known in the time."""
    anything = Tier("any", "max", np.zeros(model.n_columns, np.int64))
    claim = solve_integer(model, anything, clock, effort=effort)
    return {"infeasible": False, "optimal": True, "feasible": True}.get(claim.status)
