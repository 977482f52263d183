"""What is done only for large problems, on small ones: the same values as trying every choice."""

from __future__ import annotations

import numpy as np
import pytest
from solving_oracle import random_matching

from mentormatch.solving import Model, Tier, generated
from mentormatch.solving.generated import solve_linear_growing
from mentormatch.solving.rows import tidy
from mentormatch.solving.solvers import Clock, solve_linear


def test_a_linear_programme_solved_on_few_columns_has_the_value_and_prices_of_the_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(generated, "AT_ONCE", 3)
    monkeypatch.setattr(generated, "A_ROW", 1)
    for seed in range(40):
        rng = np.random.default_rng(seed)
        model = tidy(random_matching(rng)[0])
        tier = Tier("points", "max", rng.integers(0, 50, model.n_columns))
        whole = solve_linear(model, tier, Clock())
        claim, needed = solve_linear_growing(model, tier, Clock())
        if whole.status == "infeasible":
            assert claim.status == "infeasible", seed
            continue
        assert whole.values is not None and claim.values is not None and claim.duals is not None
        best = float(whole.values @ tier.points)
        found = float(claim.values @ tier.points)
        priced = _limits(model, claim.duals) + _surplus(model, tier, claim.duals)
        assert abs(np.floor(priced + 1e-6) - np.floor(best + 1e-6)) < 1e-6, seed
        assert found <= best + 1e-6 and not claim.values[~needed].any(), seed


def _limits(model: Model, duals: np.ndarray) -> float:
    upper, lower = duals > 0, duals < 0
    return float(duals[upper] @ model.row_upper[upper] + duals[lower] @ model.row_lower[lower])


def _surplus(model: Model, tier: Tier, duals: np.ndarray) -> float:
    price = np.bincount(model.entry_column, duals[model.entry_row] * model.entry_value, minlength=model.n_columns)
    return float(np.maximum(tier.points - price, 0).sum())
