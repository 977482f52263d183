"""A session by name has neither too few who are expected, nor more than may come or fit in. Drop-ins are sieved."""

from __future__ import annotations

import numpy as np

from mentormatch.domain.places import Activity, Form
from mentormatch.scheduling.case import Case
from mentormatch.scheduling.rows.by_pattern import add_by_pattern
from mentormatch.solving.blocks import RowBuilder

NAME = "session-size"
NEVER = 1_000_000
"""More people than can ever be: stands for a least number that no number of people reaches."""


def add(case: Case, rows: RowBuilder) -> None:
    """Rows (NAME, "least" | "largest" | "room", pattern)."""
    patterns, heads = case.found.patterns, case.found.attending.heads
    by_name = ~patterns.drop_in
    least = case.by_activity([least_people(case, row) for row in patterns.activities])
    add_by_pattern(case, rows, (NAME, "least"), by_name & case.placed & (least > 0), runs=least, attended=-1)
    largest = case.by_activity([row.largest for row in patterns.activities])
    could = np.bincount(case.found.attending.pattern, heads, minlength=case.n_patterns)
    add_by_pattern(case, rows, (NAME, "largest"), by_name & (could > largest), runs=-largest, attended=heads)
    capacity = np.array([venue.capacity for venue in patterns.venues], dtype=np.int64)
    capacity = capacity[patterns.venue] if len(patterns) else np.zeros(0, dtype=np.int64)
    add_by_pattern(case, rows, (NAME, "room"), by_name, runs=-capacity, led=1, attended=heads)


def least_people(case: Case, activity: Activity) -> int:
    """The fewest people of whom enough are expected."""
    if activity.smallest <= 0:
        return 0
    default = 100 if activity.form is Form.INDIVIDUAL else case.programme.policy.turnout
    turnout = default if activity.turnout is None else activity.turnout
    return max(activity.smallest, -(-100 * activity.smallest // turnout)) if turnout else NEVER
