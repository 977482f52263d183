"""Timetables as planned: judged on random programmes, told in full, and settled where a search was cut."""

from __future__ import annotations

import random

import attrs
import numpy as np
import pytest
from builders import mentee, mentor, programme
from honest_timetables import activity, hall, staff
from random_timetables import random_timetable_programme

from mentormatch import engine
from mentormatch.candidates.sessions import find_sessions
from mentormatch.checking import judge
from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan, Proof
from mentormatch.domain.programme import Programme
from mentormatch.domain.timetable import WhyNot
from mentormatch.domain.verdict import Depth
from mentormatch.planning import Effort, make_schedule
from mentormatch.planning.running import Stopwatch
from mentormatch.planning.schedule import tell
from mentormatch.planning.session_search import SessionsFound, search_sessions
from mentormatch.records import body_bytes
from mentormatch.scheduling import formulate_sessions, values_of
from mentormatch.solving.rows import broken_rows

ONE = Effort(threads=1)
CHUNK = 50


def breaches(given: Programme, history: History, plan: Plan) -> list[str]:
    verdict = judge(given, history, plan, made_from="made from").verdict
    return [f"{breach.rule}: {breach.says}" for breach in verdict.breaches]


@pytest.mark.parametrize("first", range(0, 100, CHUNK))
def test_the_judge_finds_nothing_wrong_with_the_timetable_of_a_random_programme(first: int) -> None:
    held = 0
    for seed in range(first, first + CHUNK):
        given, history = random_timetable_programme(seed)
        plan = make_schedule(given, history, "made from", ONE)
        assert breaches(given, history, plan) == [], seed
        assert plan.proven, seed
        held += bool(plan.timetable.sessions)
    assert held >= CHUNK // 2, "programmes without a session say little"


def test_one_thread_and_two_give_the_same_timetable_byte_for_byte() -> None:
    for seed in range(400, 425):
        given, history = random_timetable_programme(seed)
        one, two = (make_schedule(given, history, "made from", Effort(threads=number)) for number in (1, 2))
        assert body_bytes(one) == body_bytes(two), seed


def test_the_order_of_rows_changes_nothing() -> None:
    for seed in range(425, 450):
        given, history = random_timetable_programme(seed)
        turned = attrs.evolve(
            given,
            mentees=given.mentees[::-1],
            mentors=given.mentors[::-1],
            staff=given.staff[::-1],
            venues=given.venues[::-1],
            activities=given.activities[::-1],
            commitments=given.commitments[::-1],
            keep_apart=given.keep_apart[::-1],
        )
        backwards = History(pairs=history.pairs[::-1], approvals=history.approvals[::-1])
        one, other = (make_schedule(*both, "made from", ONE) for both in ((given, history), (turned, backwards)))
        assert body_bytes(one) == body_bytes(other), seed


# ------------------------------------------------------------------------------------------------------- a search cut


def cut(given: Programme, searched: SessionsFound, draw: random.Random) -> SessionsFound:
    """The search as if it had ended early: some people not put anywhere yet, nothing proven but fixed-sessions."""
    formulation = formulate_sessions(given, searched.case.found)
    chosen = searched.chosen.copy()
    for column in searched.case.attended[chosen[searched.case.attended]]:
        if draw.random() < 0.7:
            chosen[column] = False
            if len(broken_rows(formulation.block.model, formulation.completed(chosen))):
                chosen[column] = True
    values = values_of(given, searched.case, chosen)
    tiers = {
        name: one
        if name == "fixed-sessions"
        else attrs.evolve(one, result=attrs.evolve(one.result, value=values[name], proof=None, bound=None, prices=None))
        for name, one in searched.tiers.items()
    }
    return attrs.evolve(searched, chosen=chosen, values=values, tiers=tiers, stopped="clock")


def test_after_a_search_that_was_cut_nobody_could_be_placed_better_by_one_move() -> None:
    moved = 0
    for seed in range(500, 560):
        given, history = random_timetable_programme(seed)
        found = find_sessions(given, history)
        searched = cut(given, search_sessions(given, found, ONE), random.Random(seed))
        plan = tell(given, "made from", ONE, found, searched, Stopwatch())
        assert breaches(given, history, plan) == [], seed
        number = sum(len(session.attendees) for session in plan.timetable.sessions)
        moved += number > int(searched.chosen[searched.case.attended].sum())
    assert moved >= 10, "hardly anybody was left to be moved"


def test_a_search_cut_by_the_clock_is_judged_and_claims_no_more_than_it_proved() -> None:
    for seed in range(20):
        given, history = random_timetable_programme(seed)
        plan = make_schedule(given, history, "made from", Effort(threads=1, time_limit=0.0001))
        assert breaches(given, history, plan) == [], seed
        assert plan.proven or plan.evidence.stopped == "clock"


# ----------------------------------------------------------------------------------------------------- what it proves


def walk(**more: object) -> Programme:
    """Two who wish to walk, and one worker who leads."""
    return programme(
        mentees=(mentee("E1", wishes=("walk",)), mentee("E2", wishes=("walk",))),
        mentors=(mentor("M1"),),
        staff=(staff(),),
        venues=(hall(),),
        activities=(activity(times="Tue 10:00-11:00", **more),),
    )


def test_what_counting_can_prove_is_proven_by_counting() -> None:
    plan = engine.plan(walk(), History(), scope="schedule", effort=ONE)
    proofs = {tier.name: tier.proof for tier in plan.plan.tiers}
    assert plan.verdict.breaches == ()
    assert (proofs["reach-group"], proofs["wish"], proofs["wish-first"]) == (Proof.COUNTED,) * 3
    assert proofs["group-quality"] is Proof.PRICES


def test_where_there_is_room_for_one_only_the_count_proves_nothing_and_prices_do() -> None:
    judged = engine.plan(walk(largest=1), History(), scope="schedule", effort=ONE)
    plan = judged.plan
    reach = next(tier for tier in plan.tiers if tier.name == "reach-group")
    assert (reach.value, reach.bound, reach.proof) == (1, 1, Proof.PRICES)
    found = next(tier for tier in judged.verdict.tiers if tier.name == "reach-group")
    assert (found.bound, found.priced) == (Depth.CHECKED, 1)
    assert [(row.why.value, row.patterns) for row in plan.timetable.not_reached] == [("no-room", 1)]


def test_where_nothing_runs_that_somebody_could_go_to_it_says_what_keeps_them_out_of_what_does() -> None:
    """One walk on Tuesday or Wednesday: two can be there on the first day only, one on the second only."""
    free = {"E1": "Tue 09:00-12:00", "E2": "Tue 09:00-12:00", "E3": "Wed 09:00-12:00"}
    given = programme(
        mentees=tuple(mentee(name, when=hours) for name, hours in free.items()),
        mentors=(mentor("M1"),),
        staff=(staff(),),
        venues=(hall(),),
        activities=(activity(times="Tue-Wed 10:00-11:00"),),
    )
    judged = engine.plan(given, History(), scope="schedule", effort=ONE)
    assert judged.verdict.breaches == ()
    (answer,) = judged.plan.timetable.not_reached
    assert (answer.mentee, answer.why, answer.patterns) == ("E3", WhyNot.NONE_RUNS, 1)
    assert [(row.activity, row.rule) for row in answer.refused] == [("walk", "common-hour")]


def test_the_ids_of_sessions_count_within_each_activity_in_the_order_of_the_week() -> None:
    given = attrs.evolve(
        walk(sessions=2, a_week=2), activities=(activity(sessions=2, a_week=2, times="Mon-Tue 10:00-11:00"),)
    )
    plan = engine.plan(given, History(), scope="schedule", effort=ONE).plan
    assert [(one.id, one.slot.weekday) for one in plan.timetable.sessions] == [("walk#1", 0), ("walk#2", 1)]


def test_an_unknown_scope_is_refused() -> None:
    with pytest.raises(ValueError, match="schedule"):
        engine.plan(walk(), History(), scope="weekly")


def test_values_of_a_choice_are_those_of_the_whole_formulation() -> None:
    for seed in range(640, 660):
        given, history = random_timetable_programme(seed)
        searched = search_sessions(given, find_sessions(given, history), ONE)
        some = np.random.default_rng(seed).random(searched.case.n_choices) < 0.5
        chosen = searched.chosen & (some | (np.arange(searched.case.n_choices) < searched.case.first_attended))
        whole = formulate_sessions(given, searched.case.found).values(chosen)
        assert values_of(given, searched.case, chosen) == whole, seed
