"""Every pair that the coordinator keeps together is in the plan, or named as left out."""

import pytest
from builders import history, mentee, mentor, pair, programme, venue
from honest_plans import honest_plan, refused_for, with_pair

from mentormatch.domain.history import PairState
from mentormatch.planning.match import ImpossiblePinsError
from rules.both_sides import made_by_the_planner, pairs_of

TEN = {("E1", "M1"): ("cafe", "Tue 10:00-11:00")}
PIN = pair("E1", "M1", PairState.IDEA, pinned=True)
PINNED = history(PIN)
MADE = programme([mentee()], [mentor()])
IMPOSSIBLE = {
    "requires": programme([mentee(not_with=("M1",))], [mentor()]),
    "clearance": programme([mentee()], [mentor(cleared_until=None)]),
    "places": programme([mentee()], [mentor(people_elsewhere=2)]),
}


def test_a_pin_that_is_kept_is_left_alone():
    assert refused_for(MADE, PINNED, honest_plan(MADE, PINNED, TEN)) == []


def test_a_pin_that_is_forgotten_is_refused():
    assert refused_for(MADE, PINNED, honest_plan(MADE, PINNED)) == ["pin"]


def test_a_pin_that_is_named_as_left_out_is_left_alone():
    assert refused_for(MADE, PINNED, honest_plan(MADE, PINNED, left_out=(("E1", "M1"),))) == []


def test_a_pin_that_is_kept_and_left_out_at_once_is_refused():
    assert refused_for(MADE, PINNED, honest_plan(MADE, PINNED, TEN, left_out=(("E1", "M1"),))) == ["pin"]


def test_a_pair_that_nobody_pinned_is_not_left_out():
    assert refused_for(MADE, None, honest_plan(MADE, None, left_out=(("E1", "M1"),))) == ["pin"]


def test_a_mark_that_is_missing_or_invented_is_refused():
    assert refused_for(MADE, PINNED, with_pair(honest_plan(MADE, PINNED, TEN), pinned=False)) == ["pin"]
    assert refused_for(MADE, None, with_pair(honest_plan(MADE, None, TEN), pinned=True)) == ["pin"]


def test_a_pair_that_people_made_is_no_pin():
    record = history(pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00", pinned=True))
    plan = honest_plan(MADE, record)
    assert refused_for(MADE, record, plan) == []
    assert refused_for(MADE, record, with_pair(plan, pinned=True)) == ["pin"]


def test_a_pin_overrides_stage_and_areas():
    odd = programme([mentee(stage=5, area="A")], [mentor(stage=1, area="B")], policy={"areas_apart": True})
    assert refused_for(odd, PINNED, honest_plan(odd, PINNED, TEN)) == []


def test_a_pin_overrides_no_consent_no_safeguarding_and_no_lack_of_places():
    for rule, made in IMPOSSIBLE.items():
        assert refused_for(made, PINNED, honest_plan(made, PINNED, TEN)) == [rule]


def test_a_pin_that_has_no_hour_may_be_without_a_meeting_and_no_other():
    shut = programme([mentee(when="Mon 10:00-12:00")], [mentor()], [venue(opening="Tue 10:00-12:00")])
    assert refused_for(shut, PINNED, honest_plan(shut, PINNED, {("E1", "M1"): None})) == []
    assert refused_for(MADE, PINNED, honest_plan(MADE, PINNED, {("E1", "M1"): None})) == ["common-hour"]


def test_the_planner_keeps_a_pin_together_against_a_better_mentor():
    made = programme([mentee(stage=1)], [mentor("M1", stage=2), mentor("M2", stage=3)])
    assert pairs_of(made_by_the_planner(made)) == {("E1", "M2")}
    (kept,) = made_by_the_planner(made, PIN).pairs
    assert (kept.mentor, kept.pinned) == ("M1", True)


def test_the_planner_names_the_pin_that_it_left_out():
    made = programme(2, [mentor(max_people=1)])
    other = pair("E2", "M1", PairState.IDEA, pinned=True)
    plan = made_by_the_planner(made, PIN, other)
    assert len(plan.pairs) == len(plan.pins_left_out) == 1
    assert made_by_the_planner(programme(2, [mentor(max_people=2)]), PIN, other).pins_left_out == ()


@pytest.mark.parametrize("rule", ["requires", "clearance", "places"])
def test_the_planner_stops_at_a_pin_that_can_never_be(rule):
    with pytest.raises(ImpossiblePinsError):
        made_by_the_planner(IMPOSSIBLE[rule], PIN)


def test_the_planner_lets_a_pin_override_stage_and_areas():
    odd = programme([mentee(stage=5, area="A")], [mentor(stage=1, area="B")], policy={"areas_apart": True})
    assert pairs_of(made_by_the_planner(odd)) == set()
    assert pairs_of(made_by_the_planner(odd, PIN)) == {("E1", "M1")}


def test_the_planner_keeps_a_pin_that_has_no_hour_without_a_meeting():
    shut = programme([mentee(when="Mon 10:00-12:00")], [mentor()], [venue(opening="Tue 10:00-12:00")])
    (kept,) = made_by_the_planner(shut, PIN).pairs
    assert kept.meeting is None
    (kept,) = made_by_the_planner(MADE, PIN).pairs
    assert kept.meeting is not None
