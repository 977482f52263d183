"""What the rows of the sessions that run have left, and whether one person may move among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs
import numpy as np

from mentormatch.domain.programme import Programme
from mentormatch.scheduling import Case, formulate_sessions
from mentormatch.scheduling.reached import NAMES

HELPERS = (*NAMES, "leaders-load")
"""Rows that only reckon tiers."""


@attrs.define(eq=False, kw_only=True)
class Left:
    """The sessions that run, and fixed slots that do not: these widen what people may have all the same.

    case: over those alone. columns: of each of its choices the one of the whole. chosen: flags by choice of `case`.
    entries: of each column of attending, its rows and coefficients. room: what each row has left. could: of each
    person, the columns in which they could attend something that runs.
    """

    case: Case
    columns: np.ndarray
    chosen: np.ndarray
    entries: dict[int, tuple[np.ndarray, np.ndarray]]
    room: np.ndarray
    could: dict[int, list[int]]

    @classmethod
    def of(cls, programme: Programme, whole: Case, held: np.ndarray) -> Left:
        """held: who runs, leads and attends, flags by choice of `whole`."""
        kept = held[: whole.n_patterns] | ~whole.placed
        few = formulate_sessions(programme, whole.found.only(kept))
        columns = np.flatnonzero(kept[whole.pattern])
        case, model, chosen = few.case, few.block.model, held[columns]
        is_rule = _rules(few.block.row_names)
        used = is_rule[model.entry_row]
        row, column, value = model.entry_row[used], model.entry_column[used], model.entry_value[used]
        now = np.zeros(model.n_columns, dtype=np.int64)
        now[: len(chosen)] = chosen
        activity = np.zeros(model.n_rows, dtype=np.int64)
        np.add.at(activity, row, value * now[column])
        running = case.attended[chosen[case.found.attending.pattern]]
        order = np.argsort(column, kind="stable")
        row, column, value = row[order], column[order], value[order]
        begin, end = np.searchsorted(column, running), np.searchsorted(column, running, side="right")
        could: dict[int, list[int]] = {}
        for one in running.tolist():
            could.setdefault(int(case.person[one]), []).append(one)
        return cls(
            case=case,
            columns=columns,
            chosen=chosen,
            entries={one: (row[a:b], value[a:b]) for one, a, b in zip(running.tolist(), begin, end)},
            room=model.row_upper - activity,
            could=could,
        )

    def own(self, person: int) -> list[int]:
        """The columns of what somebody attends."""
        return [column for column in self.could.get(person, ()) if self.chosen[column]]

    def allows(self, into: int, out: Iterable[int]) -> bool:
        """Whether every row has room for a person who goes into one session and leaves some of theirs."""
        used: dict[int, int] = {}
        for column, sign in ((into, 1), *((one, -1) for one in out)):
            row, value = self.entries[column]
            for at, much in zip(row.tolist(), value.tolist()):
                used[at] = used.get(at, 0) + sign * much
        return all(much <= self.room[at] for at, much in used.items())

    def never_allows(self, into: int, own: Sequence[int]) -> bool:
        """Whether some row has no room for the session whatever of their own somebody leaves for it."""
        row, value = self.entries[into]
        freed: dict[int, int] = {}
        for column in own:
            for at, much in zip(*(array.tolist() for array in self.entries[column])):
                freed[at] = freed.get(at, 0) + max(0, much)
        return any(much - freed.get(at, 0) > self.room[at] for at, much in zip(row.tolist(), value.tolist()))

    def move(self, into: int, out: int | None) -> None:
        """Puts a person into one session, out of another."""
        for column, sign in ((into, 1), (out, -1)):
            if column is not None:
                row, value = self.entries[column]
                np.subtract.at(self.room, row, sign * value)
                self.chosen[column] = sign > 0


def _rules(names: Sequence[tuple[object, ...]]) -> np.ndarray:
    return np.array([name[0] not in HELPERS for name in names], dtype=bool)
