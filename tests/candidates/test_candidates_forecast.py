"""What is said before a timetable is searched for."""

from __future__ import annotations

from typing import Any

from builders import mentee, mentor, programme
from honest_timetables import activity, hall, staff

from mentormatch.candidates.sessions.forecast import TOO_FEW
from mentormatch.candidates.sessions.found import FEW
from mentormatch.domain.forecast import Forecast
from mentormatch.domain.history import History
from mentormatch.domain.places import Entry
from mentormatch.domain.slots import Rhythm
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


def hours(rows: Any, who: str) -> tuple[int, int, int, bool]:
    """Hours a week that are needed of somebody, that they could be asked for, and that there are; whether they lack."""
    (row,) = [one for one in rows if one.who == who]
    assert not any(minutes % 240 for minutes in (row.needed, row.could, row.there))
    return row.needed // 240, row.could // 240, row.there // 240, row.short


def test_a_leader_of_fixed_sessions_beyond_their_hours_is_named() -> None:
    walk = activity("walk", fixed=("Tue 10:00-12:00",), fixed_venue="hall", fixed_leaders=("M1",))
    found = foreseen(walk, mentors=[mentor("M1", minutes_a_week=60)]).leaders
    assert hours(found, "M1") == (2, 2, 1, True)


def test_of_two_leaders_where_one_is_enough_neither_must_lead_and_both_could() -> None:
    found = foreseen(activity("walk", sessions=3), staff=(staff("S1"), staff("S2", when="Tue 10:00-14:00"))).leaders
    assert hours(found, "S1") == (0, 3, 168, False)
    assert hours(found, "S2") == (0, 3, 4, False)


def test_the_only_mentor_who_could_lead_must_where_one_is_asked_for() -> None:
    walk = activity("walk", lived_experience_leader=True)
    found = foreseen(walk, mentors=[mentor("M1", leads=("walk",), minutes_a_week=120)]).leaders
    assert hours(found, "M1") == (1, 1, 2, False)
    assert hours(found, "S1")[0] == 0


def test_what_is_every_second_week_counts_half_and_hours_of_one_week_in_two_as_well() -> None:
    walk = activity("walk", rhythm=Rhythm.FORTNIGHTLY, minutes=120, venues=("hall",))
    found = foreseen(walk, venues=[hall(opening="A: Tue 10:00-12:00", rooms=1)])
    assert hours(found.venues, "hall") == (1, 1, 1, False)


def test_a_place_of_which_more_hours_are_asked_than_it_is_open_is_named() -> None:
    walk = activity("walk", sessions=3, venues=("hall",))
    found = foreseen(walk, venues=[hall(opening="Tue 10:00-12:00", rooms=1), hall("barn")])
    assert hours(found.venues, "hall") == (3, 3, 2, True)
    assert [row.who for row in found.venues] == ["hall"]


def test_three_wishes_with_two_hours_between_them_are_the_smallest_set() -> None:
    hours_of = {"times": "Tue 10:00-11:00; Tue 12:00-13:00"}
    three = [activity(name, **hours_of) for name in ("walk", "art", "band")]
    wishing = mentee("E1", wishes=("walk", "art", "band"))
    leader = staff(leads=("walk", "art", "band"))
    assert foreseen(*three, mentees=[wishing], staff=(leader,)).apart == (("E1", ("walk", "art", "band")),)


def test_fixed_sessions_that_can_never_be_and_those_that_cannot_be_together_are_told_apart() -> None:
    walk = activity("walk", fixed=("Tue 10:00-11:00",), fixed_venue="hall")
    art = activity("art", fixed=("Tue 10:30-11:30",), fixed_venue="hall")
    band = activity("band", fixed=("Wed 10:00-11:00",), fixed_venue="hall")
    leaders = (staff("S1", leads=("walk", "art")), staff("S2", leads=("walk", "art")))
    found = foreseen(walk, art, band, staff=leaders, venues=[hall(rooms=1)])
    assert [(row.activity, row.rule) for row in found.left_out] == [("band", "session-leaders")]
    (conflict,) = found.conflicts
    assert (conflict.activity, [name for name, _ in conflict.others]) == ("walk", ["art"])
    assert [row.rule for row in conflict.rules] == ["session-rooms"]
