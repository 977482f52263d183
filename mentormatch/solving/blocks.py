"""A Block: what a formulation hands to planning. Its rows have names, to be shared and to have their prices read."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from attrs import define, field, frozen

from mentormatch.solving.model import NO_LOWER, NO_UPPER, Model, Tier

RowName = tuple[Hashable, ...]


@frozen(eq=False)
class Block:
    """A model, the tiers over its columns in order, and a name for each row, opaque to this room."""

    model: Model
    tiers: tuple[Tier, ...]
    row_names: tuple[RowName, ...]


@define(eq=False)
class RowBuilder:
    """Collects named rows, each with its columns and coefficients.

    rows, columns, values: by entry. added: of single rows that came last, columns and coefficients of each.
    """

    rows: list[np.ndarray] = field(factory=list)
    columns: list[np.ndarray] = field(factory=list)
    values: list[np.ndarray] = field(factory=list)
    lower: list[int] = field(factory=list)
    upper: list[int] = field(factory=list)
    names: list[RowName] = field(factory=list)
    added: list[tuple[np.ndarray, np.ndarray | int]] = field(factory=list)

    def add(
        self,
        name: RowName,
        columns: np.ndarray,
        values: np.ndarray | int = 1,
        *,
        lower: int = NO_LOWER,
        upper: int = NO_UPPER,
    ) -> None:
        """One row over those columns."""
        self.added.append((columns, values))
        self.lower.append(lower)
        self.upper.append(upper)
        self.names.append(name)

    def add_many(
        self,
        names: Sequence[RowName],
        row: np.ndarray,
        columns: np.ndarray,
        values: np.ndarray | int,
        upper: np.ndarray,
    ) -> None:
        """Several rows "at most upper"; `row` counts from 0 within `names`."""
        self._join()
        self.rows.append(np.asarray(row, dtype=np.int64) + len(self.names))
        self.columns.append(np.asarray(columns, dtype=np.int64))
        self.values.append(_one_each(values, len(columns)))
        self.lower.extend([NO_LOWER] * len(names))
        self.upper.extend(np.asarray(upper).tolist())
        self.names.extend(names)

    def model(self, n_columns: int) -> Model:
        """The rows so far as a model."""
        self._join()
        none = np.zeros(0, dtype=np.int64)
        return Model(
            n_columns=n_columns,
            entry_row=np.concatenate([none, *self.rows]),
            entry_column=np.concatenate([none, *self.columns]),
            entry_value=np.concatenate([none, *self.values]),
            row_lower=np.array(self.lower, dtype=np.int64),
            row_upper=np.array(self.upper, dtype=np.int64),
        )

    def _join(self) -> None:
        """Puts the single rows that came last, which are many and short, among the entries."""
        if not self.added:
            return
        sizes = np.array([len(columns) for columns, _ in self.added], dtype=np.int64)
        first = len(self.names) - len(sizes)
        self.rows.append(np.repeat(np.arange(first, len(self.names)), sizes))
        self.columns.append(np.concatenate([columns for columns, _ in self.added]).astype(np.int64))
        if all(isinstance(values, int) for _, values in self.added):
            self.values.append(np.repeat([values for _, values in self.added], sizes).astype(np.int64))
        else:
            self.values.extend(_one_each(values, len(columns)) for columns, values in self.added)
        self.added.clear()


def _one_each(values: np.ndarray | int, n: int) -> np.ndarray:
    """A coefficient for each of n columns."""
    if isinstance(values, int):
        return np.full(n, values, dtype=np.int64)
    return np.broadcast_to(np.asarray(values, dtype=np.int64), n)
