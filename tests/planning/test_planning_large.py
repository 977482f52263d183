"""The way of large programmes, on small ones: hours left open give the plan that all options written out give."""

from __future__ import annotations

import numpy as np
import pytest
from random_programmes import random_programme

from mentormatch.candidates import find_candidates
from mentormatch.matching import short
from mentormatch.matching.seats import seats_of
from mentormatch.planning import Effort, ImpossiblePinsError, make_plan, match
from mentormatch.planning.match import NothingFoundError
from mentormatch.records import body_bytes


def planned(seed: int) -> bytes | None:
    programme, history = random_programme(seed)
    try:
        return body_bytes(make_plan(programme, history, "made from", Effort(threads=1, explain=False)))
    except (ImpossiblePinsError, NothingFoundError):
        return None


@pytest.mark.parametrize("roomy", [0, 3, 1000], ids=["none written out", "some", "all who may have several"])
def test_hours_left_open_and_diaries_written_out_give_one_plan(roomy: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(short, "ROOMY", roomy)
    for seed in range(600, 640):
        monkeypatch.setattr(match, "ALL_OPTIONS_AT_ONCE", 20_000)
        whole = planned(seed)
        monkeypatch.setattr(match, "ALL_OPTIONS_AT_ONCE", 0)
        assert planned(seed) == whole, seed


def test_a_mentor_with_one_place_is_never_short_of_hours() -> None:
    for seed in range(20):
        programme, history = random_programme(seed)
        candidates = find_candidates(programme, history)
        seats = seats_of(programme, candidates)
        few = short.short_of_hours(candidates, seats, programme.policy.start_step)
        assert not few[seats.free_places + seats.held_by_mentor <= 1].any()
        assert few.shape == (len(programme.mentors),) and few.dtype == np.bool_
