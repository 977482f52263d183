"""Nobody is proposed whose mentor has no place free at all."""

import datetime as dt

from builders import MONDAY, history, mentee, mentor, pair, programme

from rules.both_sides import refused_by_both

MEET = {("E1", "M1"): ("cafe", "Tue 10:00-11:00")}


def refused(other, *rows):
    made = programme([mentee("E1"), mentee("E2")], [other])
    return refused_by_both(made, history(*rows), MEET)


def test_a_mentor_who_is_full_elsewhere_is_refused():
    assert refused(mentor(max_people=2, people_elsewhere=2)) == ["places"]
    assert refused(mentor(max_people=2, people_elsewhere=1)) == []


def test_a_held_pair_takes_a_place():
    assert refused(mentor(max_people=1), pair("E2", "M1")) == ["places"]
    assert refused(mentor(max_people=2), pair("E2", "M1")) == []


def test_only_pairs_begun_in_the_term_count_as_new_ones():
    before = MONDAY - dt.timedelta(days=1)
    assert refused(mentor(new_people=1), pair("E2", "M1")) == ["places"]
    assert refused(mentor(new_people=1), pair("E2", "M1", since=before)) == []
    assert refused(mentor(new_people=1), pair("E2", "M1", since=before), pair("E2", "M1", since=MONDAY)) == []
