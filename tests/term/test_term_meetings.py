"""The dates of a pair's meetings, found a third way, are as many as the planner and the judge found."""

from __future__ import annotations

import datetime as dt

import pytest
from builders import MONDAY
from disclosed import meets, small
from random_programmes import random_programme
from random_timetables import random_timetable_programme

from mentormatch.domain.appointments import SESSION
from mentormatch.domain.places import Closure
from mentormatch.planning import Effort, ImpossiblePinsError, make_plan, make_schedule
from mentormatch.term import Meetings


def test_dates_held_and_planned_are_as_many_as_the_plan_says_and_lie_in_the_term() -> None:
    seen = lost = 0
    for seed in range(20):
        programme, history = random_programme(seed)
        try:
            plan = make_plan(programme, history, "made from", Effort(threads=1))
        except ImpossiblePinsError:
            continue
        meetings = Meetings(programme)
        for pair in plan.pairs:
            dates = meetings.dates(pair)
            if pair.meeting is not None:
                seen, lost = seen + 1, lost + bool(dates.not_held)
                assert len(dates.held) == pair.meeting.dates_held, seed
                assert all(day.weekday() == pair.meeting.slot.weekday for day in (*dates.held, *dates.not_held))
    assert seen > 10 and lost > 1


def test_a_closure_that_was_added_since_takes_its_date_away() -> None:
    day = MONDAY + dt.timedelta(days=8)
    shut = Closure(first=day, last=day, venue="cafe")
    before, after = (Meetings(small(closures=closures)).dates(meets("E1", "M1")) for closures in ((), (shut,)))
    assert set(before.held) - set(after.held) == {day} and day in after.not_held


@pytest.mark.parametrize("seed", [1, 4, 8, 11])
def test_dates_of_sessions_are_those_of_the_plan(seed: int) -> None:
    programme, history = random_timetable_programme(seed)
    plan = make_schedule(programme, history, "made from", Effort(threads=1))
    held = Meetings(programme).of_plan(plan)
    for session in plan.timetable.sessions:
        dates = held[SESSION, session.id]
        assert dates.held == session.dates, session.id
        assert dates.not_held == tuple(lost.day for lost in session.not_held), session.id
