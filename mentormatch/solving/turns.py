"""Tiers in turn on the problem as it stands: the plainest search, and on compact problems the fastest.

Each tier is a 0/1 programme of its own, with a row for each tier before it and the last choice as a hint; CP-SAT and
HiGHS race for it. A tier that neither finishes in its turn is left, with all after it, to the search over sets.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from attrs import define, field

from mentormatch.solving.certificates import hold
from mentormatch.solving.model import BoolArray, Effort, Model, Proof, Tier, TierResult
from mentormatch.solving.prices import counted_bound
from mentormatch.solving.rows import broken_rows
from mentormatch.solving.search import Found
from mentormatch.solving.solvers import Claim, Clock, solve_integer

COMPACT = 8_000
"""Up to so many columns a problem is searched tier by tier as it stands."""
TURN = 60.0
"""Seconds that a tier may take before the search over sets is asked instead."""


@define
class Turns:
    """held: the model with a row for each tier found. infeasible: no choice is allowed at all."""

    held: Model
    tiers: tuple[Tier, ...]
    effort: Effort
    clock: Clock
    best: BoolArray | None
    found: list[Found] = field(factory=list)
    infeasible: bool = False

    def run(self, progress: Callable[[TierResult], None] | None) -> None:
        """Finds one tier after another, as long as each is proven in its turn."""
        for tier in self.tiers:
            if self.clock.over():
                return
            begun = time.monotonic()
            solver = self._solved(tier)
            if solver is None or self.best is None:
                return
            value = tier.value_of(self.best)
            self.found.append(Found(value, value, True, solver, time.monotonic() - begun))
            self.held = hold(self.held, tier, value)
            if progress is not None:
                proof: Proof = "claimed"
                took = time.monotonic() - begun
                progress(TierResult(tier.name, tier.sense, value, value, proof, None, 0, solver, took))

    def _solved(self, tier: Tier) -> str | None:
        """By whom the best choice at hand was proven to be best in this tier; None if it was not."""
        everything = np.ones(self.held.n_columns, bool)
        if self.best is not None and tier.value_of(self.best) == counted_bound(
            self.held, tier, everything, ~everything
        ):
            return "counted"
        limit = TURN if self.effort.work_limit is None else None  # work is counted, not seconds
        claim = solve_integer(self.held, tier, self.clock, effort=self.effort, hint=self.best, limit=limit)
        if claim.status == "infeasible" and self.best is None:
            self.infeasible = True
        better = self._better(tier, claim)
        finished = claim.status == "optimal" and better
        return claim.solver if finished else None

    def _better(self, tier: Tier, claim: Claim) -> bool:
        """Takes a solver's choice, rounded and checked, if it is no worse; whether it was taken."""
        if claim.values is None:
            return False
        chosen = np.rint(claim.values).astype(np.int64) == 1
        if len(broken_rows(self.held, chosen)):
            return False
        sign = 1 if tier.sense == "max" else -1
        if self.best is not None and sign * tier.value_of(chosen) < sign * tier.value_of(self.best):
            return False
        self.best = chosen
        return True
