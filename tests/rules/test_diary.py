"""Nobody has two meetings too near to each other on one day."""

import pytest
from builders import history, mentee, mentor, pair, programme, slot, venue
from honest_plans import honest_plan, refused_for

from mentormatch.domain.slots import Rhythm
from mentormatch.domain.travelling import Mode
from rules.both_sides import made_by_the_planner

WALKS = {"modes": (Mode.FOOT,)}


def refused(first, second, *rows, people=None, plan=True, **more):
    made = programme(people or [mentee("E1"), mentee("E2")], [mentor(**WALKS)], **more)
    meetings = {("E1", "M1"): ("cafe", first), ("E2", "M1"): second} if plan else None
    return refused_for(made, history(*rows), honest_plan(made, history(*rows), meetings))


def test_two_meetings_at_once_are_refused():
    assert refused("Tue 10:00-11:00", ("cafe", "Tue 10:00-11:00")) == ["diary"]
    assert refused("Tue 10:00-11:00", ("cafe", "Tue 10:30-11:30")) == ["diary"]


def test_two_meetings_one_after_the_other_at_one_place_are_left_alone():
    assert refused("Tue 10:00-11:00", ("cafe", "Tue 11:00-12:00")) == []


def test_the_way_between_two_places_must_fit():
    # 2,000 m on foot are 33 minutes: more than the half hour between 11:00 and 11:30
    two = {"venues": [venue(), venue("hall", 2000)], "people": [mentee("E1"), mentee("E2", 2000)]}
    assert refused("Tue 10:00-11:00", ("hall", "Tue 11:30-12:30"), **two) == ["diary"]
    assert refused("Tue 10:00-11:00", ("hall", "Tue 12:00-13:00"), **two) == []


def test_meetings_in_alternate_weeks_are_left_alone():
    people = [mentee("E1", rhythm=Rhythm.FORTNIGHTLY), mentee("E2", rhythm=Rhythm.FORTNIGHTLY)]
    one, other = (slot("Tue 10:00-11:00", Rhythm.FORTNIGHTLY, which) for which in (1, 2))
    assert refused(one, ("cafe", other), people=people) == []
    assert refused(one, ("cafe", one), people=people) == ["diary"]


def test_somebody_who_mentors_and_is_mentored_has_one_diary():
    both = programme([mentee("E1"), mentee("M1")], [mentor("M1"), mentor("M2", stage=5)])
    ten = ("cafe", "Tue 10:00-11:00")
    clash = honest_plan(both, None, {("E1", "M1"): ten, ("M1", "M2"): ten})
    apart = honest_plan(both, None, {("E1", "M1"): ten, ("M1", "M2"): ("cafe", "Tue 11:00-12:00")})
    assert refused_for(both, None, clash) == ["diary"]
    assert refused_for(both, None, apart) == []


def test_two_meetings_that_people_wrote_down_are_left_alone():
    rows = [pair(name, "M1", place="cafe", slot="Tue 10:00-11:00") for name in ("E1", "E2")]
    assert refused(None, None, *rows, plan=False) == []


def test_an_idea_may_not_clash_with_a_recorded_meeting():
    row = pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00")
    assert refused("Tue 10:00-11:00", ("cafe", "Tue 10:30-11:30"), row) == ["diary"]


@pytest.mark.parametrize(("when", "reached"), [("Tue 09:58-12:01", 1), ("Tue 09:58-12:02", 2)])
def test_the_planner_puts_meetings_one_after_the_other(when, reached):
    made = programme(2, [mentor(when=when, **WALKS)])
    assert len(made_by_the_planner(made).pairs) == reached


@pytest.mark.parametrize(("second", "reached"), [("Tue 11:28-12:32", 1), ("Tue 11:58-13:02", 2)])
def test_the_planner_leaves_time_for_the_way_between_two_places(second, reached):
    # each mentee has one hour at one of the two places: 10:00, and 11:30 or 12:00, 33 minutes on foot from there
    one = mentee("E1", when="Tue 09:58-11:02", not_at=("hall",))
    other = mentee("E2", 2000, when=second, not_at=("cafe",))
    made = programme([one, other], [mentor(**WALKS)], [venue(), venue("hall", 2000)])
    assert len(made_by_the_planner(made).pairs) == reached


def test_the_planner_gives_somebody_who_mentors_and_is_mentored_one_diary():
    def reached(of_the_second):
        people = [mentee("E1", when="Tue 09:58-11:02", not_with=("M2",)), mentee("M1")]
        mentors = [mentor("M1"), mentor("M2", stage=5, when=of_the_second)]
        made = programme(people, mentors)
        return len(made_by_the_planner(made).pairs)

    assert reached("Tue 09:58-11:32") == 1
    assert reached("Tue 09:58-12:02") == 2
