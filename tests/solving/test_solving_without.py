"""A problem without some of its columns gives what asking it anew, with those columns out, gives."""

from __future__ import annotations

import numpy as np
import pytest
from solving_oracle import best_values, random_matching

from mentormatch.solving import Model, Tier, add_rows, broken_rows
from mentormatch.solving import without as module
from mentormatch.solving.without import Limit, Ranked, Without


def anew(model: Model, gone: np.ndarray, limits: list[Limit]) -> Model:
    """The same with rows that keep those columns out; rows that only spoke of them are dropped."""
    stays = np.zeros(model.n_rows, bool)
    stays[model.entry_row[~gone[model.entry_column]]] = True
    lower = np.where(stays, model.row_lower, -(2**62))
    upper = np.where(stays, model.row_upper, 2**62)
    model = Model(model.n_columns, model.entry_row, model.entry_column, model.entry_value, lower, upper)
    out = np.flatnonzero(gone)
    model = add_rows(model, np.zeros(len(out), np.int64), out, 1, upper=0, n_rows=1)
    for limit in limits:
        columns = np.flatnonzero(limit.columns)
        model = add_rows(model, np.zeros(len(columns), np.int64), columns, 1, upper=limit.most, n_rows=1)
    return model


def ranked(rng: np.random.Generator, n_columns: int) -> tuple[Ranked, ...]:
    tiers = []
    for number in range(3):
        points = rng.integers(0, 3, n_columns)
        tiers.append(Ranked(Tier(f"tier {number}", "max", points), int(points.sum()), apart=number == 2))
    return tuple(tiers)


@pytest.mark.parametrize("fits", [2**50, 4], ids=["tiers searched as one", "each tier apart"])
def test_it_is_the_best_that_trying_all_choices_finds(fits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FITS", fits)
    for seed in range(6):
        rng = np.random.default_rng(seed)
        model, _ = random_matching(rng)
        tiers = ranked(rng, model.n_columns)
        asked = Without(model, tiers)
        for _ in range(2):
            gone = rng.random(model.n_columns) < 0.25
            limits = [Limit(rng.random(model.n_columns) < 0.5, int(rng.integers(1, 3)))]
            new = anew(model, gone, limits)
            expected = best_values(new, [one.tier for one in tiers])
            best = asked.best(gone, limits)
            if expected is None:
                assert best.infeasible
                continue
            assert best.chosen is not None
            assert (list(best.values), best.proven) == (expected[0], 3)
            assert list(best.bounds) == expected[0]
            assert not len(broken_rows(new, best.chosen))


def test_what_is_settled_is_not_searched_further() -> None:
    rng = np.random.default_rng(3)
    model, _ = random_matching(rng)
    tiers = ranked(rng, model.n_columns)
    asked: list[list[int]] = []

    def settled(values: object) -> bool:
        asked.append(list(values))  # type: ignore[call-overload]
        return True

    best = Without(model, tiers).best(np.zeros(model.n_columns, bool), settled=settled)
    assert [len(one) for one in asked] == [2]
    assert best.proven == 2
    assert best.bounds[2] is None


def test_a_search_that_is_cut_says_what_it_cannot_prove() -> None:
    """So little work that nothing can be proven: whatever comes, no bound is passed, nothing false is called best."""
    rng = np.random.default_rng(5)
    model, _ = random_matching(rng)
    tiers = ranked(rng, model.n_columns)
    best = Without(model, tiers).best(np.zeros(model.n_columns, bool), work=1e-9)
    for value, bound in zip(best.values, best.bounds):
        assert bound is None or bound >= value


def test_a_tier_that_could_be_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="large"):
        Ranked(Tier("wrong", "max", np.array([-1])), 1)
