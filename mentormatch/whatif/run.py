"""Plans for the base and for scenarios, one after another or on several processes, each through `engine.plan`."""

from __future__ import annotations

import copyreg
import pickle
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from functools import lru_cache
from multiprocessing import get_context
from types import MappingProxyType
from typing import Any

import attrs

from mentormatch import engine
from mentormatch.domain import tiers
from mentormatch.domain.frozen import evolve, frozen
from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.domain.verdict import JudgedPlan
from mentormatch.planning import Effort
from mentormatch.planning.base import Base
from mentormatch.planning.importing import load_solvers

PART = 3
"""With timetables a scenario has the base's time divided by this, for it begins with the base's plan."""
GROUPS = ("pins", "reach", "priority", "stability", "quality")
COMPARED = frozenset(
    tier.name for tier in tiers.in_order(tiers.GROUPS, 0) if tier.group in GROUPS and "further" not in tier.name
)
"""The tiers of pairs that are searched unless all are asked for: reach, priority, stability, quality."""


def _view_of(table: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(table)


def _as_dict(view: MappingProxyType[Any, Any]) -> tuple[Callable[..., Any], tuple[dict[Any, Any]]]:
    return _view_of, (dict(view),)


# a policy's tables are read-only views, which cannot be sent to another process as they are
copyreg.pickle(MappingProxyType, _as_dict)


@frozen
class Asked:
    """A programme that a plan is wanted of."""

    name: str
    programme: Programme
    history: History


def effort_for(*, time_limit: float | None, threads: int, seed: int, all_tiers: bool) -> Effort:
    """How one scenario is searched: nobody is told why they wait, since only figures are compared."""
    only = None if all_tiers else COMPARED
    return Effort(threads=threads, time_limit=time_limit, seed=seed, explain=False, only=only)


def effort_under(effort: Effort, scope: str, used: float | None = None) -> Effort:
    """How a scenario is searched whose base is searched with an effort: with timetables, in a part of its time.

    Where every tier is proven it ends sooner by itself; where the clock cuts, it ends about as far as the base did, for
    it goes on from there. used: seconds that the base took until it was cut, judged and told; None: nothing cut it.
    """
    if scope == "match" or effort.time_limit is None:
        return effort
    given = effort.time_limit if used is None else min(effort.time_limit, used)
    return evolve(effort, time_limit=given / PART)


def plans(
    asked: tuple[Asked, ...],
    *,
    scope: str,
    effort: Effort,
    jobs: int = 1,
    done: Callable[[str], None] | None = None,
) -> dict[str, JudgedPlan]:
    """A judged plan of each, by name. The first is the base: the others are searched from its plan on (effort_under).

    Values and proofs are the same whatever the number of processes, unless the clock cuts a search; where tiers are
    left out, of plans that are as good in all others each is closer to the base's than it would be by itself.
    done: told the name of each as it is finished.
    Raises what `engine.plan` raises, KeyboardInterrupt where somebody pressed Ctrl-C, and BrokenProcessPool where a
    process was killed from outside.
    """
    begin = BeginningFrom(scope=scope)
    if jobs <= 1 or len(asked) <= 1:
        out: dict[str, JudgedPlan] = {}
        for one in asked:
            out[one.name] = begin.plan(one, effort)
            if done is not None:
                done(one.name)
        return out
    # spawn: a copy of a process in which a solver's threads have run may stand still for ever
    with ProcessPoolExecutor(min(jobs, len(asked)), mp_context=get_context("spawn")) as pool:
        try:
            found = _side_by_side(pool, asked, effort, begin, done, jobs)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return {one.name: found[one.name] for one in asked}


def _side_by_side(
    pool: ProcessPoolExecutor,
    asked: tuple[Asked, ...],
    effort: Effort,
    begin: BeginningFrom,
    done: Callable[[str], None] | None,
    jobs: int,
) -> dict[str, JudgedPlan]:
    """The plans, by name, in the order in which they were done."""
    base, *others = asked
    out: dict[str, JudgedPlan] = {}
    running: dict[Future[JudgedPlan], str] = {}

    def others_begin(made: Plan) -> None:
        if made.evidence.stopped != "interrupted":
            sent = begin.sent()
            for one in longest_first(others):
                running[pool.submit(_plan_from, sent, beforehand, one, effort)] = one.name

    beforehand = pickle.dumps(base) if begin.scope == "match" else None
    for _ in range(jobs):  # the processes start, and make ready, while the base is searched
        pool.submit(_ready, beforehand)
    if begin.scope == "match":
        out[base.name] = begin.plan(base, evolve(effort, threads=2), others_begin)
    else:  # others need to know how long the judge takes
        out[base.name] = begin.plan(base, evolve(effort, threads=2))
        others_begin(out[base.name].plan)
    if done is not None:
        done(base.name)
    for future in as_completed(running):
        out[running[future]] = future.result()
        if done is not None:
            done(running[future])
    return out


def longest_first(asked: list[Asked]) -> list[Asked]:
    """Those with most places at mentors first, for they are searched longest, and nobody should wait for one alone."""
    return sorted(asked, key=lambda one: -sum(mentor.max_people for mentor in one.programme.mentors))


def _ready(base: bytes | None) -> None:
    """Loads what a plan needs, and works out, where a base is sent, what is possible in it."""
    load_solvers()
    if base is not None:
        _sifted(base)


@lru_cache(maxsize=1)
def _sifted(sent: bytes) -> Base:
    """The base that is about to be planned, with its candidates."""
    one: Asked = pickle.loads(sent)  # from this program itself, a moment ago
    base = Base(programme=one.programme, history=one.history)
    base.candidates(one.programme, one.history)
    return base


@attrs.define(eq=False, kw_only=True)
class BeginningFrom:
    """The first programme that a plan is made of is the base of those after it."""

    scope: str
    base: Base | None = None

    def plan(self, one: Asked, effort: Effort, unjudged: Callable[[Plan], None] | None = None) -> JudgedPlan:
        """The plan of the base, or of another from it, in its part of the time; effort: as of the base.

        unjudged: as in engine.plan; others may begin from the base by then.
        Raises KeyboardInterrupt where somebody pressed Ctrl-C.
        """
        first = self.base is None
        if self.base is None:
            self.base = Base(programme=one.programme, history=one.history)
        given = effort if first else effort_under(effort, self.scope, self.base.used)

        def made(plan: Plan) -> None:
            if first and self.base is not None:
                self.base.plan = plan
            if unjudged is not None:
                unjudged(plan)

        judged = engine.plan(one.programme, one.history, scope=self.scope, effort=given, base=self.base, unjudged=made)
        if judged.plan.evidence.stopped == "interrupted":
            raise KeyboardInterrupt
        return judged

    def apart(self) -> BeginningFrom:
        """The same for another process."""
        assert self.base is not None
        return BeginningFrom(scope=self.scope, base=self.base.sent())

    def sent(self) -> bytes:
        """The base for other processes: the same bytes with each task, which each process reads once."""
        return pickle.dumps(self.apart())


@lru_cache(maxsize=1)
def _received(sent: bytes, beforehand: bytes | None) -> BeginningFrom:
    begin: BeginningFrom = pickle.loads(sent)  # from this program itself, a moment ago
    if beforehand is not None and begin.base is not None:
        begin.base.take_over(_sifted(beforehand))
    return begin


def _plan_from(sent: bytes, beforehand: bytes | None, one: Asked, effort: Effort) -> JudgedPlan:
    """The plan of a scenario in another process. beforehand: the base as it was sent before it was planned."""
    return _received(sent, beforehand).plan(one, effort)
