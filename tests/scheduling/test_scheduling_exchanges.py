"""Better sessions by exchange, and who attends them as a flow."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from random_timetables import random_timetable_programme

from mentormatch.candidates.sessions import find_sessions
from mentormatch.scheduling import exchanges, formulate_sessions
from mentormatch.scheduling.attendance import FIRST, GIVEN, REACHED, WISHED, Attendance
from mentormatch.scheduling.exchanges import exchanged
from mentormatch.scheduling.start import started
from mentormatch.solving import broken_rows
from mentormatch.solving.flow import flow_of_most_worth
from mentormatch.solving.solvers import Clock


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchanges, "STEPS", 8)


def test_what_exchanges_end_with_breaks_no_row_and_no_way_and_is_the_same_again() -> None:
    moved = 0
    for seed in range(40):  # the first timetable is often the best there is
        given, history = random_timetable_programme(seed)
        found = find_sessions(given, history)
        relaxed = formulate_sessions(given, found, ways=False)
        first = started(relaxed)
        live = np.ones(relaxed.case.n_patterns, dtype=bool)
        chosen = exchanged(relaxed, first, live, Clock())
        whole = formulate_sessions(given, found)
        assert not len(broken_rows(whole.block.model, whole.completed(chosen))), seed
        assert (chosen == exchanged(relaxed, first, live, Clock())).all()
        moved += bool((chosen != first).any())
    assert moved > 2


def test_only_patterns_that_may_run_come() -> None:
    for seed in range(10):
        given, history = random_timetable_programme(seed)
        relaxed = formulate_sessions(given, find_sessions(given, history), ways=False)
        first = started(relaxed)
        live = first[: relaxed.case.n_patterns].copy()
        chosen = exchanged(relaxed, first, live, Clock())
        assert not (chosen[: relaxed.case.n_patterns] & ~live).any()


def test_attendance_is_worth_as_much_as_the_best_of_every_choice() -> None:
    tried = 0
    for seed in range(40):
        given, history = random_timetable_programme(seed)
        relaxed = formulate_sessions(given, find_sessions(given, history), ways=False)
        case, attendance = relaxed.case, Attendance(relaxed)
        draw = np.random.default_rng(seed)
        by_name = np.flatnonzero(~case.found.patterns.drop_in)
        sessions = np.sort(draw.permutation(by_name)[:3])
        columns = np.flatnonzero(np.isin(case.found.attending.pattern, sessions))
        if not 2 <= len(columns) <= 9:
            continue
        tried += 1
        rooms = np.array([attendance.room(at, 1) for at in sessions.tolist()])
        got = attendance.best(sessions, rooms)
        best = max(
            _worth(attendance, sessions, rooms, columns[list(some)])
            for number in range(len(columns) + 1)
            for some in itertools.combinations(range(len(columns)), number)
        )
        assert got.worth == best == _worth(attendance, sessions, rooms, got.columns), seed
    assert tried > 2


def _worth(attendance: Attendance, sessions: np.ndarray, rooms: np.ndarray, columns: np.ndarray) -> int:
    """What a choice is worth by the words of the page; much less than nothing where it is not allowed."""
    case = attendance.formulation.case
    attending, patterns, unit = case.found.attending, case.found.patterns, attendance.unit
    total = int((attending.points[columns] + GIVEN * unit * attending.given[columns]).sum())
    for session, room in zip(sessions.tolist(), rooms.tolist(), strict=True):
        number = int((attending.pattern[columns] == session).sum())
        if number > room:
            return -(2**60)
        total -= max(0, int(attendance.fewest[session]) - number) * 50 * unit
    for person in np.unique(attending.person[columns]).tolist():
        mine = columns[attending.person[columns] == person]
        activity = patterns.activity[attending.pattern[mine]]
        often = [patterns.activities[at].a_week for at in activity.tolist()]
        if (np.bincount(activity)[activity] > often).any() or len(mine) > attendance.ceiling[person]:
            return -(2**60)
        if case.found.people[person] in case.mentees:
            wish = attending.wish[mine]
            total += unit * (REACHED + WISHED * bool((wish >= 0).any()) + FIRST * bool((wish == 0).any()))
    return total


def test_a_flow_goes_where_it_brings_most_and_nowhere_at_a_loss() -> None:
    tail, head = np.array([0, 2, 2, 0]), np.array([2, 1, 1, 1])
    flow = flow_of_most_worth(tail, head, np.array([3, 1, 5, 2]), np.array([0, 7, 2, -1]))
    assert flow.tolist() == [3, 1, 2, 0]


def test_where_all_that_counts_people_is_held_no_fewer_are_reached_for_points() -> None:
    better = 0
    for seed in range(25):
        given, history = random_timetable_programme(seed)
        relaxed = formulate_sessions(given, find_sessions(given, history), ways=False)
        first = started(relaxed)
        before = relaxed.values(first)
        people = ("fixed-people", "reach-group", "wish", "wish-first")
        search = exchanges._Exchanges(
            formulation=relaxed,
            live=np.ones(relaxed.case.n_patterns, dtype=bool),
            floors=tuple(before[name] for name in people),
            draw=np.random.default_rng(seed),
        )
        search.begin(first)
        begun = search.best.key
        search.run(Clock())
        assert search.best.key >= begun, seed
        better += search.best.key[-1] > begun[-1]
        assert search.weights[2] == REACHED  # whoever is reached takes a place
    assert better > 0


def test_who_leads_attends_nothing_else_then() -> None:
    tried = 0
    for seed in range(20):
        given, history = random_timetable_programme(seed)
        relaxed = formulate_sessions(given, find_sessions(given, history), ways=False)
        case, attending = relaxed.case, relaxed.case.found.attending
        live = np.ones(case.n_patterns, dtype=bool)
        search = exchanges._Exchanges(formulation=relaxed, live=live, floors=(), draw=np.random.default_rng(seed))
        for person in np.unique(attending.person).tolist():
            columns = np.flatnonzero(attending.person == person)
            search.attending_of[person] = {int(attending.pattern[at]): int(at) for at in columns.tolist()}
            first, *others = search.attending_of[person]
            for other in others:  # as if they led the first
                sessions, led = (first, other), ((case.first_attended + search.attending_of[person][first],), ())
                away = search._leading_then(sessions, led)
                clash = not search.board.both(person, first, other)
                assert (search.attending_of[person][other] in away) == clash
                there = search.attendance.best(np.array(sessions), np.array([9, 9]), away).columns
                assert not np.isin(there, away).any()
                tried += clash
    assert tried > 0
