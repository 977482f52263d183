"""After a search that was cut: nobody is left whom one move alone would place better (T7, "No better session").

A move puts somebody into a session by name that runs, perhaps out of another of theirs. Whether it breaks a rule is
asked of the rows over the sessions that run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from mentormatch.domain import tiers
from mentormatch.domain.programme import Programme
from mentormatch.scheduling import Case, formulate_sessions
from mentormatch.scheduling.reached import NAMES
from mentormatch.solving import Model

COMPARED = (
    tiers.FIXED_PEOPLE.name,
    tiers.REACH_GROUP.name,
    tiers.WISH.name,
    tiers.WISH_FIRST.name,
    tiers.GROUP_QUALITY.name,
)
"""The tiers that a move of one person can change and that count here, in their order."""
HELPERS = (*NAMES, "leaders-load")
"""Rows that only reckon tiers."""
Move = tuple[int, int | None]
"""The column of the session gone into, and of the one that is left for it."""


@attrs.frozen(eq=False, kw_only=True)
class Settled:
    """A choice that no move betters; bettered: the first of COMPARED that the moves raised, None = nothing moved."""

    chosen: np.ndarray
    bettered: str | None


def settled(programme: Programme, case: Case, chosen: np.ndarray, spent: Sequence[int]) -> Settled:
    """The choice after every move that is better, person by person in the order of ids, the best of each first.

    spent: of each of COMPARED what later tiers took, and a move may not call a gain; nothing of a tier once a move
    raised it or one before.
    """
    runs = chosen[: case.n_patterns]
    kept = runs | ~case.placed  # fixed slots widen what people may have, whether they run or not
    few = formulate_sessions(programme, case.found.only(kept))
    columns = np.flatnonzero(kept[case.pattern])
    moves = _Moves.of(few.case, _rules(few.block.row_names), few.block.model, chosen[columns], list(spent))
    moves.make_all()
    out = chosen.copy()
    out[columns] = moves.chosen
    return Settled(chosen=out, bettered=None if moves.bettered is None else COMPARED[moves.bettered])


def _rules(names: Sequence[tuple[object, ...]]) -> np.ndarray:
    return np.array([name[0] not in HELPERS for name in names], dtype=bool)


@attrs.define(eq=False, kw_only=True)
class _Moves:
    """entries: of each column of attending, its rows and coefficients. room: what each row has left.

    could: of each person, the columns in which they could attend something that runs. bettered: as in Settled.
    """

    case: Case
    chosen: np.ndarray
    spent: list[int]
    entries: dict[int, tuple[np.ndarray, np.ndarray]]
    room: np.ndarray
    could: dict[int, list[int]]
    bettered: int | None = None

    @classmethod
    def of(cls, case: Case, is_rule: np.ndarray, model: Model, chosen: np.ndarray, spent: list[int]) -> _Moves:
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
            chosen=chosen.copy(),
            spent=spent,
            entries={one: (row[a:b], value[a:b]) for one, a, b in zip(running.tolist(), begin, end)},
            room=model.row_upper - activity,
            could=could,
        )

    def make_all(self) -> None:
        """Moves people until nobody is left to be moved: each move makes the tiers better in their order."""
        moved = True
        while moved:
            moved = False
            for person in sorted(self.could):
                while (best := self._best(person)) is not None:
                    self._make(person, best)
                    moved = True

    def _best(self, person: int) -> Move | None:
        """The move that is worth most, the first of equals."""
        own = [column for column in self.could[person] if self.chosen[column]]
        now, best, worth = self._worth(own), None, None
        for move in self._moves(person, own):
            gain = tuple(new - old for new, old in zip(self._worth(self._after(own, move)), now))
            if self._first_better(gain) is not None and (worth is None or gain > worth) and self._allowed(move):
                best, worth = move, gain
        return best

    def _moves(self, person: int, own: Sequence[int]) -> Iterator[Move]:
        for to in self.could[person]:
            if not self.chosen[to]:
                yield to, None
                for left in own:
                    yield to, left

    @staticmethod
    def _after(own: Sequence[int], move: Move) -> list[int]:
        return [*(column for column in own if column != move[1]), move[0]]

    def _first_better(self, gain: Sequence[int]) -> int | None:
        """The first tier that rises by more than was spent of it, if none before it falls."""
        for at, (more, given) in enumerate(zip(gain, self.spent)):
            if more > given:
                return at
            if more < 0:
                return None
        return None

    def _worth(self, columns: Sequence[int]) -> tuple[int, ...]:
        """What somebody who attends these adds to each of COMPARED."""
        attending = self.case.found.attending
        at = np.array(columns, dtype=np.int64) - self.case.first_attended
        if not len(at):
            return (0,) * len(COMPARED)
        mentee = self.case.found.people[int(attending.person[at[0]])] in self.case.mentees
        wish = attending.wish[at]
        return (
            int(attending.given[at].sum()),
            int(mentee),
            int(mentee and bool((wish >= 0).any())),
            int(mentee and bool((wish == 0).any())),
            int(attending.points[at].sum()),
        )

    def _allowed(self, move: Move) -> bool:
        """Whether every row has room for it."""
        used: dict[int, int] = {}
        for column, sign in ((move[0], 1), (move[1], -1)):
            if column is not None:
                row, value = self.entries[column]
                for at, much in zip(row.tolist(), value.tolist()):
                    used[at] = used.get(at, 0) + sign * much
        return all(much <= self.room[at] for at, much in used.items())

    def _make(self, person: int, move: Move) -> None:
        own = [column for column in self.could[person] if self.chosen[column]]
        gain = [new - old for new, old in zip(self._worth(self._after(own, move)), self._worth(own))]
        first = self._first_better(gain)
        assert first is not None
        for column, sign in ((move[0], 1), (move[1], -1)):
            if column is not None:
                row, value = self.entries[column]
                np.subtract.at(self.room, row, sign * value)
                self.chosen[column] = sign > 0
        self.bettered = first if self.bettered is None else min(first, self.bettered)
        left = [given - more for given, more in zip(self.spent[:first], gain)]
        self.spent = [*left, *[0] * (len(self.spent) - first)]
