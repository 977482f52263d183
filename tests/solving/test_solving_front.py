"""Fronts of two tiers against every choice there is, and points that no weighting could have found."""

from __future__ import annotations

import numpy as np
import pytest
from solving_oracle import allowed_choices, random_model

from mentormatch.solving import Effort, Model, Tier
from mentormatch.solving import front as fronts
from mentormatch.solving.front import Front, find_front

ONE = Effort(threads=1)


def drawn(seed: int) -> tuple[Model, Tier, Tier]:
    rng = np.random.default_rng(seed)
    model = random_model(rng)
    high = int(rng.choice([3, 40]))
    senses = rng.choice(["max", "min"], 2)
    points = rng.integers(-2 if seed % 3 == 0 else 0, high, (2, model.n_columns))
    first, second = (Tier(f"t{at}", senses[at], points[at], constant=int(rng.integers(0, 5))) for at in (0, 1))
    return model, first, second


def every_point(model: Model, first: Tier, second: Tier) -> list[tuple[int, int]]:
    """What nothing beats in both, the best of the first tier first, by trying every choice."""
    sign = [1 if tier.sense == "max" else -1 for tier in (first, second)]
    pairs = {(first.value_of(one), second.value_of(one)) for one in allowed_choices(model)}
    better = sorted(((sign[0] * a, sign[1] * b) for a, b in pairs), reverse=True)
    out: list[tuple[int, int]] = []
    for a, b in better:
        if not out or b > sign[1] * out[-1][1]:
            out.append((sign[0] * a, sign[1] * b))
    return out


def told(front: Front) -> list[tuple[int, int]]:
    return [(one.first, one.second) for one in front.points]


@pytest.mark.parametrize("safe", [fronts.SAFE, 0], ids=["both tiers as one", "one held for the other"])
def test_a_front_holds_every_point_that_trying_all_choices_finds_and_no_other(
    monkeypatch: pytest.MonkeyPatch, safe: int
) -> None:
    monkeypatch.setattr(fronts, "SAFE", safe)
    sizes = []
    for seed in range(60):
        model, first, second = drawn(seed)
        front = find_front(model, first, second, ONE)
        assert told(front) == every_point(model, first, second), seed
        assert all(one.proven for one in front.points) and not front.open
        assert len(front.points) <= max(front.most, 1)
        sizes.append(len(front.points))
    assert max(sizes) >= 6 and sizes.count(0) < 30


def test_a_point_strictly_inside_the_hull_is_found_though_no_weights_would() -> None:
    # one of three: (10, 0), (4, 4), (0, 10); the middle lies below the line between the others
    model = Model(3, [0, 0, 0], [0, 1, 2], [1, 1, 1], [1], [1])
    first, second = Tier("a", "max", [10, 4, 0]), Tier("b", "max", [0, 4, 10])
    assert told(find_front(model, first, second, ONE)) == [(10, 0), (4, 4), (0, 10)]
    weights = [(w, v) for w in range(50) for v in range(50) if w or v]
    assert all(max(10 * w, 10 * v) > 4 * w + 4 * v for w, v in weights)


def test_what_is_left_out_lies_in_an_open_region_and_what_is_shown_is_right() -> None:
    sizes = []
    for seed in range(60):
        model, first, second = drawn(seed)
        whole = every_point(model, first, second)
        front = find_front(model, first, second, ONE, most=3)
        some = told(front)
        assert set(some) <= set(whole), seed
        for point in set(whole) - set(some):
            assert any(lies_in(point, one, first, second) for one in front.open), (seed, point, front.open)
        sizes.append((len(whole), len(some)))
    assert any(whole > 3 and some <= 3 for whole, some in sizes)


def lies_in(point: tuple[int, int], region: fronts.Open, first: Tier, second: Tier) -> bool:
    return all(
        (worst is None or sign * value >= sign * worst) and sign * value <= sign * best
        for value, (worst, best), sign in zip(
            point, (region.of_first, region.of_second), (1 if tier.sense == "max" else -1 for tier in (first, second))
        )
    )


def test_a_search_without_time_says_what_is_open_and_claims_nothing() -> None:
    model, first, second = drawn(7)
    whole = every_point(model, first, second)
    front = find_front(model, first, second, Effort(threads=1, time_limit=1e-9))
    for point in whole:
        shown = any(one.proven and (one.first, one.second) == point for one in front.points)
        assert shown or any(lies_in(point, region, first, second) for region in front.open) or not front.points
    assert front.stopped == "clock"


def test_nothing_possible_is_said() -> None:
    model = Model(1, [0, 0], [0, 0], [1, 1], [1], [1])  # twice the column is never one
    front = find_front(model, Tier("a", "max", [1]), Tier("b", "max", [1]), ONE)
    assert (front.points, front.stopped) == ((), "infeasible")
