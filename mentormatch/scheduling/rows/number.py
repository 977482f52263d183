"""No activity has more sessions than are asked for, and a fixed slot runs once."""

from __future__ import annotations

import numpy as np

from mentormatch.scheduling.case import Case
from mentormatch.solving.blocks import RowBuilder


def add(case: Case, rows: RowBuilder) -> None:
    """Rows ("session-number", activity, slot): slot is that of `activity.fixed`, -1 for all that are placed."""
    patterns = case.found.patterns
    for at in range(len(patterns.activities)):
        mine = patterns.activity == at
        for slot in np.unique(patterns.fixed[mine]).tolist():
            columns = np.flatnonzero(mine & (patterns.fixed == slot))
            most = 1 if slot >= 0 else most_placed(case, at)
            if len(columns) > most:
                rows.add(("session-number", at, slot), columns, upper=most)


def most_placed(case: Case, at: int) -> int:
    """How many sessions of an activity may be placed."""
    activity = case.found.patterns.activities[at]
    return max(0, activity.sessions - len(set(activity.fixed)))
