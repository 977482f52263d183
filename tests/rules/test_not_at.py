"""Nobody meets at a place they may not go to."""

from builders import IN_PERSON, PHONE, history, mentee, mentor, pair, programme, venue

from rules.both_sides import refused_by_both

HERE = ("cafe", "Tue 10:00-11:00")
TWO = [venue("cafe"), venue("hall")]


def refused(one, other, where=HERE, *rows):
    made = programme([one], [other], TWO)
    return refused_by_both(made, history(*rows), {("E1", "M1"): where})


def test_a_place_ruled_out_for_either_is_refused():
    assert refused(mentee(not_at=("cafe",)), mentor()) == ["not-at"]
    assert refused(mentee(), mentor(not_at=("cafe",))) == ["not-at"]


def test_another_place_and_the_telephone_are_left_alone():
    both = {"meets": (IN_PERSON, PHONE)}
    assert refused(mentee(not_at=("cafe",)), mentor(), ("hall", HERE[1])) == []
    assert refused(mentee(not_at=("cafe", "hall"), **both), mentor(**both), ("phone", HERE[1])) == []


def test_a_recorded_meeting_there_is_refused_too():
    row = pair("E1", "M1", place="cafe", slot=HERE[1])
    assert refused(mentee(not_at=("cafe",)), mentor(), HERE, row) == ["not-at"]
    assert refused(mentee(not_at=("cafe",)), mentor(), ("hall", HERE[1]), row) == []
