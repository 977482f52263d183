"""Price lists of tiers of sessions as planning makes them: after any search, as many as there is time for, by name."""

from __future__ import annotations

from types import SimpleNamespace

import attrs
import numpy as np
from builders import MONDAY, mentee, mentor, programme
from honest_timetables import activity, hall
from random_timetables import random_timetable_programme

from mentormatch import engine
from mentormatch.checking import verdict_of
from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan, PriceList, Proof
from mentormatch.domain.policy import Term
from mentormatch.domain.programme import Programme
from mentormatch.domain.verdict import Depth, JudgedPlan
from mentormatch.planning import Effort, make_schedule, session_search
from mentormatch.planning.sessions.pricing import ADDING, LISTING, lists_in_time

ONE = Effort(threads=1)


def planned(given: Programme, scope: str = "schedule") -> JudgedPlan:
    judged = engine.plan(given, History(), scope=scope, effort=ONE)
    assert judged.verdict.breaches == ()
    return judged


def list_of(plan: Plan, tier: str) -> PriceList:
    return next(one for one in plan.evidence.price_lists if one.tier == tier)


def far_apart(**more: object) -> Programme:
    """Somebody who could walk until eleven and sing from eleven on, half an hour's walk away."""
    return programme(
        [mentee("E1", wishes=("walk", "choir"), max_minutes=90)],
        [mentor("M1", leads=("walk",)), mentor("M2", at=2_400, leads=("choir",))],
        [hall("here"), hall("there", at=2_400)],
        activities=(
            activity("walk", times="Tue 10:00-11:00", venues=("here",)),
            activity("choir", times="Tue 11:00-12:00", venues=("there",)),
        ),
        term=Term(first_day=MONDAY, weeks=4),
        **more,
    )


def test_two_stops_too_far_from_each_other_are_named_by_place_and_hour() -> None:
    judged = planned(far_apart())
    rows = [row for row in list_of(judged.plan, "group-quality").prices if row.rule == "diary"]
    assert [(row.who, row.about) for row in rows] == [
        (("E1",), (("here", 1, 600, 60, "weekly", 1), ("there", 1, 660, 60, "weekly", 1)))
    ]
    tier = next(one for one in judged.plan.tiers if one.name == "group-quality")
    assert (tier.proof, tier.bound) == (Proof.PRICES, tier.value)


def test_what_the_prices_of_a_plan_prove_is_read_from_its_file_again() -> None:
    from mentormatch.records import plan_from_dict, plan_to_dict

    judged = planned(far_apart())
    again = plan_from_dict(plan_to_dict(judged))
    assert again == judged.plan
    verdict = verdict_of(far_apart(), History(), again)
    assert verdict.breaches == ()
    assert [one.priced for one in verdict.tiers] == [one.priced for one in judged.verdict.tiers]


def test_the_search_by_parts_hands_on_its_prices(monkeypatch) -> None:
    """As for a large programme, which is bounded and searched part by part."""
    monkeypatch.setattr(session_search, "AS_IT_STANDS", 0)
    priced = 0
    for seed in range(40):
        given, history = random_timetable_programme(seed)
        judged = engine.plan(given, history, scope="schedule", effort=ONE)
        assert judged.verdict.breaches == (), seed
        priced += len(judged.plan.evidence.price_lists)
    assert priced > 40


def test_a_search_that_was_cut_short_has_prices_that_hold_as_well() -> None:
    for seed in range(20):
        given, history = random_timetable_programme(seed)
        plan = make_schedule(given, history, "made from", Effort(threads=1, time_limit=0.3))
        assert verdict_of(given, history, plan).breaches == (), seed


def test_sessions_have_prices_beside_meetings_that_are_chosen_too() -> None:
    judged = planned(far_apart(), scope="plan")
    found = next(one for one in judged.verdict.tiers if one.name == "group-quality")
    assert found.priced is not None
    assert found.bound is Depth.CHECKED


def test_there_are_no_more_lists_than_the_judge_has_time_for() -> None:
    class Relaxed:
        case = SimpleNamespace(n_choices=10_000)

    relaxed = Relaxed()
    assert lists_in_time(relaxed, np.inf) == 8  # type: ignore[arg-type]
    assert lists_in_time(relaxed, 10_000 * (LISTING + 2.5 * ADDING)) == 2  # type: ignore[arg-type]
    assert lists_in_time(relaxed, 0.0) == 0  # type: ignore[arg-type]


def test_where_the_judge_finds_prices_false_the_plan_claims_nothing_by_them(monkeypatch) -> None:
    """So that a slip on one side leaves a plan without that bound, not without a plan."""
    from mentormatch.planning.sessions import pricing

    def forged(self: object, tier: object, bound: object) -> PriceList:
        right = made(self, tier, bound)
        return attrs.evolve(right, prices=())

    made = pricing._Pricing.price_list
    monkeypatch.setattr(pricing._Pricing, "price_list", forged)
    judged = planned(far_apart())
    assert judged.plan.evidence.price_lists == ()
    tier = next(one for one in judged.plan.tiers if one.name == "group-quality")
    assert (tier.proof, tier.bound) == (None, None)
