"""The planner against the judge on random small programmes with every kind of rule; laws: test_planning_laws.py."""

from __future__ import annotations

import attrs
import pytest
from random_programmes import random_programme

from mentormatch.checking import judge
from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.planning import Effort, ImpossiblePinsError, make_plan
from mentormatch.records import body_bytes

ONE = Effort(threads=1)


def planned(programme: Programme, history: History, effort: Effort = ONE) -> Plan | None:
    """The plan, or None where a pin cannot hold by itself and the input is refused."""
    try:
        return make_plan(programme, history, "made from", effort)
    except ImpossiblePinsError:
        return None


@pytest.mark.parametrize("first", range(0, 100, 50))
def test_the_judge_finds_nothing_wrong_with_the_plan_of_a_random_programme(first: int) -> None:
    for seed in range(first, first + 50):
        programme, history = random_programme(seed)
        plan = planned(programme, history)
        if plan is not None:
            verdict = judge(programme, history, plan, made_from="made from").verdict
            assert not verdict.breaches, (seed, verdict.breaches)
            assert plan.proven, seed


def test_one_thread_and_two_give_the_same_plan_byte_for_byte() -> None:
    for seed in range(400, 425):
        programme, history = random_programme(seed)
        one, two = planned(programme, history), planned(programme, history, Effort(threads=2))
        if one is not None and two is not None:
            assert body_bytes(one) == body_bytes(two), seed


def test_the_order_of_rows_changes_nothing() -> None:
    for seed in range(425, 450):
        programme, history = random_programme(seed)
        turned = attrs.evolve(
            programme,
            mentees=programme.mentees[::-1],
            mentors=programme.mentors[::-1],
            venues=programme.venues[::-1],
            commitments=programme.commitments[::-1],
            keep_apart=programme.keep_apart[::-1],
        )
        backwards = History(pairs=history.pairs[::-1], approvals=history.approvals[::-1])
        one, other = planned(programme, history), planned(turned, backwards)
        if one is not None and other is not None:
            assert body_bytes(one) == body_bytes(other), seed


def test_a_search_cut_by_the_clock_claims_no_proof_beyond_what_was_reached() -> None:
    programme, history = random_programme(7)
    plan = planned(programme, history, Effort(threads=1, time_limit=0.0001))
    assert plan is not None
    assert not judge(programme, history, plan, made_from="made from").verdict.breaches
    assert plan.proven == (plan.evidence.stopped is None)
