"""Where and when a session may be at all: docs/timetable.md, T1. Each forged session beside one that is left alone."""

import datetime as dt

import pytest
from builders import MONDAY, mentee, mentor, programme, spot
from honest_plans import refused_for
from honest_timetables import activity, hall, honest_timetable, session

from mentormatch.domain.places import Closure
from mentormatch.domain.policy import Term
from mentormatch.domain.slots import Rhythm, Slot

PEOPLE = ([mentee("E1")], [mentor("M1", leads=("walk",))])


def judged(when, *, walk=None, at=None, fixed=False, **more):
    """The ids for which a session of M1 with E1 is refused."""
    made = programme(*PEOPLE, [at or hall()], activities=(walk or activity(),), **more)
    venue = made.venues[0].id
    plan = honest_timetable(made, session("walk", when, venue, led="M1", by="E1", fixed=fixed))
    return refused_for(made, None, plan)


TEN = "Tue 10:00-11:00"


def test_a_session_next_door_is_left_alone():
    assert judged(TEN) == []


# ------------------------------------------------------------------------------------------------------ session-time


@pytest.mark.parametrize(
    "when",
    [
        "Tue 10:10-11:10",  # off the grid of starts
        "Tue 10:00-11:30",  # longer than the activity
        Slot(weekday=1, start=600, minutes=60, rhythm=Rhythm.FORTNIGHTLY, first=1),
    ],
)
def test_a_session_of_another_start_length_or_rhythm_is_refused(when):
    assert judged(when) == ["session-time"]


def test_a_session_outside_the_times_of_its_activity_is_refused():
    walk = activity(times="Tue 10:00-11:00")
    assert judged("Tue 10:30-11:30", walk=walk) == ["session-time"]
    assert judged(TEN, walk=walk) == []


def test_times_of_one_letter_do_not_cover_a_weekly_session():
    assert judged(TEN, walk=activity(times="A: Tue 10:00-11:00")) == ["session-time"]
    fortnightly = activity(times="A: Tue 10:00-11:00", rhythm=Rhythm.FORTNIGHTLY)
    first, second = (Slot(weekday=1, start=600, minutes=60, rhythm=Rhythm.FORTNIGHTLY, first=n) for n in (1, 2))
    assert judged(first, walk=fortnightly) == []
    assert judged(second, walk=fortnightly) == ["session-time"]


# ----------------------------------------------------------------------------------------------------- session-place


@pytest.mark.parametrize(
    ("walk", "at"),
    [
        (activity(venues=("barn",)), hall()),
        (activity(facilities=("kitchen",)), hall(facilities=("piano",))),
        (activity(outdoor=True), hall()),
        (activity(), hall(outdoor=True)),
        (activity(), hall(opening="Tue 10:30-12:00")),
        (activity(), hall(opening="B: Tue 10:00-12:00")),
    ],
)
def test_a_session_at_a_venue_that_does_not_suit_it_is_refused(walk, at):
    assert judged(TEN, walk=walk, at=at) == ["session-place"]


@pytest.mark.parametrize(
    ("walk", "at"),
    [
        (activity(venues=("barn", "hall")), hall()),
        (activity(facilities=("big  Hall",)), hall(facilities=("Big hall ", "piano"))),
        (activity(outdoor=True), hall(outdoor=True)),
        (activity(), hall(opening="Tue 10:00-11:00")),
    ],
)
def test_a_session_at_a_venue_that_suits_it_is_left_alone(walk, at):
    assert judged(TEN, walk=walk, at=at) == []


def test_a_venue_open_from_ten_to_twelve_and_from_twelve_to_two_holds_a_session_from_eleven_to_one():
    walk = activity(minutes=120)
    assert judged("Tue 11:00-13:00", walk=walk, at=hall(opening="Tue 10:00-12:00; Tue 12:00-14:00")) == []
    assert judged("Tue 11:00-13:00", walk=walk, at=hall(opening="Tue 10:00-12:00; Tue 12:30-14:00")) == [
        "session-place"
    ]


def test_a_venue_for_nobody_is_none():
    assert "session-place" in judged(TEN, at=hall(capacity=0))


def test_a_session_may_end_at_midnight_and_start_with_the_day():
    """Whoever lives there needs no minute after midnight for the way home."""
    there = spot(place="hall")
    for when in ("Tue 23:00-24:00", "Tue 00:00-01:00"):
        for home, right in ((there, []), (0, ["common-hour"])):
            made = programme(
                [mentee("E1", home)], [mentor("M1", home, leads=("walk",))], [hall()], activities=(activity(),)
            )
            assert refused_for(made, None, honest_timetable(made, session("walk", when, led="M1", by="E1"))) == right


# ----------------------------------------------------------------------------------------------------- session-dates

FOUR_WEEKS = Term(first_day=MONDAY, weeks=4)


def closed(weeks):
    return (Closure(first=MONDAY, last=MONDAY + dt.timedelta(days=7 * weeks - 1)),)


def test_a_session_that_loses_more_than_half_of_its_dates_is_refused():
    assert judged(TEN, term=FOUR_WEEKS, closures=closed(3)) == ["session-dates"]
    assert judged(TEN, term=FOUR_WEEKS, closures=closed(2)) == []


def test_a_session_without_a_planned_date_is_refused():
    last = MONDAY + dt.timedelta(days=24)  # a Thursday: no Tuesday is left
    assert judged(TEN, term=FOUR_WEEKS, as_of=last) == ["session-dates"]
    assert judged(TEN, term=FOUR_WEEKS, as_of=last - dt.timedelta(days=2)) == []


def test_dates_before_today_are_no_dates():
    """Two of four are over: what is left is judged by itself."""
    made = programme(*PEOPLE, [hall()], activities=(activity(),), term=FOUR_WEEKS, as_of=MONDAY + dt.timedelta(days=9))
    plan = honest_timetable(made, session("walk", TEN, led="M1", by="E1"))
    assert [day.isoformat() for day in plan.timetable.sessions[0].dates] == ["2027-01-26", "2027-02-02"]
    assert refused_for(made, None, plan) == []


def test_an_unlit_session_out_of_doors_ends_before_sunset():
    """In Ayr the sun sets at ten past four on 12 January, at ten to five on 2 February."""
    walk = activity(outdoor=True)
    january = Term(first_day=MONDAY, weeks=4)
    assert judged("Tue 15:30-16:30", walk=walk, at=hall(outdoor=True), term=january) == ["session-dates"]
    assert judged("Tue 14:00-15:00", walk=walk, at=hall(outdoor=True), term=january) == []
    assert judged("Tue 19:00-20:00", walk=walk, at=hall(outdoor=True, lit=True), term=january) == []


def test_a_session_that_is_dark_on_some_dates_names_them():
    made = programme(*PEOPLE, [hall(outdoor=True)], activities=(activity(outdoor=True),))
    plan = honest_timetable(made, session("walk", "Tue 15:30-16:30", led="M1", by="E1"))
    lost = plan.timetable.sessions[0].not_held
    assert [one.day.isoformat() for one in lost] == ["2027-01-12", "2027-01-19", "2027-01-26"]
    assert {one.why for one in lost} == {"dark"}
    assert refused_for(made, None, plan) == []


# ------------------------------------------------------------------------------------- session-number, session-fixed


def two(*sessions, walk, venues=None, **more):
    people = ([mentee("E1"), mentee("E2")], [mentor("M1", leads=("walk",)), mentor("M2", leads=("walk",))])
    made = programme(*people, venues or [hall(rooms=2)], activities=(walk,), **more)
    return refused_for(made, None, honest_timetable(made, *sessions))


def test_no_more_sessions_than_are_asked_for():
    sessions = session("walk", TEN, led="M1", by="E1"), session("walk", "Wed 10:00-11:00", led="M2", by="E2")
    assert two(*sessions, walk=activity(sessions=1)) == ["session-number"]
    assert two(*sessions, walk=activity(sessions=2)) == []


def test_the_same_session_twice_is_refused_even_where_there_are_two_rooms():
    sessions = session("walk", TEN, led="M1", by="E1"), session("walk", TEN, led="M2", by="E2")
    assert two(*sessions, walk=activity(sessions=2)) == ["session-number"]


def test_fixed_sessions_count_towards_those_asked_for():
    fixed = session("walk", TEN, led="M1", by="E1", fixed=True)
    placed = session("walk", "Wed 10:00-11:00", led="M2", by="E2")
    assert two(fixed, placed, walk=activity(sessions=1, fixed=(TEN,), fixed_venue="hall")) == ["session-number"]
    assert two(fixed, placed, walk=activity(sessions=2, fixed=(TEN,), fixed_venue="hall")) == []


def test_a_fixed_slot_runs_once():
    here, there = (session("walk", TEN, at, led=who, by=by, fixed=True) for at, who, by in
                   (("hall", "M1", "E1"), ("barn", "M2", "E2")))  # fmt: skip
    venues = [hall(), hall("barn")]
    assert two(here, there, walk=activity(fixed=(TEN,)), venues=venues) == ["session-number"]
    assert two(here, session("walk", TEN, "barn", led="M2", by="E2"), walk=activity(
        sessions=2, fixed=(TEN,), fixed_venue="hall"), venues=venues) == []  # fmt: skip


def test_a_session_is_marked_as_fixed_where_it_is_fixed_and_nowhere_else():
    assert judged(TEN, fixed=True) == ["session-fixed"]
    fixed = activity(fixed=(TEN,), fixed_venue="hall", sessions=2)
    assert judged(TEN, walk=fixed, fixed=True) == []
    assert judged(TEN, walk=fixed) == ["session-fixed"]


def test_a_fixed_session_is_at_its_venue_with_its_leaders():
    venues = [hall("barn"), hall()]
    fixed = activity(fixed=(TEN,), fixed_venue="barn")
    assert "session-fixed" in judged(TEN, walk=activity(fixed=(TEN,), fixed_venue="barn"), fixed=True)
    assert two(session("walk", TEN, "barn", led="M1", by="E1 E2", fixed=True), walk=fixed, venues=venues) == []
    both = activity(fixed=(TEN,), fixed_venue="hall", fixed_leaders=("M1", "M2"))
    assert two(session("walk", TEN, led="M1 M2", by="E1 E2", fixed=True), walk=both) == []
    assert two(session("walk", TEN, led="M1", by="E1 E2", fixed=True), walk=both) == ["session-fixed"]
    one = activity(fixed=(TEN,), fixed_venue="hall", fixed_leaders=("M1",))
    assert two(session("walk", TEN, led="M1 M2", by="E1 E2", fixed=True), walk=one) == ["session-fixed"]


def test_a_fixed_session_may_be_off_the_grid_and_of_its_own_length_and_rhythm():
    slot = Slot(weekday=1, start=605, minutes=50, rhythm=Rhythm.MONTHLY, first=2)
    assert judged(slot, walk=activity(fixed=(slot,), fixed_venue="hall"), fixed=True) == []
