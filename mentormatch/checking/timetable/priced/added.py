"""Adding up a price list of a tier of sessions: the bound that it proves over the judge's own list, by weak duality.

Prices are 0 or more on rows that hold in every timetable, and on earlier tiers that stay what they are. What a
timetable brings to a tier to be made large is then at most
    (sum of price x right-hand side + sum over sessions of the most that each brings beyond its prices) / scale
over as many sessions of each activity as there may be, the best of all patterns; one that brings less than nothing need
not run (Lagrangian bound; Geoffrion 1974). A tier to be made small is the same with its points turned round.
"""

from __future__ import annotations

from functools import cached_property

import attrs

from mentormatch.checking.order import OF_SESSIONS
from mentormatch.checking.prices import Refused
from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.possible import Possible
from mentormatch.checking.timetable.priced.at_best import Session
from mentormatch.checking.timetable.priced.gains import HELPED, Brought, Gains
from mentormatch.checking.timetable.priced.listed import Listed, listed
from mentormatch.checking.timetable.priced.rows import Rows
from mentormatch.checking.values import first_reached, given
from mentormatch.domain import tiers
from mentormatch.domain.plan import PriceList, RowPrice, TierValue
from mentormatch.domain.slots import Slot

TIER = "tier"
UNPRICED = tiers.SESSIONS_CANONICAL.name
"""The tie-break: nobody adds up what it means to nobody."""


@attrs.define(eq=False, slots=False)
class Adding:
    """Adds up price lists of one plan; the list of what could be is drawn up once."""

    court: Court
    possible: Possible

    def bound(self, tier: TierValue, prices: PriceList) -> int:
        """The bound that a price list proves. Raises Refused where it proves nothing."""
        if prices.scale < 1:
            raise Refused(f"its scale is {prices.scale}")
        if tier.name == UNPRICED:
            raise Refused("the tie-break of sessions has no prices")
        sign = 1 if tier.sense == tiers.MAX else -1
        weights, earned = {tier.name: sign * prices.scale}, 0
        for row in prices.prices:
            if row.rule == TIER:
                before = self._before(tier, row)
                side = 1 if before.sense == tiers.MAX else -1
                weights[before.name] = weights.get(before.name, 0) + side * row.price
                earned -= side * row.price * self._kept(before)
        gains = Gains.none(self._listed)
        for name, weight in weights.items():
            if weight:
                gains.add(self._brought.to(name), weight)
        rows = Rows(court=self.court, listed=self._listed, brought=self._brought, gains=gains)
        for row in prices.prices:
            if row.rule != TIER:
                rows.price(row)
        total = earned + rows.earned + self._at_best(gains) + self._helped(rows, weights) + _steps(rows, weights)
        return sign * (total // prices.scale)

    @cached_property
    def _listed(self) -> Listed:
        return listed(self.possible)

    @cached_property
    def _brought(self) -> Brought:
        return Brought(self._listed)

    @cached_property
    def _sessions(self) -> list[Session]:
        return [Session(ground=self.court.ground, could=one) for one in self._listed.all]

    # ------------------------------------------------------------------------------------------------- earlier tiers

    def _before(self, tier: TierValue, row: RowPrice) -> TierValue:
        """The earlier tier that a row is about."""
        order = [one.name for one in self.court.case.plan.tiers]
        name = row.who[0] if row.who else ""
        if name not in order[: order.index(tier.name)] or name not in OF_SESSIONS or name == UNPRICED:
            raise Refused(f"{name} is no tier of sessions before {tier.name}")
        if row.price < 0:
            raise Refused(f"the price of {name} is below 0")
        return self.court.case.plan.tiers[order.index(name)]

    def _kept(self, tier: TierValue) -> int:
        """What later tiers must leave of a tier."""
        reached, may = first_reached(tier), given(self.court.case, tier)
        return reached - may if tier.sense == tiers.MAX else reached + may

    # ------------------------------------------------------------------------------------------------ adding them up

    def _at_best(self, gains: Gains) -> int:
        """What sessions bring together, each at its best: of an activity as many as may be placed, of a slot one."""
        every = zip(self._sessions, gains.runs, gains.led, gains.attended, strict=True)
        brought: dict[tuple[str, Slot | None], list[int]] = {}
        for one, runs, led, attended in every:
            pattern, best = one.could.pattern, one.most(runs, led, attended)
            if best is not None and best > 0:
                brought.setdefault((pattern.activity.id, pattern.slot if pattern.fixed else None), []).append(best)
        activities, most = self.court.ground.patterns.activities, self.court.ground.patterns.placed_at_most
        total = 0
        for (name, slot), sessions in brought.items():
            number = most(activities[name]) if slot is None else 1
            total += sum(sorted(sessions, reverse=True)[:number])
        return total

    def _helped(self, rows: Rows, weights: dict[str, int]) -> int:
        """What being counted brings beyond its price, over all who could be."""
        total = 0
        for tier in HELPED:
            weight = weights.get(tier, 0)
            if weight:
                total += sum(max(0, weight - rows.helped.get((tier, mentee), 0)) for mentee in self._countable[tier])
        return total

    @cached_property
    def _countable(self) -> dict[str, set[str]]:
        """The mentees whom each tier that counts people could count."""
        out: dict[str, set[str]] = {tier: set() for tier in HELPED}
        for mentee in self.court.case.programme.mentees:
            could = {
                self._listed.pattern(place).activity.id
                for place in self._listed.places.get(mentee.id, ())
                if not place.leads
            }
            if could:
                out[tiers.REACH_GROUP.name].add(mentee.id)
            if could & set(mentee.wishes):
                out[tiers.WISH.name].add(mentee.id)
            if could & set(mentee.wishes[:1]):
                out[tiers.WISH_FIRST.name].add(mentee.id)
        return out


def _steps(rows: Rows, weights: dict[str, int]) -> int:
    """What the steps of load bring: a leader's n-th session adds 2n - 1 to the squares, and is given its price."""
    costs, total = -weights.get(tiers.LEADERS_LOAD.name, 0), 0
    for person, price in rows.steps.items():
        number = _most_led(rows, person)
        if costs > 0:
            number = min(number, ((price - 1) // costs + 1) // 2 if price > 0 else 0)
        total += number * price - costs * number**2
    return total


def _most_led(rows: Rows, person: str) -> int:
    """How many sessions somebody could lead at the most, by how many there are of each activity."""
    patterns, led = rows.court.ground.patterns, [one for place, one in rows.places_of(person) if place.leads]
    total = 0
    for activity in {one.activity.id for one in led}:
        theirs = [one for one in led if one.activity.id == activity]
        slots = {one.slot for one in theirs if one.fixed}
        some = any(not one.fixed for one in theirs)
        total += min(len(theirs), len(slots) + (patterns.placed_at_most(patterns.activities[activity]) if some else 0))
    return total
