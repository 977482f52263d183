"""Rounded rows lose no whole choice, and the linear programme keeps them too."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mentormatch.solving.model import NO_LOWER, Model, Tier
from mentormatch.solving.rounded import rounded, with_rounded
from mentormatch.solving.rows import broken_rows
from mentormatch.solving.solvers import Clock, solve_linear


def knapsack(uses: list[int], room: int) -> Model:
    n = len(uses)
    return Model(
        n_columns=n,
        entry_row=np.zeros(n, np.int64),
        entry_column=np.arange(n),
        entry_value=np.array(uses),
        row_lower=np.array([NO_LOWER]),
        row_upper=np.array([room]),
    )


def with_its_rounded(model: Model) -> Model:
    return with_rounded(model, rounded(model, np.array([0])))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=7), st.integers(0, 100))
def test_every_choice_that_keeps_a_row_keeps_its_rounded_rows_and_no_other_does(uses: list[int], room: int) -> None:
    model = knapsack(uses, room)
    wider = with_its_rounded(model)
    for choice in itertools.product([False, True], repeat=len(uses)):
        chosen = np.array(choice)
        assert len(broken_rows(model, chosen)) == 0 or len(broken_rows(wider, chosen)) > 0
        assert len(broken_rows(model, chosen)) > 0 or len(broken_rows(wider, chosen)) == 0


def test_two_sessions_of_which_each_takes_most_of_a_week_are_one_in_the_linear_programme() -> None:
    model = knapsack([70, 80, 90], 120)
    tier = Tier("sessions", "max", np.ones(3, np.int64))
    loose = solve_linear(model, tier, Clock())
    tight = solve_linear(with_its_rounded(model), tier, Clock())
    assert loose.bound is not None and loose.bound > 1.5
    assert tight.bound is not None and abs(tight.bound - 1) < 1e-6


def test_a_row_without_an_end_and_one_that_binds_nothing_add_nothing() -> None:
    assert with_its_rounded(knapsack([1, 2], 3)).n_rows == 1
    assert with_its_rounded(knapsack([1, -2], 0)).n_rows == 1
