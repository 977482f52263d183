"""People or points against cost in a timetable too large for an exact front: one search under each of some ceilings.

A ceiling on what is spent is a budget like any other, so the search for timetables is asked as ever, with cost right
after the measure: the most that can be had under a ceiling, a bound of it, and the least that this much was found for.
Points are the best that were found; between what two searches say, better ones may lie, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np

from mentormatch.candidates.sessions import SessionCandidates, find_sessions
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.plan import Evidence, Plan
from mentormatch.domain.policy import Budget
from mentormatch.domain.programme import Programme
from mentormatch.domain.tiers import COST, GROUP_QUALITY, OF_SESSIONS, REACH_GROUP, WISH, WISH_FIRST
from mentormatch.domain.timetable import TOTAL
from mentormatch.domain.tradeoff import SCHEDULE
from mentormatch.planning.effort import Effort
from mentormatch.planning.figures import sizes_of_sessions, work_of
from mentormatch.planning.frontier.asked import TOO_LARGE, Asked, Progressed, Settled, TooLargeError
from mentormatch.planning.frontier.made import Made, MadePoint
from mentormatch.planning.frontier.measured import pointed
from mentormatch.planning.frontier.of_sessions import timetable_plan
from mentormatch.planning.running import NothingFoundError, versions
from mentormatch.planning.session_known import Begin, SessionsKnown
from mentormatch.planning.session_search import SessionsFound, search_sessions
from mentormatch.planning.sessions.claims import tier_values
from mentormatch.planning.sessions.decode import Decoder
from mentormatch.scheduling import Case
from mentormatch.solving.front import Ends, Open, Step
from mentormatch.solving.prices import counted_bound
from mentormatch.solving.solvers import Clock

AGAINST = (REACH_GROUP.name, WISH.name, WISH_FIRST.name, GROUP_QUALITY.name)
"""What cost can be traded for in rungs."""
RUNGS = 6
"""Points that are looked for where nobody says."""
FIRST = 0.35
"""Of the time for searches, what the one without a ceiling may take: its bound holds under every ceiling as well."""
SEARCHES = 0.85
"""Of the time given, by when the last search ends; the rest is for telling and the judge."""


def suits(asked: Asked) -> bool:
    """Whether a trade-off can be looked for in rungs."""
    names = set(asked.names)
    return asked.planned == SCHEDULE and COST.name in names and bool(names & set(AGAINST)) and not asked.free


@attrs.frozen(eq=False, kw_only=True)
class _Rung:
    """What was found under a ceiling (None: without one).

    most: bound of the measure under it. cheapest: whether no less money has as much of it, by proof.
    """

    ceiling: int | None
    value: int
    cost: int
    most: int
    cheapest: bool
    found: SessionsFound


def make_rungs(
    programme: Programme,
    history: History,
    made_from: str,
    asked: Asked,
    effort: Effort,
    told: Progressed | None = None,
) -> Made:
    """The best found under each ceiling, from none down to nothing. Raises NothingFoundError."""
    measure = next(one for one in asked.measures if one.name != COST.name)
    order = [kind.name for kind in OF_SESSIONS]
    held = tuple(order[: order.index(measure.name)])
    if set(held) & set(programme.policy.gives):  # under each ceiling it would give from something else
        raise TooLargeError(TOO_LARGE)
    try:
        found = find_sessions(programme, history)
    except KeyboardInterrupt as pressed:
        raise NothingFoundError("interrupted", ()) from pressed
    clock = Clock(None if effort.time_limit is None else SEARCHES * effort.time_limit)
    rungs: list[_Rung] = []
    lost = -1
    try:
        for rung in _rungs(programme, found, (*held, measure.name, COST.name), asked.most or RUNGS, effort, clock):
            if rungs and (name := _first_lost(rung, rungs[0], held)) is not None:
                # less money takes from what is held: no point of this front; surely so, where that is proven
                if rung.ceiling is not None and rung.found.tiers[name].result.proof is not None:
                    lost = rung.ceiling
                break
            rungs.append(rung)
            if told is not None:
                _tell(rungs, asked, told)
    except KeyboardInterrupt:
        clock.interrupted = True
    if not rungs:
        raise NothingFoundError("interrupted" if clock.interrupted else "clock", ())
    first = rungs[0].found.tiers
    sure = all(first[name].result.proof is not None for name in held)
    turned = asked.names[0] == COST.name
    unique = {(one.value, one.cost): one for one in rungs if not any(_beats(other, one) for other in rungs)}
    points = sorted(unique.values(), key=lambda one: one.cost if turned else -one.value)
    boxes = tuple(Open(box.of_second, box.of_first) if turned else box for box in _open(rungs, lost))
    made = []
    for one in points:
        try:
            plan = pointed(_plan(programme, made_from, one, effort), asked, held, 0)
        except KeyboardInterrupt:  # it is found: telling it takes little
            clock.interrupted = True
            plan = pointed(_plan(programme, made_from, one, effort), asked, held, 0)
        made.append(MadePoint(plan=plan, proven=sure and one.value == one.most and one.cheapest))
        if told is not None:
            told(Settled(number=len(made), of=len(points)))
    return Made(
        points=tuple(made),
        held=held,
        sure=sure,
        open=boxes,
        most=rungs[0].most + 1,
        solves=len(rungs),
        stopped="interrupted" if clock.interrupted else "clock" if any(one.found.stopped for one in rungs) else None,
    )


def _rungs(
    programme: Programme,
    found: SessionCandidates,
    order: tuple[str, ...],
    number: int,
    effort: Effort,
    clock: Clock,
) -> Iterator[_Rung]:
    """One after another, each ceiling below what the one before cost."""
    ceiling: int | None = None
    whole, known = 0, None
    begin: Begin | None = None
    for at in range(number):
        if clock.over():
            return
        limited = evolve(effort, time_limit=None if effort.time_limit is None else clock.left() * share(at, number))
        searched = search_sessions(_under(programme, ceiling), found, limited, order=order, begin=begin)
        begin = _begin(searched)
        if searched.stopped == "interrupted":
            clock.interrupted = True
        value, cost = searched.values[order[-2]], searched.values[COST.name]
        known = most = max(value, min(bound for bound in (known, _bound(searched, order[-2])) if bound is not None))
        cheapest = searched.tiers[COST.name].result.proof is not None
        yield _Rung(ceiling=ceiling, value=value, cost=cost, most=most, cheapest=cheapest, found=searched)
        whole = whole or cost
        ceiling = min(cost - 1, whole * (number - 1 - at - 1) // max(1, number - 1)) if at + 1 < number else -1
        if ceiling < 0:
            return


def share(at: int, number: int) -> float:
    """Of the time that is left, what search `at` may take; those under a ceiling have as much as each other."""
    return max(FIRST, 1 / number) if at == 0 else 1 / (number - at)


def _begin(searched: SessionsFound) -> Begin:
    """Where the search under the next ceiling begins: this timetable, as far as there is money for it."""
    sessions = Decoder(case=searched.case, chosen=searched.chosen).sessions.values()
    return Begin(sessions=tuple(sessions), known=SessionsKnown.of(searched.case, searched.prices))


def _bound(searched: SessionsFound, name: str) -> int:
    """The most that there can be of a measure, as far as the search knows, else all that there is."""
    result = searched.tiers[name].result
    if result.bound is not None:
        return result.bound
    assert searched.relaxed is not None
    block = searched.relaxed.block
    everything = np.ones(block.model.n_columns, bool)
    tier = next(tier for tier in block.tiers if tier.name == name)
    return counted_bound(block.model, tier, everything, ~everything)


def _under(programme: Programme, ceiling: int | None) -> Programme:
    """The programme with no more to spend over the term than that."""
    if ceiling is None:
        return programme
    budgets = tuple(one for one in programme.policy.budgets if one.heading != TOTAL)
    total = next((one for one in programme.policy.budgets if one.heading == TOTAL), Budget(heading=TOTAL))
    least = ceiling if total.pence_a_term is None else min(ceiling, total.pence_a_term)
    policy = evolve(programme.policy, budgets=(*budgets, evolve(total, pence_a_term=least)))
    return evolve(programme, policy=policy)


def _beats(one: _Rung, other: _Rung) -> bool:
    no_worse = one.value >= other.value and one.cost <= other.cost
    return no_worse and (one.value, one.cost) != (other.value, other.cost)


def _first_lost(rung: _Rung, first: _Rung, held: tuple[str, ...]) -> str | None:
    """The first tier of those held that is less than it was without a ceiling; all of them are to be made large."""
    return next((name for name in held if rung.found.values[name] < first.found.values[name]), None)


def _open(rungs: list[_Rung], lost: int) -> Iterator[Open]:
    """Between the ceiling of each search and the next one's: more than the next found, at most what the one bounds.

    lost: under so much money what is held cannot be.
    """
    for rung, following in zip(rungs, [*rungs[1:], None]):
        worst = None if following is None else following.value + 1
        cheap = lost if following is None or following.ceiling is None else following.ceiling
        best, dear = rung.most, rung.ceiling
        if rung.value == rung.most:  # whatever costs as much or more has no more
            best, dear = rung.most - rung.cheapest, rung.cost - 1
        if (worst is None or worst <= best) and (dear is None or dear > cheap):
            yield Open((worst, best), (dear, max(0, cheap + 1)))


def _tell(rungs: list[_Rung], asked: Asked, told: Progressed) -> None:
    """As the exact search does."""
    last = rungs[-1]
    values = (last.value, last.cost) if asked.names[1] == COST.name else (last.cost, last.value)
    if len(rungs) == 1:
        told(Ends(values, (0, 0), last.most + 1))
    told(Step(len(rungs), *values))


def _plan(programme: Programme, made_from: str, rung: _Rung, effort: Effort) -> Plan:
    """The timetable that was found, as of the programme itself."""
    found = rung.found
    case = Case(programme=programme, found=found.case.found)
    evidence = Evidence(
        tiers=work_of(found.tiers),
        sizes={**sizes_of_sessions(case.found), **found.sizes},
        versions=versions(),
        threads=effort.threads,
        stopped=found.stopped,
    )
    return timetable_plan(
        programme, made_from, case, found.chosen, tier_values(case, found.tiers, found.values), evidence
    )
