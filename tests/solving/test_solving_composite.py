"""Several tiers as one: what is best for it is best tier by tier, and where it fails the tiers are asked one by one."""

from __future__ import annotations

import numpy as np
import pytest
from solving_oracle import allowed_choices, best_values, random_model, random_tiers

from mentormatch.solving import Effort, Tier, solve, turns
from mentormatch.solving.composite import MOST, composite, leading
from mentormatch.solving.model import Model


@pytest.mark.parametrize("seed", range(60))
def test_what_is_best_for_a_composite_is_best_tier_by_tier(seed: int) -> None:
    rng = np.random.default_rng(seed)
    expected = None
    while expected is None:  # in some of them nothing is allowed
        model = random_model(rng)
        tiers = random_tiers(rng, model.n_columns)
        expected = best_values(model, tiers)
    choices = allowed_choices(model)
    worth = choices.astype(np.int64) @ composite(model, tiers).points
    best = {choice.tobytes() for choice in choices[worth == worth.max()]}
    assert best == {choice.tobytes() for choice in expected[1]}


def test_a_tier_that_gives_ends_a_composite_for_its_best_value_must_be_known_first() -> None:
    model = Model(2, [], [], [], [], [])
    first, giving, after = Tier("a", "max", [1, 0]), Tier("b", "max", [0, 9], give=3), Tier("c", "min", [1, 1])
    assert leading(model, (first, giving, after)) == (first, giving)


def test_a_composite_holds_no_more_values_than_a_linear_programme_can_tell_apart() -> None:
    model = Model(3, [], [], [], [], [])
    small, wide, more = (Tier(str(size), "max", [size, 0, size]) for size in (10, MOST // 100, 20))
    assert leading(model, (small, wide, more)) == (small, wide)
    assert leading(model, (wide, wide)) == (wide,)
    assert leading(model, (Tier("alone", "max", [MOST, MOST, 1]), small)) != ()


@pytest.mark.parametrize("seed", range(12))
def test_where_a_composite_is_too_much_at_once_each_tier_is_searched_by_itself(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(seed)
    model = random_model(rng)
    tiers = random_tiers(rng, model.n_columns)
    together = solve(model, tiers, Effort(threads=1))
    monkeypatch.setattr(turns, "BRIEFLY", 0.0)
    alone = solve(model, tiers, Effort(threads=1))
    assert (together.stopped, [tier.value for tier in together.tiers]) == (
        alone.stopped,
        [tier.value for tier in alone.tiers],
    )
    assert together.chosen is None or np.array_equal(together.chosen, alone.chosen)
