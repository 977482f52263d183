"""Bounds of tiers of sessions that hold whatever the pairs are: each tier by itself, with no meeting at all.

Pairs only take time, rooms and hours away, and a tier is bounded by what it could reach if none came before it. The
prices of what patterns share add up to such a bound (solving/separable.py), with rows of the diary that the linear
programme overlooked put in.
"""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates.sessions import SessionCandidates
from mentormatch.domain import tiers as catalogue
from mentormatch.domain.programme import Programme
from mentormatch.matching.case import Case as MatchCase
from mentormatch.planning.session_known import SessionsKnown, begun, with_prices
from mentormatch.planning.together.beside import busy_with, few_columns
from mentormatch.planning.together.people import Both
from mentormatch.scheduling import Case as SessionCase
from mentormatch.scheduling import Formulation, formulate_sessions
from mentormatch.scheduling.parts import groups_of, parts_of
from mentormatch.scheduling.ways import Ways
from mentormatch.solving.branching import Leaf, NamedPrices, Tree
from mentormatch.solving.rows import tidy
from mentormatch.solving.solvers import Clock

BOUNDED = (
    catalogue.REACH_GROUP.name,
    catalogue.WISH.name,
    catalogue.WISH_FIRST.name,
    catalogue.GROUP_QUALITY.name,
)
ROUNDS = 6
"""Of rows that were overlooked, for one tier."""


@attrs.frozen(eq=False)
class Alone:
    """By tier the most that it can reach, and prices that prove about as much. relaxed: sessions with no meeting."""

    relaxed: Formulation
    bounds: dict[str, int]
    prices: dict[str, NamedPrices]


def bounds_alone(
    programme: Programme,
    match: MatchCase,
    whole: SessionCase,
    held: np.ndarray,
    clock: Clock,
    known: SessionsKnown | None = None,
) -> Alone:
    """Of each of BOUNDED, as far as there is time. match: with every option. held: the plan's.

    known: prices of something like it.
    """
    relaxed = formulate_sessions(programme, without_meetings(match, whole), ways=False)
    case = relaxed.case
    ways = Ways(relaxed)
    tree = Tree(
        tidy(relaxed.block.model),
        parts_of(relaxed),
        groups_of(case),
        np.ones(case.n_patterns, dtype=bool),
        list(relaxed.block.row_names),
        ways.broken,
        np.zeros(case.n_patterns, dtype=bool),
    )
    out = Alone(relaxed, {}, {})
    before = {} if known is None else known.prices_in(case)
    here = relaxed.completed(held)
    for tier in relaxed.block.tiers:
        if tier.name not in BOUNDED:
            continue
        active, leaf = ~case.placed | held[: case.n_patterns], Leaf()
        if tier.name in before:
            tree.model, tree.names, price = with_prices(tree.model, tree.names, ways, before[tier.name])
            leaf = begun(leaf, active | before[tier.name].active, price)
        for _ in range(ROUNDS):
            late = clock.over() and leaf.price is None  # prices that are there bound it without any time
            bound = None if late else tree.bound(leaf, tier, clock, tier.value_of(here), active)
            if bound is None or tree.owed.any():  # what is owed to a search, no bound speaks of
                break
            if tier.name not in out.bounds or bound.bound <= out.bounds[tier.name]:
                out.bounds[tier.name] = bound.bound
                out.prices[tier.name] = NamedPrices.of(bound, tree.names)
            if not tree.cut(bound):
                break
            leaf, active = Leaf(), bound.active
    return out


def without_meetings(match: MatchCase, whole: SessionCase) -> SessionCandidates:
    """No meeting takes anything; what people wrote down widens what they may have all the same."""
    recorded = few_columns(match, match.recorded & ~match.columns.further)
    given = busy_with(Both(match=recorded, sessions=whole, first=len(recorded.columns)))
    nothing = np.zeros_like(given.meetings)
    busy = attrs.evolve(given, meetings=nothing, meeting_minutes=nothing, rooms=())
    return attrs.evolve(whole.found, busy=busy)
