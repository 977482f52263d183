"""Pairs to be kept together that cannot all be: the fewest are left out, the youngest first, then by ids."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest
from builders import MONDAY, history, mentor, pair, programme

from mentormatch import engine
from mentormatch.domain.history import PairRecord, PairState

OLD, MIDDLE, NEW = (MONDAY - dt.timedelta(days=days) for days in (30, 20, 10))


def pin(mentee: str, mentor: str, since: dt.date) -> PairRecord:
    return pair(mentee, mentor, PairState.IDEA, since, pinned=True)


def left_out(*pins: PairRecord, places: int) -> tuple[tuple[str, str], ...]:
    """Who is left out where M1 has so many places, in a plan that the judge accepts."""
    made = programme(3, [mentor("M1", max_people=places, minutes_a_week=999), mentor("M2", max_people=1)])
    judged = engine.plan(made, history(*pins))
    assert judged.verdict.verified, judged.verdict.breaches
    assert all(tier.proven for tier in judged.plan.tiers)
    return judged.plan.pins_left_out


@pytest.mark.parametrize("since", list(permutations((OLD, MIDDLE, NEW))))
def test_the_youngest_are_left_out_first(since: tuple[dt.date, ...]) -> None:
    pins = [pin(f"E{number}", "M1", day) for number, day in enumerate(since, start=1)]
    by_age = [(row.mentee, "M1") for row in sorted(pins, key=lambda row: row.since, reverse=True)]
    assert left_out(*pins, places=2) == tuple(by_age[:1])
    assert left_out(*pins, places=1) == tuple(sorted(by_age[:2]))


def test_of_one_day_the_first_by_ids_is_left_out() -> None:
    assert left_out(*(pin(name, "M1", OLD) for name in ("E3", "E1", "E2")), places=2) == (("E1", "M1"),)


def test_fewest_comes_before_youngest() -> None:
    """E1 wants one mentor: leaving out its old pin with M1 would keep two younger ones, and that is one more."""
    pins = [pin("E1", "M1", OLD), pin("E1", "M2", NEW), pin("E2", "M1", NEW)]
    assert left_out(*pins, places=1) == (("E1", "M1"),)
