"""The plainest proof of each tier: by counting, else by prices on the problem's own rows, else as it was found."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import evolve

from mentormatch.solving.generated import solve_linear_growing
from mentormatch.solving.model import Effort, Model, Prices, Tier, TierResult
from mentormatch.solving.prices import counted_bound, priced_bound, prices_from_duals
from mentormatch.solving.rows import add_rows
from mentormatch.solving.solvers import Clock

SCALES = (1, 60, 2**20)
"""Duals of assignment problems are whole numbers or simple fractions; the last scale is for the rest."""

MOST_ENTRIES = 400_000
"""Above this size prices are looked for in the first tier only: each tier costs a linear programme of the whole."""


def certify(
    model: Model, tiers: Sequence[Tier], results: list[TierResult], effort: Effort, clock: Clock
) -> list[TierResult]:
    """The results with better proofs and bounds where counting or prices give them.

    Prices are looked for until they fail once: a tier held at less than its linear bound loosens all after it.
    """
    everything = np.ones(model.n_columns, bool)
    done: list[TierResult] = []
    held = model
    looking = effort.prices
    for number, (tier, result) in enumerate(zip(tiers, results, strict=True)):
        counted = counted_bound(model, tier, everything, ~everything)
        if counted == result.value:
            result = evolve(result, bound=counted, proof="counted")
        elif looking and not clock.over():
            fixed = [(t, r.value) for t, r in zip(tiers, done, strict=False)]
            priced = _priced(model, held, tier, fixed, result.value, clock)
            if priced is not None:
                result = evolve(result, bound=result.value, proof="prices", prices=priced)
            looking = priced is not None and (len(model.entry_row) <= MOST_ENTRIES)
        if result.bound is None:
            result = evolve(result, bound=counted)
        done.append(result)
        if looking and number + 1 < len(tiers):
            held = hold(held, tier, result.value)
    return done


def _priced(
    model: Model, held: Model, tier: Tier, fixed: list[tuple[Tier, int]], value: int, clock: Clock
) -> Prices | None:
    """Prices that add up to the value, or None: from the duals of the linear programme with earlier tiers held."""
    claim, _ = solve_linear_growing(held, tier, clock)
    if claim.duals is None:
        return None
    for scale in SCALES:
        prices = prices_from_duals(model, claim.duals, tier.sense, len(fixed), scale)
        if priced_bound(model, tier, fixed, prices) == value:
            return prices
    return None


def hold(model: Model, tier: Tier, value: int) -> Model:
    """The model with a row that keeps a tier at value, less what it gives."""
    used = np.flatnonzero(tier.points)
    own = tier.least(value) - tier.constant
    return add_rows(
        model,
        np.zeros(len(used), np.int64),
        used,
        tier.points[used],
        lower=own if tier.sense == "max" else None,
        upper=own if tier.sense == "min" else None,
        n_rows=1,
    )
