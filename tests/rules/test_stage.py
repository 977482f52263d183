"""A mentor is far enough on."""

from builders import mentee, mentor, programme

from rules.both_sides import refused_by_both

MEET = {("E1", "M1"): ("cafe", "Tue 10:00-11:00")}


def test_a_mentor_of_the_same_stage_is_refused():
    same = programme([mentee(stage=2)], [mentor(stage=2)])
    assert refused_by_both(same, None, MEET) == ["stage"]


def test_a_mentor_whose_stage_nobody_knows_is_refused():
    unknown = programme([mentee()], [mentor(stage=None)])
    assert refused_by_both(unknown, None, MEET) == ["stage"]


def test_a_mentor_one_stage_on_is_left_alone():
    ahead = programme([mentee(stage=2)], [mentor(stage=3)])
    assert refused_by_both(ahead, None, MEET) == []


def test_a_mentee_whose_stage_nobody_knows_is_left_alone():
    unknown = programme([mentee()], [mentor(stage=0)])
    assert refused_by_both(unknown, None, MEET) == []
