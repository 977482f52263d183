"""An idea is never of fewer points than the floor."""

from builders import history, pair, programme
from honest_plans import honest_plan, refused_for

from mentormatch.domain.history import PairState

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
