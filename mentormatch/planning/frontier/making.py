"""A trade-off from beginning to end: every point, and a plan for each."""

from __future__ import annotations

import numpy as np

from mentormatch.domain import tradeoff
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.planning.effort import Effort
from mentormatch.planning.frontier.asked import Asked, Progressed, Settled, TooLargeError
from mentormatch.planning.frontier.made import Made, MadePoint
from mentormatch.planning.frontier.measured import pointed
from mentormatch.planning.frontier.of_both import OfBoth
from mentormatch.planning.frontier.of_pairs import OfPairs
from mentormatch.planning.frontier.of_sessions import OfSessions
from mentormatch.planning.frontier.points import Points, find_points, settled
from mentormatch.planning.frontier.rungs import make_rungs, suits
from mentormatch.planning.running import NothingFoundError
from mentormatch.solving.solvers import Clock

PLANS = 0.9
"""Of the time given, by when every point has its plan; the rest is the judge's."""
LEAST = 1.0
"""Seconds for the plan of a point, which is nothing without places and hours."""
AFTER_CTRL_C = 3.0
"""The same where somebody pressed Ctrl-C."""

Ground = OfPairs | OfSessions | OfBoth


def make_front(
    programme: Programme,
    history: History,
    made_from: str,
    asked: Asked,
    effort: Effort,
    told: Progressed | None = None,
) -> Made:
    """Every point of a trade-off. Ctrl-C ends the search, and what was found by then has its plans.

    In a timetable too large for that, cost is traded in rungs (rungs.py), and what may lie between is told.
    Raises ImpossiblePinsError, TooLargeError, and NothingFoundError where there is no plan at all.
    """
    clock = Clock(None if effort.time_limit is None else PLANS * effort.time_limit)
    try:
        ground = _ground(programme, history, made_from, asked)
        points = find_points(ground.problem, asked, effort, clock, told)
    except TooLargeError:
        if suits(asked):
            return make_rungs(programme, history, made_from, asked, effort, told)
        raise
    except KeyboardInterrupt as pressed:
        raise NothingFoundError("interrupted", ()) from pressed
    held = tuple(points.held)
    made = []
    for number, point in enumerate(points.front.points):
        plan = _plan(ground, points, number, effort, clock)
        if told is not None:
            told(Settled(number=number + 1, of=len(points.front.points)))
        made.append(MadePoint(plan=pointed(plan, asked, held, ground.could), proven=point.proven and points.sure))
    return Made(
        points=tuple(made),
        held=held,
        sure=points.sure,
        open=points.front.open,
        most=points.front.most,
        solves=points.front.solves,
        stopped="interrupted" if clock.interrupted else points.front.stopped,
    )


def _ground(programme: Programme, history: History, made_from: str, asked: Asked) -> Ground:
    kinds: dict[str, type[OfPairs] | type[OfSessions] | type[OfBoth]] = {
        tradeoff.MATCH: OfPairs,
        tradeoff.SCHEDULE: OfSessions,
        tradeoff.PLAN: OfBoth,
    }
    return kinds[asked.planned].of(programme, history, made_from, asked)


def _plan(ground: Ground, points: Points, number: int, effort: Effort, clock: Clock) -> Plan:
    """The plan of a point, its ties broken as far as there is time."""
    left = len(points.front.points) - number
    try:
        seconds = _seconds(clock, left)
        chosen, sure = settled(ground.problem, points, number, effort, seconds)
        plan = ground.plan(points, chosen, _within(effort, clock, left))
        if sure or plan.evidence.stopped is not None:
            return plan
        return evolve(plan, evidence=evolve(plan.evidence, stopped="clock"))
    except KeyboardInterrupt:  # the point is there: it gets its plan all the same, with no tie broken
        clock.interrupted = True
    chosen = np.asarray(points.front.points[number].chosen)
    return ground.plan(points, chosen, evolve(effort, time_limit=AFTER_CTRL_C))


def _seconds(clock: Clock, left: int) -> float | None:
    """For the ties of the next of so many points; 0 where there is no time, None where there is no end to it."""
    if clock.over():
        return 0.0
    return None if np.isinf(clock.left()) else 0.6 * clock.left() / left


def _within(effort: Effort, clock: Clock, left: int) -> Effort:
    """For the places and hours of the next of so many points."""
    if clock.interrupted:
        return evolve(effort, time_limit=AFTER_CTRL_C)
    if np.isinf(clock.left()):
        return evolve(effort, time_limit=None)
    return evolve(effort, time_limit=max(LEAST, clock.left() / left))
