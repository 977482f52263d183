"""The words for fixed sessions that cannot hold together."""

from __future__ import annotations

import attrs
import builders_sessions as hand
import pytest

from mentormatch.domain.timetable import CannotHold, Conflict, FixedLeftOut
from mentormatch.reports.sessions.screen import session_screen

SLOT = hand.slot(2, 13)
WITH_WALK = (("walk", hand.slot(1, 10)),)


def told(*rules: CannotHold, **more) -> str:
    """What the screen says of arts, whose fixed session is left out."""
    given = {"activity": "arts", "slot": SLOT, "rules": rules, **more}
    timetable = attrs.evolve(
        hand.TIMETABLE,
        left_out=(FixedLeftOut(activity="arts", slot=SLOT),),
        conflicts=(Conflict(**given),) if rules else (),
    )
    text = session_screen(hand.screen(timetable))
    assert max(map(len, text.splitlines())) <= 80
    return " ".join(text[text.index("Fixed sessions that") : text.index("Before you ring")].split())


@pytest.mark.parametrize(
    ("rule", "others", "words"),
    [
        (CannotHold(rule="session-rooms", about=("V2",), limit=1, needs=2), WITH_WALK,
         "not together with Harbour walk (Tue 10:00): Heron shore has 1 room for 2 sessions"),
        (CannotHold(rule="session-rooms", about=("V1", "V2"), limit=3, needs=1), (),
         "Kilmarnock, Heron shore have 3 rooms, less those that meetings take, for 1 session"),
        (CannotHold(rule="diary", about=("M01",)), WITH_WALK, "Hazel F. cannot be in time for both"),
        (CannotHold(rule="hours", about=("M02",)), WITH_WALK, "more minutes in a week than there are of M02"),
        (CannotHold(rule="session-ceiling", about=("M02",)), (), "more sessions in a week than M02 may have"),
        (CannotHold(rule="session-leaders"), (), "it needs leaders enough"),
        (CannotHold(rule="session-size"), (), "its leaders alone are more than the venue holds"),
        (CannotHold(rule="session-budget", about=("hire", "week"), limit=1_500, needs=2_050), (),
         "it takes £20.50 in one week at the least, and the budget for hire is £15.00"),
        (CannotHold(rule="session-budget", about=("hire", "term"), limit=1_500, needs=2_050), WITH_WALK,
         "they take £20.50 over the term at the least, and the budget for hire is £15.00"),
        (CannotHold(rule="session-budget"), (), "more than the budget"),
    ],
)  # fmt: skip
def test_each_rule_has_its_words(rule: CannotHold, others, words: str) -> None:
    assert words in told(rule, others=others)


def test_rules_that_only_fail_together_are_told_together() -> None:
    text = told(CannotHold(rule="session-leaders"), CannotHold(rule="diary", about=("M01", "S01")), others=WITH_WALK)
    assert "each needs leaders enough, and M01 Hazel F., S01 Jay W. cannot be in time for both" in text


def test_lack_of_places_is_told_with_nothing_else() -> None:
    assert "Wed 13:00: no place free" in told(CannotHold(rule="places"))


def test_a_set_that_may_not_be_the_smallest_says_so() -> None:
    rule = CannotHold(rule="diary", about=("M01",))
    assert "(fewer of these may be in its way)" in told(rule, others=WITH_WALK, smallest=False)


def test_a_session_of_which_no_set_is_told_was_given_up_or_nobody_found_out() -> None:
    assert "given up for other sessions, or nobody found" in told()
