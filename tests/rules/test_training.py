"""A mentor has every training required, and it is in date."""

import datetime as dt

from builders import MONDAY, mentor, programme

from rules.both_sides import refused_by_both

MEET = {("E1", "M1"): ("cafe", "Tue 10:00-11:00")}
DAY = dt.timedelta(days=1)


def refused(**given):
    made = programme(None, [mentor(**given)], policy={"required_training": ("induction", "boundaries")})
    return refused_by_both(made, None, MEET)


def test_a_mentor_who_lacks_a_training_is_refused():
    assert refused(training=("induction",)) == ["training"]


def test_a_training_that_has_lapsed_is_refused():
    assert refused(training=("induction", "boundaries"), trained_until=MONDAY - DAY) == ["training"]


def test_a_training_in_date_is_left_alone():
    assert refused(training=("Boundaries", "induction"), trained_until=MONDAY) == []
    assert refused(training=("induction", "boundaries", "listening")) == []


def test_what_is_required_is_compared_without_regard_to_capitals():
    made = programme(None, [mentor(training=("first aid",))], policy={"required_training": ("First  Aid",)})
    assert refused_by_both(made, None, MEET) == []
