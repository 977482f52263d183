"""Prices that anybody can add up: for each tier of sessions a bound that needs no solver to be believed.

Once a plan stands, every tier that is not counted is bounded once more, with the tiers before it kept as the plan
states them, by the prices of what patterns share (solving/separable.py): those that the search had, and better ones
while there is time. Rows of safeguarding are left out, and so out of every plan: the bound is then that of a timetable
without them, weaker perhaps and as true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from mentormatch.domain import rules
from mentormatch.domain import tiers as catalogue
from mentormatch.domain.frozen import evolve
from mentormatch.domain.plan import PriceList, Proof, TierValue
from mentormatch.domain.programme import Programme
from mentormatch.planning.session_known import with_prices
from mentormatch.planning.sessions.claims import first_reached
from mentormatch.planning.sessions.price_rows import readable, row_price
from mentormatch.scheduling import Formulation
from mentormatch.scheduling.parts import groups_of, parts_of, sessions_together
from mentormatch.scheduling.tightened import tightened
from mentormatch.scheduling.ways import Ways
from mentormatch.solving import Tier
from mentormatch.solving.branching import TIER, Leaf, NamedPrices, Tree
from mentormatch.solving.certificates import hold
from mentormatch.solving.model import BoolArray, IntArray
from mentormatch.solving.rows import keep_rows
from mentormatch.solving.separable import Groups, PartsBound, bound_in_groups
from mentormatch.solving.solvers import Clock

ROUNDS = 3
"""Linear programmes for one tier, each with the rows that the last one overlooked."""
IMPORTANT = (
    catalogue.REACH_GROUP.name,
    catalogue.GROUP_QUALITY.name,
    catalogue.WISH.name,
    catalogue.WISH_FIRST.name,
    catalogue.COST.name,
    catalogue.LEADERS_LOAD.name,
    catalogue.FIXED_SESSIONS.name,
    catalogue.FIXED_PEOPLE.name,
)
"""Which tiers come first where not all can be added up in time. The tie-break means nothing to anybody."""
HAD, NEW = 1, 4
"""How much of the time a tier has part in, of which the search had prices, and of which it had none."""
LISTING, ADDING = 25e-6, 8e-6
"""Seconds for each choice that the judge takes to list all that could be, and to add up one price list of it."""


@attrs.frozen(eq=False, kw_only=True)
class Priced:
    """The tiers with what prices make of their bounds, and the lists."""

    tiers: tuple[TierValue, ...]
    lists: tuple[PriceList, ...] = ()


def lists_in_time(relaxed: Formulation, seconds: float) -> int:
    """How many price lists the judge adds up in so many seconds."""
    size = max(1, relaxed.case.n_choices)
    return len(IMPORTANT) if np.isinf(seconds) else max(0, int((seconds - LISTING * size) / (ADDING * size)))


def priced(
    programme: Programme,
    relaxed: Formulation,
    chosen: np.ndarray,
    tiers: Sequence[TierValue],
    known: Mapping[str, NamedPrices],
    most: int,
    clock: Clock,
) -> Priced:
    """At most so many price lists of the tiers of sessions among those of a plan.

    relaxed: the formulation with the moments of the diary only. chosen: the plan's choices, by choice of its case.
    known: prices of its rows that the search had, by tier. clock: what better prices may take.
    """
    points = {tier.name: attrs.evolve(tier, give=0, give_per_mille=0) for tier in relaxed.block.tiers}
    open_tiers = {tier.name for tier in tiers if tier.proof is not Proof.COUNTED}
    wanted = [name for name in IMPORTANT if name in open_tiers][:most]
    if not wanted:
        return Priced(tiers=tuple(tiers))
    needs = {name: HAD if name in known else NEW for name in wanted}
    pricing = _Pricing(relaxed=relaxed, used=~relaxed.case.placed | chosen[: relaxed.case.n_patterns])
    out: list[TierValue] = []
    lists: list[PriceList] = []
    for value in tiers:
        tier = points.get(value.name)
        if tier is not None and value.name in wanted:
            part = needs.pop(value.name)
            share = clock.part(clock.left() * part / (part + sum(needs.values())))
            bound = pricing.bound(tier, first_reached(value), known.get(value.name), share)
            if bound is not None:
                lists.append(pricing.price_list(tier, bound))
                value = _with_bound(value, bound.bound)
        out.append(value)
        if tier is not None and value.name in IMPORTANT:
            pricing.hold(tier, _kept(programme, value))
    return Priced(tiers=tuple(out), lists=tuple(lists))


@attrs.define(eq=False, kw_only=True)
class _Pricing:
    """tree: rows that a plan may name, those of the diary among them as they are found to be overlooked.

    used: parts that linear programmes need. active: those with which they begin; of a tier of which the search had no
    prices, as of the tier before.
    """

    relaxed: Formulation
    used: BoolArray
    active: BoolArray = attrs.field(init=False)
    ways: Ways = attrs.field(init=False)
    tree: Tree = attrs.field(init=False)
    groups: Groups = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        relaxed, case = self.relaxed, self.relaxed.case
        self.active = self.used
        self.ways = Ways(relaxed, with_hours=False)
        self.groups = sessions_together(case)
        model, names = tightened(relaxed)
        parts = parts_of(relaxed)
        kept = np.array([readable(name) for name in names], dtype=bool)
        self.tree = Tree(
            keep_rows(model, kept),
            attrs.evolve(parts, priced=parts.priced[kept[: len(parts.priced)]]),
            groups_of(case),
            np.ones(case.n_patterns, dtype=bool),
            [names[at] for at in np.flatnonzero(kept)],
            self.ways.broken,
            np.zeros(case.n_patterns, dtype=bool),
        )

    def hold(self, tier: Tier, value: int) -> None:
        """Keeps a tier at a value for those after it."""
        self.tree.model = hold(self.tree.model, tier, value)
        self.tree.names.append((TIER, tier.name))

    def bound(self, tier: Tier, reached: int, known: NamedPrices | None, clock: Clock) -> PartsBound | None:
        """The best bound that there is time for; its prices are of the rows that the tree had then."""
        best, leaf, tree = None, Leaf(), self.tree
        if known is not None:
            best = self._at(tier, self._by_row(known), known.scale)
            self.active = self.used | known.active
            leaf = Leaf(active=self.active, price=best.price, n_rows=tree.model.n_rows)
        for _ in range(ROUNDS):
            bound = None if clock.over() else tree.bound(leaf, tier, clock, reached, self.active)
            if bound is None:
                break
            stated = self._at(tier, bound.price, bound.scale)
            best = stated if best is None or stated.over <= best.over else best
            before = tree.model.n_rows
            if not tree.cut(bound):
                break
            leaf = tree.again(leaf, bound, before)
        return best or self._without_prices(tier)

    def _without_prices(self, tier: Tier) -> PartsBound | None:
        """What sessions bring at their best, each by itself; None where that is what anybody would say: nothing."""
        bound = self._at(tier, np.zeros(self.tree.model.n_rows, dtype=np.int64), 1)
        return bound if bound.over else None

    def _at(self, tier: Tier, price: IntArray, scale: int) -> PartsBound:
        """The bound as the judge adds it up: how many sessions an activity has is known without a price."""
        model, names = self.tree.model, self.tree.names
        number = np.array([name[0] == rules.SESSION_NUMBER.id for name in names], dtype=bool)
        return bound_in_groups(model, tier, self.tree.parts, self.groups, np.where(number, 0, price), scale)

    def _by_row(self, known: NamedPrices) -> IntArray:
        """Prices by row; rows of the diary that only the search has are added first, where they are nothing else."""
        self.tree.model, self.tree.names, price = with_prices(self.tree.model, self.tree.names, self.ways, known)
        return price

    def price_list(self, tier: Tier, bound: PartsBound) -> PriceList:
        """The prices of a bound by the names of their rows."""
        used = np.flatnonzero(bound.price).tolist()
        rows = [row_price(self.relaxed.case, self.tree.names[at], abs(int(bound.price[at]))) for at in used]
        return PriceList(tier=tier.name, scale=bound.scale, prices=tuple(rows), bound=bound.bound)


def _with_bound(tier: TierValue, bound: int) -> TierValue:
    """The tier with a bound from prices, where that says more than the search's."""
    if bound == first_reached(tier):
        return evolve(tier, bound=bound, proof=Proof.PRICES)
    if tier.proof is not None:
        return tier
    if tier.bound is None:
        return evolve(tier, bound=bound)
    return evolve(tier, bound=min(tier.bound, bound) if tier.sense == catalogue.MAX else max(tier.bound, bound))


def _kept(programme: Programme, tier: TierValue) -> int:
    """What later tiers must leave of a tier, as the plan states it."""
    reached, policy = first_reached(tier), programme.policy
    default = reached * policy.quality_give // 1000 if tier.name == catalogue.GROUP_QUALITY.name else 0
    may = policy.gives.get(tier.name, default)
    return reached - may if tier.sense == catalogue.MAX else reached + may
