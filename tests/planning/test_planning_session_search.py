"""The search for a timetable, by parts, against the same search with everything written out."""

from __future__ import annotations

import pytest
from random_timetables import random_timetable_programme
from timetables_at_random import harsh_programme

from mentormatch.candidates.sessions import find_sessions
from mentormatch.planning import session_search
from mentormatch.planning.effort import Effort
from mentormatch.planning.session_search import SessionsFound, search_sessions
from mentormatch.scheduling import exchanges
from mentormatch.solving import Tier

SEEDS = 60


def found(seed: int) -> SessionsFound:
    programme, history = random_timetable_programme(seed)
    return search_sessions(programme, find_sessions(programme, history), Effort(time_limit=60.0))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_search_by_parts_proves_the_values_of_the_search_as_it_stands(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = found(seed)
    monkeypatch.setattr(session_search, "AS_IT_STANDS", -1)
    by_parts = found(seed)
    for name, priced in by_parts.tiers.items():
        right, result = whole.tiers[name].result, priced.result
        assert whole.tiers[name].result.proof is not None
        if result.proof is None:
            break
        assert (name, result.value) == (name, right.value)
    assert by_parts.stopped is None
    assert by_parts.values == whole.values


@pytest.mark.parametrize("seed", range(0, SEEDS, 3))
def test_bounds_over_all_patterns_at_once_are_true_and_prove_the_same(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = found(seed)
    monkeypatch.setattr(session_search, "AS_IT_STANDS", -1)
    monkeypatch.setattr(session_search, "WHOLE", -1)
    monkeypatch.setattr(session_search, "CROWDED", 0)
    monkeypatch.setattr(exchanges, "STEPS", 4)
    at_once = found(seed)
    for name, priced in at_once.tiers.items():
        right, result = whole.tiers[name].result, priced.result
        if result.bound is not None:
            assert result.bound >= right.value if result.sense == "max" else result.bound <= right.value
        if result.proof is None:
            break
        assert (name, result.value) == (name, right.value)


def test_a_ceiling_widened_by_a_fixed_session_stays_so_where_few_patterns_are_searched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    programme, history = harsh_programme(20055)
    candidates = find_sessions(programme, history)
    whole = search_sessions(programme, candidates, Effort())
    monkeypatch.setattr(session_search, "AS_IT_STANDS", -1)
    assert search_sessions(programme, candidates, Effort()).values == whole.values


def test_where_there_is_no_time_to_tell_a_solver_the_rows_none_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    programme, history = random_timetable_programme(4)
    monkeypatch.setattr(session_search, "AS_IT_STANDS", -1)
    unhurried = Effort(time_limit=60.0)
    candidates = find_sessions(programme, history)
    whole = search_sessions(programme, candidates, unhurried)
    assert any("HIGHS" in priced.result.solver or "CP_SAT" in priced.result.solver for priced in whole.tiers.values())

    class Slow(session_search._Search):
        def __attrs_post_init__(self) -> None:
            super().__attrs_post_init__()
            self.writing = 61.0

    monkeypatch.setattr(session_search, "_Search", Slow)
    hurried = search_sessions(programme, candidates, unhurried)
    assert hurried.stopped == "clock"
    assert all(priced.result.solver == "" for priced in hurried.tiers.values())
    assert hurried.values["fixed-sessions"] == whole.values["fixed-sessions"]


def test_a_tier_at_its_count_needs_no_solver_and_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_search, "AS_IT_STANDS", -1)
    asked: list[str] = []
    before = session_search.Growth

    def noted(tree: object, tier: Tier, *rest: object) -> object:
        asked.append(tier.name)
        return before(tree, tier, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(session_search, "Growth", noted)
    counted = 0
    for seed in range(20):
        programme, history = random_timetable_programme(seed)
        asked.clear()
        result = search_sessions(programme, find_sessions(programme, history), Effort(time_limit=60.0))
        for name, priced in result.tiers.items():
            if priced.result.solver == "counted":
                counted += 1
                assert name not in asked
                assert priced.result.value == priced.result.bound == result.values[name]
    assert counted > 5
