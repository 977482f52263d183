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
from mentormatch.planning.sessions.left import Left
from mentormatch.scheduling import Case

COMPARED = (
    tiers.FIXED_PEOPLE.name,
    tiers.REACH_GROUP.name,
    tiers.WISH.name,
    tiers.WISH_FIRST.name,
    tiers.GROUP_QUALITY.name,
)
"""The tiers that a move of one person can change and that count here, in their order."""
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
    moves = _Moves(left=Left.of(programme, case, chosen), spent=list(spent))
    moves.make_all()
    out = chosen.copy()
    out[moves.left.columns] = moves.left.chosen
    return Settled(chosen=out, bettered=None if moves.bettered is None else COMPARED[moves.bettered])


@attrs.define(eq=False, kw_only=True)
class _Moves:
    """bettered: as in Settled."""

    left: Left
    spent: list[int]
    bettered: int | None = None

    def make_all(self) -> None:
        """Moves people until nobody is left to be moved: each move makes the tiers better in their order."""
        moved = True
        while moved:
            moved = False
            for person in sorted(self.left.could):
                while (best := self._best(person)) is not None:
                    self._make(person, best)
                    moved = True

    def _best(self, person: int) -> Move | None:
        """The move that is worth most, the first of equals."""
        own = self.left.own(person)
        now, best, worth = self._worth(own), None, None
        for into, out in self._moves(person, own):
            gain = tuple(new - old for new, old in zip(self._worth(_after(own, (into, out))), now))
            if self._first_better(gain) is None or (worth is not None and gain <= worth):
                continue
            if self.left.allows(into, () if out is None else (out,)):
                best, worth = (into, out), gain
        return best

    def _moves(self, person: int, own: Sequence[int]) -> Iterator[Move]:
        for to in self.left.could[person]:
            if not self.left.chosen[to]:
                yield to, None
                for out in own:
                    yield to, out

    def _first_better(self, gain: Sequence[int]) -> int | None:
        """The first tier that rises by more than was spent of it, if none before it falls."""
        for at, (more, given) in enumerate(zip(gain, self.spent)):
            if more > given:
                return at
            if more < 0:
                return None
        return None

    def _worth(self, columns: Sequence[int]) -> tuple[int, ...]:
        return worth(self.left.case, columns)

    def _make(self, person: int, move: Move) -> None:
        own = self.left.own(person)
        gain = [new - old for new, old in zip(self._worth(_after(own, move)), self._worth(own))]
        first = self._first_better(gain)
        assert first is not None
        self.left.move(*move)
        self.bettered = first if self.bettered is None else min(first, self.bettered)
        left = [given - more for given, more in zip(self.spent[:first], gain)]
        self.spent = [*left, *[0] * (len(self.spent) - first)]


def _after(own: Sequence[int], move: Move) -> list[int]:
    return [*(column for column in own if column != move[1]), move[0]]


def worth(case: Case, columns: Sequence[int]) -> tuple[int, ...]:
    """What somebody who attends these adds to each of COMPARED."""
    attending = case.found.attending
    at = np.array(columns, dtype=np.int64) - case.first_attended
    if not len(at):
        return (0,) * len(COMPARED)
    mentee = case.found.people[int(attending.person[at[0]])] in case.mentees
    wish = attending.wish[at]
    return (
        int(attending.given[at].sum()),
        int(mentee),
        int(mentee and bool((wish >= 0).any())),
        int(mentee and bool((wish == 0).any())),
        int(attending.points[at].sum()),
    )
