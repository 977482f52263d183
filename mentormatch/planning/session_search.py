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

from mentormatch.candidates.sessions import SessionCandidates
from mentormatch.domain.programme import Programme
from mentormatch.domain.tiers import COST, GROUP_QUALITY, REACH_GROUP, WISH_FIRST
from mentormatch.planning.effort import Effort, Progress
from mentormatch.planning.figures import sizes_of_model
from mentormatch.planning.running import NothingFoundError
from mentormatch.planning.session_at_hand import AtHand, large
from mentormatch.planning.session_bound import Closing
from mentormatch.planning.session_known import Begin, begun, with_prices
from mentormatch.planning.session_tier import OneTier
from mentormatch.planning.tiers import Priced, TierSolved, never_reached, run_tiers, with_take_backs
from mentormatch.scheduling import Case, Formulation, formulate_sessions
from mentormatch.scheduling.alike import choices_like, sessions_like
from mentormatch.scheduling.parts import groups_of, parts_of
from mentormatch.scheduling.start import started
from mentormatch.scheduling.tightened import tightened
from mentormatch.scheduling.ways import Ways
from mentormatch.solving import Model, Tier, TierResult
from mentormatch.solving.blocks import RowName
from mentormatch.solving.branching import TIER, Growth, Leaf, NamedPrices, Tree
from mentormatch.solving.certificates import hold
from mentormatch.solving.prices import counted_bound
from mentormatch.solving.separable import Parts
from mentormatch.solving.solvers import Clock

AS_IT_STANDS = 1_000
"""Who could lead and attend what, up to which all is written out and searched as it stands."""
SHARES = {REACH_GROUP.name: 0.4, WISH_FIRST.name: 0.1, GROUP_QUALITY.name: 0.85, COST.name: 0.93}
SHARE = 0.15
"""Of the time that is left, what one tier may take: what most depends on has more."""
LARGE_SHARES = {REACH_GROUP.name: 0.35, GROUP_QUALITY.name: 0.75}
LARGE_SHARE = 0.1
"""The same where the linear programmes are over all patterns: that of points takes longest, and is worth most."""
NEARLY = 0.02
"""Of a tier's value, how far it may be from its bound to be priced from the beginning where later ones are bounded."""
DEAR, LESS_DEAR = 3.0, 0.5
"""That price, where it is at its bound, and where something might be beyond."""
WHOLE = 10_000
"""Columns, sessions for one left out, from which the linear programmes are over all patterns at once, unless those for
one are more than the rest: they make such a linear programme slow, and hardly matter."""
CROWDED = 6
"""People who could go to a pattern, one with another, from which that is so: where fewer could, searches among the
patterns of small linear programmes find better timetables, and prove more."""
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
    programme: Programme,
    found: SessionCandidates,
    effort: Effort,
    progress: Progress | None = None,
    *,
    order: tuple[str, ...] | None = None,
    begin: Begin | None = None,
) -> SessionsFound:
    """The lexicographically best timetable, or the best at hand when the clock ran out or somebody pressed Ctrl-C.

    A small programme is searched as it stands. order: the tiers that are searched, where that is not all in theirs; the
    others are what they happen to be. begin: what is known of something like it.
    """
    if order is None and len(found.leading.pattern) + len(found.attending.pattern) <= AS_IT_STANDS:
        return _searched_whole(programme, found, effort, progress, begin)
    begun, clock = time.monotonic(), Clock(effort.time_limit)
    relaxed = formulate_sessions(programme, found, ways=False)
    search = _Search(
        programme=programme,
        relaxed=relaxed,
        effort=effort,
        clock=clock,
        progress=progress,
        order=order,
        begin=begin,
        begun=begun,
    )
    try:
        search.run()
    except KeyboardInterrupt:  # between two steps: what was found so far counts
        clock.interrupted = True
    return search.result()


def _searched_whole(
    programme: Programme, found: SessionCandidates, effort: Effort, progress: Progress | None, begin: Begin | None
) -> SessionsFound:
    """Every pattern, every rule written out, one tier after another."""
    formulation = formulate_sessions(programme, found)
    case = formulation.case
    like = None if begin is None else formulation.completed(choices_like(case, begin.sessions))
    run = run_tiers(formulation.block, effort, progress=progress, like=like)
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
    """hand: the timetable at hand. live: patterns that may still be in a best plan. active: those searched so far.

    leaves: where the tree of the next tier begins. known: value and bound of each tier so far; dear: of those at
    their bound or nearly there, which give nothing, what a unit is to cost (solving/branching.py).
    owed: patterns of choices that the tree left out, to be searched before a bound holds.
    before: prices by tier of a search for something like it.
    begun: when the rows were begun, on the clock of `time.monotonic`. writing: seconds that they took.
    """

    programme: Programme
    relaxed: Formulation
    effort: Effort
    clock: Clock
    progress: Progress | None
    order: tuple[str, ...] | None = None
    begin: Begin | None = None
    hand: AtHand = attrs.field(init=False)
    model: Model = attrs.field(init=False)
    parts: Parts = attrs.field(init=False)
    live: np.ndarray = attrs.field(init=False)
    active: np.ndarray = attrs.field(init=False)
    groups: np.ndarray = attrs.field(init=False)
    names: list[RowName] = attrs.field(init=False)
    ways: Ways = attrs.field(init=False)
    leaves: tuple[Leaf, ...] = attrs.field(default=(Leaf(),), init=False)
    owed: np.ndarray = attrs.field(init=False)
    closing: Closing = attrs.field(init=False)
    known: dict[str, tuple[int, int | None]] = attrs.field(factory=dict, init=False)
    dear: dict[str, float] = attrs.field(factory=dict, init=False)
    done: dict[str, Priced] = attrs.field(factory=dict, init=False)
    prices: dict[str, NamedPrices] = attrs.field(factory=dict, init=False)
    before: dict[str, NamedPrices] = attrs.field(factory=dict, init=False)
    begun: float
    writing: float = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        case = self.relaxed.case
        self.model, self.names = tightened(self.relaxed)
        self.writing = time.monotonic() - self.begun
        self.parts = parts_of(self.relaxed)
        self.closing = Closing(formulation=self.relaxed, part=self.parts.part)
        self.groups = groups_of(case)
        self.ways = Ways(self.relaxed)
        self.hand = AtHand(
            programme=self.programme,
            relaxed=self.relaxed,
            effort=self.effort,
            clock=self.clock,
            best=started(self.relaxed, sessions_like(case, self.begin.sessions) if self.begin else ()),
        )
        self.live = np.ones(case.n_patterns, dtype=bool)
        self.active = ~case.placed | self.hand.used()
        self.owed = np.zeros_like(self.live)
        if self.begin is not None and self.begin.known is not None:
            self.before = self.begin.known.prices_in(case)

    def run(self) -> None:
        """All tiers in their order, from a whole timetable on."""
        tiers = self.relaxed.block.tiers
        if self.order is not None:
            by_name = {tier.name: tier for tier in tiers}
            tiers = tuple(by_name[name] for name in self.order)
        for tier in with_take_backs(tiers):
            # A solver has to be told the rows, too, before it can begin.
            if self.clock.over() or self.clock.left() < self.writing:
                break
            self._tier(tier)

    # ------------------------------------------------------------------------------------------------------- one tier

    def _tier(self, tier: Tier) -> None:
        """Bounds a tier and searches it, in turn, until the two meet or its share of the time is over."""
        begun = time.monotonic()
        if not tier.points.any():  # nothing to choose: the columns that count were never there
            self._book(tier, tier.constant, tier.constant, True, "", 0.0)
            return
        self._priced_before(tier)
        everything = np.ones(self.model.n_columns, dtype=bool)
        counted = counted_bound(self.model, tier, everything, ~everything)
        if counted == self.hand.value(tier):
            self._book(tier, counted, counted, True, "counted", time.monotonic() - begun)
            self._held(tier, self.model, counted)
            return
        whole = self._at_once()
        shares, share = (LARGE_SHARES, LARGE_SHARE) if whole else (SHARES, SHARE)
        ends = self.clock.part(shares.get(tier.name, share) * self.clock.left())
        tree = Tree(
            self.model,
            self.parts,
            self.groups,
            self.live,
            self.names,
            self.ways.broken,
            self.owed,
            whole,
            self.dear,
        )
        one = OneTier(
            tier=tier,
            growth=Growth(tree, tier, self.leaves, self.active, ends),
            ends=ends,
            hand=self.hand,
            closing=self.closing,
            two=self.effort.threads > 1,
            live=self.live,
            owed=self.owed,
            knows=self._knows,
            pool=self.active,
            closed=counted,
        )
        one.begin(whole)
        self._keep(tier, one.growth)
        one.run(whole)
        value = self.hand.value(tier)
        self._book(tier, value, value if one.proven else one.bound, one.proven, one.solver, time.monotonic() - begun)
        self._keep(tier, one.growth)  # where the first bound came late
        self.leaves = one.growth.left(MOST_LEAVES)
        self.live &= one.growth.needed(tier.least(value)) | self.hand.used()
        self.active |= one.pool
        self._held(tier, tree.model, value)

    def _at_once(self) -> bool:
        """Whether the linear programmes are over all patterns at once."""
        case, live = self.relaxed.case, self.live
        most = int(live[case.pattern].sum())
        crowded = live[case.found.attending.pattern].sum() >= CROWDED * live.sum()
        return bool(crowded) and self.closing.size(live) > max(WHOLE, most // 2)

    def _held(self, tier: Tier, model: Model, value: int) -> None:
        """A tier that is done is kept by those after it."""
        self.model = hold(model, tier, value)
        self.names.append((TIER, tier.name))

    def _priced_before(self, tier: Tier) -> None:
        """A tier that has prices from before: its first linear programmes begin with those."""
        known = self.before.pop(tier.name, None)
        if known is not None:
            self.model, self.names, price = with_prices(self.model, self.names, self.ways, known)
            active = self.active | known.active
            self.leaves = tuple(begun(leaf, active, price) for leaf in self.leaves)

    def _keep(self, tier: Tier, growth: Growth) -> None:
        """The prices of a tier's first bound, from which one that needs no solver can be had."""
        prices = growth.prices
        if prices is not None:
            self.prices.setdefault(tier.name, prices)

    # -------------------------------------------------------------------------------------------------------- figures

    def _book(self, tier: Tier, value: int, bound: int | None, proven: bool, solver: str, seconds: float) -> None:
        self.hand.held.append((tier, value))
        if bound is not None and not tier.gives and large(tier, bound) - large(tier, value) <= NEARLY * abs(value):
            self.dear[tier.name] = DEAR if bound == value else LESS_DEAR
        result = TierResult(
            tier.name, tier.sense, value, bound, "claimed" if proven else None, None, 0, solver, seconds
        )
        self.done.setdefault(tier.name, Priced(result=result, row_names=(), before=()))
        self._knows(tier, bound)

    def _knows(self, tier: Tier, bound: int | None) -> None:
        """Keeps how far a tier is, and says so where that is news."""
        news = (self.hand.value(tier), bound)
        if self.known.get(tier.name) == news:
            return
        self.known[tier.name] = news
        if self.progress is not None:
            seconds = time.monotonic() - self.begun
            self.progress(TierSolved(tier=tier.name, value=news[0], bound=bound, seconds=seconds))

    def result(self) -> SessionsFound:
        values = self.relaxed.values(self.hand.best)
        self.done = {**unsearched(self.relaxed, self.hand.best), **self.done}
        for name, (_, bound) in self.known.items():  # of a tier that was cut short
            if self.done[name].result.bound is None:
                priced = self.done[name]
                self.done[name] = attrs.evolve(priced, result=attrs.evolve(priced.result, bound=bound))
        open_tiers = any(priced.result.proof is None for priced in self.done.values())
        stopped = "interrupted" if self.clock.interrupted else ("clock" if open_tiers else None)
        sizes = sizes_of_model(self.model)
        return SessionsFound(
            case=self.relaxed.case,
            chosen=self.hand.best,
            values=values,
            tiers=self.done,
            stopped=stopped,
            sizes=sizes,
            relaxed=self.relaxed,
            prices=self.prices,
        )
