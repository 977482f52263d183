"""What is left without some mentors is what trying every plan of the programme without them finds."""

from __future__ import annotations

import random

import numpy as np
import pytest
from brute_force import BruteForce, TooLargeError
from builders import mentee, mentor, programme
from random_programmes import random_programme

from mentormatch.checking.without import JudgeWithout
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History, PairRecord, PairState
from mentormatch.domain.ids import id_hash
from mentormatch.domain.people import Status
from mentormatch.domain.plan import PlannedPair
from mentormatch.domain.programme import Programme
from mentormatch.planning.match import ImpossiblePinsError
from mentormatch.planning.without_mentors import SEARCHED, TIE_NUMBERS, Left, NothingLeftError, Pair, WithoutMentors

SEEDS = range(60)


def edited(given: Programme, history: History, gone: set[str]) -> tuple[Programme, History]:
    """The programme as somebody would edit it by hand: those mentors rest, and no row of pairs names them."""
    mentors = tuple(evolve(one, status=Status.PAUSED) if one.id in gone else one for one in given.mentors)
    rows = tuple(row for row in history.pairs if row.mentor not in gone)
    return evolve(given, mentors=mentors), evolve(history, pairs=rows)


def values_by_hand(given: Programme, history: History, base: frozenset[Pair]) -> list[int] | None:
    """The best value of each tier of SEARCHED in turn, by trying every plan; None: none is allowed."""
    brute = BruteForce(given, history, limit=20_000)
    table, had = brute.table, {one for one, _ in base}
    names = [kind.name for kind in table.kinds]
    usual = [table.values[:, names.index(name)].tolist() for name in ("pins", "pins-since", "reach", "priority")]
    found = []
    for row in range(len(table.values)):
        pairs = [(brute.pairs[at].mentee, brute.pairs[at].mentor) for at, _ in table.chosen(row)]
        kept = {one for one, _ in pairs} & had
        ties = sum(id_hash(given.salt, one) % TIE_NUMBERS for one in kept)
        pins, since, reach, priority = (column[row] for column in usual)
        found.append(([pins, since, reach, len(kept), len(base & set(pairs)), priority, ties], row))
    for values, row in sorted(found, reverse=True):
        if brute.allowed(row):
            return values
    return None


def base_of(given: Programme, history: History, seed: int) -> frozenset[Pair]:
    """Some plan at hand: what is best with nobody gone and no plan before."""
    return frozenset(
        (pair.mentee, pair.mentor) for pair in WithoutMentors.of(given, history, ()).without(()).plan.pairs
    )


def values_of(problem: WithoutMentors, left: Left, given: Programme) -> list[int]:
    """The values of the plan itself, added up from its pairs alone."""
    pairs = {(pair.mentee, pair.mentor) for pair in left.plan.pairs}
    ties = sum(id_hash(given.salt, one) % TIE_NUMBERS for one in left.kept)
    return [left.reached, len(left.kept), len(pairs & problem.base), ties]


@pytest.mark.parametrize("part", range(3))
def test_what_is_left_is_the_best_that_trying_every_plan_finds(part: int) -> None:
    """Random programmes with pairs in force, on hold and to be kept together, several wants, hours and diaries."""
    compared = moved = 0
    for seed in SEEDS[part::3]:
        given, history = random_programme(seed, mentees=3, mentors=3)
        draw = random.Random(seed)
        try:
            base = base_of(given, history, seed)
            problem = WithoutMentors.of(given, history, base)
        except (ImpossiblePinsError, NothingLeftError):
            continue
        judge = JudgeWithout(given, history)
        mentors = [one.id for one in given.mentors]
        for gone in ({draw.choice(mentors)}, set(draw.sample(mentors, min(2, len(mentors))))):
            try:
                expected = values_by_hand(*edited(given, history, gone), base)
            except TooLargeError:
                continue
            if expected is None:
                with pytest.raises(NothingLeftError):
                    problem.without(gone)
                continue
            left = problem.without(gone)
            assert left.proven
            assert left.settled
            here = values_of(problem, left, given)
            assert [here[0], here[1], here[2]] == expected[2:5], f"seed {seed} without {gone}"
            # where it was settled early nothing more was to be decided about who keeps a mentor
            assert here[3] == expected[6], f"seed {seed} without {gone}: another one keeps a mentor"
            found = judge.remaining(gone, left.plan)
            assert found.breaches == (), f"seed {seed} without {gone}"
            assert len(found.reached) == left.reached
            compared += 1
            moved += bool(here[1] - len({one for one, other in base if other not in gone}))
    assert compared > 10
    assert part or moved, "in no programme did anybody have to look again"


def test_somebody_whose_pair_is_over_gets_another_mentor_and_nobody_else_moves() -> None:
    given = programme(mentees=2, mentors=[mentor("M1", max_people=1), mentor("M2", max_people=2)])
    rows = (PairRecord(mentee="E1", mentor="M1", state=PairState.AGREED, since=given.as_of),)
    problem = WithoutMentors.of(given, History(pairs=rows), [("E1", "M1"), ("E2", "M2")])
    left = problem.without({"M1"})
    assert {(pair.mentee, pair.mentor) for pair in left.plan.pairs} == {("E1", "M2"), ("E2", "M2")}
    assert (left.kept, left.same) == (frozenset({"E1", "E2"}), frozenset({"E2"}))


def test_of_two_who_could_keep_the_last_place_it_is_the_one_of_higher_priority() -> None:
    waits = {"waiting_since": programme().as_of.replace(year=2026)}
    given = programme(
        mentees=[mentee("E1"), mentee("E2", **waits), mentee("E3")],
        mentors=[mentor("M1", max_people=2), mentor("M2", max_people=2)],
    )
    problem = WithoutMentors.of(given, History(), [("E1", "M1"), ("E2", "M1"), ("E3", "M2")])
    left = problem.without({"M1"})
    assert left.kept == {"E2", "E3"}


def test_the_answer_does_not_depend_on_what_was_asked_before() -> None:
    given, history = random_programme(11, mentees=4, mentors=4)
    base = base_of(given, history, 11)
    mentors = [one.id for one in given.mentors]
    one, other = WithoutMentors.of(given, history, base), WithoutMentors.of(given, history, base)
    first = [one.without({name}) for name in mentors]
    second = [other.without({name}) for name in reversed(mentors)]
    assert first == second[::-1]


def test_the_judge_refuses_a_plan_that_uses_who_is_gone() -> None:
    given = programme(mentees=2, mentors=2)
    problem = WithoutMentors.of(given, History(), [("E1", "M1"), ("E2", "M2")])
    plan = problem.without(()).plan
    gone = plan.pairs[0].mentor
    broken = {breach.rule for breach in JudgeWithout(given, History()).remaining({gone}, plan).breaches}
    assert "paused" in broken


def test_the_judge_refuses_a_pair_too_many() -> None:
    given = programme(mentees=2, mentors=[mentor("M1", max_people=1)])
    plan = WithoutMentors.of(given, History(), []).without(()).plan
    (pair,) = plan.pairs
    other: PlannedPair = evolve(pair, mentee="E2" if pair.mentee == "E1" else "E1")
    forged = evolve(plan, pairs=tuple(sorted((pair, other), key=lambda one: one.mentee)))
    broken = {breach.rule for breach in JudgeWithout(given, History()).remaining((), forged).breaches}
    assert "places" in broken or "caseload" in broken


def test_tiers_are_those_that_are_printed() -> None:
    given = programme(mentees=1, mentors=1)
    problem = WithoutMentors.of(given, History(), [])
    assert tuple(one.tier.name for one in problem.problem.tiers) == SEARCHED
    assert all(np.asarray(one.tier.points >= 0).all() for one in problem.problem.tiers)
