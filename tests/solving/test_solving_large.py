"""What is done only for large problems, on small ones: the same values as trying every choice."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import frozen
from solving_oracle import best_values, random_matching

from mentormatch.solving import Model, Tier, generated, lexicographic, search, solve
from mentormatch.solving.generated import solve_linear_growing
from mentormatch.solving.inside import Cut
from mentormatch.solving.rows import keep_rows, row_sums, tidy
from mentormatch.solving.solvers import Clock, solve_linear


@pytest.fixture(params=[True, False], ids=["hardly any face is easy", "all faces are"])
def everything_is_large(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicographic, "COMPACT", 0)
    monkeypatch.setattr(generated, "AT_ONCE", 3)
    monkeypatch.setattr(generated, "A_ROW", 1)
    if request.param:
        monkeypatch.setattr(search, "EASY", 4)
        monkeypatch.setattr(search, "FEW", 2)


@frozen(eq=False)
class Hidden:
    """Some rows of a model that the search is not shown."""

    rows: Model

    def broken(self, chosen: np.ndarray, among: np.ndarray | None = None) -> list[Cut]:
        over = np.flatnonzero(row_sums(self.rows, chosen) > self.rows.row_upper)
        return [self._cut(int(row)) for row in over]

    def pairs_among(self, columns: np.ndarray, used: np.ndarray) -> list[Cut]:
        return []

    def mended(self, chosen: np.ndarray) -> np.ndarray:
        result = chosen.copy()
        while cuts := self.broken(result):
            result[cuts[0].items[result[cuts[0].items]][-1]] = False
        return result

    def _cut(self, row: int) -> Cut:
        mine = self.rows.entry_row == row
        return Cut(self.rows.entry_column[mine], int(self.rows.row_upper[row]), self.rows.entry_value[mine])


@pytest.mark.usefixtures("everything_is_large")
@pytest.mark.parametrize("first", range(0, 60, 20))
def test_rows_that_are_met_only_when_a_choice_breaks_them_change_no_value(first: int) -> None:
    for seed in range(first, first + 20):
        rng = np.random.default_rng(seed)
        model, tiers = random_matching(rng)
        expected = best_values(model, tiers)
        hidden = (rng.random(model.n_rows) < 0.4) & (model.row_lower <= 0)
        solution = solve(keep_rows(model, ~hidden), tiers, unwritten=Hidden(keep_rows(model, hidden)))
        if expected is None:
            assert solution.chosen is None, seed
            continue
        assert [result.value for result in solution.tiers] == expected[0], seed
        assert all(result.proof for result in solution.tiers), seed


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
