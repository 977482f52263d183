"""How far the search of one tier of a timetable is, and which of two bounds says more."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.planning.session_at_hand import large
from mentormatch.solving import Tier, TierResult

FIRST = 8.0
"""Seconds for the first search among the patterns of the linear programme; each further one has twice as much."""


def nearer(tier: Tier, one: int | None, other: int | None) -> int | None:
    """The better of two bounds, as far as there are any."""
    known = [bound for bound in (one, other) if bound is not None]
    return min(known, key=lambda bound: large(tier, bound)) if known else None


@attrs.define(eq=False, kw_only=True)
class Turns:
    """How far the search of one tier is. pool: patterns searched so far.

    searched, ended: whether they were, and to the end. again: whether a search that was cut is due once more; turn: its
    seconds.
    closed: the best bound by counting and of searches for one; `level`: the detail of the next such search.
    """

    pool: np.ndarray
    searched: bool = False
    ended: bool = False
    again: bool = False
    turn: float = FIRST
    solver: str = ""
    level: int = 0
    closed: int | None = None
    bound: int | None = None
    proven: bool = False

    def took(self, result: TierResult) -> None:
        """Notes a search of the pool."""
        self.searched, self.ended, self.solver = True, result.proof is not None, result.solver
        self.turn, self.again = 2 * self.turn, False
