"""Sets of what clusters can hold, and bounds over them, against trying every set and every choice."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from solving_oracle import best_values, random_matching

from mentormatch.solving import Model, Tier, decomposed, generated, holding, master, solve
from mentormatch.solving.holding import Holding, Positions
from mentormatch.solving.inside import Cut
from mentormatch.solving.master import Master
from mentormatch.solving.relaxed import Held
from mentormatch.solving.rows import broken_rows, keep_rows, row_sums, tidy
from mentormatch.solving.solvers import Clock


def at_random(rng: np.random.Generator, n: int = 8) -> Holding:
    """Columns with a weight each that must not exceed a limit together, some of one kind, some never together."""
    kind = np.sort(rng.integers(0, n, n))
    weight = rng.integers(1, 6, n)[kind]
    limit = int(rng.integers(3, 12))

    def fits(positions: Positions) -> bool:
        return bool(weight[list(positions)].sum() <= limit)

    kind = np.unique(kind, return_inverse=True)[1].reshape(-1)
    of_kind = np.array([weight[kind == number][0] for number in range(kind.max() + 1)])
    group = rng.integers(0, n, n)
    never = (group[:, None] == group[None, :]) & ~np.eye(n, dtype=bool)

    def addable(positions: Positions) -> np.ndarray:
        return np.asarray(of_kind <= limit - weight[list(positions)].sum() + rng.integers(0, 2))

    most, serves = int(rng.integers(1, 5)), of_kind <= of_kind[:, None]
    helped = (addable, weight, limit) if rng.random() < 0.5 else ()
    return Holding(np.arange(n) * 3, most, never, group, kind, serves, fits, *helped)


def every_set(one: Holding) -> list[Positions]:
    """All that can be held, but for nothing at all."""
    n = len(one.columns)
    return [some for size in range(1, n + 1) for some in combinations(range(n), size) if one.holds(some)]


def test_the_best_sets_are_those_found_by_trying_all() -> None:
    for seed in range(100):
        rng = np.random.default_rng(seed)
        one = at_random(rng)
        worth = rng.integers(-5, 10, len(one.columns))
        above, many = int(rng.integers(0, 15)), int(rng.integers(1, 6))
        paying = (some for some in every_set(one) if (worth[list(some)] > 0).all())
        values = sorted((int(worth[list(some)].sum()) for some in paying), reverse=True)
        best = one.best(worth, above, many)
        assert [value for value, _ in best.sets][:1] == [value for value in values if value > above][:1], seed
        assert len({some for _, some in best.sets}) == len(best.sets) <= many, seed
        assert all(one.holds(some) and worth[list(some)].sum() == value > above for value, some in best.sets), seed
        assert best.top == max([above, *values]), seed


def test_a_search_that_stops_early_still_says_what_no_set_is_worth_more_than(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "ENOUGH", 3)
    early = 0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        one = at_random(rng)
        worth = rng.integers(-2, 10, len(one.columns))
        best, most = one.best(worth, 0, 1), max([0, *(int(worth[list(some)].sum()) for some in every_set(one))])
        assert best.top >= most and bool(best.sets) == (most > 0), seed
        early += bool(best.sets) and best.sets[0][0] < most
    assert early


def test_all_sets_worth_so_much_are_listed_and_a_limit_is_told() -> None:
    for seed in range(100):
        rng = np.random.default_rng(seed)
        one = at_random(rng)
        worth = rng.integers(-6, 8, len(one.columns))
        least = int(rng.integers(-10, 10))
        expected = {some for some in every_set(one) if worth[list(some)].sum() >= least}
        assert set(one.all_above(worth, least, 10_000) or ()) == expected, seed
        if expected:
            assert one.all_above(worth, least, len(expected) - 1) is None, seed


class HiddenWeeks:
    """Some rows of a model that the search is not shown; what they say of each of some clusters is asked by sets."""

    def __init__(self, rows: Model, clusters: list[np.ndarray]) -> None:
        self.rows, self.clusters = rows, clusters

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

    def joins(self, chosen: np.ndarray, column: int) -> bool:
        more = chosen.copy()
        more[column] = True
        return not self.broken(more)

    def fits(self, columns: np.ndarray) -> bool:
        chosen = np.zeros(self.rows.n_columns, bool)
        chosen[columns] = True
        return not self.broken(chosen)

    def holdings(self) -> list[Holding]:
        return [self._holding(columns) for columns in self.clusters]

    def _holding(self, columns: np.ndarray) -> Holding:
        n = len(columns)

        def fits(positions: Positions) -> bool:
            chosen = np.zeros(self.rows.n_columns, bool)
            chosen[columns[list(positions)]] = True
            return bool((row_sums(self.rows, chosen) <= self.rows.row_upper).all())

        nobody = np.zeros((n, n), bool)
        return Holding(columns, n, nobody, np.arange(n), np.arange(n), np.eye(n, dtype=bool), fits)

    def _cut(self, row: int) -> Cut:
        mine = self.rows.entry_row == row
        return Cut(self.rows.entry_column[mine], int(self.rows.row_upper[row]), self.rows.entry_value[mine])


def hidden_in(rng: np.random.Generator, model: Model) -> tuple[Model, HiddenWeeks]:
    """The model without some rows, and those, with some of its columns in clusters."""
    negative = np.zeros(model.n_rows, bool)
    negative[model.entry_row[model.entry_value < 0]] = True
    hidden = (rng.random(model.n_rows) < 0.5) & (model.row_lower <= 0) & ~negative
    shuffled = rng.permutation(model.n_columns)
    sizes = rng.integers(0, 4, int(rng.integers(0, 4)))
    clusters = [np.sort(part) for part in np.split(shuffled, np.cumsum(sizes))[:-1] if len(part)]
    return keep_rows(model, ~hidden), HiddenWeeks(keep_rows(model, hidden), clusters)


@pytest.mark.parametrize(("easy", "at_once"), [(0, 3), (40_000, 3), (0, 30_000)])
@pytest.mark.parametrize("first", range(0, 30, 30))
def test_rules_held_by_sets_or_met_by_a_choice_change_no_value(
    first: int, easy: int, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decomposed, "EASY", easy)
    monkeypatch.setattr(generated, "A_ROW", 1)
    monkeypatch.setattr(master, "AT_ONCE", at_once)
    for seed in range(first, first + 30):
        rng = np.random.default_rng(seed)
        model, tiers = random_matching(rng)
        expected = best_values(model, tiers)
        shown, rest = hidden_in(rng, model)
        solution = solve(shown, tiers, unwritten=rest)
        if expected is None:
            assert solution.chosen is None, seed
            continue
        assert [result.value for result in solution.tiers] == expected[0], seed
        assert all(result.proof for result in solution.tiers), seed


def test_no_choice_beats_a_bound_over_sets_and_none_that_may_be_as_good_is_lost() -> None:
    tight = 0
    for seed in range(75):
        rng = np.random.default_rng(1000 + seed)
        model = tidy(random_matching(rng)[0])
        if (model.row_lower > 0).any():
            continue
        shown, rest = hidden_in(rng, model)
        one = Master.of(tidy(shown), rest.holdings())
        held: list[Tier] = []
        for sense in ("max", "min", "max"):
            points = rng.integers(-3, 9, model.n_columns) if sense == "max" else rng.integers(-9, 3, model.n_columns)
            tier = Tier(f"{len(held)}", sense, points)
            relaxed = one.relax(tier, Clock())
            assert relaxed is not None
            expected = best_values(model, [*held, tier])
            assert expected is not None
            value, sign = expected[0][-1], 1 if sense == "max" else -1
            assert sign * relaxed.bound >= sign * value, seed
            tight += relaxed.bound == value
            one.hold(tier, value, relaxed)
            left = one.could_reach(None, value, 1000)
            assert left is not None
            reachable = np.zeros(model.n_columns, bool)
            reachable[left[0]] = True
            for number in left[1].tolist():
                reachable[one.pool.columns[number]] = True
            assert not (expected[1] & ~reachable).any(), seed
            held.append(tier)
    assert tight > 50


def test_a_tier_held_limits_the_points_of_the_columns_alone() -> None:
    assert Held(Tier("cost", "min", np.array([2, 3]), constant=10), least=12).own == 2


def test_where_all_is_long_a_tier_is_settled_before_the_next_and_says_only_what_is_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(decomposed, "WIDE", 0)
    monkeypatch.setattr(master, "AT_ONCE", 3)
    proven = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        model, tiers = random_matching(rng)
        expected = best_values(model, tiers)
        shown, rest = hidden_in(rng, model)
        solution = solve(shown, tiers, unwritten=rest)
        if expected is None or solution.chosen is None:
            continue
        assert not len(broken_rows(model, solution.chosen)), seed
        for result, value in zip(solution.tiers, expected[0], strict=True):
            assert result.bound is None or (value <= result.bound if result.sense == "max" else value >= result.bound)
            if result.value != value:
                assert not result.proof, seed
                break
            proven += bool(result.proof)
    assert proven > 60, proven
