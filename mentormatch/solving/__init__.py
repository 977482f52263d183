"""Optimisation on arrays: rows, columns and tiers in; values, bounds, prices and conflicts out.

This room has never heard of people. It loads no solver until `solve` needs one.

    solve(model, tiers, effort)   the lexicographically best choice, each tier with its proof
    priced_bound(...)             adds up prices: a true bound without any solver
    assignment_rows, add_rows, add_columns, broken_rows   building and checking models
"""

from mentormatch.solving.lexicographic import solve
from mentormatch.solving.model import (
    NO_LOWER,
    NO_UPPER,
    Conflict,
    Effort,
    Model,
    Prices,
    Solution,
    Tier,
    TierResult,
)
from mentormatch.solving.prices import priced_bound
from mentormatch.solving.rows import add_columns, add_rows, assignment_rows, broken_rows

__all__ = [
    "NO_LOWER",
    "NO_UPPER",
    "Conflict",
    "Effort",
    "Model",
    "Prices",
    "Solution",
    "Tier",
    "TierResult",
    "add_columns",
    "add_rows",
    "assignment_rows",
    "broken_rows",
    "priced_bound",
    "solve",
]
