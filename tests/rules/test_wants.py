"""Nobody gets more mentors than they wish for, those they hold counted."""

import pytest
from builders import history, mentee, mentor, pair, programme
from honest_plans import honest_plan, refused_for

from rules.both_sides import made_by_the_planner

TWO = {("E1", "M1"): ("cafe", "Tue 10:00-11:00"), ("E1", "M2"): ("cafe", "Wed 10:00-11:00")}
ONE = {("E1", "M2"): ("cafe", "Wed 10:00-11:00")}


def refused(wants, plan, *rows):
    made = programme([mentee(wants=wants)], [mentor("M1"), mentor("M2")])
    return refused_for(made, history(*rows), honest_plan(made, history(*rows), plan))


def test_two_ideas_for_somebody_who_wants_one_are_refused():
    assert refused(1, TWO) == ["wants"]
    assert refused(2, TWO) == []


def test_somebody_who_wants_nobody_now_gets_nobody():
    assert refused(0, ONE) == ["wants"]


def test_a_held_pair_counts():
    row = pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00")
    assert refused(1, ONE, row) == ["wants"]
    assert refused(2, ONE, row) == []


def test_held_pairs_beyond_the_wish_are_left_alone():
    rows = [pair("E1", mentor, place="cafe", slot=when) for (_, mentor), (_, when) in TWO.items()]
    assert refused(1, None, *rows) == []


@pytest.mark.parametrize(("wants", "ideas"), [(0, 0), (1, 1), (2, 2)])
def test_the_planner_finds_as_many_as_are_wished_for(wants, ideas):
    assert len(made_by_the_planner(programme([mentee(wants=wants)], 2)).ideas) == ideas


@pytest.mark.parametrize(("wants", "ideas"), [(1, 0), (2, 1)])
def test_the_planner_counts_a_held_pair(wants, ideas):
    row = pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00")
    assert len(made_by_the_planner(programme([mentee(wants=wants)], 2), row).ideas) == ideas
