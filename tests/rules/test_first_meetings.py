"""First meetings take place where staff are on duty."""

import pytest
from builders import IN_PERSON, PHONE, history, mentee, mentor, pair, programme, venue

from mentormatch.domain.history import PairState
from rules.both_sides import refused_by_both

TEN = "Tue 10:00-11:00"


def refused(where, *rows, place="cafe", people=None, **policy):
    one, other = people or (mentee(), mentor())
    made = programme([one], [other], [where], policy)
    return refused_by_both(made, history(*rows), {("E1", "M1"): (place, TEN)})


@pytest.mark.parametrize("given", [{"first_meeting_ok": False}, {"staffed": None}, {"staffed": "Tue 10:30-12:00"}])
def test_a_place_where_nobody_is_on_duty_is_refused(given):
    assert refused(venue(**given)) == ["first-meetings"]


def test_a_place_staffed_just_for_the_meeting_is_left_alone():
    assert refused(venue(staffed=TEN)) == []


def test_staff_in_every_second_week_are_not_enough():
    assert refused(venue(staffed="A: Tue 09:00-12:00")) == ["first-meetings"]


def test_where_no_meetings_are_supervised_all_is_left_alone():
    assert refused(venue(staffed=None), supervised_meetings=0) == []


def test_the_telephone_needs_no_staff():
    both = {"meets": (IN_PERSON, PHONE)}
    assert refused(venue(staffed=None), place="phone", people=(mentee(**both), mentor(**both))) == []


@pytest.mark.parametrize(("state", "found"), [(PairState.ASKED, ["first-meetings"]), (PairState.TRYING, [])])
def test_a_recorded_meeting_must_be_staffed_as_long_as_first_meetings_are_to_come(state, found):
    assert refused(venue(staffed=None), pair("E1", "M1", state, place="cafe", slot=TEN)) == found
