"""Plans for the base and for scenarios, one after another or on several processes, each through `engine.plan`."""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from types import MappingProxyType
from typing import Any

from mentormatch import engine
from mentormatch.domain import tiers
from mentormatch.domain.frozen import frozen
from mentormatch.domain.history import History
from mentormatch.domain.programme import Programme
from mentormatch.domain.verdict import JudgedPlan
from mentormatch.planning import Effort

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


def plans(
    asked: tuple[Asked, ...],
    *,
    scope: str,
    effort: Effort,
    jobs: int = 1,
    done: Callable[[str], None] | None = None,
) -> dict[str, JudgedPlan]:
    """A judged plan of each, by name: the same whatever the number of processes, unless the clock cuts a search.

    done: told the name of each as it is finished.
    Raises what `engine.plan` raises, and BrokenProcessPool where a process was killed from outside.
    """
    out: dict[str, JudgedPlan] = {}
    if jobs <= 1 or len(asked) <= 1:
        for one in asked:
            out[one.name] = _plan(one, scope, effort)
            if done is not None:
                done(one.name)
        return out
    # spawn: a copy of a process in which a solver's threads have run may stand still for ever
    with ProcessPoolExecutor(min(jobs, len(asked)), mp_context=get_context("spawn")) as pool:
        running = {pool.submit(_plan, one, scope, effort): one.name for one in asked}
        try:
            for future in as_completed(running):
                out[running[future]] = future.result()
                if done is not None:
                    done(running[future])
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return {one.name: out[one.name] for one in asked}


def _plan(one: Asked, scope: str, effort: Effort) -> JudgedPlan:
    return engine.plan(one.programme, one.history, scope=scope, effort=effort)
