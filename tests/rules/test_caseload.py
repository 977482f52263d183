"""No mentor gets more new people than they have places for."""

import pytest
from builders import history, mentee, mentor, pair, programme
from honest_plans import honest_plan, refused_for

from rules.both_sides import made_by_the_planner, pairs_of

THREE = {(name, "M1"): ("cafe", f"Tue {hour}:00-{hour + 1}:00") for name, hour in (("E1", 10), ("E2", 12), ("E3", 14))}
TWO = {key: where for key, where in THREE.items() if key[0] != "E3"}


def refused(other, plan, *rows):
    made = programme([mentee("E1"), mentee("E2"), mentee("E3")], [other])
    return refused_for(made, history(*rows), honest_plan(made, history(*rows), plan))


def test_three_people_for_two_places_are_refused():
    assert refused(mentor(max_people=2, minutes_a_week=999), THREE) == ["caseload"]
    assert refused(mentor(max_people=3, minutes_a_week=999), THREE) == []


def test_held_pairs_take_places():
    row = pair("E3", "M1", place="cafe", slot="Wed 10:00-11:00")
    assert refused(mentor(max_people=2), TWO, row) == ["caseload"]
    assert refused(mentor(max_people=3), TWO, row) == []


def test_held_pairs_beyond_the_ceiling_are_left_alone():
    rows = [pair(name, "M1", place="cafe", slot=where[1]) for (name, _), where in TWO.items()]
    assert refused(mentor(max_people=1), None, *rows) == []


@pytest.mark.parametrize(("max_people", "reached"), [(2, 2), (3, 3)])
def test_the_planner_fills_the_places_and_no_more(max_people, reached):
    made = programme(3, [mentor(max_people=max_people, minutes_a_week=999)])
    assert len(made_by_the_planner(made).pairs) == reached


@pytest.mark.parametrize(("max_people", "ideas"), [(1, 0), (2, 1), (3, 2)])
def test_the_planner_counts_held_pairs_first(max_people, ideas):
    row = pair("E3", "M1", place="cafe", slot="Wed 10:00-11:00")
    plan = made_by_the_planner(programme(3, [mentor(max_people=max_people, minutes_a_week=999)]), row)
    assert len(plan.ideas) == ideas
    assert ("E3", "M1") in pairs_of(plan)
