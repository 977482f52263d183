"""Where an officer must agree first: not refused, not beyond asking, and marked until it is recorded."""

import datetime as dt

import pytest
from builders import MONDAY, history, mentee, mentor, pair, programme
from honest_plans import honest_plan, refused_for, with_pair

from mentormatch.domain.history import Approval
from rules.both_sides import made_by_the_planner, refused_by_both

MEET = {("E1", "M1"): ("cafe", "Tue 10:00-11:00")}
BEFORE = MONDAY - dt.timedelta(weeks=4)
LICENCE = mentee(needs_approval=True)


def decided(agreed=True, mentor="M1", on=BEFORE, until=None):
    return Approval(mentee="E1", mentor=mentor, by="officer", on=on, until=until, agreed=agreed)


def refused(*decisions, other=None, **policy):
    made = programme([LICENCE], [other or mentor()], policy=policy)
    return refused_by_both(made, history(*decisions), MEET)


@pytest.mark.parametrize(
    "decisions",
    [
        (decided(agreed=False),),
        (decided(agreed=False, mentor=None),),
        (decided(), decided(agreed=False, on=MONDAY)),
        (decided(mentor=None), decided(agreed=False)),
    ],
)
def test_what_an_officer_refused_last_is_refused(decisions):
    assert refused(*decisions) == ["approval"]


def test_a_pair_nobody_has_asked_about_is_left_alone():
    assert refused() == []


def test_a_pair_whose_approval_is_given_is_left_alone():
    assert refused(decided(mentor=None)) == []
    assert refused(decided(agreed=False), decided(on=MONDAY)) == []
    assert refused(decided(agreed=False, mentor=None), decided()) == []


def test_where_pairs_are_only_reported_an_open_approval_is_refused():
    assert refused(approvals="report") == ["approval"]
    assert refused(decided(), approvals="report") == []
    assert refused(decided(until=BEFORE), approvals="report") == ["approval"]


def test_a_mentor_who_may_not_be_asked_for_is_refused():
    assert refused(other=mentor(may_ask_officer=False)) == ["approval"]


@pytest.mark.parametrize("marked", [True, False])
def test_a_wrong_mark_is_refused(marked):
    made = programme([mentee(needs_approval=not marked)], [mentor()])
    plan = honest_plan(made, None, MEET)
    assert refused_for(made, None, plan) == []
    assert refused_for(made, None, with_pair(plan, needs_approval=marked)) == ["approval"]


def test_a_held_pair_whose_approval_ran_out_may_not_keep_its_meeting():
    made = programme([LICENCE], [mentor()])
    rows = history(pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00"), decided(until=BEFORE))
    plan = with_pair(honest_plan(made, rows, MEET), needs_approval=False)
    assert refused_for(made, rows, plan) == ["approval"]
    assert refused_for(made, rows, honest_plan(made, rows)) == []


def test_an_approval_holds_on_its_last_day():
    assert refused(decided(until=MONDAY), approvals="report") == []
    assert refused(decided(until=MONDAY - dt.timedelta(days=1)), approvals="report") == ["approval"]


@pytest.mark.parametrize(("decisions", "marked"), [((), True), ((decided(),), False), ((decided(until=BEFORE),), True)])
def test_the_planner_marks_what_an_officer_must_agree_to_first(decisions, marked):
    plan = made_by_the_planner(programme([LICENCE], [mentor()]), *decisions)
    assert [one.needs_approval for one in plan.pairs] == [marked]


def test_the_planner_puts_a_held_pair_on_hold_whose_approval_ran_out():
    row = pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00")
    plan = made_by_the_planner(programme([LICENCE], [mentor()]), row, decided(until=BEFORE))
    assert (plan.pairs, [(one.mentee, one.mentor) for one in plan.on_hold]) == ((), [("E1", "M1")])
