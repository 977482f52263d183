"""What a search says of one tier when it is done with it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import frozen

from mentormatch.solving.model import BoolArray, Proof, Tier, TierResult


@frozen
class Found:
    """A tier's value and bound; proven: no plan that keeps the tiers before does better."""

    value: int
    bound: int | None
    proven: bool
    solver: str
    seconds: float


def keeps(tiers: Sequence[Tier], found: Sequence[Found], chosen: BoolArray) -> bool:
    """Whether a choice keeps the tiers done (the first of them), less what they give."""
    for tier, done in zip(tiers, found, strict=False):
        value, least = tier.value_of(chosen), tier.least(done.value)
        if value < least if tier.sense == "max" else value > least:
            return False
    return True


def better(tiers: Sequence[Tier], one: BoolArray, other: BoolArray) -> bool:
    """Whether a choice beats another in the first tier in which they differ."""
    for tier in tiers:
        a, b = tier.value_of(one), tier.value_of(other)
        if a != b:
            return (a > b) == (tier.sense == "max")
    return False


def told(tier: Tier, found: Found) -> TierResult:
    """The same for whoever watches."""
    proof: Proof | None = "claimed" if found.proven else None
    return TierResult(tier.name, tier.sense, found.value, found.bound, proof, None, 0, found.solver, found.seconds)


def outward(tier: Tier, bound: float) -> int:
    """A claimed bound in floats, rounded away from the value, with a little air for the solver's tolerances."""
    air = 1e-6 * max(1.0, abs(bound))
    whole = np.floor(bound + air) if tier.sense == "max" else np.ceil(bound - air)
    return int(whole) + tier.constant
