"""The one way through: a programme and its history in, a judged plan out, or one for each point of a trade-off."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from mentormatch import planning
from mentormatch.checking import judge
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan, Proof
from mentormatch.domain.programme import Programme
from mentormatch.domain.verdict import JudgedPlan
from mentormatch.planning import Effort
from mentormatch.planning.effort import Foreseen, Progress
from mentormatch.records import made_from

if TYPE_CHECKING:
    from mentormatch.planning.base import Base
    from mentormatch.planning.frontier import Asked, Made, Progressed

SCOPES = ("match", "schedule", "plan")


def plan(
    programme: Programme,
    history: History,
    *,
    scope: str = "match",
    effort: Effort | None = None,
    progress: Progress | None = None,
    foreseen: Foreseen | None = None,
    base: Base | None = None,
    unjudged: Callable[[Plan], None] | None = None,
) -> JudgedPlan:
    """The plan for a scope, as the judge found it: never shown or saved unjudged.

    base: a programme that differs little and is planned already in the same scope, or this one, not planned yet.
    unjudged: told the plan while it waits for the judge: another search may begin from it, and nobody is shown it.
    foreseen: told what is known of a timetable before the search for it; not called where there is none to be made.

    Raises ValueError for an unknown scope, planning.NothingFoundError where no plan was found. Ctrl-C ends the search,
    never the judging: that takes little, and without it nothing could be shown.
    """
    if scope not in SCOPES:
        raise ValueError(f"scope must be one of {SCOPES}, not {scope!r}")
    started = time.monotonic()
    source = made_from(programme, history)
    effort = effort or Effort()
    if scope == "match":
        made = planning.make_plan(programme, history, source, effort, progress, base)
    else:
        make = planning.make_schedule if scope == "schedule" else planning.make_both
        made = make(programme, history, source, effort, progress, foreseen, base)
    if unjudged is not None:
        unjudged(made)
    begun = time.monotonic()
    try:
        judged = _judged(programme, history, made, source, effort)
    except KeyboardInterrupt:
        judged = _judged(programme, history, made, source, effort)
    if base is not None and base.judging is None:
        base.judging = time.monotonic() - begun
        base.used = None if made.evidence.stopped is None else time.monotonic() - started
    return judged


def frontier(
    programme: Programme,
    history: History,
    asked: Asked,
    *,
    effort: Effort | None = None,
    told: Progressed | None = None,
) -> tuple[Made, tuple[JudgedPlan, ...]]:
    """Every point of a trade-off, and the plan of each as the judge found it, in the same order.

    Raises planning's NothingFoundError, ImpossiblePinsError, and TooLargeError where not every point can be looked for.
    """
    source = made_from(programme, history)
    silent = evolve(effort or Effort(), explain=False)
    made = planning.make_front(programme, history, source, asked, silent, told)
    judged = []
    for point in made.points:
        try:
            judged.append(_judged(programme, history, point.plan, source, silent))
        except KeyboardInterrupt:  # what was found is judged all the same
            judged.append(_judged(programme, history, point.plan, source, silent))
    return made, tuple(judged)


def _judged(programme: Programme, history: History, made: Plan, source: str, effort: Effort) -> JudgedPlan:
    """The plan, judged; where nobody asked for answers, who waits may lack one."""
    judged = judge(programme, history, made, made_from=source, answered=effort.explain)
    if any(breach.rule == "bound" for breach in judged.verdict.breaches):
        judged = judge(programme, history, _without_prices(made), made_from=source, answered=effort.explain)
    return judged


def _without_prices(made: Plan) -> Plan:
    """The plan with what prices should have proved as the solver's claim: the judge's list of columns was longer.

    Of a tier whose bound is that of its price list nobody else has said it: it has none then.
    """
    own = {(one.tier, one.bound) for one in made.evidence.price_lists if one.bound is not None}
    tiers = []
    for tier in made.tiers:
        if (tier.name, tier.bound) in own:
            tiers.append(evolve(tier, bound=None, proof=None))
        else:
            tiers.append(evolve(tier, proof=Proof.CLAIMED) if tier.proof is Proof.PRICES else tier)
    return evolve(made, tiers=tuple(tiers), evidence=evolve(made.evidence, price_lists=()))
