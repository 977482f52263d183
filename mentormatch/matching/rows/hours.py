"""Each mentor at most so many minutes in each week: meetings, sessions led, and the way there and back."""

from __future__ import annotations

import numpy as np

from mentormatch.domain.rules import WEEKLY_HOURS
from mentormatch.matching.case import Case
from mentormatch.solving.blocks import RowBuilder
from mentormatch.term import Calendar

RULE = WEEKLY_HOURS


def add(case: Case, rows: RowBuilder) -> None:
    """Rows ("hours", (mentor,), (week,)), for each week that no fuller one covers and that could be overfull."""
    n_weeks = Calendar.of(case.programme).n_weeks
    led = led_minutes(case, n_weeks)
    for mentor in range(len(case.candidates.mentors)):
        mine = case.columns_of_mentor(mentor)
        mine = mine[case.minutes[mine] > 0]
        if len(mine):
            _of_mentor(case, rows, mentor, mine, led[mentor])


def led_minutes(case: Case, n_weeks: int) -> np.ndarray:
    """Minutes of sessions led, ways included, by mentor and week."""
    out = np.zeros((len(case.candidates.mentors), n_weeks), dtype=np.int64)
    for mentor, weeks, minutes in case.candidates.led:
        for week in range(n_weeks):
            out[mentor, week] += minutes if weeks >> week & 1 else 0
    return out


def minutes_a_week(case: Case, mentor: int) -> int:
    """What a mentor has in a week."""
    given = case.programme.mentors[mentor].minutes_a_week
    return case.programme.policy.minutes_a_week if given is None else given


def _of_mentor(case: Case, rows: RowBuilder, mentor: int, mine: np.ndarray, led: np.ndarray) -> None:
    masks, kind = np.unique(case.weeks[mine], return_inverse=True)
    weeks = np.arange(len(led), dtype=np.uint64)
    active = (masks[:, None] >> weeks & np.uint64(1)).astype(bool)  # (masks, weeks)
    recorded = np.where(case.recorded[mine] & ~case.columns.further[mine], case.minutes[mine], 0)
    used = recorded @ active[kind.reshape(-1)]
    upper = np.maximum(np.maximum(minutes_a_week(case, mentor) - led, used), 0)
    for week in _fullest(active, upper):
        columns = mine[active[kind.reshape(-1), week]]
        if _most(case, mentor, columns) > upper[week]:
            name = ("hours", (case.candidates.mentors[mentor],), (int(week),))
            rows.add(name, columns, case.minutes[columns], upper=int(upper[week]))


def _fullest(active: np.ndarray, upper: np.ndarray) -> list[int]:
    """Weeks such that every other has no more columns and no less room than one of them, in order."""
    columns = np.concatenate([active.astype(np.int64), upper[None, :]])
    _, first = np.unique(columns, axis=1, return_index=True)
    distinct = sorted(int(week) for week in first if active[:, week].any())
    return [
        week
        for week in distinct
        if not any(
            other != week and (active[:, week] <= active[:, other]).all() and upper[week] >= upper[other]
            for other in distinct
        )
    ]


def _most(case: Case, mentor: int, columns: np.ndarray) -> int:
    """The most minutes that these pairs could take together: the longest of each, of as many as there may be."""
    order = np.lexsort((-case.minutes[columns], case.columns.pair[columns]))
    _, first = np.unique(case.columns.pair[columns][order], return_index=True)
    longest = np.sort(case.minutes[columns][order][first])[::-1]
    seats = case.seats
    return int(longest[: int(seats.free_places[mentor] + seats.held_by_mentor[mentor])].sum())
