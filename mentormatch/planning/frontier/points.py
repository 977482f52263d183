"""The front of two tiers among the tiers of a Block: what comes before both is held, what comes after breaks ties."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np

from mentormatch import solving
from mentormatch.planning.effort import Effort
from mentormatch.planning.frontier.asked import Asked, Progressed
from mentormatch.planning.running import NothingFoundError
from mentormatch.planning.tiers import LAST, Priced, never_reached, with_take_backs
from mentormatch.solving import Model, Tier
from mentormatch.solving.blocks import RowName
from mentormatch.solving.certificates import hold
from mentormatch.solving.front import Ends, Front, Open, Step, find_front
from mentormatch.solving.inside import Unwritten
from mentormatch.solving.solvers import Clock

HELD, POINTS = 0.25, 0.6
"""Of the time left: what the tiers before both measures may take, then the search for points; the rest is for plans."""
LEAST = 0.5
"""Seconds that the ties of one point are given at the least."""


@attrs.frozen(eq=False, kw_only=True)
class Problem:
    """tiers: all, in order, the measures among them. unwritten: rules beside the model's rows."""

    model: Model
    row_names: tuple[RowName, ...]
    tiers: tuple[Tier, ...]
    unwritten: Unwritten | None = None
    plain: bool = False


@attrs.frozen(eq=False, kw_only=True)
class Points:
    """held: of each tier held what was found. settled: all proven. front: in the order of the measures asked for."""

    held: Mapping[str, Priced]
    sure: bool
    front: Front
    model: Model
    rest: tuple[Tier, ...]
    traded: tuple[Tier, Tier]


def find_points(problem: Problem, asked: Asked, effort: Effort, clock: Clock, told: Progressed | None) -> Points:
    """Holds what comes first, then finds every point. Raises NothingFoundError."""
    by_name = {tier.name: attrs.evolve(tier, give=0, give_per_mille=0) for tier in problem.tiers}
    one, other = (by_name[name] for name in asked.names)
    at = min(number for number, tier in enumerate(problem.tiers) if tier.name in asked.names)
    before = tuple(tier for tier in problem.tiers[:at] if tier.name not in asked.free)
    rest = tuple(tier for tier in problem.tiers if tier not in before and tier.name not in asked.names)
    first = solving.solve(
        problem.model,
        before,
        _effort(problem, effort, _share(clock, HELD), prices=True),
        unwritten=problem.unwritten,
    )
    if first.chosen is None:
        core = () if first.conflict is None else tuple(problem.row_names[row] for row in first.conflict.rows)
        raise NothingFoundError(first.stopped, core)
    held, model = {}, problem.model
    for number, (tier, result) in enumerate(zip(before, first.tiers, strict=True)):
        names = tuple(earlier.name for earlier in before[:number])
        held[tier.name] = Priced(result=result, row_names=problem.row_names, before=names)
        model = hold(model, tier, result.value)
    turned = _size(one) < _size(other)
    pair = (other, one) if turned else (one, other)
    if first.stopped == "interrupted":
        clock.interrupted = True
    front = find_front(
        model,
        *pair,
        _effort(problem, effort, _share(clock, POINTS)),
        hint=first.chosen,
        unwritten=problem.unwritten,
        most=asked.most,
        told=None if told is None else lambda event: told(_turned(event) if turned else event),
    )
    if front.stopped == "interrupted":
        clock.interrupted = True
    if not front.points:
        raise NothingFoundError(front.stopped, ())
    gave = tuple(tier for tier in before if tier.gives)
    kept = (*gave, *rest) if asked.all_tiers else tuple(tier for tier in rest if tier.name in LAST)
    sure = all(result.proof is not None for result in first.tiers)
    return Points(
        held=held,
        sure=sure,
        front=turned_front(front) if turned else front,
        model=model,
        rest=with_take_backs(kept),
        traded=(one, other),
    )


def settled(
    problem: Problem, points: Points, number: int, effort: Effort, seconds: float | None
) -> tuple[np.ndarray, bool]:
    """The columns of one point, the best of their worth in the tiers that are left; and whether that is proven."""
    point = points.front.points[number]
    model = points.model
    for tier, value in zip(points.traded, (point.first, point.second)):
        model = hold(model, tier, value)
    if not points.rest or seconds == 0:
        return point.chosen, not points.rest
    solution = solving.solve(
        model,
        points.rest,
        _effort(problem, effort, seconds),
        hint=point.chosen,
        unwritten=problem.unwritten,
    )
    if solution.chosen is None:
        return point.chosen, False
    return np.asarray(solution.chosen), solution.stopped is None


def priced_of(tiers: tuple[Tier, ...], points: Points, chosen: np.ndarray) -> dict[str, Priced]:
    """What is known of each tier of a choice: of those held what was found, of the others their values."""
    return {tier.name: points.held.get(tier.name) or never_reached(tier, chosen) for tier in tiers}


def _effort(problem: Problem, effort: Effort, seconds: float | None, *, prices: bool = False) -> solving.Effort:
    return solving.Effort(
        threads=effort.threads,
        time_limit=seconds,
        seed=effort.seed,
        prices=prices,
        conflict=prices,
        plain=problem.plain,
    )


def _share(clock: Clock, share: float) -> float | None:
    left = clock.left()
    return None if np.isinf(left) else max(LEAST, share * left)


def _size(tier: Tier) -> int:
    """How much there may be of a tier, roughly: the search goes in steps of the smaller one."""
    return int(np.abs(tier.points).sum())


def _turned(event: Ends | Step) -> Ends | Step:
    if isinstance(event, Ends):
        return Ends(event.last[::-1], event.first[::-1], event.most)
    return Step(event.points, event.second, event.first)


def turned_front(front: Front) -> Front:
    """The same front with its two tiers the other way round, the best of what is first now first."""
    points = tuple(attrs.evolve(one, first=one.second, second=one.first) for one in reversed(front.points))
    boxes = tuple(Open(box.of_second, box.of_first) for box in front.open)
    return attrs.evolve(front, points=points, open=boxes)
