"""Every pair that people made stays as they made it: in the plan, or on hold."""

import attrs
import pytest
from builders import history, mentee, mentor, pair, programme
from honest_plans import filled_in, honest_plan, refused_for, with_pair

from mentormatch.domain.history import PairState
from mentormatch.domain.people import Status
from mentormatch.domain.plan import OnHold
from rules.both_sides import made_by_the_planner, pairs_of

TEN = ("cafe", "Tue 10:00-11:00")
ROW = pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00")
MADE, RECORD = programme(), history(ROW)
PLAN = honest_plan(MADE, RECORD)


def test_a_held_pair_with_its_recorded_meeting_is_left_alone():
    assert refused_for(MADE, RECORD, PLAN) == []


def test_a_held_pair_that_is_missing_is_refused():
    without = filled_in(MADE, RECORD, attrs.evolve(PLAN, pairs=()))
    assert refused_for(MADE, RECORD, without) == ["held"]


def test_a_held_pair_in_another_state_is_refused():
    assert refused_for(MADE, RECORD, with_pair(PLAN, state=PairState.TRYING)) == ["held"]


def test_a_pair_that_nobody_made_is_refused():
    made = honest_plan(MADE, None, {("E1", "M1"): TEN})
    assert "held" in refused_for(MADE, None, with_pair(made, state=PairState.AGREED))


def test_a_held_pair_that_is_robbed_of_its_meeting_is_refused():
    assert refused_for(MADE, RECORD, honest_plan(MADE, RECORD, {("E1", "M1"): None})) == ["held"]


def test_a_held_pair_without_any_hour_may_be_without_a_meeting():
    never = programme([mentee(not_at=("cafe",))], [mentor()])
    assert refused_for(never, RECORD, honest_plan(never, RECORD, {("E1", "M1"): None})) == []


def test_a_held_pair_may_move_to_another_hour_and_says_so():
    moved = honest_plan(MADE, RECORD, {("E1", "M1"): ("cafe", "Wed 10:00-11:00")})
    assert refused_for(MADE, RECORD, moved) == []
    assert refused_for(MADE, RECORD, with_pair(moved, moved=False)) == ["value"]


def test_a_held_pair_without_a_recorded_meeting_may_be_without_one():
    bare = history(pair("E1", "M1"))
    assert refused_for(MADE, bare, honest_plan(MADE, bare, {("E1", "M1"): None})) == []
    assert refused_for(MADE, bare, honest_plan(MADE, bare, {("E1", "M1"): TEN})) == []


def test_a_recorded_meeting_may_break_stage_travel_and_hours():
    other = programme([mentee(stage=5, at=40_000, when="Mon 10:00-11:00")], [mentor(stage=None)])
    assert refused_for(other, RECORD, honest_plan(other, RECORD)) == []


def test_a_pair_on_hold_must_be_listed_and_only_such_a_pair():
    resting = programme([mentee(status=Status.PAUSED)], [mentor()])
    plan = honest_plan(resting, RECORD)
    assert plan.on_hold == (OnHold(mentee="E1", mentor="M1", state=PairState.AGREED),)
    assert refused_for(resting, RECORD, attrs.evolve(plan, on_hold=())) == ["held"]
    wrongly = filled_in(MADE, RECORD, attrs.evolve(PLAN, pairs=(), on_hold=plan.on_hold))
    assert refused_for(MADE, RECORD, wrongly) == ["held"]
    assert refused_for(MADE, None, attrs.evolve(honest_plan(MADE), on_hold=plan.on_hold)) == ["held"]


def test_the_planner_keeps_a_held_pair_and_its_recorded_meeting():
    (kept,) = made_by_the_planner(MADE, ROW).pairs
    assert (kept.state, kept.meeting.place, kept.meeting.slot, kept.moved) == (ROW.state, ROW.place, ROW.slot, False)


def test_the_planner_keeps_it_against_a_better_mentor_and_whatever_else_it_breaks():
    better = programme(
        [mentee(stage=5, at=40_000, when="Mon 10:00-11:00")], [mentor(stage=None), mentor("M2", stage=9)]
    )
    assert pairs_of(made_by_the_planner(better, ROW)) == {("E1", "M1")}


def test_the_planner_moves_a_meeting_that_is_no_longer_safe_and_says_so():
    (kept,) = made_by_the_planner(programme([mentee(home_by=661)], [mentor()]), ROW).pairs
    assert (kept.moved, kept.meeting.slot == ROW.slot) == (True, False)
    (kept,) = made_by_the_planner(programme([mentee(home_by=662)], [mentor()]), ROW).pairs
    assert (kept.moved, kept.meeting.slot == ROW.slot) == (False, True)


def test_the_planner_leaves_a_held_pair_without_any_hour_without_a_meeting():
    (kept,) = made_by_the_planner(programme([mentee(not_at=("cafe",))], [mentor()]), ROW).pairs
    assert kept.meeting is None


@pytest.mark.parametrize(("status", "on_hold"), [(Status.ACTIVE, []), (Status.PAUSED, [("E1", "M1")])])
def test_the_planner_lists_a_pair_on_hold_and_only_such_a_pair(status, on_hold):
    plan = made_by_the_planner(programme([mentee(status=status)], [mentor()]), ROW)
    assert [(one.mentee, one.mentor) for one in plan.on_hold] == on_hold
    assert pairs_of(plan) == {("E1", "M1")} - set(on_hold)
