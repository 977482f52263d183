"""The search for a timetable: tier by tier, over the patterns that matter.

Thousands of patterns are possible and a few dozen run. Each tier is bounded over all patterns by the prices of what
they share (solving/separable.py), and searched over those few that the linear programme names. Where the search falls
short of the bound, a tree over kinds, days, venues and patterns brings the bound down (solving/branching.py), and
every pattern that it meets joins the search, until the two meet or the tier's share of the time is over.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

import attrs
import numpy as np

from mentormatch import solving
from mentormatch.candidates.sessions import SessionCandidates
from mentormatch.domain.programme import Programme
from mentormatch.domain.tiers import COST, GROUP_QUALITY, REACH_GROUP, WISH, WISH_FIRST
from mentormatch.planning.effort import Effort, Progress
from mentormatch.planning.figures import sizes_of_model
from mentormatch.planning.running import NothingFoundError
from mentormatch.planning.tiers import Priced, TierSolved, never_reached, run_tiers, with_take_backs
from mentormatch.scheduling import Case, Formulation, formulate_sessions
from mentormatch.scheduling.parts import groups_of, parts_of
from mentormatch.scheduling.start import started
from mentormatch.scheduling.tightened import tightened
from mentormatch.scheduling.ways import Ways
from mentormatch.solving import Model, Tier, TierResult
from mentormatch.solving.blocks import RowName
from mentormatch.solving.branching import Growth, Leaf, NamedPrices, Tree
from mentormatch.solving.certificates import hold
from mentormatch.solving.separable import Parts
from mentormatch.solving.solvers import Clock

AS_IT_STANDS = 1_000
"""Who could lead and attend what, up to which all is written out and searched as it stands."""
SHARES = {REACH_GROUP.name: 0.25, GROUP_QUALITY.name: 0.6, COST.name: 0.5}
SHARE = 0.15
"""Of the time that is left, what one tier may take: what most depends on has more."""
FIRST = 8.0
"""Seconds for the first search among the patterns of the linear programme; each further one has twice as much."""
PART = 0.4
"""Of what is left of a tier's time, what such a search may take."""
CUTTING = 0.2
"""Of a tier's time, what its first bound may take."""
SLICE = 8.0
"""Seconds for which the tree grows before what it met is searched."""
FEW = 300
"""Patterns up to which all that could be in anything better are searched at once."""
LEAST = 0.5
"""Seconds that a search among few patterns is given at the least."""
OF_PEOPLE = (REACH_GROUP.name, WISH.name, WISH_FIRST.name)
AROUND = 80
"""Patterns that may be had instead, in one neighbourhood of the plan at hand."""
TURN = 2.0
"""Seconds for one neighbourhood."""
MOST_LEAVES = 8
"""Leaves of one tier's tree that the next begins with."""


@attrs.frozen(eq=False, kw_only=True)
class SessionsFound:
    """The search's result. chosen: by choice of the case (who runs, leads, attends). tiers: by name.

    relaxed: every pattern with the moments of the diary only, where the search was among these. prices: of its rows,
    for the first bound of each tier.
    """

    case: Case
    chosen: np.ndarray
    values: Mapping[str, int]
    tiers: Mapping[str, Priced]
    stopped: str | None
    sizes: Mapping[str, int]
    relaxed: Formulation | None = None
    prices: Mapping[str, NamedPrices] = attrs.field(factory=dict)


def search_sessions(
    programme: Programme, found: SessionCandidates, effort: Effort, progress: Progress | None = None
) -> SessionsFound:
    """The lexicographically best timetable, or the best at hand when the clock ran out or somebody pressed Ctrl-C.

    A small programme is searched as it stands.
    """
    if len(found.leading.pattern) + len(found.attending.pattern) <= AS_IT_STANDS:
        return _searched_whole(programme, found, effort, progress)
    clock = Clock(effort.time_limit)
    relaxed = formulate_sessions(programme, found, ways=False)
    search = _Search(programme=programme, relaxed=relaxed, effort=effort, clock=clock, progress=progress)
    try:
        search.run()
    except KeyboardInterrupt:  # between two steps: what was found so far counts
        clock.interrupted = True
    return search.result()


def _searched_whole(
    programme: Programme, found: SessionCandidates, effort: Effort, progress: Progress | None
) -> SessionsFound:
    """Every pattern, every rule written out, one tier after another."""
    formulation = formulate_sessions(programme, found)
    run = run_tiers(formulation.block, effort, progress=progress)
    case = formulation.case
    if run.chosen is None:
        raise NothingFoundError(run.stopped, run.conflict)
    chosen = run.chosen[: case.n_choices]
    return SessionsFound(
        case=case,
        chosen=chosen,
        values=formulation.values(chosen),
        tiers=run.tiers,
        stopped=run.stopped,
        sizes=sizes_of_model(formulation.block.model),
    )


def unsearched(formulation: Formulation, chosen: np.ndarray) -> dict[str, Priced]:
    """Every tier of a choice, nothing proven."""
    completed = formulation.completed(chosen)
    return {tier.name: never_reached(tier, completed) for tier in formulation.block.tiers}


@attrs.define(eq=False, kw_only=True)
class _Search:
    """best: the choices at hand. live: patterns that may still be in a best plan. active: those searched so far.

    held: values of the tiers done, each with what it gives. leaves: where the tree of the next tier begins.
    near: labels of patterns by neighbourhood. asked: those searched. known: value and bound of each tier so far.
    owed: patterns of choices that the tree left out, to be searched before a bound holds.
    """

    programme: Programme
    relaxed: Formulation
    effort: Effort
    clock: Clock
    progress: Progress | None
    model: Model = attrs.field(init=False)
    parts: Parts = attrs.field(init=False)
    best: np.ndarray = attrs.field(init=False)
    live: np.ndarray = attrs.field(init=False)
    active: np.ndarray = attrs.field(init=False)
    groups: np.ndarray = attrs.field(init=False)
    names: list[RowName] = attrs.field(init=False)
    ways: Ways = attrs.field(init=False)
    leaves: tuple[Leaf, ...] = attrs.field(default=(Leaf(),), init=False)
    held: list[tuple[Tier, int]] = attrs.field(factory=list, init=False)
    owed: np.ndarray = attrs.field(init=False)
    near: tuple[np.ndarray, ...] = attrs.field(init=False)
    asked: set[tuple[object, ...]] = attrs.field(factory=set, init=False)
    known: dict[str, tuple[int, int | None]] = attrs.field(factory=dict, init=False)
    done: dict[str, Priced] = attrs.field(factory=dict, init=False)
    prices: dict[str, NamedPrices] = attrs.field(factory=dict, init=False)
    begun: float = attrs.field(factory=time.monotonic, init=False)

    def __attrs_post_init__(self) -> None:
        case = self.relaxed.case
        self.model, self.names = tightened(self.relaxed)
        self.parts = parts_of(self.relaxed)
        self.groups = groups_of(case)
        patterns = case.found.patterns
        self.near = (patterns.weekday, patterns.activity, patterns.venue)
        self.ways = Ways(self.relaxed)
        self.best = started(self.relaxed)
        self.live = np.ones(case.n_patterns, dtype=bool)
        self.active = ~case.placed | self._used()
        self.owed = np.zeros_like(self.live)

    def run(self) -> None:
        """All tiers in their order, from a whole timetable on."""
        for tier in with_take_backs(self.relaxed.block.tiers):
            if self.clock.over():
                break
            self._tier(tier)

    # ------------------------------------------------------------------------------------------------------- one tier

    def _tier(self, tier: Tier) -> None:
        """Bounds a tier and searches it, in turn, until the two meet or its share of the time is over."""
        begun = time.monotonic()
        ends = Clock(None if np.isinf(self.clock.left()) else SHARES.get(tier.name, SHARE) * self.clock.left())
        tree = Tree(self.model, self.parts, self.groups, self.live, self.names, self.ways.broken, self.owed)
        growth = Growth(tree, tier, self.leaves, self.active, ends)
        growth.cut(self._value(tier), Clock(CUTTING * ends.left()))
        self._keep(tier, growth)
        pool, searched, solver, proven, turn = growth.used.copy(), None, "", False, FIRST
        while True:
            asked = growth.used | self.owed if searched else growth.used
            if searched is None or searched.proof is None or (asked & ~pool).any():
                pool |= asked
                searched = self._searched(tier, pool, self._turn(turn, ends))
                solver, turn = searched.solver, 2 * turn
            bound = growth.bound(self._value(tier))
            self._knows(tier, bound)
            met = bound is not None and _large(tier, bound) <= _large(tier, self._value(tier))
            proven = met and searched.proof is not None and not ((growth.used | self.owed) & ~pool).any()
            if not met:
                better = growth.needed(self._value(tier) + (1 if tier.sense == "max" else -1))
                if int(better.sum()) <= FEW and (better.any() or not growth.waiting):
                    pool |= better | growth.used | self.owed
                    searched = self._searched(tier, pool, ends)
                    solver, proven = searched.solver, searched.proof is not None
            if proven or ends.over() or self.clock.over():
                break
            if self._bettered(tier, self._promise(growth), bound, ends):
                continue
            growth.grow(self._value(tier), Clock(min(SLICE, ends.left())))
        value = self._value(tier)
        self._book(tier, value, value if proven else bound, proven, solver, time.monotonic() - begun)
        self._keep(tier, growth)  # where the first bound came late
        self.leaves = growth.left(MOST_LEAVES)
        self.live &= growth.needed(tier.least(value)) | self._used()
        self.active |= pool
        self.model = hold(tree.model, tier, value)
        self.names.append(("tier", tier.name))

    def _keep(self, tier: Tier, growth: Growth) -> None:
        """The prices of a tier's first bound, from which one that needs no solver can be had."""
        prices = growth.prices
        if prices is not None:
            self.prices.setdefault(tier.name, prices)

    def _turn(self, turn: float, ends: Clock) -> Clock:
        """Time for a search: so much, or a good part of what is left, if that is more."""
        return Clock(turn if np.isinf(ends.left()) else min(max(turn, PART * ends.left()), ends.left()))

    def _promise(self, growth: Growth) -> np.ndarray:
        """What each pattern is worth at the prices of the bound; while there are none, how many could come."""
        if growth.worth is not None:
            return growth.worth
        attending = self.relaxed.case.found.attending.pattern
        return np.bincount(attending, minlength=self.relaxed.case.n_patterns)

    def _bettered(self, tier: Tier, worth: np.ndarray, bound: int | None, ends: Clock) -> bool:
        """Whether the plan at hand gets better round about: by the best patterns of one activity, day or venue.

        Each neighbourhood (the parts that promise most at the prices of the bound) is asked once a tier, and again
        once something has become better.
        """
        before = self._value(tier)
        order = np.lexsort((np.arange(len(worth)), -worth))
        for number, labels in enumerate(self.near):
            for label in np.unique(labels[self.live]).tolist():
                key = (tier.name, number, label, hash(self.best.tobytes()))
                reached = bound is not None and _large(tier, self._value(tier)) >= _large(tier, bound)
                if key in self.asked or reached or ends.left() < LEAST or self.clock.over():
                    continue
                self.asked.add(key)
                pool = np.zeros_like(self.live)
                pool[order[(labels == label)[order] & self.live[order]][:AROUND]] = True
                self._searched(tier, pool, Clock(min(TURN, ends.left())), blended=True)
                self._knows(tier, bound)
        return _large(tier, self._value(tier)) > _large(tier, before)

    def _searched(self, tier: Tier, patterns: np.ndarray, ends: Clock, *, blended: bool = False) -> TierResult:
        """The best of a tier over some patterns, every rule written out; taken as the plan at hand if it is better.

        blended: of all tiers of people that follow at once, each worth more than all after it; proves nothing then.
        """
        kept = patterns | self._used()
        few = formulate_sessions(self.programme, self.relaxed.case.found.only(kept))
        columns = np.flatnonzero(kept[self.relaxed.case.pattern])
        tiers = {one.name: one for one in few.block.tiers}
        model, _ = tightened(few)
        for earlier, value in self.held:
            model = hold(model, attrs.evolve(earlier, points=tiers[earlier.name].points), value)
        left = min(self.clock.left(), max(LEAST, ends.left()))
        solution = solving.solve(
            model,
            [_blend(tier.name, tiers) if blended else tiers[tier.name]],
            solving.Effort(
                threads=self.effort.threads,
                time_limit=None if np.isinf(left) else left,
                seed=self.effort.seed,
                prices=False,
            ),
            hint=few.completed(self.best[columns]),
        )
        if solution.stopped == "interrupted":
            self.clock.interrupted = True
        if solution.chosen is None:
            raise AssertionError("the plan at hand breaks a row")
        chosen = np.zeros_like(self.best)
        chosen[columns] = solution.chosen[: few.case.n_choices]
        if self._reached(tier, chosen) > self._reached(tier, self.best):
            self.best = chosen
        return solution.tiers[0]

    # -------------------------------------------------------------------------------------------------------- figures

    def _used(self) -> np.ndarray:
        return self.best[: self.relaxed.case.n_patterns]

    def _value(self, tier: Tier, choices: np.ndarray | None = None) -> int:
        return tier.value_of(self.relaxed.completed(self.best if choices is None else choices))

    def _reached(self, tier: Tier, choices: np.ndarray) -> list[int]:
        """The values of a tier and, as far as they are of people, of those after it, all as to be made large."""
        after = _together(tier.name)
        every = {one.name: one for one in self.relaxed.block.tiers}
        completed = self.relaxed.completed(choices)
        return [_large(one, one.value_of(completed)) for one in (tier, *(every[name] for name in after[1:]))]

    def _book(self, tier: Tier, value: int, bound: int | None, proven: bool, solver: str, seconds: float) -> None:
        self.held.append((tier, value))
        result = TierResult(
            tier.name, tier.sense, value, bound, "claimed" if proven else None, None, 0, solver, seconds
        )
        self.done.setdefault(tier.name, Priced(result=result, row_names=(), before=()))
        self._knows(tier, bound)

    def _knows(self, tier: Tier, bound: int | None) -> None:
        """Keeps how far a tier is, and says so where that is news."""
        news = (self._value(tier), bound)
        if self.known.get(tier.name) == news:
            return
        self.known[tier.name] = news
        if self.progress is not None:
            seconds = time.monotonic() - self.begun
            self.progress(TierSolved(tier=tier.name, value=news[0], bound=bound, seconds=seconds))

    def result(self) -> SessionsFound:
        values = self.relaxed.values(self.best)
        self.done = {**unsearched(self.relaxed, self.best), **self.done}
        for name, (_, bound) in self.known.items():  # of a tier that was cut short
            if self.done[name].result.bound is None:
                priced = self.done[name]
                self.done[name] = attrs.evolve(priced, result=attrs.evolve(priced.result, bound=bound))
        open_tiers = any(priced.result.proof is None for priced in self.done.values())
        stopped = "interrupted" if self.clock.interrupted else ("clock" if open_tiers else None)
        sizes = sizes_of_model(self.model)
        return SessionsFound(
            case=self.relaxed.case,
            chosen=self.best,
            values=values,
            tiers=self.done,
            stopped=stopped,
            sizes=sizes,
            relaxed=self.relaxed,
            prices=self.prices,
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


def _large(tier: Tier, value: int) -> int:
    """A value as of a tier to be made large."""
    return value if tier.sense == "max" else -value
