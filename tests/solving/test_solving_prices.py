import numpy as np
import pytest
from attrs import evolve
from solving_oracle import best_values, random_model, random_tiers

from mentormatch.solving import NO_LOWER, Effort, Model, Prices, Tier, assignment_rows, priced_bound, solve


def five_people_three_places() -> tuple[Model, Tier]:
    mentee, mentor = np.divmod(np.arange(10), 2)
    model = assignment_rows(mentee, mentor, np.ones(5, int), np.array([1, 2]))
    return model, Tier("reach", "max", np.ones(10, int))


def test_places_that_run_out_are_proven_by_their_prices() -> None:
    model, reach = five_people_three_places()
    prices = Prices(scale=1, by_row=[0, 0, 0, 0, 0, 1, 1])
    assert priced_bound(model, reach, [], prices) == 3


def test_forged_prices_give_a_weaker_bound_and_never_a_false_one() -> None:
    rng = np.random.default_rng(5)
    for _ in range(200):
        model = random_model(rng, n_columns=7, n_rows=4)
        tiers = random_tiers(rng, 7, give=True)
        expected = best_values(model, tiers)
        if expected is None:
            continue
        fixed: list[tuple[Tier, int]] = []
        for tier, value in zip(tiers, expected[0]):
            forged = Prices(
                scale=int(rng.integers(1, 5)),
                by_row=rng.integers(-9, 10, model.n_rows),
                by_tier=tuple(int(p) for p in rng.integers(-3, 4, len(fixed))),
            )
            bound = priced_bound(model, tier, fixed, forged)
            assert bound >= value if tier.sense == "max" else bound <= value
            fixed.append((tier, value))


def test_prices_too_large_for_64_bits_are_added_up_exactly_all_the_same() -> None:
    model = Model(2, [0, 0], [0, 1], [3, 5], [NO_LOWER], [5])
    tier = Tier("worth", "max", [2**40, 2**41 + 1])
    huge = 2**61
    exact = (huge * 5 + max(0, 2**40 * 7 - 3 * huge) + max(0, (2**41 + 1) * 7 - 5 * huge)) // 7
    assert priced_bound(model, tier, [], Prices(scale=7, by_row=[huge])) == exact


def test_prices_of_another_model_are_refused() -> None:
    model, reach = five_people_three_places()
    with pytest.raises(ValueError, match="prices of another model"):
        priced_bound(model, reach, [], Prices(scale=1, by_row=[1]))
    with pytest.raises(ValueError, match="prices of another model"):
        priced_bound(model, reach, [], Prices(scale=0, by_row=np.zeros(7, int)))


def test_reach_without_hours_is_proven_by_prices_or_by_counting() -> None:
    rng = np.random.default_rng(0)
    pairs = np.argwhere(rng.random((30, 12)) < 0.2)
    model = assignment_rows(*pairs.T, np.ones(30, int), np.ones(12, int))
    result = solve(model, [Tier("reach", "max", np.ones(len(pairs), int))], Effort(threads=1)).tiers[0]
    assert result.proof in ("prices", "counted")
    if result.prices is not None:
        by_half = evolve(result.prices, scale=result.prices.scale * 2, by_row=result.prices.by_row)
        weaker = priced_bound(model, Tier("reach", "max", np.ones(len(pairs), int)), [], by_half)
        assert weaker >= result.value
