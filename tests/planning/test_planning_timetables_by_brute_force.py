"""Planner and judge of timetables against loops that try every timetable, on small programmes with every kind of rule.

benchmarks/brute_timetables.py runs the same over any range of seeds, and counts which rows and tiers decided.
"""

from __future__ import annotations

from collections import Counter

import attrs
import pytest
from random_timetables import random_timetable_programme
from timetable_brute import TimetableBrute, TooLargeError
from timetable_judged import differences, unlike
from timetable_oracle import TimetableOracle
from timetable_rows import ROWS, TIERS, Rows
from timetables_at_random import harsh_programme

from mentormatch.candidates.sieve import travel_of
from mentormatch.planning import session_search

CHUNK = 75
MOST_SKIPPED = CHUNK // 6
APART = 200


def programme_of(seed):
    """Every second one harsh."""
    return (harsh_programme if seed % 2 else random_timetable_programme)(seed)


@pytest.mark.parametrize("first", range(0, 4 * APART, APART))
def test_tiers_bounds_and_answers_are_those_found_by_trying_every_timetable(first):
    """Four times 75 that are small enough to be tried, whatever the seeds of the others."""
    wrong, tried, decided, seeds = [], 0, Counter(), iter(range(first, first + CHUNK + MOST_SKIPPED))
    while tried < CHUNK:
        seed = next(seeds)
        programme, history = programme_of(seed)
        try:
            brute = TimetableBrute(programme, history)
        except TooLargeError:
            continue
        tried += 1
        wrong += [f"seed {seed}: {says}" for says in differences(brute, programme, history, decided)]
    assert not wrong, "\n".join(wrong)
    seldom = {"wish", "wish-first", "leaders-load"}
    assert set(decided) >= set(TIERS) - seldom, decided


def test_every_row_of_a_timetable_binds_and_the_judge_finds_each_that_is_broken():
    wrong, bound = [], Counter()
    for seed in range(120):
        programme, history = programme_of(seed)
        rows = Rows(TimetableOracle(programme, history, travel_of(programme)))
        wrong += [f"seed {seed}: {says}" for says in unlike(rows, programme, history, seed, bound)]
    assert not wrong, "\n".join(wrong)
    assert all(bound[row] for row in ROWS), bound
    assert bound["allowed"] >= 40 and bound["better session"] >= 10, bound


GIVES = {
    "fixed-sessions": 1, "fixed-people": 1, "reach-group": 1, "wish": 1, "group-quality": 150, "cost": 500,
    "leaders-load": 2,
}  # fmt: skip


def wrong_with(seed, **policy):
    """What is wrong with the timetable of a seed under another policy."""
    programme, history = programme_of(seed)
    programme = attrs.evolve(programme, policy=attrs.evolve(programme.policy, **policy))
    try:
        brute = TimetableBrute(programme, history)
    except TooLargeError:
        return []
    return [f"seed {seed}: {says}" for says in differences(brute, programme, history, Counter())]


def test_what_tiers_of_sessions_give_is_spent_and_taken_back_as_trying_every_timetable_says():
    wrong = [says for seed in range(300, 340) for says in wrong_with(seed, gives=GIVES)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("policy", [{}, {"gives": GIVES}], ids=["plain", "gives"])
def test_the_search_for_large_programmes_finds_the_same_in_small_ones(monkeypatch, policy):
    monkeypatch.setattr(session_search, "AS_IT_STANDS", -1)
    wrong = [says for seed in range(340, 370) for says in wrong_with(seed, **policy)]
    assert not wrong, "\n".join(wrong)


def test_a_recorded_meeting_from_which_nobody_knows_the_way_home_takes_nobodys_hours():
    programme, history = programme_of(2579)  # P2 has to be home by six, and no way at all
    rows = Rows(TimetableOracle(programme, history, travel_of(programme)))
    assert not list(unlike(rows, programme, history, 2579, Counter()))
    assert "P2" not in {one.mentee for one in rows.o.meetings}


def test_fixed_people_of_a_drop_in_may_be_too_many_for_its_fixed_leaders_as_those_by_name_may():
    programme, history = programme_of(3109)
    rows = Rows(TimetableOracle(programme, history, travel_of(programme)))
    assert not list(unlike(rows, programme, history, 3109, Counter()))
    assert not wrong_with(3109)
