"""In no week does a mentor give more minutes than they have, sessions led and the way there and back included."""

import datetime as dt

import pytest
from builders import history, mentee, mentor, pair, programme, slot
from honest_plans import honest_plan, refused_for

from mentormatch.domain.places import Activity
from mentormatch.domain.slots import Rhythm
from rules.both_sides import made_by_the_planner

TUESDAY, WEDNESDAY = ("cafe", "Tue 10:00-11:00"), ("cafe", "Wed 10:00-11:00")
ONE, TWO = {("E1", "M1"): TUESDAY}, {("E1", "M1"): TUESDAY, ("E2", "M1"): WEDNESDAY}
"""A meeting takes the mentor 60 + 2 x 2 minutes."""


def refused(minutes, plan, *rows, people=None, **more):
    made = programme(people or [mentee("E1"), mentee("E2")], [mentor(minutes_a_week=minutes)], **more)
    return refused_for(made, history(*rows), honest_plan(made, history(*rows), plan))


def test_a_minute_too_many_in_a_week_is_refused():
    assert refused(127, TWO) == ["hours"]
    assert refused(128, TWO) == []


def test_where_a_mentor_gives_no_figure_the_policy_s_holds():
    assert refused(None, ONE, policy={"minutes_a_week": 63}) == ["hours"]
    assert refused(None, ONE, policy={"minutes_a_week": 64}) == []


def test_a_session_led_takes_its_minutes_and_the_way():
    walk = Activity(id="walk", name="Walk", fixed=(slot("Fri 10:00-12:00"),), fixed_venue="cafe", fixed_leaders=("M1",))
    assert refused(64 + 123, ONE, activities=(walk,)) == ["hours"]
    assert refused(64 + 124, ONE, activities=(walk,)) == []


def test_meetings_in_alternate_weeks_do_not_add_up():
    people = [mentee("E1", rhythm=Rhythm.FORTNIGHTLY), mentee("E2", rhythm=Rhythm.FORTNIGHTLY)]
    first = ("cafe", slot("Tue 10:00-11:00", Rhythm.FORTNIGHTLY, 1))
    same, other = (("cafe", slot("Wed 10:00-11:00", Rhythm.FORTNIGHTLY, which)) for which in (1, 2))
    assert refused(64, {("E1", "M1"): first, ("E2", "M1"): same}, people=people) == ["hours"]
    assert refused(64, {("E1", "M1"): first, ("E2", "M1"): other}, people=people) == []


def test_a_pair_that_begins_after_the_term_takes_nothing():
    later = [mentee("E1"), mentee("E2", available_from=dt.date(2028, 1, 1))]
    assert refused(64, TWO, people=later) == []


def test_what_held_pairs_used_already_is_left_alone_and_nothing_comes_on_top():
    row = pair("E1", "M1", place="cafe", slot=TUESDAY[1])
    assert refused(60, None, row) == []
    assert refused(60, {("E2", "M1"): WEDNESDAY}, row) == ["hours"]


@pytest.mark.parametrize(("minutes", "reached"), [(63, 0), (64, 1), (127, 1), (128, 2)])
def test_the_planner_fills_a_week_to_the_minute(minutes, reached):
    assert len(made_by_the_planner(programme(2, [mentor(minutes_a_week=minutes)])).pairs) == reached
    policy = {"minutes_a_week": minutes}
    assert len(made_by_the_planner(programme(2, [mentor(minutes_a_week=None)], policy=policy)).pairs) == reached


@pytest.mark.parametrize(("minutes", "reached"), [(64 + 123, 0), (64 + 124, 1)])
def test_the_planner_counts_a_session_led_with_the_way(minutes, reached):
    walk = Activity(id="walk", name="Walk", fixed=(slot("Fri 10:00-12:00"),), fixed_venue="cafe", fixed_leaders=("M1",))
    made = programme(1, [mentor(minutes_a_week=minutes)], activities=(walk,))
    assert len(made_by_the_planner(made).pairs) == reached


@pytest.mark.parametrize(("minutes", "reached"), [(63, 0), (64, 2)])
def test_the_planner_gives_two_the_same_minutes_in_alternate_weeks(minutes, reached):
    people = [mentee("E1", rhythm=Rhythm.FORTNIGHTLY), mentee("E2", rhythm=Rhythm.FORTNIGHTLY)]
    assert len(made_by_the_planner(programme(people, [mentor(minutes_a_week=minutes)])).pairs) == reached


@pytest.mark.parametrize(("minutes", "ideas"), [(60, 0), (127, 0), (128, 1)])
def test_the_planner_puts_nothing_on_top_of_what_held_pairs_use(minutes, ideas):
    row = pair("E1", "M1", place="cafe", slot=TUESDAY[1])
    plan = made_by_the_planner(programme(2, [mentor(minutes_a_week=minutes)]), row)
    assert ("E1", "M1") in {(one.mentee, one.mentor) for one in plan.pairs}
    assert len(plan.ideas) == ideas
