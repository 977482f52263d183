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

from mentormatch.scheduling.formulation import Formulation
from mentormatch.solving.model import NO_UPPER

HELPED = ("leaders-load", "reach-group", "wish", "wish-first")
"""Rows that helpers fill, whatever is chosen."""
INNER = ("leads", "leads-given", "attends", "session-leaders", "session-size")
"""Rows inside one pattern: when it begins to run they are broken, until its leaders and people are there."""
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
class _Start:
    """chosen: flags by column. left: what each row has room for; rows without a limit have all there is.
    diary: the patterns that each person leads or attends.

    begins, rows, values: the entries of each column. reached: 1, 2, 4 by person: in something, in a wish, in the first.
    leads: how many sessions each person leads.
    """

    formulation: Formulation
    chosen: np.ndarray = field(init=False)
    left: np.ndarray = field(init=False)
    begins: np.ndarray = field(init=False)
    rows: np.ndarray = field(init=False)
    values: np.ndarray = field(init=False)
    inner: np.ndarray = field(init=False)
    reached: np.ndarray = field(init=False)
    counts: np.ndarray = field(init=False)
    leads: np.ndarray = field(init=False)
    by_pattern: list[np.ndarray] = field(init=False)
    diary: dict[int, list[int]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        block, case = self.formulation.block, self.formulation.case
        model = block.model
        helped = np.array([name[0] in HELPED for name in block.row_names], dtype=bool)
        used = ~helped[model.entry_row] if len(helped) else np.zeros(0, bool)
        order = np.argsort(model.entry_column[used], kind="stable")
        self.rows = model.entry_row[used][order]
        self.values = model.entry_value[used][order]
        self.begins = np.searchsorted(model.entry_column[used][order], np.arange(model.n_columns + 1))
        self.left = np.where(model.row_upper >= NO_UPPER, NO_UPPER, model.row_upper).copy()
        self.inner = np.array([name[0] in INNER for name in block.row_names], dtype=bool)
        self.chosen = np.zeros(model.n_columns, dtype=bool)
        self.reached = np.zeros(len(case.found.people), dtype=np.int64)
        self.leads = np.zeros(len(case.found.people), dtype=np.int64)
        self.counts = np.array([name in case.mentees for name in case.found.people], dtype=bool)
        others = np.argsort(case.pattern[case.n_patterns :], kind="stable") + case.n_patterns
        edges = np.searchsorted(case.pattern[others], np.arange(case.n_patterns + 1))
        self.by_pattern = [others[edges[at] : edges[at + 1]] for at in range(case.n_patterns)]

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
                self._undo(added)
            elif heap and heap[0][0] < _negated(value):
                self._undo(added)
                heapq.heappush(heap, (_negated(value), pattern))
            else:
                self._commit(added)

    def _package(self, pattern: int, only_given: bool = False) -> list[int]:
        """The columns of a session put in, with leaders and people enough; none where it cannot be."""
        case = self.formulation.case
        if self.chosen[pattern] or not self._fits(pattern, outside=True):
            return []
        added = [pattern]
        self._take(pattern)
        others = self.by_pattern[pattern]
        leaders, people = others[others < case.first_attended], others[others >= case.first_attended]
        given = bool(case.leaders_given[pattern])
        for column in leaders.tolist() if given else self._leaders(leaders):
            needed = given or self._short(pattern, others=False)
            if needed and self._fits(column):
                self._take(column)
                added.append(column)
        if only_given:
            people = people[case.given[people]]
        for column in self._ranked(people):
            if self._fits(column):
                self._take(column)
                added.append(column)
        if self._short(pattern):
            self._undo(added)
            return []
        return added

    def _joined(self, pattern: int) -> list[int]:
        """People who join a session that runs."""
        others, added = self.by_pattern[pattern], []
        for column in self._ranked(others[others >= self.formulation.case.first_attended]):
            if not self.chosen[column] and self._fits(column):
                self._take(column)
                added.append(column)
        return added

    def _leaders(self, leaders: np.ndarray) -> list[int]:
        """Mentors with first aid, other mentors, staff: those who can do most are needed most."""
        case, leading = self.formulation.case, self.formulation.case.found.leading
        at = leaders - case.first_led
        able = leading.mentor[at].astype(np.int64) * (1 + leading.first_aid[at])
        return [int(column) for column in leaders[np.lexsort((self.leads[case.person[leaders]], -able))]]

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

    def _entries(self, column: int) -> slice:
        return slice(int(self.begins[column]), int(self.begins[column + 1]))

    def _fits(self, column: int, outside: bool = False) -> bool:
        """Whether every row has room for a column. outside: rows inside the pattern are not asked."""
        mine = self._entries(column)
        rows, values = self.rows[mine], self.values[mine]
        asked = values > 0
        if outside:
            asked &= ~self.inner[rows]
        return bool((values[asked] <= self.left[rows[asked]]).all()) and self._in_time(column)

    def _in_time(self, column: int) -> bool:
        """Whether somebody gets there from all else that they lead and attend, and from there to it."""
        case, patterns = self.formulation.case, self.formulation.case.found.patterns
        person, pattern = int(case.person[column]), int(case.pattern[column])
        if person < 0:
            return True
        for other in self.diary.get(person, ()):
            if patterns.weekday[other] != patterns.weekday[pattern]:
                continue
            if not int(patterns.planned[other]) & int(patterns.planned[pattern]):
                continue
            one, two = sorted((pattern, other), key=lambda at: int(patterns.start[at]))
            way = case.between(person)[patterns.venue[one], patterns.venue[two]]
            if patterns.start[two] - patterns.end[one] < way:
                return False
        return True

    def _short(self, pattern: int, others: bool = True) -> bool:
        """Whether something is wanting inside a pattern that runs. others: people as well as leaders."""
        mine = self.rows[self._entries(pattern)]
        mine = mine[self.inner[mine] & (self.left[mine] < 0)]
        if others:
            return bool(len(mine))
        return any(self.formulation.block.row_names[row][0] == "session-leaders" for row in mine.tolist())

    def _take(self, column: int) -> None:
        mine = self._entries(column)
        self.left[self.rows[mine]] -= self.values[mine]
        self.chosen[column] = True
        case = self.formulation.case
        person = int(case.person[column])
        if person >= 0:
            self.diary.setdefault(person, []).append(int(case.pattern[column]))
            self.leads[person] += column < case.first_attended

    def _undo(self, added: list[int]) -> None:
        for column in added:
            mine = self._entries(column)
            self.left[self.rows[mine]] += self.values[mine]
            self.chosen[column] = False
            person = int(self.formulation.case.person[column])
            if person >= 0:
                self.diary[person].remove(int(self.formulation.case.pattern[column]))
                self.leads[person] -= column < self.formulation.case.first_attended

    def _commit(self, added: list[int]) -> None:
        case, attending = self.formulation.case, self.formulation.case.found.attending
        for column in added:
            if column >= case.first_attended:
                wish = int(attending.wish[column - case.first_attended])
                self.reached[case.person[column]] |= 1 | (2 if wish >= 0 else 0) | (4 if wish == 0 else 0)


def _negated(value: Value) -> Value:
    return -value[0], -value[1], -value[2], -value[3]
