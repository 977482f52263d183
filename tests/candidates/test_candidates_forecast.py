"""What is said before a timetable is searched for."""

from __future__ import annotations

from typing import Any

from builders import mentee, mentor, programme
from honest_timetables import activity, hall, staff

from mentormatch.candidates.sessions.forecast import TOO_FEW, Forecast
from mentormatch.candidates.sessions.found import FEW
from mentormatch.domain.history import History
from mentormatch.domain.places import Entry
from mentormatch.planning.forecast import foresee


def foreseen(*activities: Any, **people: Any) -> Forecast:
    given: dict[str, Any] = {
        "mentees": [mentee("E1", wishes=("walk", "art"))],
        "staff": (staff(leads=("walk", "art")),),
        "venues": [hall()],
        **people,
    }
    return foresee(programme(activities=activities, **given), History())


def test_two_wishes_at_one_hour_can_never_hold_together() -> None:
    walk, art = activity("walk", times="Tue 10:00-11:00"), activity("art", times="Tue 10:00-11:00")
    assert foreseen(walk, art).apart == (("E1", ("walk", "art")),)


def test_two_wishes_at_two_hours_are_left_alone() -> None:
    walk, art = activity("walk", times="Tue 10:00-11:00"), activity("art", times="Tue 12:00-13:00")
    assert foreseen(walk, art).apart == ()


def test_more_wishes_than_somebody_has_time_for_are_named() -> None:
    walk, art = activity("walk", times="Tue 10:00-11:00"), activity("art", times="Tue 12:00-13:00")
    busy = mentee("E1", wishes=("walk", "art"), max_sessions=1)
    assert foreseen(walk, art, mentees=[busy]).apart == (("E1", ("walk", "art")),)


def test_an_activity_that_nobody_can_lead_says_so() -> None:
    assert foreseen(activity("walk"), staff=()).unheld == {"walk": "session-leaders"}


def test_an_activity_for_which_too_few_are_free_says_so() -> None:
    assert foreseen(activity("walk", smallest=2)).unheld == {"walk": TOO_FEW}


def test_a_drop_in_to_which_too_few_would_come_says_so() -> None:
    assert foreseen(activity("walk", smallest=2, entry=Entry.DROP_IN)).unheld == {"walk": FEW}


def test_an_activity_that_can_be_held_is_not_named() -> None:
    assert foreseen(activity("walk")).unheld == {}


def test_a_leader_of_fixed_sessions_beyond_their_hours_is_named() -> None:
    walk = activity("walk", fixed=("Tue 10:00-11:00",), fixed_venue="hall", fixed_leaders=("M1",))
    (found,) = foreseen(walk, mentors=[mentor("M1", minutes_a_week=30)]).leaders
    assert (found.who, found.needed, found.there) == ("M1", 60, 30)


def test_a_place_of_which_more_hours_are_asked_than_it_is_open_is_named() -> None:
    walk = activity("walk", sessions=3, venues=("hall",))
    (found,) = foreseen(walk, venues=[hall(opening="Tue 10:00-12:00", rooms=1)]).venues
    assert (found.who, found.needed, found.there) == ("hall", 180, 120)
