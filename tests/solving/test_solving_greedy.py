"""The first choice, which needs no solver."""

import numpy as np
import pytest
from solving_oracle import allowed_choices, random_matching, random_model, random_tiers

from mentormatch.solving import Effort, Tier, add_columns, add_rows, assignment_rows, solve
from mentormatch.solving.found import better
from mentormatch.solving.greedy import first_choice
from mentormatch.solving.rows import broken_rows, tidy

NO_TIME = Effort(time_limit=1e-9, conflict=False)


@pytest.mark.parametrize("seed", range(200))
def test_a_first_choice_breaks_no_row_and_is_no_worse_than_what_it_began_with(seed: int) -> None:
    rng = np.random.default_rng(seed)
    model, tiers = tidy(random_model(rng)), random_tiers(rng, 9)
    allowed = allowed_choices(model)
    first = first_choice(model, tiers)
    assert first is None or not len(broken_rows(model, first))
    for start in allowed[:: max(1, len(allowed) // 5)]:
        further = first_choice(model, tiers, start)
        assert further is not None
        assert not len(broken_rows(model, further))
        assert not better(tiers, start, further)


@pytest.mark.parametrize("seed", range(50))
def test_in_a_matching_no_further_pair_fits_beside_a_first_choice(seed: int) -> None:
    model, tiers = random_matching(np.random.default_rng(seed))
    model = tidy(model)
    reach, load = tiers[0].points > 0, tiers[5].points > 0
    first = first_choice(model, tiers)
    if first is None:  # only where something is asked for, which this way may not find
        assert (model.row_lower > 0).any()
        return
    for column in np.flatnonzero(reach & ~first):
        assert len(broken_rows(model, first | load | (np.arange(model.n_columns) == column)))


def test_the_better_of_two_that_cannot_both_be_had_comes_first() -> None:
    model = assignment_rows([0, 1], [0, 0], [1, 1], [1])
    first = first_choice(model, [Tier("reach", "max", [1, 1]), Tier("waits", "max", [3, 9])])
    assert first is not None
    assert first.tolist() == [False, True]


def test_rows_that_ask_for_something_are_served_before_the_rest() -> None:
    model = add_rows(assignment_rows([0, 1], [0, 0], [1, 1], [1]), [0], [0], 1, lower=1)
    first = first_choice(model, [Tier("reach", "max", [1, 1]), Tier("waits", "max", [3, 9])])
    assert first is not None
    assert first.tolist() == [True, False]


def test_of_the_columns_that_make_room_only_those_stay_that_are_needed() -> None:
    places = add_columns(assignment_rows([0, 1, 2], [0, 0, 0], [1, 1, 0], [3]), 3)  # a place costs more than the last
    model = add_rows(places, [0] * 6, range(6), [1, 1, 1, -1, -1, -1], upper=0)
    first = first_choice(model, [Tier("reach", "max", [1] * 3 + [0] * 3), Tier("load", "min", [0] * 3 + [1, 2, 3])])
    assert first is not None
    assert first.tolist() == [True, True, False, True, True, False]


def test_a_search_without_any_time_still_comes_with_a_choice() -> None:
    rng = np.random.default_rng(1)
    model, tiers = random_matching(rng)
    solution = solve(model, tiers, NO_TIME)
    assert solution.chosen is not None
    assert solution.tiers[0].value > 0
