"""The patterns of a formulation as parts that few rows join."""

from __future__ import annotations

import numpy as np

from mentormatch.scheduling.case import Case
from mentormatch.scheduling.formulation import Formulation
from mentormatch.scheduling.rows.number import most_placed
from mentormatch.scheduling.worth import Worth
from mentormatch.solving.separable import Groups, Parts

KNOWN = ("leads", "leads-given", "attends", "session-leaders", "session-size")
"""Rows inside one pattern that `Worth` reckons with."""


def parts_of(formulation: Formulation) -> Parts:
    """Each pattern a part, with its leaders and attendees; helpers belong to none."""
    case, worth = formulation.case, Worth.of(formulation.case)
    part = np.full(formulation.block.model.n_columns, -1, dtype=np.int64)
    part[: case.n_choices] = case.pattern
    return Parts(
        part=part,
        switch=np.arange(case.n_patterns),
        priced=np.array([name[0] not in KNOWN for name in formulation.block.row_names], dtype=bool),
        worth=lambda gains: worth(gains[: case.n_choices]),
    )


def groups_of(case: Case) -> np.ndarray:
    """Labels of patterns, a row a level: activity; with weekday; with venue; with start; single patterns."""
    patterns = case.found.patterns
    levels, columns = [], [patterns.activity, patterns.fixed >= 0]
    for more in (patterns.weekday, patterns.venue, patterns.start, np.arange(case.n_patterns)):
        levels.append(_labels(columns))
        columns.append(more)
    return np.stack([*levels, np.arange(case.n_patterns)])


def sessions_together(case: Case) -> Groups:
    """How many of all that are placed of one activity run, and of all that are one fixed slot."""
    patterns = case.found.patterns
    keys, label = np.unique(np.stack([patterns.activity, patterns.fixed], axis=1), axis=0, return_inverse=True)
    most = [1 if fixed >= 0 else most_placed(case, activity) for activity, fixed in keys.tolist()]
    return Groups(of_part=label.reshape(-1), most=np.array(most, dtype=np.int64))


def _labels(columns: list[np.ndarray]) -> np.ndarray:
    """A number for each different row."""
    _, labels = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)
    return np.asarray(labels).reshape(-1)
