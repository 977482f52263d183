"""What each session could be worth at most as a timetable stands: who could still come, and whom it would reach anew.

For every pattern at once. Where somebody gets to in time, and what several of them take together, is not asked: it is
no less than what the session turns out to be worth.
"""

from __future__ import annotations

import numpy as np
from attrs import define, field

from mentormatch.scheduling.board import Board
from mentormatch.scheduling.rows.size import least_people

N_FIGURES = 4
"""Whom it reaches anew, whose wish it is anew, whose first, and points; each counts before those after it."""


@define(eq=False)
class Promise:
    """blocked: columns that have no room left by themselves, flags; what is taken is never given back.

    by_row: the entries that can block, ordered by row: edges by row, then column and value of each. least, leaders:
    the fewest people and leaders of each pattern; most: the most people.
    """

    board: Board
    counts: np.ndarray
    blocked: np.ndarray = field(init=False)
    by_row: tuple[np.ndarray, np.ndarray, np.ndarray] = field(init=False)
    least: np.ndarray = field(init=False)
    leaders: np.ndarray = field(init=False)
    most: np.ndarray = field(init=False)

    def __attrs_post_init__(self) -> None:
        board, case = self.board, self.board.formulation.case
        begins, rows, values = board.using
        gives = np.zeros(len(board.left), dtype=bool)
        gives[board.rows[board.values < 0]] = True  # a row in which something makes room blocks nothing by itself
        alone = ~gives[rows]
        column = np.repeat(np.arange(len(board.chosen)), np.diff(begins))[alone]
        rows, values = rows[alone], values[alone]
        order = np.argsort(rows.astype(np.int32), kind="stable")
        edges = np.searchsorted(rows[order], np.arange(len(board.left) + 1))
        self.by_row = edges, column[order], values[order]
        self.blocked = np.zeros(len(board.chosen), dtype=bool)
        self.blocked[column[values > board.left[rows]]] = True
        activities, patterns = case.found.patterns.activities, case.found.patterns
        by_name = ~patterns.drop_in
        self.least = case.by_activity([least_people(case, row) for row in activities]) * by_name
        self.leaders = case.by_activity([row.least_leaders for row in activities]) * ~case.leaders_given
        capacity = np.array([venue.capacity for venue in patterns.venues], dtype=np.int64)
        largest = case.by_activity([row.largest for row in activities])
        self.most = np.minimum(largest, capacity[patterns.venue] if len(patterns) else largest)

    def took(self, columns: list[int]) -> None:
        """Columns were taken for good: what has no room any more."""
        board = self.board
        edges, column, values = self.by_row
        nothing = np.zeros(0, dtype=np.int64)
        rows = np.unique(np.concatenate([nothing, *(board.rows[board.entries(one)] for one in columns)]))
        size = edges[rows + 1] - edges[rows]
        entries = np.arange(size.sum()) + np.repeat(edges[rows] - np.cumsum(size) + size, size)
        full = values[entries] > np.repeat(board.left[rows], size)
        self.blocked[column[entries[full]]] = True

    def figures(self, reached: np.ndarray) -> np.ndarray:
        """By pattern, shape (N_FIGURES, n_patterns); nothing where it cannot run. reached: as in _Start."""
        case = self.board.formulation.case
        attending, patterns, n = case.found.attending, case.found.patterns, case.n_patterns
        free = ~self.blocked[case.attended]
        of, person = attending.pattern[free], attending.person[free]
        wish, points = attending.wish[free], np.maximum(attending.points[free], 0)
        number = np.bincount(of, minlength=n)
        led = np.bincount(case.found.leading.pattern[~self.blocked[case.led]], minlength=n)
        new = self.counts[person] & (reached[person] == 0)
        wished = (wish >= 0) & (reached[person] & 2 == 0)
        first = (wish == 0) & (reached[person] & 4 == 0)
        people = [np.minimum(np.bincount(of[which], minlength=n), self.most) for which in (new, wished, first)]
        dearest = np.zeros(n, dtype=np.int64)
        np.maximum.at(dearest, of, points)
        worth = np.minimum(np.bincount(of, points, minlength=n).astype(np.int64), self.most * dearest)
        worth += np.maximum(patterns.points, 0)
        able = ~self.blocked[:n] & ~self.board.chosen[:n] & (number >= self.least) & (led >= self.leaders)
        return np.stack([*people, worth]) * able


def least_of(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Of each column the lesser of two, first figures first; both of shape (N_FIGURES, n)."""
    less = np.zeros(one.shape[1], dtype=bool)
    for mine, theirs in zip(one[::-1], other[::-1], strict=True):
        less = (mine < theirs) | ((mine == theirs) & less)
    return np.where(less, one, other)


def most_first(figures: np.ndarray) -> np.ndarray:
    """The numbers of the columns, those of most first, equal ones as they stand; those of nothing are left out."""
    order = np.lexsort(-figures[::-1])
    out: np.ndarray = order[figures[:, order].any(axis=0)]
    return out
