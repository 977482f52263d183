"""The timetable at hand, and what is better round about: whole-number searches over few patterns.

Over the patterns of the plan and some more every rule is written out, and a solver of whole numbers finds the best; it
is taken where it is better. The more are those that the bound's linear programme named, or a neighbourhood: the
patterns of one activity, day or venue that promise most at its prices (Pisinger and Ropke 2010).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import attrs
import numpy as np

from mentormatch import solving
from mentormatch.domain.programme import Programme
from mentormatch.domain.tiers import FIXED_PEOPLE, GROUP_QUALITY, REACH_GROUP, WISH, WISH_FIRST
from mentormatch.planning.effort import Effort
from mentormatch.scheduling import Formulation, formulate_sessions
from mentormatch.scheduling.attendance import FIRST, REACHED, WISHED
from mentormatch.scheduling.exchanges import exchanged
from mentormatch.scheduling.tightened import tightened
from mentormatch.solving import Tier, TierResult
from mentormatch.solving.certificates import hold
from mentormatch.solving.solvers import Clock

Blend = Callable[[str, Mapping[str, Tier]], Tier]
"""One tier to be searched, for the tier of a name and perhaps those after it."""
OF_PEOPLE = (REACH_GROUP.name, WISH.name, WISH_FIRST.name)
LEAST = 0.5
"""Seconds that a search among few patterns is given at the least."""
AROUND = 1_000
"""Columns of the patterns that may be had instead, in one neighbourhood of the plan at hand."""
EXCHANGING = 0.8
"""Of the time for exchanges, what they may take; the rest is for the search of what they end with."""
TURN = 2.0
"""Seconds for one neighbourhood."""


@attrs.define(eq=False, kw_only=True)
class AtHand:
    """best: the choices at hand, flags. held: values of the tiers done, each with what it gives.

    sizes: columns of each pattern. near: labels of patterns by neighbourhood. asked: those searched. threads: of each
    search.
    """

    programme: Programme
    relaxed: Formulation
    effort: Effort
    clock: Clock
    best: np.ndarray
    held: list[tuple[Tier, int]] = attrs.field(factory=list, init=False)
    sizes: np.ndarray = attrs.field(init=False)
    near: tuple[np.ndarray, ...] = attrs.field(init=False)
    asked: set[tuple[object, ...]] = attrs.field(factory=set, init=False)
    threads: int = attrs.field(init=False)

    @threads.default
    def _threads(self) -> int:
        return self.effort.threads

    def __attrs_post_init__(self) -> None:
        case = self.relaxed.case
        patterns = case.found.patterns
        self.sizes = np.bincount(case.pattern, minlength=case.n_patterns)
        self.near = (patterns.weekday, patterns.activity, patterns.venue)

    def used(self) -> np.ndarray:
        """The patterns that run, flags."""
        return self.best[: self.relaxed.case.n_patterns]

    def value(self, tier: Tier, choices: np.ndarray | None = None) -> int:
        """What a tier is worth, of the choices at hand or of others."""
        return tier.value_of(self.relaxed.completed(self.best if choices is None else choices))

    def _reached(self, tier: Tier, choices: np.ndarray) -> list[int]:
        """The values of a tier and, where it is of people, of those of people after it and of points, to be large."""
        after = _together(tier.name)
        if tier.name in OF_PEOPLE:
            after = (*after, GROUP_QUALITY.name)
        every = {one.name: one for one in self.relaxed.block.tiers}
        completed = self.relaxed.completed(choices)
        return [large(one, one.value_of(completed)) for one in (tier, *(every[name] for name in after[1:]))]

    def exchanged(self, tier: Tier, live: np.ndarray, ends: Clock) -> None:
        """Looks for better sessions by exchange, then for the best of those it ends with and those at hand.

        live: patterns that may run, flags. What is held counts no more than it was.
        """
        values = {earlier.name: value for earlier, value in self.held}
        floors = [values[name] for name in (FIXED_PEOPLE.name, *OF_PEOPLE) if name in values]
        part = ends.part(EXCHANGING * ends.left())
        found = exchanged(self.relaxed, self.best, live, part, floors=tuple(floors), seed=self.effort.seed)
        self._take(tier, found)
        self._solved(tier, found[: self.relaxed.case.n_patterns], ends, _weighed, found)

    def _take(self, tier: Tier, choices: np.ndarray) -> None:
        """Takes choices that keep every row as the plan at hand, if they keep what is held and are better in a tier."""
        held = all(large(one, self.value(one, choices)) >= large(one, one.least(value)) for one, value in self.held)
        if held and self._reached(tier, choices) > self._reached(tier, self.best):
            self.best = choices

    def bettered(
        self,
        tier: Tier,
        worth: np.ndarray,
        bound: int | None,
        ends: Clock,
        live: np.ndarray,
        knows: Callable[[Tier, int | None], None],
    ) -> bool:
        """Whether the plan at hand gets better round about: by the best patterns of one activity, day or venue.

        Each neighbourhood (the parts that promise most at the prices of the bound) is asked once a tier, and again
        once something has become better. live: patterns that may be in it. knows: told how far the tier is.
        """
        before = self.value(tier)
        order = np.lexsort((np.arange(len(worth)), -worth))
        for number, labels in enumerate(self.near):
            for label in np.unique(labels[live]).tolist():
                key = (tier.name, number, label, hash(self.best.tobytes()))
                reached = bound is not None and large(tier, self.value(tier)) >= large(tier, bound)
                if key in self.asked or reached or ends.left() < LEAST or self.clock.over():
                    continue
                self.asked.add(key)
                pool = self._first_of(order[(labels == label)[order] & live[order]], AROUND)
                self.searched(tier, pool, ends.part(min(TURN, ends.left())), blended=True)
                knows(tier, bound)
        return large(tier, self.value(tier)) > large(tier, before)

    def _first_of(self, patterns: np.ndarray, columns: int) -> np.ndarray:
        """The first of some patterns, as flags, that have so many columns together; one at the least."""
        number = np.cumsum(self.sizes[patterns])
        out = np.zeros(self.relaxed.case.n_patterns, dtype=bool)
        out[patterns[: max(1, int(np.searchsorted(number, columns, side="right")))]] = True
        return out

    def searched(self, tier: Tier, patterns: np.ndarray, ends: Clock, *, blended: bool = False) -> TierResult:
        """The best of a tier over some patterns, every rule written out; taken as the plan at hand if it is better.

        blended: of all tiers of people that follow at once, each worth more than all after it; proves nothing then.
        """
        blend = _blend if blended else _itself
        solution = self._solved(tier, patterns | self.used(), ends, blend, self.best)
        if solution.chosen is None:
            raise AssertionError("the plan at hand breaks a row")
        return solution.tiers[0]

    def _solved(
        self, tier: Tier, patterns: np.ndarray, ends: Clock, blend: Blend, hint: np.ndarray
    ) -> solving.Solution:
        """The best over some patterns and all that are fixed, of a blend of tiers; taken if it is better in the tier.

        Nothing is found where what is held cannot be had with these patterns, or the time is too short. hint: choices.
        """
        # Ceilings are widened by what fixed sessions could use: none of those is left out.
        kept = patterns | ~self.relaxed.case.placed
        few = formulate_sessions(self.programme, self.relaxed.case.found.only(kept))
        columns = np.flatnonzero(kept[self.relaxed.case.pattern])
        tiers = {one.name: one for one in few.block.tiers}
        model, _ = tightened(few)
        for earlier, value in self.held:
            model = hold(model, attrs.evolve(earlier, points=tiers[earlier.name].points), value)
        clock = self.clock.part(min(self.clock.left(), max(LEAST, ends.left())))
        effort = attrs.evolve(self.solver_effort(clock), conflict=False)
        solution = solving.solve(model, [blend(tier.name, tiers)], effort, hint=few.completed(hint[columns]))
        if solution.stopped == "interrupted":
            self.clock.interrupted = True
        if solution.chosen is not None:
            chosen = np.zeros_like(self.best)
            chosen[columns] = solution.chosen[: few.case.n_choices]
            self._take(tier, chosen)
        return solution

    @contextmanager
    def on_one_thread(self) -> Iterator[None]:
        """Searches take one thread each, while another is busy elsewhere."""
        before, self.threads = self.threads, 1
        try:
            yield
        finally:
            self.threads = before

    def solver_effort(self, clock: Clock) -> solving.Effort:
        """For a search of whole numbers within a clock."""
        left = clock.left()
        return solving.Effort(
            threads=self.threads,
            time_limit=None if np.isinf(left) else left,
            seed=self.effort.seed,
            prices=False,
            brief=False,
        )


def _together(name: str) -> tuple[str, ...]:
    """A tier with those after it that count people, as it does; any other alone."""
    return OF_PEOPLE[OF_PEOPLE.index(name) :] if name in OF_PEOPLE else (name,)


def _blend(name: str, tiers: Mapping[str, Tier]) -> Tier:
    """One tier for several that count people."""
    points = np.zeros_like(tiers[name].points)
    for one in _together(name):
        points = points * (int(tiers[one].points.sum()) + 1) + tiers[one].points
    return attrs.evolve(tiers[name], points=points)


def _itself(name: str, tiers: Mapping[str, Tier]) -> Tier:
    """One tier alone."""
    return tiers[name]


def _weighed(name: str, tiers: Mapping[str, Tier]) -> Tier:
    """One tier for points and those of people, as exchanges weigh them; for one that is neither, that alone."""
    if name not in OF_PEOPLE:
        return tiers[name]
    points = tiers[GROUP_QUALITY.name].points
    unit = max(1, int(points.max(initial=0)))
    for one, weight in zip(OF_PEOPLE, (REACHED, WISHED, FIRST), strict=True):
        if one in _together(name):
            points = points + weight * unit * tiers[one].points
    return attrs.evolve(tiers[name], points=points)


def large(tier: Tier, value: int) -> int:
    """A value as of a tier to be made large."""
    return value if tier.sense == "max" else -value
