"""The bound of a search with sessions for one merged: true of every timetable, and what the search makes of it."""

from __future__ import annotations

import attrs
import numpy as np
import pytest
from random_timetables import random_timetable_programme

from mentormatch import solving
from mentormatch.candidates.sessions import find_sessions
from mentormatch.domain.programme import Programme
from mentormatch.planning import session_search
from mentormatch.planning.effort import Effort
from mentormatch.planning.session_bound import Closing
from mentormatch.planning.session_search import search_sessions
from mentormatch.scheduling import formulate_sessions
from mentormatch.scheduling.parts import parts_of
from mentormatch.scheduling.singles import for_one
from mentormatch.solving.solvers import Clock

SEEDS = 40


def with_sessions_for_one(seed: int) -> Programme:
    """A random programme whose activities are for one person at a time; of every second, all but the first."""
    programme, _ = random_timetable_programme(seed)
    rows = [
        attrs.evolve(row, largest=1, smallest=min(1, row.smallest)) if number or seed % 2 else row
        for number, row in enumerate(programme.activities)
    ]
    return attrs.evolve(programme, activities=tuple(rows))


def test_no_timetable_is_better_than_the_bound_of_merged_sessions() -> None:
    merged = 0
    for seed in range(SEEDS):
        programme = with_sessions_for_one(seed)
        _, history = random_timetable_programme(seed)
        whole = formulate_sessions(programme, find_sessions(programme, history))
        case = whole.case
        every = np.ones(case.n_patterns, dtype=bool)
        closing = Closing(formulation=whole, part=parts_of(whole).part)
        merged += int(for_one(case).any())
        for tier in whole.block.tiers[:-1]:
            best = solving.solve(whole.block.model, [tier]).tiers[0].value
            found = closing.searched(whole.block.model, tier, every, Clock(), solving.Effort())
            assert found.bound is not None, (seed, tier.name)
            assert found.bound >= best if tier.sense == "max" else found.bound <= best, (seed, tier.name)
    assert merged > 4


def test_a_bound_of_no_pattern_says_that_nothing_is_better() -> None:
    programme, history = random_timetable_programme(3)
    whole = formulate_sessions(programme, find_sessions(programme, history))
    tier = next(one for one in whole.block.tiers if one.name == "group-quality")
    closing = Closing(formulation=whole, part=parts_of(whole).part)
    nothing = np.zeros(whole.case.n_patterns, dtype=bool)
    assert closing.searched(whole.block.model, tier, nothing, Clock(), solving.Effort()).bound == 0


@pytest.mark.parametrize("seed", range(0, SEEDS, 3))
def test_a_tier_that_the_bound_proves_has_the_value_of_the_search_as_it_stands(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme = with_sessions_for_one(seed)
    _, history = random_timetable_programme(seed)
    candidates = find_sessions(programme, history)
    whole = search_sessions(programme, candidates, Effort(time_limit=60.0))
    monkeypatch.setattr(session_search, "AS_IT_STANDS", -1)
    monkeypatch.setattr(session_search, "FEW", -1)  # so that the bound is asked for at all
    by_parts = search_sessions(programme, candidates, Effort(time_limit=1.0))
    for name, priced in by_parts.tiers.items():
        if priced.result.proof is None:
            break
        assert (name, priced.result.value) == (name, whole.tiers[name].result.value)
