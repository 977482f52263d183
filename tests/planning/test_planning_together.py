"""Pairs and sessions in one choice: judged, never worse than one after the other, and no worse where they do not meet.

Small programmes are searched as one problem. The rounds that larger ones get are asked of the same programmes, so that
what they find can be compared with what is best.
"""

from __future__ import annotations

from functools import cache

import attrs
import numpy as np
import pytest
from random_timetables import random_timetable_programme

from mentormatch import engine
from mentormatch.candidates import find_candidates
from mentormatch.candidates.sessions import find_sessions
from mentormatch.checking import judge
from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.domain.tiers import OF_SESSIONS
from mentormatch.matching.formulation import formulate
from mentormatch.matching.quality import quality_of
from mentormatch.matching.seats import seats_of
from mentormatch.planning import Effort, make_both
from mentormatch.planning.effort import Deadline
from mentormatch.planning.match import search_pairs
from mentormatch.planning.running import Stopwatch
from mentormatch.planning.tiers import run_tiers
from mentormatch.planning.together import plan as together
from mentormatch.planning.together.rounds import Rounds
from mentormatch.planning.together.stacked import Stacked, comes_before, order, stack
from mentormatch.planning.together.whole import Ground
from mentormatch.records import body_bytes
from mentormatch.scheduling import formulate_sessions, values_of
from mentormatch.solving.rows import broken_rows
from mentormatch.solving.solvers import Clock

ONE = Effort(threads=1)
CHUNK = 25


def breaches(given: Programme, history: History, plan: Plan) -> list[str]:
    verdict = judge(given, history, plan, made_from="made from").verdict
    return [f"{breach.rule}: {breach.says}" for breach in verdict.breaches]


def programmes(first: int, number: int = CHUNK) -> list[tuple[int, Programme, History]]:
    """Those of these seeds whose pins are possible; no tier gives anything, so that values can be compared in order."""
    out = []
    for seed in range(first, first + number):
        given, history = random_timetable_programme(seed)
        given = attrs.evolve(given, policy=attrs.evolve(given.policy, quality_give=0, gives={}))
        if not find_candidates(given, history).input_problems:
            out.append((seed, given, history))
    return out


@cache
def one_after_the_other_and_both(seed: int) -> tuple[Plan, Plan]:
    """Two plans of a seed whose pins are possible; several tests compare them."""
    ((_, given, history),) = programmes(seed, 1)
    return one_after_the_other(given, history), make_both(given, history, "made from", ONE)


def ground_of(given: Programme, history: History) -> Ground:
    candidates = find_candidates(given, history)
    return Ground(
        programme=given,
        candidates=candidates,
        quality=quality_of(given, candidates),
        seats=seats_of(given, candidates),
        found=find_sessions(given, history, meetings_stay=False),
    )


def one_after_the_other(given: Programme, history: History) -> Plan:
    """Matching first, then sessions round it."""
    ground, watch, clock = ground_of(given, history), Stopwatch(), Clock(None)
    first = search_pairs(given, ground.candidates, ground.quality, ground.seats, ONE, None, watch)
    rounds = Rounds.of(ground, first, ONE, clock, None)
    rounds.begin(None)
    return together.tell(ground, history, "made from", ONE, rounds.result(first), Deadline(), watch)


def standing(given: Programme, plan: Plan) -> list[int]:
    """The values of a plan in the order of its tiers, the more the better, up to the tie-breaks."""
    values = {tier.name: tier.value if tier.sense == "max" else -tier.value for tier in plan.tiers}
    names = [kind.name for kind in order(given.policy)]
    return [values[name] for name in names[: names.index("canonical")]]


@pytest.mark.parametrize("first", range(0, 100, CHUNK))
def test_the_judge_finds_nothing_wrong_with_pairs_and_sessions_in_one_choice(first: int) -> None:
    for seed, given, history in programmes(first):
        plan = make_both(given, history, "made from", ONE)
        assert breaches(given, history, plan) == [], seed
        assert plan.proven, seed


def test_gives_are_kept_to_here_too() -> None:
    for seed in range(200, 230):
        given, history = random_timetable_programme(seed)
        if not find_candidates(given, history).input_problems:
            assert breaches(given, history, make_both(given, history, "made from", ONE)) == [], seed


@pytest.mark.parametrize("first", range(300, 340, 20))
def test_both_in_one_choice_are_never_worse_than_one_after_the_other(first: int) -> None:
    for seed, given, history in programmes(first, 20):
        apart, both = one_after_the_other_and_both(seed)
        assert breaches(given, history, apart) == [], seed
        assert standing(given, both) >= standing(given, apart), seed


def test_there_are_programmes_in_which_one_after_the_other_is_worse() -> None:
    better = 0
    for seed, given, _ in programmes(300, 25):
        apart, both = one_after_the_other_and_both(seed)
        better += standing(given, both) > standing(given, apart)
    assert better >= 1


def test_where_the_best_of_each_fit_together_both_have_what_they_would_have_alone() -> None:
    fitting = 0
    for seed, given, history in programmes(400, 30):
        if [kind for kind in order(given.policy) if kind in OF_SESSIONS] != list(OF_SESSIONS):
            continue  # by itself a timetable is decided in an order of its own
        ground = ground_of(given, history)
        pairs = formulate(given, ground.candidates, ground.quality, ground.seats)
        sessions = formulate_sessions(given, ground.found)
        alone = [run_tiers(block, ONE).chosen for block in (pairs.block, sessions.block)]
        assert alone[0] is not None and alone[1] is not None
        stacked = stack(pairs.case, pairs.block, sessions)
        if len(broken_rows(stacked.block.model, np.concatenate(alone))):
            continue
        fitting += 1
        plan = make_both(given, history, "made from", ONE)
        values = {tier.name: tier.value for tier in plan.tiers}
        for block, chosen in ((pairs.block, alone[0]), (sessions.block, alone[1])):
            for tier in block.tiers:
                if tier.name not in ("load", "leaders-load"):  # units of load stand for steps, filled from below
                    assert values[tier.name] == tier.value_of(chosen), (seed, tier.name)
    assert fitting >= 7


@pytest.mark.parametrize("first", range(500, 520, 20))
def test_rounds_give_plans_no_better_than_the_best_and_no_worse_than_their_start(
    first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed, given, history in programmes(first, 20):
        best, start = make_both(given, history, "made from", ONE), one_after_the_other(given, history)
        with monkeypatch.context() as patched:
            patched.setattr(together, "AS_IT_STANDS", -1)
            plan = make_both(given, history, "made from", ONE)
        assert breaches(given, history, plan) == [], seed
        assert standing(given, start) <= standing(given, plan) <= standing(given, best), seed
        for tier, proven in zip(plan.tiers, best.tiers, strict=True):
            if tier.bound is not None:
                short = tier.bound - proven.value
                assert short >= 0 if tier.sense == "max" else short <= 0, (seed, tier.name)
            if tier.value != proven.value:
                break  # a bound speaks of plans that keep the tiers before


def test_no_round_is_begun_that_would_not_be_written_out_in_time() -> None:
    _, given, history = programmes(500, 20)[0]
    ground, effort = ground_of(given, history), Effort(threads=1, time_limit=100.0)
    first = search_pairs(given, ground.candidates, ground.quality, ground.seats, ONE, None, Stopwatch())
    rounds = Rounds.of(ground, first, effort, Clock(100.0), None)
    rounds.improve()
    tried, rounds.number, rounds.writing = rounds.number, 0, 95.0
    rounds.improve()
    assert tried > 0 and rounds.number == 0


def _without_placed(stacked: Stacked, here: np.ndarray) -> np.ndarray:
    """The choice with the same meetings, and of the sessions the fixed ones alone."""
    case = stacked.sessions.case
    held = stacked.held(here) & ~case.placed[case.pattern]
    return np.concatenate([stacked.meetings(here), stacked.sessions.completed(held)])


def test_sessions_that_a_round_has_lost_are_put_together_again_round_its_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a search that is cut took better pairs and had no time for the sessions that stood in their way."""
    refilled = 0
    for seed, given, history in programmes(500, 20):
        ground, watch = ground_of(given, history), Stopwatch()
        first = search_pairs(given, ground.candidates, ground.quality, ground.seats, ONE, None, watch)
        rounds = Rounds.of(ground, first, ONE, Clock(None), None)
        rounds.begin(None)
        before, whole = rounds.held, rounds.whole
        answers = [_without_placed]
        monkeypatch.setattr(Rounds, "_searched", lambda _, *here, left=answers: left.pop()(*here) if left else None)
        rounds.improve()
        then, now = (values_of(given, whole, held) for held in (before, rounds.held))
        assert not comes_before(order(given.policy), then, now), seed
        plan = together.tell(ground, history, "made from", ONE, rounds.result(first), Deadline(), watch)
        assert breaches(given, history, plan) == [], seed
        refilled += bool(before[: whole.n_patterns][whole.placed].any())
    assert refilled >= 5


def test_one_thread_and_two_give_the_same_plan_byte_for_byte() -> None:
    for seed, given, history in programmes(600, 15):
        one, two = (make_both(given, history, "made from", Effort(threads=number)) for number in (1, 2))
        assert body_bytes(one) == body_bytes(two), seed


def test_rounds_too_give_the_same_plan_at_one_thread_and_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "AS_IT_STANDS", -1)
    for seed, given, history in programmes(620, 12):
        one, two = (make_both(given, history, "made from", Effort(threads=number)) for number in (1, 2))
        assert body_bytes(one) == body_bytes(two), seed


def test_a_search_cut_by_the_clock_is_judged_and_claims_no_more_than_it_proved() -> None:
    for seed, given, history in programmes(0, 12):
        plan = engine.plan(given, history, scope="plan", effort=Effort(threads=1, time_limit=0.05)).plan
        plan = attrs.evolve(plan, made_from="made from")
        assert breaches(given, history, plan) == [], seed
        assert plan.proven or plan.evidence.stopped == "clock", seed
