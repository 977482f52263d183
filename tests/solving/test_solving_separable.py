"""Bounds of problems of many parts that few rows join, against every choice there is."""

import numpy as np
import pytest
from solving_oracle import best_values

from mentormatch.solving import Model, Tier, add_rows
from mentormatch.solving.certificates import hold
from mentormatch.solving.rows import tidy
from mentormatch.solving.separable import Parts, bound_by_all, bound_by_parts
from mentormatch.solving.solvers import Clock

SESSIONS, PEOPLE = 3, 4


def sessions(rng: np.random.Generator) -> tuple[Model, Parts, list[Tier]]:
    """Sessions that run or not, each with two places; a person is in one at the most. Whom it reaches, then points."""
    switch = np.arange(SESSIONS)
    session, person = np.divmod(np.flatnonzero(rng.random(SESSIONS * PEOPLE) < 0.8), PEOPLE)
    members = SESSIONS + np.arange(len(session))
    n = SESSIONS + len(members)
    model = Model(n, [], [], [], [], [])
    model = add_rows(  # only of what runs
        model,
        np.tile(np.arange(len(members)), 2),
        np.r_[members, session],
        np.r_[np.ones(len(members), int), -np.ones(len(members), int)],
        upper=0,
        n_rows=len(members),
    )
    places = np.r_[np.ones(len(members), int), np.full(SESSIONS, -2)]
    model = add_rows(model, np.r_[session, switch], np.r_[members, switch], places, upper=0, n_rows=SESSIONS)
    model = tidy(add_rows(model, person, members, 1, upper=1, n_rows=PEOPLE))
    model = add_rows(model, np.zeros(SESSIONS, int), switch, 1, upper=2)
    part = np.r_[switch, session]

    def worth(gains: np.ndarray) -> np.ndarray:
        best = [np.sort(np.maximum(0, gains[members[session == one]]))[-2:].sum() for one in switch]
        return gains[switch] + np.array(best, dtype=np.int64)

    nothing = np.zeros(SESSIONS, int)
    points = np.r_[rng.integers(-30, 1, SESSIONS), rng.integers(0, 50, len(members))]
    tiers = [Tier("reach", "max", np.r_[nothing, np.ones(len(members), int)]), Tier("points", "max", points)]
    return model, Parts(part, switch, np.zeros(model.n_rows, bool), worth), tiers


@pytest.mark.parametrize("seed", range(40))
def test_no_choice_that_keeps_the_tier_before_is_worth_more_than_either_bound(seed: int) -> None:
    model, parts, tiers = sessions(np.random.default_rng(seed))
    values, _ = best_values(model, tiers)
    held = hold(model, tiers[0], values[0])
    every = np.ones(SESSIONS, bool)
    row = np.arange(held.n_rows) >= model.n_rows
    nearly = bound_by_all(held, tiers[1], parts, Clock(None), live=every, held=row)
    exactly = bound_by_parts(held, tiers[1], parts, Clock(None), start=every, live=every, near=values[1])
    assert nearly is not None
    assert exactly is not None
    assert values[1] <= exactly.bound <= nearly.bound + 1


def test_what_an_earlier_tier_costs_is_in_a_nearly_solved_bound() -> None:
    better = 0
    for seed in range(40):
        model, parts, tiers = sessions(np.random.default_rng(seed))
        values, _ = best_values(model, tiers)
        held, every = hold(model, tiers[0], values[0]), np.ones(SESSIONS, bool)
        row = np.arange(held.n_rows) >= model.n_rows
        with_it = bound_by_all(held, tiers[1], parts, Clock(None), live=every, held=row)
        without = bound_by_all(model, tiers[1], parts, Clock(None), live=every, held=row[: model.n_rows])
        assert with_it is not None
        assert without is not None
        better += with_it.bound < without.bound
    assert better > 0


@pytest.mark.parametrize("times", [0.5, 3.0])
def test_a_bound_is_true_whatever_earlier_tiers_are_said_to_cost(times: float) -> None:
    used = 0
    for seed in range(40):
        model, parts, tiers = sessions(np.random.default_rng(seed))
        values, _ = best_values(model, tiers)
        held, every = hold(model, tiers[0], values[0]), np.ones(SESSIONS, bool)
        row = np.arange(held.n_rows) >= model.n_rows
        bound = bound_by_all(held, tiers[1], parts, Clock(None), live=every, held=row, dear=row * times)
        assert bound.bound >= values[1], seed
        used += bound.price[-1] < 0
    assert used > 0


@pytest.mark.parametrize("seed", range(40))
def test_without_time_for_a_search_the_best_parts_by_themselves_are_the_bound(seed: int) -> None:
    model, parts, tiers = sessions(np.random.default_rng(seed))
    values, _ = best_values(model, tiers)
    every, none = np.ones(SESSIONS, bool), np.zeros(model.n_rows, bool)
    bound = bound_by_all(model, tiers[1], parts, Clock(0.0), live=every, held=none)
    alone = np.sort(np.maximum(0, parts.worth(tiers[1].points)))[::-1]
    assert values[1] <= bound.bound == alone[:2].sum()


def test_points_of_helpers_pass_to_the_parts_that_they_need() -> None:
    switch, member, helper = 0, np.array([1, 2, 3]), np.array([4, 5, 6])  # three people, a session of two places
    model = add_rows(Model(7, [], [], [], [], []), np.zeros(4, int), np.r_[switch, member], [-2, 1, 1, 1], upper=0)
    model = tidy(
        add_rows(model, np.tile(np.arange(3), 2), np.r_[helper, member], np.r_[[1] * 3, [-1] * 3], upper=0, n_rows=3)
    )
    part = np.r_[0, 0, 0, 0, -1, -1, -1]

    def worth(gains: np.ndarray) -> np.ndarray:
        return np.array([gains[switch] + np.sort(np.maximum(0, gains[member]))[-2:].sum()])

    parts = Parts(part, np.array([switch]), np.zeros(4, bool), worth)
    reached = Tier("reach", "max", [0, 0, 0, 0, 1, 1, 1])
    bound = bound_by_all(model, reached, parts, Clock(0.0), live=np.ones(1, bool), held=np.zeros(4, bool))
    assert bound.bound == 2
