"""Two who are kept apart are never at one venue within the margin. These rows are never named in a plan."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from mentormatch.candidates.stops import clashes, too_near
from mentormatch.domain.places import REMOTE
from mentormatch.domain.rules import MARGIN
from mentormatch.matching.case import Case
from mentormatch.solving.blocks import RowBuilder
from mentormatch.solving.cliques import clique_cover

RULE = MARGIN


def add(case: Case, rows: RowBuilder) -> None:
    """Rows ("keep-apart-margin",): at most one of stops of two people that lie too near or clash."""
    if case.open_hours:
        return
    for one, other in sorted(kept_apart(case)):
        _of_two(case, rows, one, other)


def kept_apart(case: Case) -> set[tuple[str, str]]:
    """Two people who are kept apart on the day of the plan and could both have a meeting, each two in order."""
    known = {*case.candidates.mentees, *case.candidates.mentors}
    return {
        (min(pair), max(pair))
        for row in case.programme.keep_apart
        if row.holds_on(case.programme.as_of)
        for pair in combinations(row.people, 2)
        if known.issuperset(pair)
    }


def _of_two(case: Case, rows: RowBuilder, one: str, other: str) -> None:
    sides = [_at_venues(case, case.timed_columns(person)) for person in (one, other)]
    if not all(len(side) for side in sides):
        return
    first, second = (case.stops(side) for side in sides)
    cross = too_near(first, second, case.programme.policy.keep_apart_margin)
    near_first, near_second = np.flatnonzero(cross.any(axis=1)), np.flatnonzero(cross.any(axis=0))
    if not len(near_first):
        return
    n = len(near_first)
    graph = np.zeros((n + len(near_second),) * 2, dtype=bool)
    graph[:n, :n] = clashes(first, case.between(one))[np.ix_(near_first, near_first)]
    graph[n:, n:] = clashes(second, case.between(other))[np.ix_(near_second, near_second)]
    graph[:n, n:] = cross[np.ix_(near_first, near_second)]
    graph[n:, :n] = graph[:n, n:].T
    for clique in clique_cover(graph):
        of_first = near_first[[stop for stop in clique if stop < n]]
        of_second = near_second[[stop - n for stop in clique if stop >= n]]
        if len(of_first) and len(of_second):
            mine = np.concatenate(
                [sides[0][np.isin(first.of_column, of_first)], sides[1][np.isin(second.of_column, of_second)]]
            )
            recorded = int((case.recorded[mine] & ~case.columns.further[mine]).sum())
            rows.add((RULE.id,), np.unique(mine), upper=max(1, recorded))


def _at_venues(case: Case, columns: np.ndarray) -> np.ndarray:
    remote = np.array([place in REMOTE for place in case.candidates.places], dtype=bool)
    return columns[~remote[case.candidates.spot_place[case.columns.spot[columns]]]]
