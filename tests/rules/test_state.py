"""Nobody is proposed who was declined, or whose pair ended and may not be tried again yet."""

import datetime as dt

from builders import MONDAY, history, pair, programme

from mentormatch.domain.history import PairState
from rules.both_sides import refused_by_both

MEET = {("E1", "M1"): ("cafe", "Tue 10:00-11:00")}
WEEK = dt.timedelta(weeks=1)


def refused(*rows):
    return refused_by_both(programme(), history(*rows), MEET)


def test_somebody_who_was_declined_is_refused():
    assert refused(pair("E1", "M1", PairState.DECLINED, by="E1")) == ["state"]


def test_a_refusal_that_the_same_person_took_back_is_left_alone():
    declined = pair("E1", "M1", PairState.DECLINED, since=MONDAY - WEEK, by="E1")
    assert refused(declined, pair("E1", "M1", PairState.IDEA, reopened_by="E1")) == []


def test_a_pair_that_ended_eleven_weeks_ago_is_refused():
    assert refused(pair("E1", "M1", PairState.ENDED, since=MONDAY - 11 * WEEK)) == ["state"]


def test_a_pair_that_ended_twelve_weeks_ago_is_left_alone():
    assert refused(pair("E1", "M1", PairState.ENDED, since=MONDAY - 12 * WEEK)) == []


def test_a_date_in_the_record_comes_before_the_usual_weeks():
    assert refused(pair("E1", "M1", PairState.ENDED, since=MONDAY - 40 * WEEK, again_from=MONDAY + WEEK)) == ["state"]
    assert refused(pair("E1", "M1", PairState.ENDED, since=MONDAY - WEEK, again_from=MONDAY)) == []


def test_a_pair_that_ended_a_day_less_than_twelve_weeks_ago_is_refused():
    assert refused(pair("E1", "M1", PairState.ENDED, since=MONDAY - 12 * WEEK + dt.timedelta(days=1))) == ["state"]
