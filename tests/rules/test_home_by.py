"""Everybody is home again in time, and not out too early."""

import pytest
from builders import IN_PERSON, VIDEO, history, mentee, mentor, pair, programme

from rules.both_sides import refused_by_both

TEN = ("cafe", "Tue 10:00-11:00")
"""Both walk 2 minutes."""


def refused(one, other, where=TEN, *rows):
    made = programme([one], [other])
    return refused_by_both(made, history(*rows), {("E1", "M1"): where})


@pytest.mark.parametrize("hours", [{"home_by": 661}, {"out_from": 599}])
def test_a_minute_too_late_or_too_early_is_refused(hours):
    assert refused(mentee(**hours), mentor()) == ["home-by"]
    assert refused(mentee(), mentor(**hours)) == ["home-by"]


@pytest.mark.parametrize("hours", [{"home_by": 662}, {"out_from": 598}])
def test_home_on_the_minute_is_left_alone(hours):
    assert refused(mentee(**hours), mentor(**hours)) == []


def test_a_meeting_by_video_keeps_nobody_out():
    both = {"meets": (IN_PERSON, VIDEO)}
    assert refused(mentee(home_by=600, **both), mentor(**both), ("video", TEN[1])) == []


def test_a_recorded_meeting_is_refused_too():
    row = pair("E1", "M1", place="cafe", slot=TEN[1])
    assert refused(mentee(home_by=661), mentor(), TEN, row) == ["home-by"]
    assert refused(mentee(home_by=662), mentor(), TEN, row) == []
