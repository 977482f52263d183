"""One problem asked again and again gives what asking it anew each time gives."""

from __future__ import annotations

import numpy as np
import pytest
from solving_oracle import best_values, random_matching

from mentormatch.solving import Effort, Model, Tier, add_rows, broken_rows, solve
from mentormatch.solving.again import Again
from mentormatch.solving.certificates import hold
from mentormatch.solving.model import BoolArray
from mentormatch.solving.projection import project
from mentormatch.solving.rows import tidy

ONE = Effort(threads=1, prices=False)


def asked_anew(model: Model, one_of: BoolArray, held: list[tuple[Tier, int]]) -> Model:
    columns = np.flatnonzero(one_of)
    model = add_rows(model, np.zeros(len(columns), np.int64), columns, 1, lower=1, n_rows=1)
    for tier, value in held:
        model = hold(model, tier, value)
    return model


@pytest.mark.parametrize("seed", range(30))
def test_a_row_more_and_tiers_held_give_the_best_that_trying_all_choices_finds(seed: int) -> None:
    model, tiers = random_matching(np.random.default_rng(seed))
    best = solve(model, tiers, ONE)
    values = [result.value for result in best.tiers] or [0] * len(tiers)  # some allow no choice at all
    again = Again(model, tuple(tiers))
    rng = np.random.default_rng(seed)
    for number, tier in enumerate(tiers):
        one_of = rng.random(model.n_columns) < 0.3
        held = list(zip(tiers[:number], values[:number], strict=True))
        expected = best_values(asked_anew(model, one_of, held), [tier])
        solution = again.best(tier, one_of=one_of, held=held, effort=ONE)
        if expected is None:
            assert (solution.chosen, solution.stopped) == (None, "infeasible")
            continue
        assert solution.chosen is not None
        assert solution.stopped is None
        assert tier.value_of(solution.chosen) == expected[0][0]
        assert not len(broken_rows(asked_anew(model, one_of, held), solution.chosen))


def two_people_and_two_mentors() -> Model:
    """Each of two people could meet each of two mentors at any of six hours; column: mentor, then person, then hour."""
    column = np.arange(24)
    mentor, person, hour = column // 12, column // 6 % 2, column % 6
    none = np.zeros(0, np.int64)
    model = Model(n_columns=24, entry_row=none, entry_column=none, entry_value=none, row_lower=none, row_upper=none)
    model = add_rows(model, person, column, 1, upper=1)
    model = add_rows(model, mentor * 6 + hour, column, 1, upper=1)
    return add_rows(model, mentor, column, 60, upper=120)


@pytest.mark.parametrize("whole", [True, False], ids=["all of a pair's hours", "some of a pair's hours"])
def test_a_row_counts_whether_or_not_it_treats_all_hours_of_a_pair_alike(whole: bool) -> None:
    model = two_people_and_two_mentors()
    tier = Tier("points", "min", np.repeat([5, 3, 2, 1], 6))
    assert project(tidy(model), (tier,)) is not None
    one_of = np.zeros(24, bool)
    one_of[6 : 12 if whole else 8] = True
    solution = Again(model, (tier,)).best(tier, one_of=one_of, held=[], effort=ONE)
    assert solution.chosen is not None
    assert (tier.value_of(solution.chosen), bool(solution.chosen[one_of].any())) == (3, True)
