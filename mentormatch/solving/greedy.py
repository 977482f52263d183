"""A first choice without a solver: columns added best first, as long as no row breaks.

Rounds instead of one column after another: in each, every column that still fits and that no better one disputes a row
with is added at once (as in Luby's parallel algorithm for maximal independent sets, 1986, with ranks for its random
numbers). So the work is in whole arrays, and what comes out is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import define, field

from mentormatch.solving.found import better
from mentormatch.solving.model import NO_LOWER, NO_UPPER, BoolArray, IntArray, Model, Tier
from mentormatch.solving.rows import broken_rows, row_sums, sum_by
from mentormatch.solving.tier_order import best_first, bettering


def first_choice(
    model: Model, tiers: Sequence[Tier], start: BoolArray | None = None, like: BoolArray | None = None
) -> BoolArray | None:
    """An allowed choice that no further column betters, shape (n_columns,); None where this way finds none.

    start: an allowed choice to begin with, than which the result is no worse in tier order; without one the rows that
    ask for something are served first. Columns that only make room for others (a further place) are all there while
    the choice grows, and those that nothing needed go again. like: columns that come before all others, wherever they
    fit; they need not go together.
    """
    rank = np.empty(model.n_columns, np.int64)
    rank[best_first(tiers, np.arange(model.n_columns))] = np.arange(model.n_columns)
    if like is not None:
        rank = rank + np.where(like, 0, model.n_columns)
    growing = _Growing(model, rank, np.zeros(model.n_columns, bool) if start is None else start.copy())
    room = growing.making_room()
    growing.chosen |= room
    if start is None:
        growing.serve()
    if like is not None:
        growing.fill(like)
    growing.fill(bettering(tiers, model.n_columns))
    growing.give_back(room)
    if len(broken_rows(model, growing.chosen)):
        return start
    return growing.chosen if start is None or better(tiers, growing.chosen, start) else start


@define
class _Growing:
    """A choice that only grows. rank: by column, 0 for the best."""

    model: Model
    rank: IntArray
    chosen: BoolArray
    up: BoolArray = field(init=False)  # entries that count against an upper limit
    down: BoolArray = field(init=False)  # and against a lower one

    def __attrs_post_init__(self) -> None:
        model = self.model
        self.up = (model.entry_value > 0) & (model.row_upper < NO_UPPER)[model.entry_row]
        self.down = (model.entry_value < 0) & (model.row_lower > NO_LOWER)[model.entry_row]

    def serve(self) -> None:
        """Adds the best column of each row that asks for more than it has, as long as there is one that fits."""
        model = self.model
        while True:
            short = (row_sums(model, self.chosen) < model.row_lower)[model.entry_row] & (model.entry_value > 0)
            helping = np.zeros(model.n_columns, bool)
            helping[model.entry_column[short]] = True
            helping = self._fitting(helping)
            asked = short & helping[model.entry_column]
            if not asked.any():
                return
            row, column = model.entry_row[asked], model.entry_column[asked]
            best = np.full(model.n_rows, NO_UPPER)
            np.minimum.at(best, row, self.rank[column])
            first = np.zeros(model.n_columns, bool)
            first[column[self.rank[column] == best[row]]] = True
            self.chosen |= self._undisputed(first)

    def fill(self, columns: BoolArray) -> None:
        """Adds of these columns, the best first, what fits."""
        open_still = self._fitting(columns)
        while open_still.any():
            self.chosen |= self._undisputed(open_still)
            open_still = self._fitting(open_still)

    def making_room(self) -> BoolArray:
        """The columns not chosen that stand in rows, and use up none."""
        model = self.model
        result = np.zeros(model.n_columns, bool)
        result[model.entry_column] = True
        result[model.entry_column[self.up | self.down]] = False
        return result & ~self.chosen

    def give_back(self, columns: BoolArray) -> None:
        """Takes away of these chosen columns, the worst first, what no row needs: the same with every sign turned."""
        model, total = self.model, row_sums(self.model, self.chosen)
        of_these = columns[model.entry_column]
        turned = Model(
            n_columns=model.n_columns,
            entry_row=model.entry_row[of_these],
            entry_column=model.entry_column[of_these],
            entry_value=-model.entry_value[of_these],
            row_lower=np.where(model.row_lower > NO_LOWER, model.row_lower - total, NO_LOWER),
            row_upper=np.where(model.row_upper < NO_UPPER, model.row_upper - total, NO_UPPER),
        )
        back = _Growing(turned, -self.rank, np.zeros(model.n_columns, bool))
        back.fill(columns)
        self.chosen &= ~back.chosen

    def _room(self) -> tuple[IntArray, IntArray]:
        """By row: what may be added, and what may be taken."""
        total = row_sums(self.model, self.chosen)
        return self.model.row_upper - total, np.maximum(0, total - self.model.row_lower)

    def _fitting(self, columns: BoolArray) -> BoolArray:
        """Those of some columns that could be added by themselves."""
        model, size = self.model, np.abs(self.model.entry_value)
        fits = columns & ~self.chosen
        for side, room in zip((self.up, self.down), self._room(), strict=True):
            fits[model.entry_column[side & (size > room[model.entry_row])]] = False
        return fits

    def _undisputed(self, columns: BoolArray) -> BoolArray:
        """Those that are the best in each row that cannot take all of them."""
        model, added = self.model, columns.copy()
        for side, room in zip((self.up, self.down), self._room(), strict=True):
            asks = side & columns[model.entry_column]
            row, column = model.entry_row[asks], model.entry_column[asks]
            wanted = sum_by(row, np.abs(model.entry_value[asks]), model.n_rows)
            disputed = (wanted > room)[row]
            best = np.full(model.n_rows, NO_UPPER)
            np.minimum.at(best, row[disputed], self.rank[column[disputed]])
            added[column[disputed & (self.rank[column] > best[row])]] = False
        return added
