"""A meeting is at an hour at which the place is open and both are free, the way there and back included."""

import datetime as dt

import pytest
from builders import MONDAY, commitment, free, mentee, mentor, programme, slot, venue
from honest_plans import honest_plan, refused_for

from mentormatch.domain.people import Staff
from mentormatch.domain.places import Activity
from mentormatch.domain.slots import Rhythm
from mentormatch.domain.travelling import Mode, Spot
from rules.both_sides import refused_by_both

TEN = "Tue 10:00-11:00"


def refused(one=None, other=None, when=TEN, place="cafe", **more):
    made = programme([one or mentee()], [other or mentor()], **more)
    return refused_by_both(made, None, {("E1", "M1"): (place, when)})


def test_an_hour_at_which_everything_fits_is_left_alone():
    assert refused() == []


@pytest.mark.parametrize(
    "when",
    [
        "Tue 10:15-11:15",  # not on the half hour
        "Tue 10:00-11:30",  # longer than a meeting is
        "Sun 10:00-11:00",  # outside duty hours
        "Mon 20:00-21:00",
        slot(TEN, Rhythm.FORTNIGHTLY, 2),  # the mentee meets weekly
    ],
)
def test_a_slot_that_no_pair_of_this_mentee_may_have_is_refused(when):
    assert refused(when=when) == ["common-hour"]


def test_the_way_there_and_back_lies_inside_the_time_at_home():
    # both walk 2 minutes
    assert refused(mentee(when="Tue 09:58-11:02")) == []
    assert refused(mentee(when="Tue 09:59-11:02")) == ["common-hour"]
    assert refused(other=mentor(when="Tue 09:58-11:01")) == ["common-hour"]


def test_touching_windows_are_one():
    assert refused(mentee(when="Tue 09:00-10:30; Tue 10:30-12:00")) == []


def test_somebody_whose_time_is_not_known_has_the_default():
    given = {"policy": {"default_availability": free("Tue 10:30-14:00")}}
    assert refused(mentee(when=None), **given) == ["common-hour"]
    assert refused(mentee(when=None), when="Tue 11:00-12:00", **given) == []


def test_a_place_must_be_open():
    given = {"venues": [venue(opening="Tue 10:30-18:00")]}
    assert refused(**given) == ["common-hour"]
    assert refused(when="Tue 11:00-12:00", **given) == []


def test_alternate_weeks_must_both_fit_a_weekly_meeting():
    every_second = mentee(when="A: Tue 09:00-12:00", rhythm=Rhythm.FORTNIGHTLY)
    assert refused(mentee(when="A: Tue 09:00-12:00")) == ["common-hour"]
    assert refused(every_second, when=slot(TEN, Rhythm.FORTNIGHTLY, 1)) == []
    assert refused(every_second, when=slot(TEN, Rhythm.FORTNIGHTLY, 2)) == ["common-hour"]


def test_a_monthly_meeting_needs_weeks_of_both_letters():
    monthly = mentee(when="A: Tue 09:00-12:00", rhythm=Rhythm.MONTHLY)
    assert refused(monthly, when=slot(TEN, Rhythm.MONTHLY, 3)) == ["common-hour"]


def test_the_last_bus_home_must_still_run():
    # 10 km by bus only; the last bus on weekdays leaves at 22:30, and on Sundays at 21:00
    far = mentee(at=10_000, modes=(Mode.BUS,), max_minutes=90)
    late = {"policy": {"duty_hours": free("Mon-Sun 00:00-24:00")}}
    assert refused(far, when="Tue 21:30-22:30", **late) == []
    assert refused(far, when="Tue 22:00-23:00", **late) == ["common-hour"]
    assert refused(far, when="Sun 20:00-21:00", **late) == []
    assert refused(far, when="Sun 20:30-21:30", **late) == ["common-hour"]


def test_a_commitment_elsewhere_needs_the_way_between_the_two_places():
    # 800 m on foot are 1.3 x 800 / 80 = 13 minutes
    given = {"venues": [venue(), venue("hall", 800, one_to_one=False)]}
    walks = mentee(modes=(Mode.FOOT,))
    assert refused(walks, commitments=(commitment("E1", "Tue 11:13-12:00", "hall"),), **given) == []
    assert refused(walks, commitments=(commitment("E1", "Tue 11:12-12:00", "hall"),), **given) == ["common-hour"]
    assert refused(walks, commitments=(commitment("E1", "Tue 09:00-09:48", "hall"),), **given) == ["common-hour"]
    assert refused(commitments=(commitment("M1", "Tue 11:00-12:00", "cafe"),), **given) == []
    assert refused(commitments=(commitment("M1", "Tue 10:59-12:00"),), **given) == ["common-hour"]


def test_a_commitment_at_a_point_that_is_no_venue_needs_the_way_there():
    there = Spot(230_800, 620_000)
    walks = mentee(modes=(Mode.FOOT,))
    assert refused(walks, commitments=(commitment("E1", "Tue 11:13-12:00", spot=there),)) == []
    assert refused(walks, commitments=(commitment("E1", "Tue 11:12-12:00", spot=there),)) == ["common-hour"]


def test_a_commitment_that_shares_no_date_is_left_alone():
    over = commitment("E1", TEN, "cafe", ends_on=MONDAY - dt.timedelta(days=1))
    assert refused(commitments=(over,)) == []
    every_second = mentee(rhythm=Rhythm.FORTNIGHTLY)
    other_weeks = commitment("E1", slot(TEN, Rhythm.FORTNIGHTLY, 2), "cafe")
    assert refused(every_second, when=slot(TEN, Rhythm.FORTNIGHTLY, 1), commitments=(other_weeks,)) == []
    assert refused(every_second, when=slot(TEN, Rhythm.FORTNIGHTLY, 2), commitments=(other_weeks,)) == ["common-hour"]


def test_a_commitment_before_the_pair_may_begin_is_left_alone():
    later = mentee(available_from=dt.date(2027, 3, 1))
    until_then = commitment("E1", TEN, "cafe", ends_on=dt.date(2027, 2, 28))
    assert refused(later, commitments=(until_then,)) == []


def test_a_fixed_session_is_a_commitment_of_those_who_lead_and_attend():
    for who in ("fixed_leaders", "fixed_people"):
        walk = Activity(id="walk", name="Walk", fixed=(slot(TEN),), fixed_venue="cafe", **{who: ("E1",)})
        assert refused(activities=(walk,)) == ["common-hour"]
        assert refused(activities=(walk,), when="Tue 11:00-12:00") == []


def test_somebody_who_is_mentor_and_staff_travels_as_a_mentor():
    # as a mentor by car: 10 km between two venues; a staff row on foot does not count
    places = [venue(), venue("hall", 10_000, one_to_one=False)]
    both = {"staff": (Staff(id="M1", spot=Spot(230_000, 620_000), modes=(Mode.FOOT,)),), "venues": places}
    after = (commitment("M1", "Tue 12:00-13:00", "hall"),)
    assert refused(other=mentor(modes=(Mode.CAR,)), commitments=after, **both) == []
    assert refused(other=mentor(modes=(Mode.FOOT,)), commitments=after, **both) == ["common-hour"]


def test_an_idea_without_a_meeting_is_refused():
    made = programme()
    assert refused_for(made, None, honest_plan(made, None, {("E1", "M1"): None})) == ["common-hour"]


def test_duty_hours_that_are_too_short_for_a_meeting_leave_no_hour():
    assert refused(policy={"duty_hours": free("Tue 10:00-11:00")}) == []
    assert refused(policy={"duty_hours": free("Tue 10:00-10:59")}) == ["common-hour"]
