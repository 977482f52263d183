"""The dates of a pair's meetings, found a third way, are as many as the planner and the judge found."""

from __future__ import annotations

import pytest
from random_programmes import random_programme

from mentormatch.domain.frozen import evolve
from mentormatch.planning import Effort, ImpossiblePinsError, make_plan
from mentormatch.term import Meetings


def test_dates_held_and_planned_are_as_many_as_the_plan_says_and_lie_in_the_term() -> None:
    seen = lost = 0
    for seed in range(30):
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
    assert seen > 15 and lost > 2


def test_a_plan_with_another_number_of_dates_is_refused() -> None:
    programme, history = random_programme(3)
    plan = make_plan(programme, history, "made from", Effort(threads=1))
    pair = next(one for one in plan.pairs if one.meeting is not None)
    with pytest.raises(ValueError, match="dates"):
        Meetings(programme).dates(evolve(pair, meeting=evolve(pair.meeting, dates_held=pair.meeting.dates_held + 1)))
