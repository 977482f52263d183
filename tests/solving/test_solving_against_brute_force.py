import numpy as np
import pytest
from solving_oracle import best_values, random_matching, random_model, random_tiers

from mentormatch.solving import Effort, Solution, broken_rows, priced_bound, solve
from mentormatch.solving.model import Model, Tier


def agree(model: Model, tiers: list[Tier], solution: Solution) -> None:
    expected = best_values(model, tiers)
    if expected is None:
        assert solution.stopped == "infeasible"
        assert solution.chosen is None
        return
    values, best = expected
    assert [r.value for r in solution.tiers] == values
    assert [r.bound for r in solution.tiers] == values
    assert all(r.proof for r in solution.tiers)
    assert solution.stopped is None
    assert solution.chosen is not None
    assert not len(broken_rows(model, solution.chosen))
    assert any(np.array_equal(solution.chosen, choice) for choice in best)


@pytest.mark.parametrize("seed", range(60))
def test_every_tier_has_the_value_that_trying_all_choices_finds(seed: int) -> None:
    rng = np.random.default_rng(seed)
    model = random_model(rng)
    tiers = random_tiers(rng, model.n_columns)
    agree(model, tiers, solve(model, tiers, Effort(threads=1)))


@pytest.mark.parametrize("seed", range(40))
def test_what_a_tier_gives_may_be_spent_by_later_tiers_and_no_more(seed: int) -> None:
    rng = np.random.default_rng(1000 + seed)
    model = random_model(rng)
    tiers = random_tiers(rng, model.n_columns, give=True)
    solution = solve(model, tiers, Effort(threads=1))
    agree(model, tiers, solution)
    for tier, result in zip(tiers, solution.tiers):
        assert solution.chosen is not None
        final = tier.value_of(solution.chosen)
        worse = result.value - final if tier.sense == "max" else final - result.value
        assert result.spent == max(0, worse) <= abs(result.value - tier.least(result.value))


@pytest.mark.parametrize("seed", range(60))
def test_matching_models_agree_with_trying_all_choices(seed: int) -> None:
    model, tiers = random_matching(np.random.default_rng(seed))
    agree(model, tiers, solve(model, tiers, Effort(threads=1)))


@pytest.mark.parametrize("seed", range(20))
def test_prices_that_prove_a_tier_add_up_to_its_value(seed: int) -> None:
    model, tiers = random_matching(np.random.default_rng(seed))
    solution = solve(model, tiers, Effort(threads=1))
    fixed: list[tuple[Tier, int]] = []
    for tier, result in zip(tiers, solution.tiers):
        if result.proof == "prices":
            assert result.prices is not None
            assert priced_bound(model, tier, fixed, result.prices) == result.value
        fixed.append((tier, result.value))


def test_a_canonical_last_tier_gives_the_same_choice_at_one_and_two_threads() -> None:
    for seed in range(6):
        model, tiers = random_matching(np.random.default_rng(seed), mentees=6, mentors=4)
        one = solve(model, tiers, Effort(threads=1))
        two = solve(model, tiers, Effort(threads=2, seed=7))
        assert (one.chosen is None) == (two.chosen is None)
        if one.chosen is not None and two.chosen is not None:
            assert np.array_equal(one.chosen, two.chosen)
            assert [(r.value, r.bound) for r in one.tiers] == [(r.value, r.bound) for r in two.tiers]
