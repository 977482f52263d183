"""Which stops of one person clash, all at once and one by one."""

from __future__ import annotations

import numpy as np
import pytest

from mentormatch.candidates.stops import clashes, clashes_with, stops_of


@pytest.mark.parametrize("seed", range(40))
def test_the_clashes_of_one_stop_are_its_row_of_all_clashes(seed: int) -> None:
    draw = np.random.default_rng(seed)
    n = 12
    start = draw.integers(0, 8, n) * 30
    stops = stops_of(
        place=draw.integers(0, 3, n),
        weekday=draw.integers(0, 2, n),
        start=start,
        end=start + 60,
        turn=np.full(n, 1),
        weeks=draw.integers(1, 8, n).astype(np.uint64),
    )
    between = draw.integers(0, 90, (3, 3))  # the way back may take longer
    np.fill_diagonal(between, 0)
    every = clashes(stops, between)
    assert every.any()
    for one in range(len(stops)):
        assert (clashes_with(stops, one, between) == every[one]).all()
