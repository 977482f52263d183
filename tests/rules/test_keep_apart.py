"""Two who are kept apart are no pair, and no meeting is near a commitment of somebody kept apart."""

import datetime as dt

from builders import MONDAY, apart, commitment, history, mentee, mentor, pair, programme, venue
from honest_plans import honest_plan

from rules.both_sides import refused_by_both

MEET = {("E1", "M1"): ("cafe", "Tue 10:00-11:00")}


def refused(*rows, held=(), plan=MEET, **more):
    made = programme([mentee("E1"), mentee("E2")], [mentor()], keep_apart=rows, **more)
    return refused_by_both(made, history(*held), plan)


def test_two_who_are_kept_apart_are_refused():
    assert refused(apart("E1", "M1")) == ["keep-apart"]
    assert refused(apart("E1", "M1", "E2")) == ["keep-apart"]


def test_a_row_that_is_over_is_left_alone():
    assert refused(apart("E1", "M1", until=MONDAY - dt.timedelta(days=1))) == []
    assert refused(apart("E1", "M1", until=MONDAY)) == ["keep-apart"]


def test_rows_of_others_are_left_alone():
    assert refused(apart("E1", "E2")) == []


def test_a_held_pair_of_two_who_are_kept_apart_may_not_keep_its_meeting():
    row = (pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00"),)
    assert refused(apart("E1", "M1"), held=row) == ["keep-apart"]
    assert refused(apart("E1", "M1"), held=row, plan=None) == []


def test_a_meeting_within_an_hour_of_somebody_kept_apart_is_refused():
    for wary in ("E1", "M1"):
        near = {"commitments": (commitment("E2", "Tue 11:59-13:00", "cafe"),)}
        assert refused(apart(wary, "E2"), **near) == ["keep-apart"]


def test_a_meeting_an_hour_away_or_elsewhere_is_left_alone():
    after = (commitment("E2", "Tue 12:00-13:00", "cafe"),)
    elsewhere = (commitment("E2", "Tue 10:00-11:00", "hall"),)
    over = (commitment("E2", "Tue 10:00-11:00", "cafe", ends_on=MONDAY),)
    assert refused(apart("E1", "E2"), commitments=after) == []
    assert refused(apart("E1", "E2"), commitments=elsewhere, venues=[venue(), venue("hall")], plan=MEET) == []
    assert refused(apart("E1", "E2"), commitments=over) == []


def test_a_recorded_meeting_in_the_way_of_somebody_kept_apart_is_refused():
    row = (pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00"),)
    near = (commitment("E2", "Tue 11:30-13:00", "cafe"),)
    assert refused(apart("E1", "E2"), held=row, commitments=near) == ["keep-apart"]


def test_a_sentence_never_says_why():
    from mentormatch.checking import verdict_of
    from mentormatch.domain.history import History

    made = programme([mentee()], [mentor()], keep_apart=(apart("E1", "M1", set_by="Sheriff"),))
    found = verdict_of(made, History(), honest_plan(made, None, MEET)).breaches
    assert [breach.says for breach in found] == ["E1 and M1 must be kept apart."]
