"""The first timetable, and the weeks that say anything."""

from __future__ import annotations

import numpy as np
import pytest
from builders import mentee, mentor, programme
from honest_timetables import activity, hall, staff
from random_timetables import random_timetable_programme

from mentormatch.candidates.sessions import find_sessions
from mentormatch.domain.history import History
from mentormatch.scheduling import formulate_sessions
from mentormatch.scheduling.case import full_weeks
from mentormatch.scheduling.promise import Promise
from mentormatch.scheduling.start import NOTHING, _Start, started
from mentormatch.solving import broken_rows


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_the_first_timetable_breaks_no_row_and_no_way(first: int) -> None:
    held = 0
    for seed in range(first, first + 50):
        given, history = random_timetable_programme(seed)
        found = find_sessions(given, history)
        chosen = started(formulate_sessions(given, found, ways=False))
        whole = formulate_sessions(given, found)
        assert not len(broken_rows(whole.block.model, whole.completed(chosen))), seed
        held += bool(chosen.any())
    assert held > 20


def test_the_first_timetable_holds_what_is_fixed_and_reaches_who_can_be_reached() -> None:
    walk = activity("walk", fixed=("Tue 10:00-11:00",), fixed_venue="hall", fixed_leaders=("S1",), sessions=2)
    given = programme(
        mentees=[mentee("E1", when="Tue 09:00-12:00"), mentee("E2", when="Wed 09:00-12:00")],
        mentors=[mentor("M1")],
        venues=[hall()],
        staff=(staff(),),
        activities=(walk,),
    )
    found = find_sessions(given, History())
    formulation = formulate_sessions(given, found, ways=False)
    values = formulation.values(started(formulation))
    assert (values["fixed-sessions"], values["reach-group"]) == (1, 2)


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_a_session_is_never_worth_more_than_promised_and_the_one_worth_most_comes_first(first: int) -> None:
    placed = 0
    for seed in range(first, first + 20):
        given, history = random_timetable_programme(seed)
        formulation = formulate_sessions(given, find_sessions(given, history), ways=False)
        start, case = _Start(formulation), formulation.case
        start.fixed()
        promise = Promise(start, start.counts)
        for _ in range(3):
            figures, worth = promise.figures(start.reached), {}
            for pattern in np.flatnonzero(case.placed & ~start.chosen[: case.n_patterns]).tolist():
                added = start._package(pattern)
                worth[pattern] = start._worth(added)
                start.undo(added)
                assert worth[pattern] <= tuple(figures[:, pattern].tolist()), (seed, pattern)
            most = max(worth.values(), default=NOTHING)
            first_of_most = next((at for at, value in sorted(worth.items()) if value == most > NOTHING), None)
            chosen = start._best(figures, case.placed.copy())
            assert (None if chosen is None else worth[chosen]) == (None if first_of_most is None else most), seed
            if chosen is None:
                break
            added = start._package(chosen)
            start._commit(added)
            promise.took(added)
            placed += 1
    assert placed > 4


@pytest.mark.parametrize("seed", range(200))
def test_a_week_is_left_out_only_if_another_says_as_much(seed: int) -> None:
    draw = np.random.default_rng(seed)
    there = draw.random((draw.integers(1, 5), 8)) < 0.4
    room = draw.integers(0, 3, 8)
    told = full_weeks(there, room)
    for week in np.flatnonzero(there.any(axis=0)):
        beaten = [
            other for other in told if room[other] <= room[week] and not (there[:, week] & ~there[:, other]).any()
        ]
        assert week in told or beaten
        assert week not in told or beaten == [week]
