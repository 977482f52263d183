"""Tiers in turn on the problem as it stands: the plainest search, and on compact problems the fastest.

Each tier is a 0/1 programme of its own, with a row for each tier before it and the last choice as a hint; CP-SAT and
HiGHS race for it. Hours are left out of it where they only matter inside one cluster (see projection.py): what such a
cluster cannot hold is cut off as it is met. A tier that neither finishes in its turn is left, with all after it, to the
search over sets.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

import numpy as np
from attrs import define, evolve, field

from mentormatch.solving.certificates import hold
from mentormatch.solving.composite import composite, leading
from mentormatch.solving.found import Found, outward, told
from mentormatch.solving.inside import Cut, add_cuts
from mentormatch.solving.model import BoolArray, Effort, Model, Tier, TierResult
from mentormatch.solving.prices import counted_bound
from mentormatch.solving.projection import Projection, project
from mentormatch.solving.rows import broken_rows
from mentormatch.solving.solvers import Claim, Clock, solve_briefly, solve_integer

COMPACT = 8_000
"""Up to so many columns a problem is searched tier by tier as it stands."""
TURN = 60.0
"""Seconds that a tier may take before the search over sets is asked instead."""
OFTEN = 2
"""Cuts of one cluster before its hours are written out: each cut is a search more."""
BRIEFLY = 3.0
"""CP-SAT's own count of seconds that a brief search before that may take, the same on every machine: most tiers need a
tenth of it, and HiGHS cannot be stopped once it runs."""


@define
class Turns:
    """held: the problem with a row for each tier found. infeasible: no choice is allowed at all.

    over: the same over items, where that is smaller; its choices count once they are lifted. search: what solvers get.
    projected: over, where it is known; whole: whether there is none, and none is to be looked for.
    given: the problem as it came. cuts: rows over items that choices ran into. written: clusters whose hours stand in
    the search after all. brief: whether brief searches come first.
    """

    held: Model
    tiers: tuple[Tier, ...]
    effort: Effort
    clock: Clock
    best: BoolArray | None
    found: list[Found] = field(factory=list)
    infeasible: bool = False
    projected: Projection | None = None
    whole: bool = False
    given: Model = field(init=False)
    cuts: list[Cut] = field(factory=list)
    written: set[int] = field(factory=set)
    over: Projection | None = field(init=False)
    brief: bool = field(init=False)
    claim: Claim | None = field(init=False, default=None)
    search: Model = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.given = self.held
        self.brief = self.effort.brief and self.effort.work_limit is None and not self.effort.plain
        none = self.whole or self.effort.plain
        self.over = self.projected or (None if none else project(self.held, self.tiers))
        self.search = self.held if self.over is None else self.over.model

    def run(self, progress: Callable[[TierResult], None] | None) -> None:
        """Finds one tier after another, or some that go together, as long as each is proven in its turn."""
        together = self.brief and self.effort.enough is None
        while len(self.found) < len(self.tiers) and not self.clock.over():
            begun = time.monotonic()
            self.claim = None
            open_ = self.tiers[len(self.found) :]
            taken, solver = open_[:1], self._counted(open_[0])
            if solver is None and together and len(several := leading(self.held, open_)) > 1:
                taken, solver = several, self._solved(composite(self.held, several), None, briefly=True)
                together = solver is not None  # where that is too much at once, the others go one by one too
            if solver is None:
                taken, self.claim = open_[:1], None
                # by work, if that is counted, and not by seconds
                solver = self._solved(open_[0], TURN if self.effort.work_limit is None else None)
            if solver is None or self.best is None:
                self._left_unproven(open_[0], time.monotonic() - begun)
                return
            for tier in taken:
                self._found(tier, solver, (time.monotonic() - begun) / len(taken), progress)
            enough = self.effort.enough
            if enough is not None and solver != "counted" and self.clock.elapsed() > enough:
                self.clock.end()

    def _found(self, tier: Tier, solver: str, seconds: float, progress: Callable[[TierResult], None] | None) -> None:
        """A tier proven at the best choice's value, which is held from here on."""
        assert self.best is not None
        value = tier.value_of(self.best)
        found = Found(value, value, True, solver, seconds)
        self.found.append(found)
        self.held = hold(self.held, tier, value)
        self.search = self.held if self.over is None else hold(self.search, self.over.tier(tier), value)
        if progress is not None:
            progress(told(tier, found))

    def _counted(self, tier: Tier) -> str | None:
        """The word "counted" where the best choice at hand is as good as counting allows, else None."""
        everything = np.ones(self.held.n_columns, bool)
        bound = counted_bound(self.held, tier, everything, ~everything)
        return "counted" if self.best is not None and tier.value_of(self.best) == bound else None

    def _solved(self, tier: Tier, seconds: float | None, briefly: bool = False) -> str | None:
        """Who proved the best choice at hand to be best in this tier, in so many seconds; None if nobody did.

        briefly: only by a brief search.
        """
        ends = Clock(seconds)
        while not self.clock.over() and not ends.over():
            claim = self.claim = self._asked(tier, ends.left(), briefly)
            if claim.status == "infeasible" and self.best is None:
                self.infeasible = True
            if claim.values is None:
                return None
            chosen, cuts = self._lifted(np.rint(claim.values) == 1)
            better = self._better(tier, chosen)
            if not cuts:
                return claim.solver if claim.status == "optimal" and better else None
            self._cut(cuts)
        return None

    def _cut(self, cuts: list[Cut]) -> None:
        """The search with these cuts; a cluster that is met again and again gets its hours back instead."""
        assert self.over is not None
        self.cuts += cuts
        self.search = add_cuts(self.search, cuts)
        if self.projected is not None:
            return
        times = Counter(int(self.over.cluster[cut.items[0]]) for cut in self.cuts)
        often = {cluster for cluster, count in times.items() if count > OFTEN}
        if not often:
            return
        self.written |= often
        before, self.over = self.over, project(self.given, self.tiers, self.written)
        self.search = self.held
        if self.over is not None:
            kept = [cut for cut in self.cuts if int(before.cluster[cut.items[0]]) not in often]
            self.cuts = [evolve(cut, items=self.over.item[before.first[cut.items]]) for cut in kept]
            self.search = add_cuts(self.over.model, self.cuts)
            for tier, found in zip(self.tiers, self.found, strict=False):
                self.search = hold(self.search, self.over.tier(tier), found.value)

    def _left_unproven(self, tier: Tier, seconds: float) -> None:
        """Where the clock cut the last tier: what it reached, with the solver's bound, which nothing else remembers."""
        if self.best is not None and self.clock.over() and self.claim is not None and self.claim.bound is not None:
            value, bound = tier.value_of(self.best), outward(tier, self.claim.bound)
            self.found.append(Found(value, bound, False, self.claim.solver, seconds))

    def _asked(self, tier: Tier, seconds: float, briefly: bool) -> Claim:
        over, hint = self.over, self.best
        if over is not None:
            tier, hint = over.tier(tier), None if hint is None else over.items_of(hint)
        limit = seconds if np.isfinite(seconds) else None
        if self.brief:
            brief = solve_briefly(self.search, tier, self.clock, effort=self.effort, work=BRIEFLY, hint=hint)
            if briefly or brief.status in ("optimal", "infeasible"):
                return brief
            hint = hint if brief.values is None else np.rint(brief.values) == 1
        # CP-SAT by its own choice here: what its other way is good at has ended by now (GAP e10100 is proven so alone).
        return solve_integer(self.search, tier, self.clock, effort=self.effort, hint=hint, limit=limit)

    def _lifted(self, chosen: BoolArray) -> tuple[BoolArray, list[Cut]]:
        """A solver's choice as columns; where not all of it can be had, as much as can, and what forbids the rest."""
        if self.over is None:
            return chosen, []
        columns, cuts = self.over.lift(chosen)
        if cuts:
            columns, _ = self.over.lift(self.over.without_excess(chosen))
        return columns, cuts

    def _better(self, tier: Tier, chosen: BoolArray) -> bool:
        """Takes a choice, checked, if it is no worse; whether it was taken."""
        if len(broken_rows(self.held, chosen)):
            return False
        sign = 1 if tier.sense == "max" else -1
        if self.best is not None and sign * tier.value_of(chosen) < sign * tier.value_of(self.best):
            return False
        self.best = chosen
        return True
