"""The planner against an oracle that tries every plan, on whole small programmes with every kind of rule.

benchmarks/brute.py runs the same over any range of seeds.
"""

from __future__ import annotations

import attrs
import pytest
from brute_compare import differences
from brute_force import BruteForce, TooLargeError
from random_programmes import random_programme

from mentormatch.checking import judge
from mentormatch.domain.plan import Answer, AnswerKind
from mentormatch.planning import Effort, make_plan

CHUNK = 50
MOST_SKIPPED = CHUNK // 20


def wrong_with(seed: int, **policy: object) -> list[str]:
    """What is wrong with the plan of a seed. Raises TooLargeError where not everything can be tried."""
    programme, history = random_programme(seed)
    programme = attrs.evolve(programme, policy=attrs.evolve(programme.policy, **policy))
    return [f"seed {seed}: {says}" for says in differences(BruteForce(programme, history), programme, history)]


@pytest.mark.parametrize("first", range(0, 500, CHUNK))
def test_tiers_bounds_and_answers_are_those_found_by_trying_every_plan(first: int) -> None:
    wrong, skipped = [], 0
    for seed in range(first, first + CHUNK):
        try:
            wrong += wrong_with(seed)
        except TooLargeError:
            skipped += 1
    assert not wrong, "\n".join(wrong)
    assert skipped <= MOST_SKIPPED


def test_what_tiers_give_is_spent_and_taken_back_as_trying_every_plan_says() -> None:
    gives = {"reach": 1, "quality": 150, "priority": 20, "load": 2}
    wrong = [says for seed in range(500, 540) for says in wrong_with(seed, gives=gives)]
    assert not wrong, "\n".join(wrong)


def answer_of(seed: int, mentee: str) -> Answer:
    plan = make_plan(*random_programme(seed), "made from", Effort(threads=1))
    return next(answer for answer in plan.unmatched if answer.mentee == mentee)


def test_somebody_whose_pair_is_on_hold_stands_in_no_shortage() -> None:
    answer = answer_of(2569, "P3")  # P2 wants two, has one on hold, and is no rival for the last place
    assert (answer.kind, answer.people) == (AnswerKind.SHORTAGE, ("P3", "P4"))


def test_a_pin_below_the_floor_makes_nobody_a_rival_for_places() -> None:
    assert answer_of(3212, "P1").people == ("P1", "P2")  # P0 is kept together with the same mentor, below the floor


def test_who_would_have_enough_hours_is_not_short_because_another_is() -> None:
    answer = answer_of(2059, "P2")  # P0 alone needs more minutes than the mentor has
    assert (answer.kind, answer.tier, answer.sure) == (AnswerKind.TRADED, "priority", True)


def test_a_held_pair_whose_recorded_meeting_may_not_stay_may_rest_without_one_and_takes_no_hours() -> None:
    assert not wrong_with(270_189)  # the judge counted the least of its options, and so too little left of the mentor


def test_the_price_of_reaching_somebody_is_the_least_of_any_plan_in_a_small_programme() -> None:
    answer = answer_of(161, "P4")  # a search round P4 alone found 1699
    assert (answer.tier, answer.there, answer.sure) == ("quality", 1853, True)


@pytest.mark.parametrize("seed", [1005, 1629])
def test_the_judge_knows_that_a_pair_on_hold_takes_one_of_the_places_wanted(seed: int) -> None:
    programme, history = random_programme(seed)  # somebody wants two and has one on hold: no pair of theirs is further
    plan = make_plan(programme, history, "made from", Effort(threads=1))
    assert not judge(programme, history, plan).verdict.breaches


def test_the_oracle_says_so_where_there_is_too_much_to_try() -> None:
    programme, history = random_programme(3574)
    with pytest.raises(TooLargeError):
        BruteForce(programme, history, limit=10)
