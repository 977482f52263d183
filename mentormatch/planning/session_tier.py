"""The search of one tier of a timetable: bounds and searches in turn, until the two meet or the time is over."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np

from mentormatch.domain.tiers import GROUP_QUALITY, REACH_GROUP
from mentormatch.planning.session_at_hand import AtHand, large
from mentormatch.planning.session_bound import DETAILS, Closing, Searched
from mentormatch.planning.two_at_once import two_at_once
from mentormatch.solving import Tier, TierResult
from mentormatch.solving.branching import Growth
from mentormatch.solving.solvers import Clock

FIRST = 8.0
"""Seconds for the first search among the patterns of the linear programme; each further one has twice as much."""
PART = 0.4
"""Of what is left of the time, what such a search may take."""
EXCHANGES = (REACH_GROUP.name, GROUP_QUALITY.name)
"""Tiers in which better sessions are looked for by exchange, where very much is possible."""
EXCHANGING, BOUNDING = 0.75, 0.8
"""Of such a tier's time, what that may take, and what its first bound may, beside it."""
CUTTING = 0.2
"""Of the time, what the first bound may take."""
SLICE = 8.0
"""Seconds for which the tree grows before what it met is searched."""
FEW = 300
"""Patterns up to which all that could be in anything better are searched at once."""
CLOSED = 12_000
"""Columns up to which all that could be in anything better are searched for a bound."""
PENCE, POINTS = 2, 1
"""The first detail of such searches (DETAILS) for what is to be small, which is mostly pence and depends on who gets
where, and for points, which depend on the venue: with less such a search takes as long, and proves nothing."""
CLOSING = 0.9
"""Of what is left of the time, what that search may take."""


@attrs.define(eq=False, kw_only=True)
class OneTier:
    """hand: the timetable at hand. growth: the tree of bounds. ends: when the tier's time is over.

    two: whether there is a second thread. live: patterns that may still be in a best plan. owed: patterns of choices
    that the tree left out, to be searched before a bound holds. knows: told of each new bound.
    pool: patterns searched so far. searched, ended: whether they were, and to the end. again: whether a search that was
    cut is due once more; turn: its seconds.
    closed: the best bound by counting and of searches for one; level: the detail of the next such search.
    """

    tier: Tier
    growth: Growth
    ends: Clock
    hand: AtHand
    closing: Closing
    two: bool
    live: np.ndarray
    owed: np.ndarray
    knows: Callable[[Tier, int | None], None]
    pool: np.ndarray
    closed: int | None
    searched: bool = False
    ended: bool = False
    again: bool = False
    turn: float = FIRST
    solver: str = ""
    level: int = 0
    bound: int | None = None
    proven: bool = False

    def begin(self, whole: bool) -> None:
        """The first bound. whole: the linear programmes are over all patterns at once."""
        if whole:
            self._begun()
        self.growth.cut(self.hand.value(self.tier), self.ends.part(CUTTING * self.ends.left()))

    def run(self, whole: bool) -> None:
        """All the rest."""
        self.pool = self.growth.used.copy()
        if whole:
            self._mended()
        while not self._done() and not self.ends.over():
            # Of points nearly all patterns matter, whatever is at hand: with a second thread one need not wait for it.
            if self.two and self.level == 0 and self.tier.name == GROUP_QUALITY.name and self._closed():
                continue
            if self._searched(self.ends) or self._closed():
                continue
            if not self._bettered(self.ends):
                self.growth.grow(self.hand.value(self.tier), self.ends.part(min(SLICE, self.ends.left())))
                self.again = not self.ended

    def _begun(self) -> None:
        """The first bound and, beside it, better sessions by exchange and who attends what runs: each needs one core.

        Where the whole is much, its linear programme takes long. On one thread they come one after the other.
        """
        tier, ends, reached = self.tier, self.ends, self.hand.value(self.tier)

        def bounded() -> None:
            self.growth.begin(reached, ends.part(BOUNDING * ends.left()))

        def searched() -> None:
            if tier.name in EXCHANGES:
                self.hand.exchanged(tier, self.live, ends.part(EXCHANGING * ends.left()))
            self.hand.searched(tier, np.zeros_like(self.live), ends.part(PART * ends.left()), blended=True)

        if self.two:
            two_at_once(self.hand.clock, bounded, searched)
        else:
            bounded()
            searched()

    def _mended(self) -> None:
        """What runs here and there: where the whole is much, this is little."""
        self.bound = self.growth.bound(self.hand.value(self.tier))
        self.knows(self.tier, self.bound)
        while self._bettered(self.ends):
            pass

    def _done(self) -> bool:
        """Whether the plan at hand is proven to be the best of the tier; notes how far it is if not."""
        tier, value = self.tier, self.hand.value(self.tier)
        self.bound = nearer(tier, self.growth.bound(value), self.closed)
        self.knows(tier, self.bound)
        met = self.bound is not None and large(tier, self.bound) <= large(tier, value)
        # The tree's bound says nothing of the choices that it owes: those lie in the pool, once that was searched.
        paid = not self.owed.any() or (self.ended and not (self.owed & ~self.pool).any())
        self.proven |= self.closed == value or (met and paid)
        return self.proven

    # ------------------------------------------------------------------------------------------------- a better plan

    def _searched(self, ends: Clock) -> bool:
        """Whether there was anything to search: what the linear programmes used; of few patterns, all that matter."""
        better, growth = self._better(), self.growth
        all_of_it = int(better.sum()) <= FEW and (better.any() or not growth.waiting)
        asked = growth.used | self.owed if self.searched else growth.used
        if self.searched and not all_of_it and not self.again and not (asked & ~self.pool).any():
            return False
        all_of_it = self.searched and all_of_it
        self.pool |= asked | (better | self.owed if all_of_it else asked)
        result = self.hand.searched(self.tier, self.pool, ends if all_of_it else self._turn(ends))
        self.proven |= all_of_it and result.proof is not None
        self._took(result)
        return True

    def _took(self, result: TierResult) -> None:
        """Notes a search of the pool."""
        self.searched, self.ended, self.solver = True, result.proof is not None, result.solver
        self.turn, self.again = 2 * self.turn, False

    def _turn(self, ends: Clock) -> Clock:
        """Time for a search: so much, or a good part of what is left, if that is more."""
        left = ends.left()
        return ends.part(self.turn if np.isinf(left) else min(max(self.turn, PART * left), left))

    def _bettered(self, ends: Clock) -> bool:
        """Whether the plan at hand gets better round about."""
        return self.hand.bettered(self.tier, self._promise(), self.bound, ends, self.live, self.knows)

    def _promise(self) -> np.ndarray:
        """What each pattern is worth at the prices of the bound; while there are none, how many could come."""
        if self.growth.worth is not None:
            return self.growth.worth
        case = self.hand.relaxed.case
        return np.bincount(case.found.attending.pattern, minlength=case.n_patterns)

    def _better(self) -> np.ndarray:
        """The patterns that could be in anything better than the plan at hand, flags."""
        return self.growth.needed(self.hand.value(self.tier) + (1 if self.tier.sense == "max" else -1))

    # ------------------------------------------------------------------------------------------------- a better bound

    def _closed(self) -> bool:
        """Whether all that may be in anything better was searched for a bound, and for what may be searched whole.

        A plan at hand that such a search does not better is the best there is.
        """
        tier, patterns = self.tier, self._better() | self.owed
        detail = max(self.level, _first_detail(tier))
        if detail == POINTS and not (patterns & self.closing.single).any():
            detail += 1
        if detail >= len(DETAILS) or self.growth.waiting or self.closing.size(patterns) > CLOSED:
            return False
        self.level = detail + 1
        found = self._closing(patterns)
        value = self.hand.value(tier)
        if found.bound is not None and large(tier, found.bound) <= large(tier, value):
            self.closed = value
            return True
        self.closed = nearer(tier, self.closed, found.bound)
        if found.patterns.any():
            self.pool |= found.patterns
            self._took(self.hand.searched(tier, self.pool, self.ends))
        return True

    def _closing(self, patterns: np.ndarray) -> Searched:
        """What such a search finds; with a second thread the plan at hand gets better meanwhile, as far as it can."""
        clock, beside = self.ends.part(CLOSING * self.ends.left()), self.ends.part(None)
        model, effort, detail = self.growth.tree.model, self.hand.solver_effort(clock), DETAILS[self.level - 1]
        found: list[Searched] = []

        def bounded() -> None:
            try:
                found.append(self.closing.searched(model, self.tier, patterns, clock, effort, detail))
            finally:
                beside.end()

        def bettered() -> None:
            with self.hand.on_one_thread():
                while not beside.over() and not self._done():
                    if not self._searched(beside) and not self._bettered(beside):
                        return

        if self.two and _first_detail(self.tier):  # of people there is little to be had so
            two_at_once(self.hand.clock, bounded, bettered)
        else:
            bounded()
        return found[0]


def nearer(tier: Tier, one: int | None, other: int | None) -> int | None:
    """The better of two bounds, as far as there are any."""
    known = [bound for bound in (one, other) if bound is not None]
    return min(known, key=lambda bound: large(tier, bound)) if known else None


def _first_detail(tier: Tier) -> int:
    """The detail with which a search for a bound begins."""
    if tier.sense == "min":
        return PENCE
    return POINTS if tier.name == GROUP_QUALITY.name else 0
