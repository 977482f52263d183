"""A timetable as it is put together: what is chosen, and what each row has left. Every row is kept at every step.

Beside the rows of a formulation, the ways between two sessions of one person, which that need not write out.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from attrs import define, field

from mentormatch.scheduling.formulation import Formulation
from mentormatch.solving.blocks import RowName
from mentormatch.solving.model import NO_UPPER

HELPED = ("leaders-load", "reach-group", "wish", "wish-first")
"""Rows that helpers fill, whatever is chosen."""
INNER = ("leads", "leads-given", "attends", "session-leaders", "session-size")
"""Rows inside one pattern: when it begins to run they are broken, until its leaders and people are there."""


@define(eq=False)
class Board:
    """chosen: flags by column. left: what each row has room for; rows without a limit have all there is.
    diary: the patterns that each person leads or attends.

    begins, rows, values: the entries of each column. using: those of them that take room; outer: those of these that
    lie in no row of INNER; begins, rows and values each. inner: which rows are of INNER. leads: how many sessions each
    person leads. by_pattern: the columns of each pattern, leaders first, itself left out.
    """

    formulation: Formulation
    chosen: np.ndarray = field(init=False)
    left: np.ndarray = field(init=False)
    begins: np.ndarray = field(init=False)
    rows: np.ndarray = field(init=False)
    values: np.ndarray = field(init=False)
    using: tuple[list[int], np.ndarray, np.ndarray] = field(init=False)
    outer: tuple[list[int], np.ndarray, np.ndarray] = field(init=False)
    inner: np.ndarray = field(init=False)
    leads: np.ndarray = field(init=False)
    by_pattern: list[np.ndarray] = field(init=False)
    diary: dict[int, list[int]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        block, case = self.formulation.block, self.formulation.case
        model = block.model
        helped, self.inner = _kinds(block.row_names, HELPED, INNER)
        used = ~helped[model.entry_row]
        order = np.argsort(model.entry_column[used], kind="stable")
        self.rows = model.entry_row[used][order]
        self.values = model.entry_value[used][order]
        self.begins = np.searchsorted(model.entry_column[used][order], np.arange(model.n_columns + 1))
        self.left = np.where(model.row_upper >= NO_UPPER, NO_UPPER, model.row_upper).copy()
        using = self.values > 0
        column = model.entry_column[used][order]
        self.using = self._entries_of(column, using)
        self.outer = self._entries_of(column, using & ~self.inner[self.rows])
        self.chosen = np.zeros(model.n_columns, dtype=bool)
        self.leads = np.zeros(len(case.found.people), dtype=np.int64)
        others = np.argsort(case.pattern[case.n_patterns :], kind="stable") + case.n_patterns
        edges = np.searchsorted(case.pattern[others], np.arange(case.n_patterns + 1))
        self.by_pattern = [others[edges[at] : edges[at + 1]] for at in range(case.n_patterns)]

    def leaders_of(self, pattern: int) -> np.ndarray:
        """The columns in which somebody leads a pattern."""
        others = self.by_pattern[pattern]
        return others[others < self.formulation.case.first_attended]

    def people_of(self, pattern: int) -> np.ndarray:
        """The columns in which somebody attends a pattern."""
        others = self.by_pattern[pattern]
        return others[others >= self.formulation.case.first_attended]

    def ranked_leaders(self, leaders: np.ndarray) -> list[int]:
        """Mentors with first aid, other mentors, staff: those who can do most are needed most."""
        case, leading = self.formulation.case, self.formulation.case.found.leading
        at = leaders - case.first_led
        able = leading.mentor[at].astype(np.int64) * (1 + leading.first_aid[at])
        return [int(column) for column in leaders[np.lexsort((self.leads[case.person[leaders]], -able))]]

    def entries(self, column: int) -> slice:
        """Where the entries of a column stand in `rows` and `values`."""
        return slice(int(self.begins[column]), int(self.begins[column + 1]))

    def _entries_of(self, column: np.ndarray, kept: np.ndarray) -> tuple[list[int], np.ndarray, np.ndarray]:
        """Some of the entries. column: of each entry, ascending."""
        begins = np.searchsorted(column[kept], np.arange(len(self.begins))).tolist()
        return begins, self.rows[kept], self.values[kept]

    def fits(self, column: int, outside: bool = False) -> bool:
        """Whether every row has room for a column. outside: rows inside the pattern are not asked."""
        begins, rows, values = self.outer if outside else self.using
        mine = slice(begins[column], begins[column + 1])
        return not (values[mine] > self.left[rows[mine]]).any() and self.in_time(column)

    def in_time(self, column: int) -> bool:
        """Whether somebody gets there from all else that they lead and attend, and from there to it."""
        case = self.formulation.case
        person, pattern = int(case.person[column]), int(case.pattern[column])
        return person < 0 or all(self.both(person, pattern, other) for other in self.diary.get(person, ()))

    def both(self, person: int, pattern: int, other: int) -> bool:
        """Whether somebody gets from one of two sessions to the other in time."""
        case, patterns = self.formulation.case, self.formulation.case.found.patterns
        if patterns.weekday[other] != patterns.weekday[pattern]:
            return True
        if not int(patterns.planned[other]) & int(patterns.planned[pattern]):
            return True
        one, two = sorted((pattern, other), key=lambda at: int(patterns.start[at]))
        way = case.between(person)[patterns.venue[one], patterns.venue[two]]
        return bool(patterns.start[two] - patterns.end[one] >= way)

    def short(self, pattern: int, others: bool = True) -> bool:
        """Whether something is wanting inside a pattern that runs. others: people as well as leaders."""
        mine = self.rows[self.entries(pattern)]
        mine = mine[self.inner[mine] & (self.left[mine] < 0)]
        if others:
            return bool(len(mine))
        return any(self.formulation.block.row_names[row][0] == "session-leaders" for row in mine.tolist())

    def take(self, column: int) -> None:
        mine = self.entries(column)
        self.left[self.rows[mine]] -= self.values[mine]
        self.chosen[column] = True
        case = self.formulation.case
        person = int(case.person[column])
        if person >= 0:
            self.diary.setdefault(person, []).append(int(case.pattern[column]))
            self.leads[person] += column < case.first_attended

    def undo(self, added: list[int]) -> None:
        for column in added:
            mine = self.entries(column)
            self.left[self.rows[mine]] += self.values[mine]
            self.chosen[column] = False
            person = int(self.formulation.case.person[column])
            if person >= 0:
                self.diary[person].remove(int(self.formulation.case.pattern[column]))
                self.leads[person] -= column < self.formulation.case.first_attended


def _kinds(names: Sequence[RowName], *kinds: tuple[str, ...]) -> np.ndarray:
    """Of some kinds of rows, which rows are of each: flags, shape (n_kinds, n_rows)."""
    at: dict[Hashable, int] = {}
    kind = np.fromiter((at.setdefault(name[0], len(at)) for name in names), np.int64, len(names))
    return np.array([[name in some for name in at] for some in kinds], dtype=bool)[:, kind]
