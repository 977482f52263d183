"""Nobody is in two sessions at once, and everybody has time to get from one to the other.

`add` writes out every clash, in cliques of stops: very many, where somebody could lead or attend much. `add_moments`
writes only what covers one moment, and leaves out the ways: true of every timetable, and enough for a bound.
"""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.stops import clashes
from mentormatch.scheduling.case import Case
from mentormatch.solving.blocks import RowBuilder
from mentormatch.solving.cliques import cliques_with_singles

NAME = "diary"


def add(case: Case, rows: RowBuilder, among: np.ndarray | None = None) -> None:
    """Rows (NAME, person, patterns): at most one of those, of which any two clash.

    among: only these patterns, flags.
    """
    for person in range(len(case.found.people)):
        columns = case.columns_of(person)
        columns = columns if among is None else columns[among[case.pattern[columns]]]
        if len(columns) > 1:
            _of_person(case, rows, person, columns)


def add_moments(case: Case, rows: RowBuilder) -> None:
    """The same names; at most one of all that is on at a minute of some week."""
    for person in range(len(case.found.people)):
        columns = case.columns_of(person)
        weekday = case.found.patterns.weekday[case.pattern[columns]]
        for day in np.unique(weekday).tolist():
            _on_a_day(case, rows, person, columns[weekday == day])


def _of_person(case: Case, rows: RowBuilder, person: int, columns: np.ndarray) -> None:
    stops = case.stops(columns)
    for clique in cliques_with_singles(clashes(stops, case.between(person))):
        inside = np.zeros(len(stops), dtype=bool)
        inside[clique] = True
        _add(case, rows, person, columns[inside[stops.of_column]])


def _on_a_day(case: Case, rows: RowBuilder, person: int, columns: np.ndarray) -> None:
    """Something is on with something else for the first time when one of them begins."""
    at = case.pattern[columns]
    start, end = case.found.patterns.start[at], case.found.patterns.end[at]
    minutes = np.unique(start)
    on = (start <= minutes[:, None]) & (minutes[:, None] < end)
    once = bool((np.diff(at) > 0).all())
    before = np.zeros(len(columns), dtype=bool)
    for now in on:
        if not (now & ~before).any():
            continue
        before, mine = now, columns[now]
        for _, planned in case.weeks.full(at[now], 1):
            _add(case, rows, person, mine if planned is None else mine[planned], once)


def _add(case: Case, rows: RowBuilder, person: int, mine: np.ndarray, once: bool = False) -> None:
    """once: whether the patterns of these columns are known to differ, and to stand in order."""
    if len(mine) > 1:
        patterns = case.pattern[mine] if once else np.unique(case.pattern[mine])
        rows.add((NAME, person, tuple(patterns.tolist())), mine, upper=1)
