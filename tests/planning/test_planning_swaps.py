"""Whose place somebody who waits could have: only where hours, diaries and the margin hold with all else as it is."""

from __future__ import annotations

import pytest
from builders import apart, mentee, mentor, programme

from mentormatch import engine
from mentormatch.domain.history import History
from mentormatch.domain.plan import Answer, AnswerKind, Swap
from mentormatch.domain.programme import Programme

TUESDAY, WEDNESDAY = "Tue 09:30-11:30", "Wed 09:30-11:30"
"""With the way there and back, each holds one meeting: from 10:00 to 11:00."""


def only_answer(made: Programme) -> Answer:
    """The answer of the one who is short of places, in a plan that the judge accepts."""
    judged = engine.plan(made, History())
    assert judged.verdict.verified, judged.verdict.breaches
    (answer,) = judged.plan.unmatched
    assert answer.kind is AnswerKind.SHORTAGE
    return answer


@pytest.mark.parametrize(("when", "rival"), [(TUESDAY, "E1"), (WEDNESDAY, "E2")])
def test_only_the_one_whose_hour_it_takes_can_be_swapped(when: str, rival: str) -> None:
    people = [mentee("E1", when=TUESDAY), mentee("E2", when=WEDNESDAY), mentee("E3", when=when)]
    answer = only_answer(programme(people, [mentor("M1", max_people=2)]))
    (other,) = {rival, "E3"} - {answer.mentee}
    assert answer.mentee in (rival, "E3")
    assert answer.swap == Swap(mentor="M1", instead_of=other)


def test_a_swap_that_an_officer_must_first_agree_to_says_so() -> None:
    people = [mentee("E1", needs_approval=True), mentee("E2")]
    answer = only_answer(programme(people, [mentor("M1", max_people=1)]))
    assert (answer.mentee, answer.swap) == ("E1", Swap(mentor="M1", instead_of="E2", needs_approval=True))


def test_nobody_is_swapped_for_a_meeting_too_long_for_the_mentors_week() -> None:
    short = [mentee("E1", meeting_minutes=30), mentee("E2", meeting_minutes=30)]
    made = programme([*short, mentee("E3", meeting_minutes=90)], [mentor("M1", max_people=2, minutes_a_week=110)])
    answer = only_answer(made)
    assert (answer.mentee, answer.swap) == ("E3", None)


def test_nobody_is_swapped_into_the_hour_of_somebody_they_are_kept_apart_from() -> None:
    people = [
        mentee("E1", when=TUESDAY, not_with=("M1",)),
        mentee("E2", when=TUESDAY, not_with=("M2",)),
        mentee("E3", when=TUESDAY, not_with=("M2",)),
    ]
    mentors = [mentor("M1", max_people=1), mentor("M2", max_people=1)]
    near = only_answer(programme(people, mentors, keep_apart=[apart("E1", "E3")]))
    assert (near.mentee, near.swap) == ("E3", None)
    assert only_answer(programme(people, mentors)).swap is not None
