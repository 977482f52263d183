"""A mentor's clearance is known, holds, and lasts for enough of the dates of a new pair."""

import datetime as dt

import pytest
from builders import MONDAY, history, mentor, pair, programme

from rules.both_sides import refused_by_both

MEET = {("E1", "M1"): ("cafe", "Tue 10:00-11:00")}
SIXTH = dt.date(2027, 2, 16)
"""The sixth Tuesday of the term."""
DAY = dt.timedelta(days=1)


def refused(cleared_until, *rows, plan=MEET):
    made = programme(None, [mentor(cleared_until=cleared_until)])
    return refused_by_both(made, history(*rows), plan)


@pytest.mark.parametrize("until", [None, MONDAY - DAY, MONDAY, SIXTH - DAY])
def test_a_clearance_that_is_missing_lapsed_or_ends_too_soon_is_refused(until):
    assert refused(until) == ["clearance"]


def test_a_clearance_that_lasts_for_six_dates_is_left_alone():
    assert refused(SIXTH) == []


def test_a_held_pair_needs_a_clearance_that_holds_today():
    row = pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00")
    assert refused(MONDAY, row) == []
    assert refused(MONDAY - DAY, row) == ["clearance"]
    assert refused(MONDAY - DAY, row, plan=None) == []
