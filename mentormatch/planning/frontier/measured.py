"""Measures that are no tier of a programme, over its columns; and every measure of a plan that is there."""

from __future__ import annotations

import numpy as np

from mentormatch.domain.frozen import evolve
from mentormatch.domain.plan import Plan, Point
from mentormatch.domain.tiers import COST
from mentormatch.domain.tradeoff import AFTER_MOVED, COST_OF, MOVED, Measure
from mentormatch.matching.case import Case
from mentormatch.matching.formulation import Formulation
from mentormatch.planning.frontier.asked import Asked
from mentormatch.scheduling import Formulation as Sessions
from mentormatch.scheduling.rows.budget import pence_under
from mentormatch.solving import Tier

Tiers = tuple[Tier, ...]


def with_moved(pairs: Formulation, tiers: Tiers, asked: Asked, n_columns: int) -> tuple[Tiers, int]:
    """The tiers, with `moved` in its place where it is asked for; and how many pairs could stay together.

    n_columns: of the model, of which those of pairs come first.
    """
    if MOVED.name not in asked.names or asked.earlier is None:
        return tiers, 0
    moved = _moved(pairs.case, asked.earlier, n_columns)
    return _after(tiers, AFTER_MOVED, (moved,)), moved.constant


def _moved(case: Case, earlier: frozenset[tuple[str, str]], n_columns: int) -> Tier:
    """Pairs of an earlier plan that could be in this one, less those that are."""
    candidates = case.candidates
    indices = zip(candidates.pair_mentee.tolist(), candidates.pair_mentor.tolist(), strict=True)
    there = [(candidates.mentees[mentee], candidates.mentors[mentor]) in earlier for mentee, mentor in indices]
    mine = np.array(there, dtype=bool)[case.columns.pair]
    points = np.zeros(n_columns, dtype=np.int64)
    points[: len(mine)] = -mine.astype(np.int64)
    return Tier(MOVED.name, "min", points, constant=len(np.unique(case.columns.pair[mine])))


def with_costs(sessions: Sessions, tiers: Tiers, asked: Asked, first: int, n_columns: int) -> Tiers:
    """The tiers, with the pence under each heading that is asked for. first: the first column of sessions."""
    case = sessions.case
    more = []
    for name in asked.names:
        if name.startswith(COST_OF):
            points = np.zeros(n_columns, dtype=np.int64)
            pence = pence_under(case, name.removeprefix(COST_OF)) * case.open_dates[case.pattern]
            points[first : first + case.n_choices] = pence
            more.append(Tier(name, "min", points))
    return _after(tiers, COST.name, tuple(more)) if more else tiers


def _after(tiers: Tiers, name: str, more: Tiers) -> Tiers:
    """Tiers with some more right after one of them."""
    at = [tier.name for tier in tiers].index(name) + 1
    return (*tiers[:at], *more, *tiers[at:])


def pointed(plan: Plan, asked: Asked, held: tuple[str, ...], could: int) -> Plan:
    """The plan as a point: bounds only of tiers that were held before all else. could: pairs that could stay."""
    measures = tuple((measure.name, value_of(plan, measure, asked, could)) for measure in asked.measures)
    order = [tier.name for tier in plan.tiers]
    kept = frozenset(order[: next((at for at, name in enumerate(order) if name not in held), len(order))])
    tiers = tuple(tier if tier.name in kept else evolve(tier, bound=None, proof=None, spent=0) for tier in plan.tiers)
    prices = tuple(one for one in plan.evidence.price_lists if one.tier in kept)
    evidence = evolve(plan.evidence, price_lists=prices)
    return evolve(plan, tiers=tiers, point=Point(measures=measures, held=held), evidence=evidence)


def value_of(plan: Plan, measure: Measure, asked: Asked, could: int) -> int:
    """A measure, from what the plan itself holds."""
    if measure.name == MOVED.name:
        kept = asked.earlier or frozenset()
        return could - sum((pair.mentee, pair.mentor) in kept for pair in plan.pairs)
    if measure.name.startswith(COST_OF):
        heading = measure.name.removeprefix(COST_OF)
        return sum(cost.pence_a_term for cost in plan.timetable.costs if cost.heading == heading)
    return next(tier.value for tier in plan.tiers if tier.name == measure.name)
