"""The planner against the judge, and laws of the whole, on random small programmes with every kind of rule."""

from __future__ import annotations

import attrs
import pytest
from random_programmes import random_programme

from mentormatch.checking import judge
from mentormatch.domain.history import History
from mentormatch.domain.people import Mentor
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.domain.travelling import Spot
from mentormatch.planning import Effort, ImpossiblePinsError, make_plan
from mentormatch.records import body_bytes

ONE = Effort(threads=1)


def planned(programme: Programme, history: History, effort: Effort = ONE) -> Plan | None:
    """The plan, or None where a pin cannot hold by itself and the input is refused."""
    try:
        return make_plan(programme, history, "made from", effort)
    except ImpossiblePinsError:
        return None


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_the_judge_finds_nothing_wrong_with_the_plan_of_a_random_programme(first: int) -> None:
    for seed in range(first, first + 50):
        programme, history = random_programme(seed)
        plan = planned(programme, history)
        if plan is not None:
            verdict = judge(programme, history, plan, made_from="made from").verdict
            assert not verdict.breaches, (seed, verdict.breaches)
            assert plan.proven, seed


def test_nobody_kept_apart_or_without_clearance_is_named_together_anywhere() -> None:
    for seed in range(300, 400):
        programme, history = random_programme(seed)
        plan = planned(programme, history)
        if plan is None:
            continue
        cleared = {p.id: p.cleared_until for p in programme.mentors}
        named = {(pair.mentee, pair.mentor) for pair in plan.pairs}
        named |= {(pair.mentee, other.mentor) for pair in plan.pairs for other in pair.runners_up}
        named |= {(row.waiting, row.mentor) for row in plan.overtaken}
        named |= {(answer.mentee, answer.swap.mentor) for answer in plan.unmatched if answer.swap}
        for mentee, mentor in named:
            assert mentor not in programme.apart(mentee), seed
            until = cleared[mentor]
            assert until is not None and until >= programme.as_of, seed


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


def test_a_mentor_with_no_places_changes_no_pair() -> None:
    for seed in range(450, 480):
        programme, history = random_programme(seed)
        full = Mentor(id="M99", spot=Spot.unknown(), max_people=0, stage=5)
        more = attrs.evolve(programme, mentors=(*programme.mentors, full))
        one, other = planned(programme, history), planned(more, history)
        if one is not None and other is not None:
            assert one.pairs == other.pairs, seed


def test_a_further_place_never_lowers_reach_where_reach_comes_first() -> None:
    for seed in range(480, 540):
        programme, history = random_programme(seed)
        if programme.policy.tiers[0] != "reach":
            continue
        roomier = attrs.evolve(
            programme, mentors=tuple(attrs.evolve(p, max_people=p.max_people + 1) for p in programme.mentors)
        )
        one, other = planned(programme, history), planned(roomier, history)
        if one is not None and other is not None and tier(one, "pins") == tier(other, "pins"):
            assert tier(other, "reach") >= tier(one, "reach"), seed


def test_scaling_all_weights_changes_no_pair() -> None:
    for seed in range(540, 570):
        programme, history = random_programme(seed)
        weights = {part: 3 * weight for part, weight in programme.policy.weights.items()}
        scaled = attrs.evolve(programme, policy=attrs.evolve(programme.policy, weights=weights))
        one, other = planned(programme, history), planned(scaled, history)
        if one is not None and other is not None:
            assert one.pairs == other.pairs, seed


def test_a_search_cut_by_the_clock_claims_no_proof_beyond_what_was_reached() -> None:
    programme, history = random_programme(7)
    plan = planned(programme, history, Effort(threads=1, time_limit=0.0001))
    assert plan is not None
    assert not judge(programme, history, plan, made_from="made from").verdict.breaches
    assert plan.proven == (plan.evidence.stopped is None)


def tier(plan: Plan, name: str) -> int:
    return next(one.value for one in plan.tiers if one.name == name)
