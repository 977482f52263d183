"""The problem on arrays: 0/1 columns, integer rows, tiers of points, effort, and what comes back."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from attrs import field, frozen

IntArray = np.ndarray[Any, np.dtype[np.int64]]
BoolArray = np.ndarray[Any, np.dtype[np.bool_]]

NO_LOWER = -(2**62)
NO_UPPER = 2**62
"""What stands in row_lower or row_upper where a row has no such limit."""

Sense = Literal["max", "min"]
Proof = Literal["counted", "prices", "claimed"]
Stopped = Literal["clock", "interrupted", "infeasible"]


def whole_numbers(values: Any) -> IntArray:
    """As int64, read-only: a copy, unless they are that already. Raises ValueError where one is not a whole number."""
    given = np.asarray(values)
    if given.dtype == np.int64 and given.flags.owndata and not given.flags.writeable:
        return given
    result: IntArray = given.astype(np.int64)
    if given.size and given.dtype.kind not in "iub" and not np.array_equal(result, given):
        raise ValueError("only whole numbers are allowed here")
    result.flags.writeable = False
    return result


@frozen(eq=False)
class Model:
    """Which 0/1 choices are allowed: row_lower <= A x <= row_upper, A in coordinates.

    entry_row, entry_column, entry_value have one shape (entries,), row_lower and row_upper one shape
    (rows,). An entry given twice counts as the sum of the two.
    """

    n_columns: int
    entry_row: IntArray = field(converter=whole_numbers)
    entry_column: IntArray = field(converter=whole_numbers)
    entry_value: IntArray = field(converter=whole_numbers)
    row_lower: IntArray = field(converter=whole_numbers)
    row_upper: IntArray = field(converter=whole_numbers)

    def __attrs_post_init__(self) -> None:
        entries = (self.entry_row, self.entry_column, self.entry_value)
        if any(array.ndim != 1 or len(array) != len(self.entry_row) for array in entries):
            raise ValueError("entry_row, entry_column and entry_value must be flat and of one length")
        if self.row_lower.shape != self.row_upper.shape or self.row_lower.ndim != 1:
            raise ValueError("row_lower and row_upper must be flat and of one length")
        for name, index, size in (
            ("row", self.entry_row, self.n_rows),
            ("column", self.entry_column, self.n_columns),
        ):
            if len(index) and not (index.min() >= 0 and index.max() < size):
                raise ValueError(f"an entry names {name} {index.max()} (lowest {index.min()}) of {size}")

    @property
    def n_rows(self) -> int:
        return len(self.row_lower)


@frozen(eq=False)
class Tier:
    """One objective: constant + the points of the chosen columns, at most or at least.

    points has the shape (n_columns,). give and give_per_mille: how much of the value later tiers may spend,
    in points and as a share of the value (rounded down); both count.
    """

    name: str
    sense: Sense
    points: IntArray = field(converter=whole_numbers)
    constant: int = 0
    give: int = 0
    give_per_mille: int = 0

    @property
    def gives(self) -> bool:
        """Whether later tiers may spend anything of this one."""
        return self.give > 0 or self.give_per_mille > 0

    def least(self, value: int) -> int:
        """What later tiers must leave of a value (at most, where it is minimised)."""
        allowance = self.give + abs(value) * self.give_per_mille // 1000
        return value - allowance if self.sense == "max" else value + allowance

    def value_of(self, chosen: BoolArray) -> int:
        """The tier's value of a choice, added up in whole numbers."""
        return int(self.points[chosen].sum()) + self.constant


@frozen
class Effort:
    """How long to search. Only work_limit keeps a cut search the same on every machine.

    threads: of the solver. time_limit: wall seconds for the whole call. work_limit: the solver's own
    deterministic seconds for each tier (CP-SAT's count; searches that cannot count it are not used then).
    seed: of the solver. prices: whether to look for prices that prove a tier without a solver.
    conflict: whether to look for the rows under which nothing can be chosen, where that is so.
    plain: columns are searched as they are, never those of a cluster taken together: for problems whose clusters hold
    much at a time. enough: wall seconds after which a compact problem's search ends as soon as one tier has been
    searched to its end, whatever is left of the limit. brief: whether a compact problem is searched briefly
    first, tiers together that go together; on timetables that is mostly in vain.
    """

    threads: int = 2
    time_limit: float | None = None
    work_limit: float | None = None
    seed: int = 0
    prices: bool = True
    conflict: bool = True
    plain: bool = False
    enough: float | None = None
    brief: bool = True


@frozen(eq=False)
class Prices:
    """Whole-number prices that prove a bound: the price of row r is by_row[r] / scale.

    by_row has the shape (n_rows,): positive prices speak of row_upper, negative ones of row_lower.
    by_tier has one price for each earlier tier, in order, in the same scale; it prices that tier's floor
    (max) or ceiling (min) after its give.
    """

    scale: int
    by_row: IntArray = field(converter=whole_numbers)
    by_tier: tuple[int, ...] = ()


@frozen(eq=False)
class TierResult:
    """What came of one tier.

    value: of the plan at hand when the tier was done. bound: no plan that keeps the tiers before does better
    (None: none known). proof: how the bound is known to equal the value; None = not proven.
    spent: how much of `give` the later tiers used, so that the final plan's value is value -/+ spent.
    """

    name: str
    sense: Sense
    value: int
    bound: int | None
    proof: Proof | None
    prices: Prices | None
    spent: int
    solver: str
    seconds: float


@frozen(eq=False)
class Conflict:
    """Rows that cannot all hold. minimal: leaving out any one of them would leave a possible rest."""

    rows: IntArray = field(converter=whole_numbers)
    minimal: bool = False


@frozen(eq=False)
class Solution:
    """chosen: read-only bool by column, or None where none was found. stopped says why it ended early."""

    chosen: BoolArray | None
    tiers: tuple[TierResult, ...]
    stopped: Stopped | None = None
    conflict: Conflict | None = None
