"""A first timetable, greedily: what is fixed, then one session after another that reaches most people.

It obeys every row of a formulation, and the ways between two sessions of one person, which that need not write out. It
is there in a second: the search starts from it, and it is what is shown where there was no time for more. A session
comes whole: it runs, with leaders enough and people enough, or not at all. Values of what could come fall as people
are reached, so each is reckoned only when it comes to the top, beginning with what it could be worth at most
(lazy greedy; Minoux 1978).
"""

from __future__ import annotations

import heapq

import numpy as np
from attrs import define, field

from mentormatch.scheduling.board import Board
from mentormatch.scheduling.formulation import Formulation

Value = tuple[int, int, int, int]
NOTHING: Value = (0, 0, 0, 0)


def started(formulation: Formulation) -> np.ndarray:
    """Flags by choice of a timetable that keeps every row, shape (n_choices,)."""
    start = _Start(formulation)
    start.fixed()
    start.placed()
    out: np.ndarray = start.chosen[: formulation.case.n_choices]
    return out


@define(eq=False)
class _Start(Board):
    """reached: 1, 2, 4 by person: in something, in a wish, in the first. counts: who counts, flags by person."""

    reached: np.ndarray = field(init=False)
    counts: np.ndarray = field(init=False)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        case = self.formulation.case
        self.reached = np.zeros(len(case.found.people), dtype=np.int64)
        self.counts = np.array([name in case.mentees for name in case.found.people], dtype=bool)

    # ------------------------------------------------------------------------------------------------------- sessions

    def fixed(self) -> None:
        """Every fixed session that goes with those before it, and its people."""
        case = self.formulation.case
        for pattern in np.flatnonzero(~case.placed).tolist():
            added = self._package(pattern, only_given=True)
            self._commit(added)

    def placed(self) -> None:
        """Sessions to be placed, the one that reaches most first; then those who may still join."""
        case = self.formulation.case
        for pattern in np.flatnonzero(~case.placed & self.chosen[: case.n_patterns]).tolist():
            self._commit(self._joined(pattern))
        most = self._most()
        heap = [(_negated(most[pattern]), pattern) for pattern in np.flatnonzero(case.placed).tolist()]
        heapq.heapify(heap)
        while heap:
            _, pattern = heapq.heappop(heap)
            added = self._package(pattern)
            value = self._worth(added)
            if value <= NOTHING:
                self.undo(added)
            elif heap and heap[0][0] < _negated(value):
                self.undo(added)
                heapq.heappush(heap, (_negated(value), pattern))
            else:
                self._commit(added)

    def _package(self, pattern: int, only_given: bool = False) -> list[int]:
        """The columns of a session put in, with leaders and people enough; none where it cannot be."""
        case = self.formulation.case
        if self.chosen[pattern] or not self.fits(pattern, outside=True):
            return []
        added = [pattern]
        self.take(pattern)
        leaders, people = self.leaders_of(pattern), self.people_of(pattern)
        given = bool(case.leaders_given[pattern])
        for column in leaders.tolist() if given else self.ranked_leaders(leaders):
            needed = given or self.short(pattern, others=False)
            if needed and self.fits(column):
                self.take(column)
                added.append(column)
        if only_given:
            people = people[case.given[people]]
        for column in self._ranked(people):
            if self.fits(column):
                self.take(column)
                added.append(column)
        if self.short(pattern):
            self.undo(added)
            return []
        return added

    def _joined(self, pattern: int) -> list[int]:
        """People who join a session that runs."""
        added = []
        for column in self._ranked(self.people_of(pattern)):
            if not self.chosen[column] and self.fits(column):
                self.take(column)
                added.append(column)
        return added

    def _ranked(self, people: np.ndarray) -> list[int]:
        """Those who gain most first: not reached yet, then wishes, then points."""
        case, attending = self.formulation.case, self.formulation.case.found.attending
        at, person = people - case.first_attended, case.person[people]
        new = self.counts[person] & (self.reached[person] == 0)
        wish = attending.wish[at]
        first = (wish == 0) & (self.reached[person] & 4 == 0)
        wished = (wish >= 0) & (self.reached[person] & 2 == 0)
        order = np.lexsort((-attending.points[at], ~first, ~wished, ~new))
        return [int(column) for column in people[order]]

    # -------------------------------------------------------------------------------------------------------- figures

    def _most(self) -> list[Value]:
        """By pattern no less than it is worth: as if all who could come came, and nobody were reached yet."""
        attending, patterns = self.formulation.case.found.attending, self.formulation.case.found.patterns
        of = attending.pattern
        new, wished, first = (
            np.bincount(of[which], minlength=len(patterns))
            for which in (self.counts[attending.person], attending.wish >= 0, attending.wish == 0)
        )
        points = np.maximum(patterns.points, 0)
        np.add.at(points, of, np.maximum(attending.points, 0))
        return list(zip(new.tolist(), wished.tolist(), first.tolist(), points.tolist(), strict=True))

    def _worth(self, added: list[int]) -> Value:
        """Whom a session would reach anew, whose wish it is anew, whose first, and points."""
        case, attending = self.formulation.case, self.formulation.case.found.attending
        if not added:
            return NOTHING
        columns = np.array([column for column in added if column >= case.first_attended], dtype=np.int64)
        at, person = columns - case.first_attended, case.person[columns]
        new = int((self.counts[person] & (self.reached[person] == 0)).sum())
        wished = int(((attending.wish[at] >= 0) & (self.reached[person] & 2 == 0)).sum())
        first = int(((attending.wish[at] == 0) & (self.reached[person] & 4 == 0)).sum())
        points = int(attending.points[at].sum()) + int(case.found.patterns.points[added[0]])
        return new, wished, first, points

    def _commit(self, added: list[int]) -> None:
        case, attending = self.formulation.case, self.formulation.case.found.attending
        for column in added:
            if column >= case.first_attended:
                wish = int(attending.wish[column - case.first_attended])
                self.reached[case.person[column]] |= 1 | (2 if wish >= 0 else 0) | (4 if wish == 0 else 0)


def _negated(value: Value) -> Value:
    return -value[0], -value[1], -value[2], -value[3]
