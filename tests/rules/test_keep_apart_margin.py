"""Meetings of people who are kept apart are far enough from each other at one venue."""

import pytest
from builders import apart, history, mentee, mentor, pair, programme, venue
from honest_plans import honest_plan, refused_for

from rules.both_sides import made_by_the_planner

TEN = ("cafe", "Tue 10:00-11:00")


def refused(second, *rows, **more):
    given = {"keep_apart": (apart("E1", "M2"),), **more}
    made = programme([mentee("E1"), mentee("E2")], [mentor("M1"), mentor("M2")], **given)
    plan = honest_plan(made, history(*rows), {("E1", "M1"): TEN, ("E2", "M2"): second})
    return refused_for(made, history(*rows), plan)


def test_two_meetings_within_an_hour_are_refused():
    assert refused(TEN) == ["keep-apart-margin"]
    assert refused(("cafe", "Tue 11:30-12:30")) == ["keep-apart-margin"]


def test_two_meetings_an_hour_apart_are_left_alone():
    assert refused(("cafe", "Tue 12:00-13:00")) == []
    assert refused(("cafe", "Wed 10:00-11:00")) == []


def test_another_venue_is_left_alone():
    assert refused(("hall", "Tue 10:00-11:00"), venues=[venue(), venue("hall")]) == []


def test_people_who_are_not_kept_apart_are_left_alone():
    assert refused(TEN, keep_apart=()) == []


def test_two_meetings_that_people_wrote_down_are_left_alone_and_one_of_them_is_not():
    rows = [pair("E1", "M1", place="cafe", slot=TEN[1]), pair("E2", "M2", place="cafe", slot=TEN[1])]
    assert refused(TEN, *rows) == []
    assert refused(TEN, rows[0]) == ["keep-apart-margin"]


@pytest.mark.parametrize(
    ("second", "kept_apart", "reached"),
    [
        ("Tue 11:28-12:32", (apart("E1", "M2"),), 1),  # 11:30, half an hour after the other meeting
        ("Tue 11:58-13:02", (apart("E1", "M2"),), 2),  # 12:00
        ("Tue 11:28-12:32", (), 2),
    ],
)
def test_the_planner_keeps_the_margin(second, kept_apart, reached):
    people = [mentee("E1", when="Tue 09:58-11:02"), mentee("E2", when=second, not_with=("M1",))]
    made = programme(people, [mentor("M1"), mentor("M2")], keep_apart=kept_apart)
    assert len(made_by_the_planner(made).pairs) == reached
