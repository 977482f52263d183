"""The rows of a large problem by column, and the cuts that come to them: these are few, and are kept apart.

A problem of millions of entries is sorted by column once; a cut beside it costs what the cuts cost.
"""

from __future__ import annotations

import numpy as np
from attrs import define, field

from mentormatch.solving.inside import Cut, add_cuts
from mentormatch.solving.model import IntArray, Model
from mentormatch.solving.rows import Entries


@define(eq=False)
class Rows:
    """A model's rows, and after them those of cuts. lower, upper: by row, of both."""

    model: Model
    lower: IntArray
    upper: IntArray
    _own: Entries
    _cuts: Model
    _added: Entries = field(init=False)

    @classmethod
    def of(cls, model: Model) -> Rows:
        nothing = np.zeros(0, np.int64)
        none_yet = Model(model.n_columns, nothing, nothing, nothing, nothing, nothing)
        return cls(model, model.row_lower, model.row_upper, Entries.of(model), none_yet)

    def __attrs_post_init__(self) -> None:
        self._added = Entries.of(self._cuts)

    @property
    def n_rows(self) -> int:
        return len(self.lower)

    def add(self, cuts: list[Cut]) -> None:
        """Rows that every choice obeys, after those there are."""
        if cuts:
            self._cuts = add_cuts(self._cuts, cuts)
            self._added = Entries.of(self._cuts)
            self.lower = np.concatenate([self.model.row_lower, self._cuts.row_lower])
            self.upper = np.concatenate([self.model.row_upper, self._cuts.row_upper])

    def among(self, columns: IntArray) -> tuple[IntArray, IntArray, IntArray]:
        """(position in `columns`, row, value) of the entries of some columns."""
        position, row, value = self._own.among(columns)
        if not self._cuts.n_rows:
            return position, row, value
        of_cut, cut, weight = self._added.among(columns)
        return (
            np.concatenate([position, of_cut]),
            np.concatenate([row, self.model.n_rows + cut]),
            np.concatenate([value, weight]),
        )

    def priced(self, price: IntArray) -> IntArray:
        """The price of each column: its entries at the prices of their rows."""
        paid = self._own.priced(price[: self.model.n_rows])
        return paid + self._added.priced(price[self.model.n_rows :]) if self._cuts.n_rows else paid
