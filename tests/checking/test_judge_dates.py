"""Dates planned, dates held and the day by which something must be renewed, counted by hand."""

import datetime as dt

from builders import history, mentee, mentor, programme, slot, venue
from honest_plans import honest_plan

from mentormatch.domain.history import Approval
from mentormatch.domain.places import Closure
from mentormatch.domain.policy import Term
from mentormatch.domain.slots import Rhythm

TEN = "Tue 10:00-11:00"
EIGHT = Term(first_day=dt.date(2027, 3, 15), weeks=8)
"""Tuesdays 16, 23, 30 March, 6, 13, 20, 27 April, 4 May; Friday 26 March and Monday 3 May are holidays."""


def met(one=None, other=None, when=TEN, place="cafe", rows=(), **more):
    given = {"term": EIGHT, "as_of": EIGHT.first_day, "policy": {"min_dates": 1}, **more}
    made = programme([one or mentee()], [other or mentor()], **given)
    return honest_plan(made, history(*rows), {("E1", "M1"): (place, when)}).pairs[0]


def dates(*given, **more):
    meeting = met(*given, **more).meeting
    return meeting.dates_planned, meeting.dates_held


def test_a_weekly_slot_has_every_date_of_its_weekday():
    assert dates() == (8, 8)


def test_dates_begin_today_and_not_before_somebody_is_free():
    assert dates(as_of=dt.date(2027, 3, 17)) == (7, 7)
    assert dates(mentee(available_from=dt.date(2027, 4, 6))) == (5, 5)
    assert dates(mentee(available_from=dt.date(2027, 6, 6))) == (0, 0)


def test_fortnightly_dates_are_counted_from_the_first_monday():
    every_second = mentee(rhythm=Rhythm.FORTNIGHTLY)
    assert dates(every_second, when=slot(TEN, Rhythm.FORTNIGHTLY, 1)) == (4, 4)
    midweek = Term(first_day=dt.date(2027, 3, 17), weeks=3)  # Tuesdays 23 (A), 30 March (B), 6 April (A)
    assert dates(every_second, when=slot(TEN, Rhythm.FORTNIGHTLY, 1), term=midweek) == (2, 2)
    assert dates(every_second, when=slot(TEN, Rhythm.FORTNIGHTLY, 2), term=midweek) == (1, 1)


def test_monthly_dates_are_the_nth_weekday_of_the_month():
    monthly = mentee(rhythm=Rhythm.MONTHLY)
    assert dates(monthly, when=slot(TEN, Rhythm.MONTHLY, 1)) == (2, 2)  # 6 April, 4 May
    assert dates(monthly, when=slot(TEN, Rhythm.MONTHLY, 4)) == (2, 2)  # 23 March, 27 April


def test_a_bank_holiday_is_not_held_unless_the_venue_is_open():
    # Monday 3 May is a holiday, Easter Monday is none in Scotland
    assert dates(when="Mon 10:00-11:00") == (8, 7)
    assert dates(when="Mon 10:00-11:00", venues=[venue(open_on_bank_holidays=True)]) == (8, 8)


def test_closures_and_days_away_are_not_held():
    shut = Closure(first=dt.date(2027, 3, 30), last=dt.date(2027, 4, 6), council_run_only=True)
    assert dates(closures=(shut,)) == (8, 8)
    assert dates(closures=(shut,), venues=[venue(council_run=True)]) == (8, 6)
    away = mentee(when="Mon-Sun; not 2027-04-06..2027-04-13")
    assert dates(away, closures=(shut,), venues=[venue(council_run=True)]) == (8, 5)


def test_a_meeting_by_telephone_knows_only_the_dates_of_the_people():
    from builders import IN_PERSON, PHONE

    both = {"meets": (IN_PERSON, PHONE)}
    shut = Closure(first=dt.date(2027, 3, 30), last=dt.date(2027, 4, 6))
    people = mentee(when="Mon-Sun; not 2027-04-06..2027-04-13", **both), mentor(**both)
    assert dates(*people, place="phone", closures=(shut,)) == (8, 6)


def test_nothing_is_held_after_the_clearance_or_the_approval_ends():
    approved = Approval(mentee="E1", by="officer", on=dt.date(2027, 1, 1), until=dt.date(2027, 4, 12))
    ends = mentor(cleared_until=dt.date(2027, 4, 20))
    assert dates(other=ends) == (8, 6)
    assert dates(mentee(needs_approval=True), ends, rows=(approved,)) == (8, 4)
    assert dates(mentee(), ends, rows=(approved,)) == (8, 6)  # no approval is needed


def test_what_ends_before_the_last_date_must_be_renewed():
    approved = Approval(mentee="E1", by="officer", on=dt.date(2027, 1, 1), until=dt.date(2027, 4, 12))
    assert met().renew_by is None
    assert met(other=mentor(cleared_until=dt.date(2027, 5, 4))).renew_by is None
    assert met(other=mentor(cleared_until=dt.date(2027, 5, 3))).renew_by == dt.date(2027, 5, 3)
    both = met(mentee(needs_approval=True), mentor(cleared_until=dt.date(2027, 5, 3)), rows=(approved,))
    assert both.renew_by == dt.date(2027, 4, 12)
