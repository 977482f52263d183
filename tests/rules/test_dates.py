"""Enough dates of a meeting are left in the term."""

import datetime as dt

from builders import mentee, mentor, programme, venue

from mentormatch.domain.places import Closure
from mentormatch.domain.policy import Term
from rules.both_sides import refused_by_both

MEET = {("E1", "M1"): ("cafe", "Tue 10:00-11:00")}
FOUR = Term(first_day=dt.date(2027, 1, 11), weeks=4)
"""Tuesdays 12, 19, 26 January and 2 February."""


def refused(one=None, other=None, **more):
    made = programme([one or mentee()], [other or mentor()], term=FOUR, **more)
    return refused_by_both(made, None, MEET)


def test_one_date_of_four_is_too_few():
    assert refused(mentee(when="Mon-Sun; not 2027-01-13..2027-02-07")) == ["dates"]


def test_two_dates_of_four_are_left_alone():
    assert refused(mentee(when="Mon-Sun; not 2027-01-20..2027-02-07")) == []


def test_what_each_side_and_the_venue_lose_adds_up():
    one = mentee(when="Mon-Sun; not 2027-01-12")
    other = mentor(when="Mon-Sun; not 2027-01-19")
    shut = Closure(first=dt.date(2027, 1, 26), last=dt.date(2027, 1, 26), venue="cafe")
    assert refused(one, other) == []
    assert refused(one, other, closures=(shut,)) == ["dates"]


def test_a_closure_of_another_area_is_left_alone():
    shut = Closure(first=dt.date(2027, 1, 13), last=dt.date(2027, 2, 7), area="East")
    assert refused(closures=(shut,), venues=[venue(area="South")]) == []
    assert refused(closures=(shut,), venues=[venue(area="East")]) == ["dates"]


def test_a_clearance_that_ends_is_no_lost_date():
    # min_dates is the clearance's own measure
    assert refused(other=mentor(cleared_until=dt.date(2027, 1, 12)), policy={"min_dates": 1}) == []


def test_a_pair_without_any_planned_date_is_left_alone():
    assert refused(mentee(available_from=dt.date(2027, 6, 1))) == []
