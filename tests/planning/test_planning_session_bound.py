"""The bound of a search with sessions for one merged: true of every timetable, and what the search makes of it."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pytest
from builders import mentee, programme
from honest_timetables import activity, hall, staff
from random_timetables import random_timetable_programme

from mentormatch import solving
from mentormatch.candidates.sessions import find_sessions
from mentormatch.domain.history import History
from mentormatch.domain.programme import Programme
from mentormatch.planning import session_search, session_tier
from mentormatch.planning.effort import Effort
from mentormatch.planning.session_bound import DETAILS, Closing, Detail, Searched
from mentormatch.planning.session_search import search_sessions
from mentormatch.scheduling import formulate_sessions
from mentormatch.scheduling.parts import parts_of
from mentormatch.scheduling.singles import for_one
from mentormatch.solving.solvers import Clock

SEEDS = 40


def with_sessions_for_one(seed: int) -> Programme:
    """A random programme whose activities are for one person at a time; of every second, all but the first."""
    given, _ = random_timetable_programme(seed)
    rows = [
        attrs.evolve(row, largest=1, smallest=min(1, row.smallest)) if number or seed % 2 else row
        for number, row in enumerate(given.activities)
    ]
    return attrs.evolve(given, activities=tuple(rows))


@pytest.mark.parametrize("detail", DETAILS)
def test_no_timetable_is_better_than_the_bound_of_merged_sessions(detail: Detail) -> None:
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
            found = closing.searched(whole.block.model, tier, every, Clock(), solving.Effort(), detail)
            assert found.bound is not None, (seed, tier.name)
            assert found.bound >= best if tier.sense == "max" else found.bound <= best, (seed, tier.name)
    assert merged > 4


def test_who_cannot_get_from_one_session_to_the_next_is_in_both_only_where_ways_are_left_out() -> None:
    walk = activity("walk", times="Tue 10:00-11:00", venues=("near",))
    art = activity("art", times="Tue 11:00-12:00", venues=("far",))
    given = programme(
        mentees=[mentee("E1", when="Tue 09:00-14:00")],
        mentors=[],
        venues=[hall("near"), hall("far", 2000)],
        staff=(staff("S1"), staff("S2", 2000, leads=("art",))),
        activities=(walk, art),
    )
    candidates = find_sessions(given, History())
    whole, relaxed = formulate_sessions(given, candidates), formulate_sessions(given, candidates, ways=False)
    tier = next(one for one in relaxed.block.tiers if one.name == "group-quality")
    closing = Closing(formulation=relaxed, part=parts_of(relaxed).part)
    every = np.ones(whole.case.n_patterns, dtype=bool)
    best = solving.solve(whole.block.model, [tier]).tiers[0].value
    without, with_ways = (
        closing.searched(relaxed.block.model, tier, every, Clock(), solving.Effort(), Detail(ways=ways)).bound
        for ways in (False, True)
    )
    assert without is not None
    assert without > best == with_ways > 0


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
    monkeypatch.setattr(session_tier, "FEW", -1)  # so that the bound is asked for at all
    by_parts = search_sessions(programme, candidates, Effort(time_limit=1.0))
    for name, priced in by_parts.tiers.items():
        if priced.result.proof is None:
            break
        assert (name, priced.result.value) == (name, whole.tiers[name].result.value)


def test_pence_and_load_are_told_apart_by_ways_at_once_points_by_venue_and_people_only_where_that_is_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, Detail]] = []
    before = Closing.searched

    def noted(closing: Closing, *given: Any) -> Searched:
        asked.append((given[1].name, given[5]))
        return before(closing, *given)

    monkeypatch.setattr(Closing, "searched", noted)
    monkeypatch.setattr(session_search, "AS_IT_STANDS", -1)
    monkeypatch.setattr(session_tier, "FEW", -1)
    first: dict[str, set[Detail]] = {}
    for seed in range(0, SEEDS, 2):
        given, (_, history) = with_sessions_for_one(seed), random_timetable_programme(seed)
        asked.clear()
        at_first: dict[str, Detail] = {}
        search_sessions(given, find_sessions(given, history), Effort(time_limit=2.0))
        for name, detail in reversed(asked):  # so that the first of each is what stays
            at_first[name] = detail
        for name, detail in at_first.items():
            first.setdefault(name, set()).add(detail)
    people = {"fixed-people", "reach-group", "wish", "wish-first"}
    for name, details in first.items():
        expected = {name: {DETAILS[0]} for name in people} | {"group-quality": {DETAILS[1], DETAILS[2]}}
        assert details <= expected.get(name, {DETAILS[2]}), name
    assert {"cost", "group-quality"} <= set(first)
