"""What joins a choice that has room, against trying each column."""

from __future__ import annotations

import numpy as np
from solving_oracle import random_matching

from mentormatch.solving import Model, Tier
from mentormatch.solving.cut_rows import Rows
from mentormatch.solving.filling import filled
from mentormatch.solving.found import better
from mentormatch.solving.inside import Cut
from mentormatch.solving.rows import broken_rows, tidy


def test_a_choice_with_room_is_filled_until_nothing_that_helps_may_join() -> None:
    joined = 0
    for seed in range(120):
        rng = np.random.default_rng(seed)
        model, tiers = random_matching(rng)
        model = tidy(model)
        nothing = np.zeros(model.n_columns, bool)
        if len(broken_rows(model, nothing)):
            continue
        refused = rng.random(model.n_columns) < 0.3
        full = filled(Rows.of(model), tiers, 0, nothing, lambda chosen, column, no=refused: not no[column])
        assert not len(broken_rows(model, full)), seed
        assert not better(tiers, nothing, full), seed
        for column in np.flatnonzero(~full & ~refused).tolist():
            more = full.copy()
            more[column] = True
            if not len(broken_rows(model, more)):
                assert not better(tiers, more, full), (seed, column)
        joined += int(full.sum())
    assert joined > 100


def test_a_column_that_only_makes_room_joins_where_there_is_need_and_the_cheapest_does() -> None:
    # two pairs (0, 1) need a unit each (2 and 3); the second unit costs more
    model = Model(4, [0, 0, 0, 0], [0, 1, 2, 3], [1, 1, -1, -1], [-(2**62)], [0])
    tiers = (Tier("reach", "max", [1, 1, 0, 0]), Tier("load", "min", [0, 0, 1, 3]))
    start = np.zeros(4, bool)
    one = filled(Rows.of(model), tiers, 0, start, lambda chosen, column: column != 1)
    assert one.tolist() == [True, False, True, False]
    both = filled(Rows.of(model), tiers, 0, start, lambda chosen, column: True)
    assert both.all()


def test_what_joins_makes_no_tier_worse_that_is_done() -> None:
    model = Model(2, [0, 0], [0, 1], [1, 1], [-(2**62)], [2])
    tiers = (Tier("ask", "min", [1, 0]), Tier("reach", "max", [1, 1]))
    start = np.zeros(2, bool)
    assert filled(Rows.of(model), tiers, 1, start, lambda chosen, column: True).tolist() == [False, True]


def test_cuts_beside_rows_are_told_and_priced_like_them() -> None:
    rng = np.random.default_rng(3)
    model = tidy(random_matching(rng)[0])
    rows = Rows.of(model)
    price = rng.integers(0, 9, model.n_rows)
    before = rows.priced(price)
    rows.add([Cut(np.array([0, 2]), 1)])
    rows.add([Cut(np.array([1, 2]), 2, np.array([3, 1]))])
    assert rows.n_rows == model.n_rows + 2 and rows.upper[-2:].tolist() == [1, 2]
    extra = rows.priced(np.concatenate([price, [10, 100]])) - before
    assert extra[:3].tolist() == [10, 300, 110] and not extra[3:].any()
    position, row, value = rows.among(np.array([2]))
    assert not position.any()
    assert dict(zip(row.tolist(), value.tolist(), strict=True))[model.n_rows + 1] == 1
