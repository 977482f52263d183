"""What each tier claims beyond its value: the bound, and what it rests on, counted or added up anew."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import attrs

from mentormatch.checking.case import Case
from mentormatch.checking.columns import Columns, all_columns, columns_of, planned_columns
from mentormatch.checking.counting import Counting
from mentormatch.checking.order import OF_SESSIONS
from mentormatch.checking.prices import Refused, Taken, added_up
from mentormatch.checking.sieve import Sieve
from mentormatch.checking.values import OF_MEETINGS, first_reached
from mentormatch.domain import tiers
from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.plan import PriceList, Proof, TierValue
from mentormatch.domain.verdict import Breach, Depth

BOUND = "bound"


def claims(case: Case) -> Iterator[Breach]:
    """What can be said of bounds without reckoning any: none is passed by its own value, what is proven is reached."""
    listed = {prices.tier for prices in case.plan.evidence.price_lists}
    for tier in case.plan.tiers:
        reached = first_reached(tier)
        if tier.bound is None:
            if tier.proof is not None:
                yield _breach(f"{tier.name} is called proven and has no bound.")
            continue
        if tier.proof is not None and tier.bound != reached:
            yield _breach(f"{tier.name} is called proven at {reached}, and its bound is {tier.bound}.")
        elif not _no_tighter(tier, tier.bound, reached):
            yield _breach(f"{tier.name} reaches {reached}, beyond its bound {tier.bound}.")
        if tier.proof is Proof.PRICES and tier.name not in listed:
            yield _breach(f"{tier.name} is proven by prices, and there are none.")
    known = {tier.name for tier in case.plan.tiers}
    for name in sorted(listed - known):
        yield _breach(f'There are prices for "{name}", which is no tier of the plan.')


@attrs.define(eq=False, slots=False)
class Bounds:
    """The bounds of one plan. whole: whether every pair is listed, or only those that the plan names."""

    case: Case
    sieve: Sieve
    whole: bool
    depths: dict[str, Depth] = attrs.field(factory=dict, init=False)

    @cached_property
    def columns(self) -> list[Columns]:
        if self.whole:
            return all_columns(self.case, self.sieve)
        return columns_of(self.case, self.sieve, self._named())

    @cached_property
    def meetings(self) -> list[Columns]:
        return planned_columns(self.case)

    @cached_property
    def _taken(self) -> Taken:
        return Taken(self.case, self.columns)

    @cached_property
    def _taken_by_the_plan(self) -> Taken:
        return Taken(self.case, self.meetings)

    @cached_property
    def _counting(self) -> Counting:
        return Counting(self.case, (lambda: self.columns) if self.whole else None, self.meetings)

    @property
    def listed(self) -> int | None:
        """How many pairs were listed; None where nothing has asked for them."""
        return len(self.columns) if "columns" in vars(self) else None

    def breaches(self) -> Iterator[Breach]:
        """Every bound of pairs that is false or not proved by what it is said to rest on; sets `depths` on the way."""
        prices = {one.tier: one for one in self.case.plan.evidence.price_lists}
        for tier in self.case.plan.tiers:
            if tier.name in OF_SESSIONS:
                continue
            self.depths[tier.name] = Depth.CLAIMED
            if tier.bound is None:
                continue
            if tier.proof is Proof.COUNTED:
                yield from self._counted(tier)
            elif tier.name in prices and tier.proof is not Proof.CLAIMED:
                yield from self._by_prices(tier, prices[tier.name])

    def _counted(self, tier: TierValue) -> Iterator[Breach]:
        count = self._counting.bound(tier.name)
        if count is None:
            if self.whole or not self._counting.needs_columns(tier.name):
                yield _breach(f"{tier.name} cannot be proven by counting.")
            return
        self.depths[tier.name] = Depth.CHECKED
        if count != first_reached(tier):
            yield _breach(f"{tier.name} is called proven by counting at {first_reached(tier)}; counted anew {count}.")

    def _by_prices(self, tier: TierValue, prices: PriceList) -> Iterator[Breach]:
        """Prices beside an unproven bound must prove at least that bound; a proof must reach the value as well."""
        fixed = tier.name in OF_MEETINGS
        columns, taken = (self.meetings, self._taken_by_the_plan) if fixed else (self.columns, self._taken)
        try:
            proved = added_up(self.case, tier, prices, columns, taken, fixed=fixed)
        except Refused as why:
            yield _breach(f"The prices of {tier.name} prove nothing: {why}.")
            return
        complete = self.whole or fixed
        self.depths[tier.name] = Depth.CHECKED if complete else Depth.ADDED_UP
        if tier.bound is None or not _no_tighter(tier, tier.bound, proved):
            yield _breach(f"The prices of {tier.name} add up to {proved}, and the bound says {tier.bound}.")
        elif complete and tier.proof is Proof.PRICES and proved != first_reached(tier):
            yield _breach(f"The prices of {tier.name} add up to {proved}, and the value is {first_reached(tier)}.")

    def _named(self) -> list[tuple[Mentee, Mentor]]:
        """The pairs that the plan itself names."""
        plan, facts = self.case.plan, self.case.facts
        pairs = {(row.mentee, row.mentor) for row in plan.pairs}
        pairs |= {(row.mentee, other.mentor) for row in plan.pairs for other in row.runners_up}
        pairs |= {(row.waiting, row.mentor) for row in plan.overtaken}
        pairs |= {(answer.mentee, answer.swap.mentor) for answer in plan.unmatched if answer.swap}
        return [(facts.mentees[mentee], facts.mentors[mentor]) for mentee, mentor in sorted(pairs)]


def _no_tighter(tier: TierValue, bound: int, than: int) -> bool:
    """Whether a bound claims no more than a figure allows."""
    return bound >= than if tier.sense == tiers.MAX else bound <= than


def _breach(says: str) -> Breach:
    return Breach(rule=BOUND, says=says)
