"""Alternatives merged into one column lose no choice: each is still there, takes no more and brings no less."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentormatch.solving.merged import Alternatives, merge
from mentormatch.solving.model import NO_LOWER, NO_UPPER, Model, Tier
from mentormatch.solving.rows import broken_rows

KEPT = 3
LABELS = np.array([0, 0, 0, 1, 1])
"""Of five alternatives, columns 3 to 7 of the problem; columns 0 to 2 stay."""


def problem(values: list[list[int]], limits: list[int], lower: list[bool]) -> Model:
    table = np.array(values)
    rows, columns = np.nonzero(table)
    asks = np.array(lower)
    return Model(
        n_columns=8,
        entry_row=rows,
        entry_column=columns,
        entry_value=table[rows, columns],
        row_lower=np.where(asks, -np.array(limits), NO_LOWER),
        row_upper=np.where(asks, NO_UPPER, np.array(limits)),
    )


def all_apart() -> Alternatives:
    part = np.array([-1, -1, -1, 0, 1, 2, 3, 4])
    return Alternatives(LABELS, np.arange(3, 8)[:, None], part, np.zeros(5, bool))


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.integers(-2, 3), min_size=8, max_size=8), min_size=3, max_size=3),
    st.lists(st.integers(0, 4), min_size=3, max_size=3),
    st.lists(st.booleans(), min_size=3, max_size=3),
    st.lists(st.integers(-5, 9), min_size=8, max_size=8),
    st.sampled_from(["max", "min"]),
)
def test_every_choice_of_one_alternative_a_label_is_allowed_and_worth_no_less(
    values: list[list[int]], limits: list[int], lower: list[bool], points: list[int], sense: str
) -> None:
    model = problem(values, limits, lower)
    merged = merge(model, np.arange(8) < KEPT, all_apart())
    tier = Tier("points", "max" if sense == "max" else "min", np.array(points))
    relaxed = merged.tier(tier)
    for kept in itertools.product([False, True], repeat=KEPT):
        for ways in itertools.product([None, 0, 1, 2], [None, 3, 4]):
            chosen = np.zeros(8, bool)
            chosen[:KEPT] = kept
            chosen[[KEPT + way for way in ways if way is not None]] = True
            if len(broken_rows(model, chosen)):
                continue
            image = np.array([*kept, *(way is not None for way in ways)])
            assert not len(broken_rows(merged.model, image))
            better = relaxed.value_of(image) - tier.value_of(chosen)
            assert better >= 0 if sense == "max" else better <= 0


def test_a_row_inside_what_is_gone_is_left_out_and_any_other_stays() -> None:
    model = problem([[0, 0, 0, 1, 0, 0, 0, 0], [1, 0, 0, 1, 1, 1, 0, 0]], [0, 1], [False, False])
    part = np.array([-1, -1, -1, 0, 1, 2, 3, 4])
    merged = merge(model, np.arange(8) < KEPT, Alternatives(LABELS, np.arange(3, 8)[:, None], part, np.ones(5, bool)))
    assert merged.model.n_rows == 1
    both = np.array([True, False, False, True, False])
    assert len(broken_rows(merged.model, both)) == 1


def test_a_row_with_two_limits_is_refused() -> None:
    model = problem([[0, 0, 0, 1, 1, 1, 0, 0]], [1], [False])
    tied = Model(8, model.entry_row, model.entry_column, model.entry_value, np.array([1]), np.array([1]))
    with pytest.raises(ValueError, match="two limits"):
        merge(tied, np.arange(8) < KEPT, all_apart())
