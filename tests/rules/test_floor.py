"""An idea is never of fewer points than the floor."""

import pytest
from builders import history, pair, programme
from honest_plans import honest_plan, refused_for

from mentormatch.domain.history import PairState
from rules.both_sides import made_by_the_planner, pairs_of

MEET = {("E1", "M1"): ("cafe", "Tue 10:00-11:00")}
"""Two strangers at the crossroads: 588 points (tests/quality)."""


def refused(floor, *rows):
    made = programme(policy={"floor": floor})
    return refused_for(made, history(*rows), honest_plan(made, history(*rows), MEET))


def test_a_pair_one_point_below_the_floor_is_refused():
    assert refused(589) == ["floor"]


def test_a_pair_on_the_floor_is_left_alone():
    assert refused(588) == []


def test_a_pin_is_left_alone_below_the_floor():
    assert refused(589, pair("E1", "M1", PairState.IDEA, pinned=True)) == []


@pytest.mark.parametrize(("floor", "found"), [(588, {("E1", "M1")}), (589, set())])
def test_the_planner_makes_no_pair_below_the_floor(floor, found):
    assert pairs_of(made_by_the_planner(programme(policy={"floor": floor}))) == found


def test_the_planner_keeps_a_pin_below_the_floor():
    plan = made_by_the_planner(programme(policy={"floor": 589}), pair("E1", "M1", PairState.IDEA, pinned=True))
    assert pairs_of(plan) == {("E1", "M1")}
