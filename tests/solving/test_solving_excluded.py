"""Rows of a programme over sets for what a column outside a cluster does not go with."""

from __future__ import annotations

import numpy as np
from test_solving_decomposed import HiddenWeeks

from mentormatch.solving.excluded import Excluded
from mentormatch.solving.inside import Cut
from mentormatch.solving.master import Master
from mentormatch.solving.model import NO_LOWER, Model, Tier
from mentormatch.solving.restricted import Restricted
from mentormatch.solving.rows import broken_rows, tidy


def rows_of(n_columns: int, *rows: tuple[list[int], int]) -> Model:
    """Rows "at most so many of these columns"."""
    row = np.concatenate([np.full(len(columns), number) for number, (columns, _) in enumerate(rows)])
    column = np.concatenate([columns for columns, _ in rows])
    upper = np.array([most for _, most in rows])
    return tidy(Model(n_columns, row, column, np.ones(len(row), int), np.full(len(rows), NO_LOWER), upper))


def test_a_set_that_a_column_does_not_go_with_is_excluded_by_it_and_by_those_instead_of_it_that_are_like_it() -> None:
    # Columns 0 and 1 are a cluster; of 2, 3 and 4 there is one at the most. 2 and 3 each go with 0 or 1, not with both.
    shown = rows_of(5, ([2, 3, 4], 1))
    rules = HiddenWeeks(rows_of(5, ([0, 1, 2], 2), ([0, 1, 3], 2)), [np.array([0, 1])])
    master = Master.of(shown, rules.holdings())
    master.add_set(0, (0, 1))
    excluded = Excluded(master, rules)
    broken = np.array([True, True, True, False, False])
    excluded.meet([Cut(np.array([0, 1, 2]), 2)], broken)
    programme = Restricted.of(master, Tier("all", "max", np.ones(5)), np.array([2, 3, 4]), np.arange(len(master.pool)))
    told = excluded.told_to(programme)
    assert told.model.n_rows == programme.model.n_rows + 1
    both = master.pool.known[0, (0, 1)]
    for single in range(3):
        chosen = np.zeros(programme.model.n_columns, bool)
        chosen[[single, 3 + both]] = True
        assert not len(broken_rows(programme.model, chosen))
        assert bool(len(broken_rows(told.model, chosen))) == (single < 2)
    alone = np.zeros(programme.model.n_columns, bool)
    alone[[0, 3 + master.pool.known[0, (0,)]]] = True
    assert not len(broken_rows(told.model, alone))


def test_what_breaks_with_more_than_one_cluster_or_column_is_left_to_cuts() -> None:
    rules = HiddenWeeks(rows_of(4, ([0, 1, 2, 3], 3)), [np.array([0]), np.array([1])])
    excluded = Excluded(Master.of(rows_of(4, ([2, 3], 2)), rules.holdings()), rules)
    everything = np.ones(4, bool)
    excluded.meet([Cut(np.arange(4), 3), Cut(np.array([0, 2, 3]), 2), Cut(np.array([0, 1, 2]), 2)], everything)
    assert not excluded.met
