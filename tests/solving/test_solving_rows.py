"""Rows as they are collected, and entries put in order."""

from __future__ import annotations

import numpy as np
import pytest

from mentormatch.solving.blocks import RowBuilder
from mentormatch.solving.model import NO_LOWER, NO_UPPER, Model, whole_numbers
from mentormatch.solving.rows import tidy


def dense(model: Model) -> np.ndarray:
    out = np.zeros((model.n_rows, model.n_columns), dtype=np.int64)
    np.add.at(out, (model.entry_row, model.entry_column), model.entry_value)
    return out


def test_rows_one_by_one_and_many_at_once_stand_in_the_order_in_which_they_came() -> None:
    rows = RowBuilder()
    rows.add(("one",), np.array([0, 2]), upper=1)
    rows.add(("two",), np.array([1]), np.array([5]), lower=2)
    rows.add_many([("three", 0), ("three", 1)], np.array([1, 0]), np.array([0, 1]), np.array([7, 8]), np.array([3, 4]))
    rows.add(("empty",), np.zeros(0, dtype=np.int64), upper=0)
    rows.add(("four",), np.array([2, 0]), -1, upper=6)
    model = rows.model(3)
    assert dense(model).tolist() == [[1, 0, 1], [0, 5, 0], [0, 8, 0], [7, 0, 0], [0, 0, 0], [-1, 0, -1]]
    assert model.row_upper.tolist() == [1, NO_UPPER, 3, 4, 0, 6]
    assert model.row_lower.tolist() == [NO_LOWER, 2, NO_LOWER, NO_LOWER, NO_LOWER, NO_LOWER]
    assert [name[0] for name in rows.names] == ["one", "two", "three", "three", "empty", "four"]


@pytest.mark.parametrize("seed", range(40))
def test_tidy_entries_are_the_same_matrix_each_place_once_in_order_and_none_nothing(seed: int) -> None:
    draw = np.random.default_rng(seed)
    n = int(draw.integers(0, 30))
    model = Model(
        n_columns=4,
        entry_row=draw.integers(0, 3, n),
        entry_column=draw.integers(0, 4, n),
        entry_value=draw.integers(-2, 3, n),
        row_lower=np.zeros(3),
        row_upper=np.ones(3),
    )
    told = tidy(model)
    assert (dense(told) == dense(model)).all()
    places = list(zip(told.entry_row.tolist(), told.entry_column.tolist(), strict=True))
    assert places == sorted(set(places))
    assert (told.entry_value != 0).all()


def test_what_is_whole_and_read_only_is_not_copied_and_what_may_change_is() -> None:
    kept = whole_numbers([1, 2, 3])
    assert whole_numbers(kept) is kept
    mine = np.array([1, 2, 3])
    copy = whole_numbers(mine)
    mine[0] = 9
    assert copy.tolist() == [1, 2, 3]
    view = np.broadcast_to(mine, 3)  # read-only, and yet it changes with what it shows
    copy = whole_numbers(view)
    mine[1] = 9
    assert copy.tolist() == [9, 2, 3]
