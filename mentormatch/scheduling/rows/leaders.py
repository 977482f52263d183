"""A session has leaders enough and not too many, one who has lived it, one for first aid, and one for so many heads."""

from __future__ import annotations

import numpy as np

from mentormatch.scheduling.case import Case
from mentormatch.scheduling.rows.by_pattern import add_by_pattern
from mentormatch.solving.blocks import RowBuilder

NAME = "session-leaders"


def add(case: Case, rows: RowBuilder) -> None:
    """Rows (NAME, "least" | "most" | "lived" | "first-aid" | "heads" | "fixed-heads", pattern)."""
    activities, leading = case.found.patterns.activities, case.found.leading
    chosen, given = ~case.leaders_given, case.leaders_given
    least = case.by_activity([row.least_leaders for row in activities])
    most = case.by_activity([max(row.least_leaders, -(-row.largest // row.people_per_leader)) for row in activities])
    could = np.bincount(leading.pattern, minlength=case.n_patterns)
    add_by_pattern(case, rows, (NAME, "least"), chosen & (least > 0), runs=least, led=-1)
    add_by_pattern(case, rows, (NAME, "most"), chosen & (could > most), runs=-most, led=1)
    lived = case.by_activity([row.lived_experience_leader for row in activities]) > 0
    add_by_pattern(case, rows, (NAME, "lived"), chosen & lived, runs=1, led=-leading.mentor.astype(np.int64))
    aid = case.by_activity([row.first_aid for row in activities]) > 0
    first_aid = (leading.mentor & leading.first_aid).astype(np.int64)
    add_by_pattern(case, rows, (NAME, "first-aid"), chosen & aid, runs=1, led=-first_aid)
    _heads(case, rows, chosen, given)


def _heads(case: Case, rows: RowBuilder, chosen: np.ndarray, given: np.ndarray) -> None:
    """So many heads need so many leaders; fixed leaders may have the heads of all fixed people."""
    patterns, leading = case.found.patterns, case.found.leading
    each = case.by_activity([row.people_per_leader for row in patterns.activities])
    heads = case.found.attending.heads
    add_by_pattern(
        case, rows, (NAME, "heads"), chosen, runs=patterns.expected, led=-each[leading.pattern], attended=heads
    )
    number = np.bincount(leading.pattern, minlength=case.n_patterns)
    fixed = case.by_activity([heads_of_fixed(case, at) for at in range(len(patterns.activities))])
    most = np.maximum(each * number, fixed)
    add_by_pattern(case, rows, (NAME, "fixed-heads"), given, runs=patterns.expected - most, attended=heads)


def heads_of_fixed(case: Case, at: int) -> int:
    """Heads of all fixed people of an activity, whether they can be in it or not."""
    fixed = set(case.found.patterns.activities[at].fixed_people)
    return sum(1 + len(case.mentees[name].comes_with) if name in case.mentees else 1 for name in fixed)
