"""Tiers one after another: each brought to its best, then held while the next is solved.

What is exact: every choice is rounded, checked against all rows and added up in whole numbers before it
counts; a tier is called proven only if counting, prices or a solver's finished search say so. What is a
heuristic: which solver is asked, with what hint, and whether prices are looked for at all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np
from attrs import define, evolve, field

from mentormatch.solving.conflicts import find_conflict
from mentormatch.solving.model import (
    BoolArray,
    Effort,
    Model,
    Prices,
    Proof,
    Solution,
    Stopped,
    Tier,
    TierResult,
)
from mentormatch.solving.prices import counted_bound, priced_bound, prices_from_duals
from mentormatch.solving.rows import add_rows, broken_rows, tidy
from mentormatch.solving.solvers import Clock, solve_integer, solve_linear

PRICE_SCALES = (1, 60, 2**20)
"""Duals of assignment problems are whole numbers or simple fractions; the last scale is for the rest."""

STANDARD = Effort()

Progress = Callable[[TierResult], None]


def solve(
    model: Model,
    tiers: Sequence[Tier],
    effort: Effort = STANDARD,
    *,
    hint: BoolArray | None = None,
    progress: Progress | None = None,
) -> Solution:
    """The lexicographically best choice of columns, with a bound and its proof for every tier.

    hint: a choice to start from, by column; used if it is allowed, and as advice otherwise.
    progress: called with each tier's result as it is done.
    The result is the same at any number of threads where every tier is proven and the tiers leave one
    best choice; the last tier is there to see to that.
    """
    for tier in tiers:
        if len(tier.points) != model.n_columns:
            raise ValueError(f"tier {tier.name}: {len(tier.points)} points for {model.n_columns} columns")
    return Search(tidy(model), tuple(tiers), effort, Clock(effort.time_limit)).run(hint, progress)


@define
class Search:
    """One call of solve: the rows so far, the best choice so far, the tiers done."""

    model: Model
    tiers: tuple[Tier, ...]
    effort: Effort
    clock: Clock
    held: Model = field(init=False)  # the model with a row for each tier done
    best: BoolArray | None = None
    advice: BoolArray | None = None
    results: list[TierResult] = field(factory=list)
    infeasible: bool = False
    prices_pay: bool = True  # until a linear bound turns out not to be tight

    def __attrs_post_init__(self) -> None:
        self.held = self.model

    def run(self, hint: BoolArray | None, progress: Progress | None) -> Solution:
        self._start_from(hint)
        for tier in self.tiers or (Tier("any", "max", np.zeros(self.model.n_columns, np.int64)),):
            result = self._one_tier(tier)
            if result is None:
                return self._without_a_choice()
            if not self.tiers:
                break
            self.results.append(result)
            self.held = _hold(self.held, tier, result.value)
            if progress is not None:
                progress(result)
        return self._finished()

    def _start_from(self, hint: BoolArray | None) -> None:
        nothing = np.zeros(self.model.n_columns, bool)
        if hint is not None:
            given = np.asarray(hint, dtype=bool)
            if given.shape != nothing.shape:
                raise ValueError(f"hint: {given.shape} for {self.model.n_columns} columns")
            self.advice = given
            if not len(broken_rows(self.model, given)):
                self.best = given
        if self.best is None and not len(broken_rows(self.model, nothing)):
            self.best = nothing

    def _one_tier(self, tier: Tier) -> TierResult | None:
        begun = time.monotonic()
        everything = np.ones(self.model.n_columns, bool)
        bound: int | None = counted_bound(self.model, tier, everything, ~everything)
        proof: Proof | None = "counted" if self._attains(tier, bound) else None
        prices: Prices | None = None
        solver = ""
        if proof is None and self.effort.prices and self.prices_pay and not self.clock.over():
            priced, prices, solver = self._priced(tier)
            bound = _tighter(tier, bound, priced)
            if self._attains(tier, priced):
                proof = "prices"
        if proof is None:
            claimed, finished, solver = self._searched(tier)
            if self.best is None:
                return None
            if self._attains(tier, bound):
                proof = "prices" if prices is not None and self._attains(tier, priced) else "counted"
            else:
                self.prices_pay = False
                if finished:
                    bound, proof = tier.value_of(self.best), "claimed"
                elif claimed is not None:
                    bound = _tighter(tier, bound, claimed)
        assert self.best is not None
        return TierResult(
            name=tier.name,
            sense=tier.sense,
            value=tier.value_of(self.best),
            bound=bound,
            proof=proof,
            prices=prices if proof == "prices" else None,
            spent=0,
            solver=solver,
            seconds=time.monotonic() - begun,
        )

    def _attains(self, tier: Tier, bound: int | None) -> bool:
        return self.best is not None and bound is not None and tier.value_of(self.best) == bound

    def _priced(self, tier: Tier) -> tuple[int | None, Prices | None, str]:
        """The best bound that a linear programme's duals give when added up in whole numbers."""
        claim = solve_linear(self.held, tier, self.clock)
        if claim.duals is None:
            return None, None, claim.solver
        fixed = list(zip(self.tiers, (r.value for r in self.results), strict=False))
        best: int | None = None
        kept: Prices | None = None
        for scale in PRICE_SCALES:
            prices = prices_from_duals(self.model, claim.duals, tier.sense, len(fixed), scale)
            bound = priced_bound(self.model, tier, fixed, prices)
            if best is None or _tighter(tier, best, bound) != best:
                best, kept = bound, prices
        return best, kept, claim.solver

    def _searched(self, tier: Tier) -> tuple[int | None, bool, str]:
        """(bound claimed, whether the search was finished, by whom); what it found is taken in on the way."""
        hint = self.best if self.best is not None else self.advice
        claim = solve_integer(self.held, tier, self.clock, effort=self.effort, hint=hint)
        if claim.status == "infeasible" and self.best is None:
            self.infeasible = True
        value = self._take(tier, claim.values)
        finished = claim.status == "optimal" and value is not None and self._attains(tier, value)
        return _outward(tier, claim.bound), finished, claim.solver

    def _take(self, tier: Tier, values: np.ndarray | None) -> int | None:
        """The value of a solver's choice once rounded, checked and re-added; None if it does not hold."""
        if values is None:
            return None
        chosen = np.rint(values).astype(np.int64) == 1
        if len(broken_rows(self.held, chosen)):
            return None
        value = tier.value_of(chosen)
        if self.best is None or _better(tier, value, tier.value_of(self.best)):
            self.best = chosen
        return value

    def _without_a_choice(self) -> Solution:
        if not self.infeasible:
            return Solution(None, (), "interrupted" if self.clock.interrupted else "clock")
        return Solution(None, (), "infeasible", find_conflict(self.model, self.clock, self.effort))

    def _finished(self) -> Solution:
        assert self.best is not None
        chosen = self.best.copy()
        chosen.flags.writeable = False
        done = [
            evolve(result, spent=max(0, _loss(tier, result.value, tier.value_of(chosen))))
            for tier, result in zip(self.tiers, self.results, strict=True)
        ]
        unproven = any(r.proof is None for r in done)
        stopped: Stopped | None = "interrupted" if self.clock.interrupted else ("clock" if unproven else None)
        return Solution(chosen, tuple(done), stopped)


def _hold(model: Model, tier: Tier, value: int) -> Model:
    used = np.flatnonzero(tier.points)
    own = value - tier.constant
    return add_rows(
        model,
        np.zeros(len(used), np.int64),
        used,
        tier.points[used],
        lower=own - tier.give if tier.sense == "max" else None,
        upper=own + tier.give if tier.sense == "min" else None,
        n_rows=1,
    )


def _loss(tier: Tier, value: int, final: int) -> int:
    return value - final if tier.sense == "max" else final - value


def _better(tier: Tier, value: int, than: int) -> bool:
    return value > than if tier.sense == "max" else value < than


def _tighter(tier: Tier, one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return one if other is None else other
    return min(one, other) if tier.sense == "max" else max(one, other)


def _outward(tier: Tier, bound: float | None) -> int | None:
    """A claimed bound in floats, rounded away from the value; a little air for the solver's tolerances."""
    if bound is None:
        return None
    air = 1e-6 * max(1.0, abs(bound))
    whole = np.floor(bound + air) if tier.sense == "max" else np.ceil(bound - air)
    return int(whole) + tier.constant
