"""What a plan may claim of its tiers, in names that the judge can read: never an index, never who is kept apart."""

from __future__ import annotations

import numpy as np

from mentormatch.domain.plan import PriceList, Proof, RowPrice, TierValue
from mentormatch.planning.tiers import Priced
from mentormatch.solving import Prices, TierResult
from mentormatch.solving.blocks import RowName

READABLE = ("wants", "first", "further", "pair", "held", "caseload", "hours", "diary", "load", "tier")


def tier_value(priced: Priced, part: str, value: int) -> tuple[TierValue, PriceList | None]:
    """A tier as the plan states it, with the prices that prove it where they can be read by name.

    value: the plan's final value. Prices of rows without a readable name cannot be shown; the tier is then the
    solver's claim.
    """
    result = priced.result
    prices = None
    proof = Proof(result.proof) if result.proof else None
    if proof is Proof.COUNTED and not _plainly(result):
        proof = Proof.CLAIMED  # counted over rows that the judge does not count
    if proof is Proof.PRICES and result.prices is not None:
        prices = _readable(priced, result.prices)
        if prices is None:
            proof = Proof.CLAIMED
    told = TierValue(
        name=result.name,
        part=part,
        sense=result.sense,
        value=value,
        bound=result.bound,
        proof=proof,
        spent=abs(result.value - value) if proof else 0,
    )
    return told, prices


def _plainly(result: TierResult) -> bool:
    """Whether nothing needs counting: a tier to be made small that is at nothing."""
    return result.sense == "min" and result.value == 0 and not result.name.startswith("meetings-")


def _readable(priced: Priced, prices: Prices) -> PriceList | None:
    listed = [
        RowPrice(rule="tier", who=(name,), about=(), price=price)
        for name, price in zip(priced.before, prices.by_tier, strict=False)
        if price
    ]
    for row in np.flatnonzero(prices.by_row):
        name: RowName = priced.row_names[int(row)]
        if name[0] not in READABLE or (name[0] == "diary" and not name[2]):
            return None
        about = name[2] if len(name) > 2 else ()
        listed.append(
            RowPrice(rule=str(name[0]), who=tuple(name[1]), about=tuple(about), price=int(prices.by_row[row]))  # type: ignore[arg-type]
        )
    return PriceList(tier=priced.result.name, scale=prices.scale, prices=tuple(listed))
