"""What one more session could bring to those who are in none: counted by hand."""

from __future__ import annotations

from typing import Any

from builders import apart, mentee, mentor, programme, slot
from honest_timetables import activity, hall, honest_timetable, session

from mentormatch.domain.further import Further
from mentormatch.domain.history import History
from mentormatch.domain.places import Rhythm
from mentormatch.planning.further import further_sessions

TEN = "Tue 10:00-11:00"


def further(*who: Any, walk: dict[str, Any] | None = None, **more: Any) -> Further:
    """Of the one activity, where E0 walks on Tuesday at ten and the others do not."""
    given = programme(
        [mentee("E0"), *who],
        [mentor("M1", leads=("walk",))],
        [hall(**more.pop("venue", {}))],
        activities=(activity(times="Tue-Wed 10:00-11:00", **(walk or {})),),
        **more,
    )
    (one,) = further_sessions(given, History(), honest_timetable(given, session("walk", TEN, led="M1", by="E0")))
    return one


def test_those_who_could_go_together_are_counted_where_most_could() -> None:
    one = further(mentee("E1"), mentee("E2", when="Wed 09:00-12:00"), mentee("E3", when="Thu 09:00-12:00"))
    assert one == Further(
        activity="walk", asked=1, runs=1, could=2, together=2, needs=1, slot=slot("Wed 10:00-11:00"), venue="hall"
    )


def test_what_runs_is_no_further_session_and_where_nobody_could_there_is_no_place() -> None:
    one = further(mentee("E1", when="Tue 09:00-12:00"))
    assert (one.could, one.together, one.slot, one.venue) == (0, 0, None, None)


def test_no_more_go_together_than_have_room_with_those_who_come_along() -> None:
    many = [mentee(f"E{n}", when="Wed 09:00-12:00") for n in range(1, 6)]
    assert further(*many).together == 5
    assert further(*many, walk={"largest": 3}).together == 3
    assert further(*many, venue={"capacity": 3}).together == 2  # and who leads
    pair = mentee("E9", when="Wed 09:00-12:00", comes_with=("worker",))
    assert further(pair, many[0], walk={"largest": 2}).together == 1


def test_people_kept_apart_do_not_go_together_but_each_could_go() -> None:
    two = (mentee("E1", when="Wed 09:00-12:00"), mentee("E2", when="Wed 09:00-12:00"))
    one = further(*two, keep_apart=(apart("E1", "E2"),))
    assert (one.could, one.together) == (2, 1)


def test_it_takes_as_many_as_are_expected_by_turnout() -> None:
    walk = {"smallest": 3, "turnout": 60, "rhythm": Rhythm.WEEKLY, "fixed": (slot(TEN),), "fixed_venue": "hall"}
    given = programme([mentee("E1")], [mentor("M1", leads=("walk",))], [hall()], activities=(activity(**walk),))
    (one,) = further_sessions(given, History(), honest_timetable(given))
    assert (one.needs, one.asked, one.runs) == (5, 1, 0)
