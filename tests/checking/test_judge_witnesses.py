"""An answer "traded" rests on another plan: it is put together again and judged like any plan."""

from __future__ import annotations

import datetime as dt
import re

import attrs
import pytest
from builders import apart, mentee, mentor, programme, slot
from honest_plans import honest_plan, refused_for

from mentormatch.checking import judge
from mentormatch.domain.history import History
from mentormatch.domain.plan import Placed, Plan, Witness
from mentormatch.reports.verified import verified

TEN = "Mon 10:00-11:00"
MADE = programme(
    [mentee("E1", waiting_since=dt.date(2026, 12, 1)), mentee("E2", waiting_since=dt.date(2026, 12, 20)), mentee("E3")],
    [mentor("M1", max_people=1), mentor("M2", max_people=1, minutes_a_week=90)],
    keep_apart=[apart("E2", "M2")],
)
HERE = {("E1", "M1"): ("cafe", TEN), ("E3", "M2"): ("cafe", "Tue 10:00-11:00")}
INSTEAD = Placed(mentee="E2", mentor="M1", place="cafe", slot=slot(TEN))
RIGHT = Witness(gone=(("E1", "M1"),), come=(INSTEAD,))


def shown(witness: Witness | None) -> Plan:
    """The plan without E2, who would have cost three weeks of waiting: 3 and not 5."""
    plan = honest_plan(MADE, None, HERE)
    told = attrs.evolve(plan.unmatched[0], tier="priority", here=5, there=3)
    witnesses = {} if witness is None else {"E2": witness}
    return attrs.evolve(plan, unmatched=(told,), evidence=attrs.evolve(plan.evidence, witnesses=witnesses))


def test_a_witness_that_keeps_all_rules_and_has_the_value_is_left_alone() -> None:
    assert refused_for(MADE, None, shown(RIGHT)) == []


def test_a_value_without_a_plan_that_has_it_is_refused() -> None:
    assert refused_for(MADE, None, shown(None)) == ["witness"]


def test_a_plan_that_no_answer_rests_on_is_refused() -> None:
    plan = honest_plan(MADE, None, HERE)
    assert plan.unmatched[0].there is None
    with_one = attrs.evolve(plan, evidence=attrs.evolve(plan.evidence, witnesses={"E2": RIGHT}))
    assert refused_for(MADE, None, with_one) == ["witness"]


@pytest.mark.parametrize(
    ("forged", "why"),
    [
        (Witness(gone=(), come=(INSTEAD,)), "the mentor has one place"),
        (Witness(gone=(("E1", "M2"),), come=(INSTEAD,)), "there is no such pair to take out"),
        (Witness(gone=(("E1", "M1"),), come=(INSTEAD, INSTEAD)), "one pair twice"),
        (Witness(gone=(("E1", "M1"),), come=(attrs.evolve(INSTEAD, place=None),)), "an hour without a place"),
        (
            Witness(gone=(("E1", "M1"),), come=(attrs.evolve(INSTEAD, place=None, slot=None),)),
            "an idea with no meeting",
        ),
        (Witness(gone=(("E1", "M1"),), come=(attrs.evolve(INSTEAD, mentor="M2"),)), "kept apart"),
        (Witness(gone=(("E1", "M1"), ("E3", "M2")), come=(INSTEAD,)), "reach is worse already"),
        (Witness(), "it does not reach the person"),
        (
            Witness(gone=(("E1", "M1"),), come=(attrs.evolve(INSTEAD, needs_approval=True),)),
            "no officer need be asked",
        ),
    ],
)
def test_a_forged_witness_is_refused(forged: Witness, why: str) -> None:
    assert refused_for(MADE, None, shown(forged)) == ["witness"], why


def test_what_a_plan_for_somebody_breaks_is_not_told_where_it_is_about_safeguarding() -> None:
    """`verify` shows these words as they stand; that two are kept apart is told by `show --safeguarding` alone."""
    forged = Witness(gone=(("E1", "M1"),), come=(attrs.evolve(INSTEAD, mentor="M2"),))
    told = "\n".join(verified(judge(MADE, History(), shown(forged)), None))
    assert "In the plan for E2: E2 with M2: cannot be planned like this. [witness]" in told
    assert not re.search("apart|safeguarding", told)


def test_another_value_than_the_witness_has_is_refused() -> None:
    plan = shown(RIGHT)
    assert plan.unmatched[0].there == 3
    lower = attrs.evolve(plan, unmatched=(attrs.evolve(plan.unmatched[0], there=2),))
    assert refused_for(MADE, None, lower) == ["witness"]


def test_a_witness_of_somebody_unknown_cannot_be_read() -> None:
    stranger = Witness(gone=(("E1", "M1"),), come=(attrs.evolve(INSTEAD, mentee="E9"),))
    assert refused_for(MADE, None, shown(stranger)) == ["plan"]
