"""Nobody gets more mentors than they wish for, those they hold counted."""

from builders import history, mentee, mentor, pair, programme
from honest_plans import honest_plan, refused_for

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
