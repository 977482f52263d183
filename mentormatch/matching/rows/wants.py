"""Each mentee at most so many mentors, each pair at most once, and exactly once where people made it."""

from __future__ import annotations

import numpy as np

from mentormatch.domain.rules import WANTS
from mentormatch.matching.case import Case
from mentormatch.solving.blocks import RowBuilder

RULE = WANTS


def add(case: Case, rows: RowBuilder) -> None:
    """Rows ("wants", (mentee,)); of a mentee who may have several: ("first", (mentee,)), ("further", (mentee,)) and
    ("pair", (mentee, mentor)); of a pair that is held: ("held", (mentee, mentor))."""
    _singles(case, rows)
    for mentee in np.flatnonzero(case.seats.several):
        _several(case, rows, int(mentee))
    _held(case, rows)


def _singles(case: Case, rows: RowBuilder) -> None:
    mine = np.flatnonzero(~case.seats.several[case.mentee] & ~case.held)
    mentees, row = np.unique(case.mentee[mine], return_inverse=True)
    names = [("wants", (case.candidates.mentees[mentee],)) for mentee in mentees]
    rows.add_many(names, row.reshape(-1), mine, 1, case.seats.wants_left[mentees])


def _several(case: Case, rows: RowBuilder, mentee: int) -> None:
    name = case.candidates.mentees[mentee]
    mine = case.columns_of_mentee(mentee)
    if not len(mine):
        return
    further = case.columns.further[mine]
    most = int(case.seats.most_pairs[mentee])
    rows.add(("first", (name,)), mine[~further], upper=1)
    rows.add(("further", (name,)), mine, np.where(further, 1, 1 - most), upper=0)
    _each_once(case, rows, name, mine[~case.held[mine]])
    if most == 2:  # one further pair at the most: all of them in one row
        _best_first(case, rows, name, mine[~further], mine[further])
    else:
        for of_pair in np.split(mine, np.flatnonzero(np.diff(case.columns.pair[mine])) + 1):
            _best_first(case, rows, name, mine[~further], of_pair[case.columns.further[of_pair]])


def _each_once(case: Case, rows: RowBuilder, name: str, mine: np.ndarray) -> None:
    pairs, row = np.unique(case.columns.pair[mine], return_inverse=True)
    mentors = case.candidates.pair_mentor[pairs].tolist()
    names = [("pair", (name, case.candidates.mentors[mentor])) for mentor in mentors]
    rows.add_many(names, row.reshape(-1), mine, 1, np.ones(len(pairs), dtype=np.int64))


def _best_first(case: Case, rows: RowBuilder, name: str, firsts: np.ndarray, furthers: np.ndarray) -> None:
    """A row ("best", (mentee,)): a further pair is no better than the first, so that the first is the best one."""
    columns = np.concatenate([furthers, firsts])
    points = np.concatenate([case.points[furthers], -case.points[firsts]])
    rows.add(("best", (name,)), columns, points, upper=0)


def _held(case: Case, rows: RowBuilder) -> None:
    mine = np.flatnonzero(case.held)
    for pair in np.unique(case.columns.pair[mine]):
        mentee, mentor = case.candidates.pair_mentee[pair], case.candidates.pair_mentor[pair]
        who = (case.candidates.mentees[mentee], case.candidates.mentors[mentor])
        rows.add(("held", who), mine[case.columns.pair[mine] == pair], lower=1, upper=1)
