"""How often a week: in one activity as it says; in all, with recorded meetings, as the person said."""

from __future__ import annotations

import numpy as np

from mentormatch.scheduling.case import Case, full_weeks_of, on_in, weeks_of
from mentormatch.solving.blocks import RowBuilder


def add(case: Case, rows: RowBuilder) -> None:
    """Rows ("session-often", person, activity, week) and ("session-ceiling", person, week)."""
    for person in range(len(case.found.people)):
        columns = case.columns_of(person)
        _often(case, rows, person, columns[columns >= case.first_attended])
        ceiling = case.ceilings.get(case.found.people[person])
        if ceiling is not None:
            _ceiling(case, rows, person, columns, ceiling)


def _often(case: Case, rows: RowBuilder, person: int, columns: np.ndarray) -> None:
    patterns = case.found.patterns
    activity = patterns.activity[case.pattern[columns]]
    for at in np.unique(activity).tolist():
        mine, most = columns[activity == at], patterns.activities[at].a_week
        for week, planned in case.weeks.full(case.pattern[mine], most) if len(mine) > most else ():
            there = mine if planned is None else mine[planned]
            if len(there) > most:
                rows.add(("session-often", person, at, week), there, upper=most)


def _ceiling(case: Case, rows: RowBuilder, person: int, columns: np.ndarray, ceiling: int) -> None:
    planned = case.found.patterns.planned[case.pattern[columns]]
    busy = case.found.busy
    meetings, given = taken(person, busy.meetings), taken(person, busy.meetings, busy.given_meetings)
    room = np.maximum(ceiling, fixed_weeks(case, columns, np.ones(len(columns), dtype=np.int64)) + given) - meetings
    for week in full_weeks_of(planned, room):
        there = columns[on_in(planned, week)]
        if len(there) > room[week]:
            rows.add(("session-ceiling", person, week), there, upper=max(0, int(room[week])))


def fixed_weeks(case: Case, columns: np.ndarray, uses: np.ndarray) -> np.ndarray:
    """What the fixed sessions among some columns use of each week, of each slot where it is most; shape (64,)."""
    patterns, out = case.found.patterns, np.zeros(64, dtype=np.int64)
    given = case.given[columns]
    at = case.pattern[columns[given]]
    used = weeks_of(patterns.planned[at]) * uses[given][:, None]
    slots = np.stack([patterns.activity[at], patterns.fixed[at]], axis=1)
    for slot in np.unique(slots, axis=0):
        out += used[(slots == slot).all(axis=1)].max(axis=0)
    return out


def taken(person: int, all_of_it: np.ndarray, given: np.ndarray | None = None) -> np.ndarray:
    """What meetings take of somebody's weeks, or what is given of that, shape (64,)."""
    out = np.zeros(64, dtype=np.int64)
    own = (all_of_it if given is None else given)[person]
    out[: len(own)] = own
    return out
