"""Nobody who rests or is gone has an idea or a meeting."""

import pytest
from builders import history, mentee, mentor, pair, programme
from honest_plans import honest_plan, refused_for

from mentormatch.domain.people import Status
from rules.both_sides import refused_by_both

MEET = {("E1", "M1"): ("cafe", "Tue 10:00-11:00")}


@pytest.mark.parametrize("status", [Status.PAUSED, Status.LEFT])
def test_an_idea_with_a_mentor_who_takes_no_part_is_refused(status):
    gone = programme([mentee()], [mentor(status=status)])
    assert refused_by_both(gone, None, MEET) == ["paused"]


def test_a_held_pair_of_a_resting_mentee_may_not_keep_its_meeting():
    resting = programme([mentee(status=Status.PAUSED)], [mentor()])
    held = history(pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00"))
    assert refused_by_both(resting, held, MEET) == ["paused"]


def test_a_held_pair_of_a_resting_mentee_that_is_on_hold_is_left_alone():
    resting = programme([mentee(status=Status.PAUSED)], [mentor()])
    held = history(pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00"))
    assert refused_for(resting, held, honest_plan(resting, held)) == []
