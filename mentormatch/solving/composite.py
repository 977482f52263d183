"""Several tiers as one: so many points for each that no gain in a later one makes up for a loss in an earlier one.

The weight of a tier is the number of values that those after it can have together, by counting. Whole numbers
throughout, so what is best for the composite is best tier by tier (Sherali 1982, preemptive weights).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import evolve

from mentormatch.solving.model import Model, Tier
from mentormatch.solving.prices import counted_bound

MOST = 2**32
"""Values that the tiers of a composite may have together. With more, the solver's linear programme tells too little of
the later ones: all seven of scenarios/ayrshire before quality took 7 s, four and three of them 0.5 and 0.3."""


def leading(model: Model, tiers: Sequence[Tier]) -> tuple[Tier, ...]:
    """The first of the tiers with those after it that may stand in one composite with it.

    A tier that gives is the last, for its best value must be known before any of it is spent.
    """
    together: list[Tier] = []
    values = 1
    for tier in tiers:
        values *= _span(model, tier) + 1
        if together and values > MOST:
            break
        together.append(tier)
        if tier.gives:
            break
    return tuple(together)


def composite(model: Model, tiers: Sequence[Tier]) -> Tier:
    """One tier, at most, whose best choices are those that are best in all of these, in their order."""
    points = np.zeros(model.n_columns, np.int64)
    for tier, unit in zip(tiers, units([_span(model, tier) for tier in tiers]), strict=True):
        points += (unit if tier.sense == "max" else -unit) * tier.points
    return Tier(" + ".join(tier.name for tier in tiers), "max", points)


def units(spans: Sequence[int]) -> list[int]:
    """What a point of each tier is worth, so that it is worth more than all of the tiers after it can be.

    spans: how far the values of each lie apart at the most.
    """
    worth = [1]
    for span in reversed(spans[1:]):
        worth.append(worth[-1] * (span + 1))
    return worth[::-1]


def _span(model: Model, tier: Tier) -> int:
    """How far the tier's values lie apart at the most, by counting."""
    everything = np.ones(model.n_columns, bool)
    most, least = (counted_bound(model, evolve(tier, sense=sense), everything, ~everything) for sense in ("max", "min"))
    return most - least
