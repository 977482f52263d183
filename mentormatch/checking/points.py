"""A plan that is one point of a trade-off: its measures are what it says, and it proves nothing but what was held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mentormatch.checking.case import Case
from mentormatch.checking.order import tier_order
from mentormatch.domain.plan import Point
from mentormatch.domain.tradeoff import COST_OF, MOVED
from mentormatch.domain.verdict import Breach

POINT = "value"


def breaches(case: Case, values: Mapping[str, int]) -> Iterator[Breach]:
    """values: of the tiers, reckoned anew. Of an earlier plan's pairs only whoever has both plans can tell."""
    point = case.plan.point
    if point is None:
        return
    order = [kind.name for kind in tier_order(case.policy, case.plan)]
    if len(point.measures) != 2 or len(dict(point.measures)) != 2:
        yield _breach("A point of a trade-off has two measures.")
    headings = {cost.heading: cost.pence_a_term for cost in case.plan.timetable.costs}
    for name, said in point.measures:
        if name == MOVED.name:
            continue
        known = values.get(name)
        if name.startswith(COST_OF):
            known = headings.get(name.removeprefix(COST_OF), 0)
        if known is None:
            yield _breach(f'"{name}" is nothing that a trade-off can be in.')
        elif known != said:
            yield _breach(f"{name} is {said} in the trade-off, reckoned anew {known}.")
    yield from _claims(case, point, order)


def _claims(case: Case, point: Point, order: list[str]) -> Iterator[Breach]:
    """Only what was brought to its best before all else, from the first tier on, may have a bound or a proof."""
    held = set(point.held)
    upto = next((at for at, name in enumerate(order) if name not in held), len(order))
    for tier in case.plan.tiers:
        if (tier.bound is not None or tier.proof is not None) and tier.name not in order[:upto]:
            yield _breach(f"{tier.name} was not held in the trade-off, and has a bound.")


def _breach(says: str) -> Breach:
    return Breach(rule=POINT, says=says)
