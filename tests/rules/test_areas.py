"""Where areas are kept apart, both are of one area."""

from builders import mentee, mentor, programme

from rules.both_sides import refused_by_both

MEET = {("E1", "M1"): ("cafe", "Tue 10:00-11:00")}


def refused(one, other, **policy):
    made = programme([mentee(area=one)], [mentor(area=other)], policy=policy)
    return refused_by_both(made, None, MEET)


def test_a_pair_across_areas_is_refused_where_they_are_kept_apart():
    assert refused("South", "East", areas_apart=True) == ["areas"]


def test_a_pair_across_areas_is_left_alone_where_they_are_not():
    assert refused("South", "East") == []


def test_an_equal_or_unknown_area_is_left_alone():
    assert refused("South", "South", areas_apart=True) == []
    assert refused("South", None, areas_apart=True) == []


def test_an_area_is_the_same_in_capitals():
    assert refused(" SOUTH", "south", areas_apart=True) == []
    assert refused("  ", "South", areas_apart=True) == []
