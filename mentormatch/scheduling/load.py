"""Leaders' load: the square of the sessions of each, as steps of 1, 3, 5, ... that fill from below."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.scheduling.case import Case
from mentormatch.scheduling.rows.number import most_placed
from mentormatch.solving.blocks import RowBuilder


@attrs.frozen(eq=False, kw_only=True)
class Load:
    """points: what each step costs, shape (n_steps,); its columns stand from `first` on.

    begin: of each leader the column of the first step. led: of the same leaders, the columns in which they lead.
    """

    first: int
    points: np.ndarray
    begin: tuple[int, ...]
    led: tuple[np.ndarray, ...]

    def fill(self, chosen: np.ndarray) -> None:
        """Sets the steps of a choice, flags by column, to what its leading says."""
        for begin, led in zip(self.begin, self.led, strict=True):
            chosen[begin : begin + int(chosen[led].sum())] = True


def add_load(case: Case, rows: RowBuilder, first: int) -> Load:
    """Rows ("leaders-load", person): sessions led less steps, at most 0."""
    leading, patterns = case.found.leading, case.found.patterns
    points: list[np.ndarray] = []
    begin: list[int] = []
    led: list[np.ndarray] = []
    taken = first
    for person in np.unique(leading.person).tolist():
        columns = case.led[leading.person == person]
        at = case.pattern[columns]
        most = sum(
            min(int((patterns.activity[at] == activity).sum()), _most_of(case, activity, at))
            for activity in np.unique(patterns.activity[at]).tolist()
        )
        steps = taken + np.arange(most)
        begin.append(taken)
        led.append(columns)
        taken += most
        values = np.repeat([1, -1], [len(columns), most])
        rows.add(("leaders-load", person), np.concatenate([columns, steps]), values, upper=0)
        points.append(2 * np.arange(most, dtype=np.int64) + 1)
    whole = np.concatenate([np.zeros(0, dtype=np.int64), *points])
    return Load(first=first, points=whole, begin=tuple(begin), led=tuple(led))


def _most_of(case: Case, activity: int, at: np.ndarray) -> int:
    """How many sessions of an activity can run among some patterns."""
    patterns = case.found.patterns
    fixed = patterns.fixed[at][patterns.activity[at] == activity]
    slots = len(set(fixed[fixed >= 0].tolist()))
    return slots + (most_placed(case, activity) if (fixed < 0).any() else 0)
