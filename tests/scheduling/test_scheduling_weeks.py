"""Which weeks say anything, by masks as by flags."""

import numpy as np
import pytest

from mentormatch.scheduling.case import Weeks, full_weeks, full_weeks_of, on_in, weeks_of


@pytest.mark.parametrize("seed", range(30))
def test_masks_say_the_same_weeks_as_flags(seed: int) -> None:
    draw = np.random.default_rng(seed)
    kinds = draw.integers(0, 2**12, 3).astype(np.uint64)
    masks = kinds[draw.integers(0, 3, 8)]
    room = draw.integers(1, 4, 64) if seed % 2 else np.full(64, 2)
    assert list(full_weeks_of(masks, room)) == full_weeks(weeks_of(masks), room)
    assert full_weeks_of(masks, 2) == tuple(full_weeks(weeks_of(masks), np.full(64, 2)))
    for week in range(64):
        assert (on_in(masks, week) == weeks_of(masks)[:, week]).all()


@pytest.mark.parametrize("seed", range(30))
def test_kinds_of_weeks_say_the_same_of_patterns_as_their_masks(seed: int) -> None:
    draw = np.random.default_rng(seed)
    planned = draw.integers(0, 2**12, 3).astype(np.uint64)[draw.integers(0, 3, 9)]
    masks, kind = np.unique(planned, return_inverse=True)
    weeks = Weeks(masks=masks, kind=kind.reshape(-1))
    for _ in range(4):  # what is known from before is told again
        some = np.flatnonzero(draw.random(9) < 0.6)
        room = int(draw.integers(1, 3))
        told = weeks.full(some, room)
        assert [week for week, _ in told] == list(full_weeks_of(planned[some], room))
        for week, on in told:
            right = on_in(planned[some], week)
            assert right.all() if on is None else (on == right).all()
