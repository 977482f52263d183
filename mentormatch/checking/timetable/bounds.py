"""What each tier of sessions claims beyond its value: counted anew, or added up from prices."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from mentormatch.checking.order import OF_SESSIONS
from mentormatch.checking.prices import Refused
from mentormatch.checking.timetable.counting import Counting
from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.possible import Possible
from mentormatch.checking.timetable.priced.added import Adding
from mentormatch.checking.values import first_reached
from mentormatch.domain import tiers
from mentormatch.domain.plan import PriceList, Proof, TierValue
from mentormatch.domain.verdict import Breach, Depth

BOUND = "bound"


@attrs.define(eq=False)
class Bounds:
    """possible: None where nobody has listed the patterns: then nothing is added up.

    priced: by tier, the bound that its prices prove. depths: what became of each tier's own bound.
    """

    court: Court
    possible: Possible | None
    depths: dict[str, Depth] = attrs.field(factory=dict, init=False)
    priced: dict[str, int] = attrs.field(factory=dict, init=False)

    def breaches(self) -> Iterator[Breach]:
        """Every bound of sessions that is false or not proved by what it is said to rest on; sets the rest."""
        counting = Counting(self.court, self.possible)
        adding = None if self.possible is None else Adding(self.court, self.possible)
        lists = {one.tier: one for one in self.court.case.plan.evidence.price_lists}
        for tier in self.court.case.plan.tiers:
            if tier.name not in OF_SESSIONS:
                continue
            self.depths[tier.name] = Depth.CLAIMED
            if tier.proof is Proof.COUNTED:
                yield from self._counted(tier, counting)
            if tier.name in lists and adding is not None:
                yield from self._priced(tier, lists[tier.name], adding)

    def _counted(self, tier: TierValue, counting: Counting) -> Iterator[Breach]:
        count = counting.bound(tier.name)
        if count is None:
            if self.possible is not None or not counting.needs_patterns(tier.name):
                yield Breach(rule=BOUND, says=f"{tier.name} cannot be proven by counting.")
            return
        self.depths[tier.name] = Depth.CHECKED
        if count != first_reached(tier):
            says = f"{tier.name} is called proven by counting at {first_reached(tier)}; counted anew {count}."
            yield Breach(rule=BOUND, says=says)

    def _priced(self, tier: TierValue, prices: PriceList, adding: Adding) -> Iterator[Breach]:
        """Prices must prove the bound that is said to be theirs; of a proof by prices also the value."""
        try:
            proved = adding.bound(tier, prices)
        except Refused as why:
            yield Breach(rule=BOUND, says=f"The prices of {tier.name} prove nothing: {why}.")
            return
        self.priced[tier.name] = proved
        said = tier.bound if prices.bound is None else prices.bound
        if said is not None and _tighter(tier, said, proved):
            says = f"The prices of {tier.name} add up to {proved}, and are said to prove {said}."
            yield Breach(rule=BOUND, says=says)
        reached = first_reached(tier)
        if (tier.proof is Proof.PRICES and proved != reached) or _tighter(tier, proved, reached):
            yield Breach(rule=BOUND, says=f"The prices of {tier.name} add up to {proved}, and the value is {reached}.")
        elif tier.bound is not None and not _tighter(tier, tier.bound, proved):
            self.depths[tier.name] = Depth.CHECKED


def _tighter(tier: TierValue, bound: int, than: int) -> bool:
    """Whether one bound claims more than another."""
    return bound < than if tier.sense == tiers.MAX else bound > than
