"""The tiers of a Block run in order, with what some of them give to those after.

Before the canonical tier, every tier that gave is solved again with all tiers since then fixed: what was given and not
needed is taken back.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

import attrs
import numpy as np

from mentormatch import solving
from mentormatch.planning.effort import Effort, Progress
from mentormatch.solving import Tier, TierResult
from mentormatch.solving.blocks import Block, RowName
from mentormatch.solving.inside import Unwritten
from mentormatch.solving.model import Sense

LAST = ("canonical", "sessions-canonical")
"""The tie-breaks of pairs and of sessions: what was given and not needed is taken back before the first of them."""


@attrs.frozen(kw_only=True)
class TierSolved:
    """A tier's event for whoever watches: name, value and bound so far, seconds since the search began."""

    tier: str
    value: int
    bound: int | None
    seconds: float


@attrs.frozen(eq=False, kw_only=True)
class Priced:
    """A tier's result, the names of the rows that its prices speak of, and of the tiers before it, in order."""

    result: TierResult
    row_names: tuple[RowName, ...]
    before: tuple[str, ...]


@attrs.frozen(eq=False, kw_only=True)
class Run:
    """What the search brought: the columns chosen (None: nothing found), each tier by name, why it stopped."""

    chosen: np.ndarray | None
    tiers: Mapping[str, Priced]
    stopped: str | None
    conflict: tuple[RowName, ...] = ()


def run_tiers(
    block: Block,
    effort: Effort,
    *,
    progress: Progress | None = None,
    unwritten: Unwritten | None = None,
    plain: bool = False,
    like: np.ndarray | None = None,
) -> Run:
    """The lexicographically best columns of a block. unwritten: rules beside its rows. plain: as in solving.Effort.

    like: columns to begin with, as far as they go together (see solving.solve).
    """
    begun = time.monotonic()
    tiers = with_take_backs(block.tiers)
    if effort.only is not None:
        tiers = tuple(tier for tier in block.tiers if tier.name in effort.only)
    solution = solving.solve(
        block.model,
        tiers,
        solving.Effort(
            threads=effort.threads,
            time_limit=effort.time_limit,
            seed=effort.seed,
            plain=plain,
            enough=effort.enough,
        ),
        like=like,
        progress=_watched(progress, begun),
        unwritten=unwritten,
    )
    if solution.chosen is None:
        core = () if solution.conflict is None else tuple(block.row_names[row] for row in solution.conflict.rows)
        return Run(chosen=None, tiers={}, stopped=solution.stopped, conflict=core)
    done: dict[str, Priced] = {}
    for index, result in enumerate(solution.tiers):
        before = tuple(tier.name for tier in tiers[:index])
        done.setdefault(result.name, Priced(result=result, row_names=block.row_names, before=before))
    for tier in block.tiers:
        done.setdefault(tier.name, never_reached(tier, solution.chosen))
    return Run(chosen=solution.chosen, tiers=done, stopped=solution.stopped)


def any_choice(block: Block, effort: Effort) -> Run:
    """Some choice that the rows allow, however long it takes; nothing is said of its tiers."""
    solution = solving.solve(block.model, (), solving.Effort(threads=effort.threads, seed=effort.seed))
    if solution.chosen is None:
        return Run(chosen=None, tiers={}, stopped=solution.stopped)
    tiers = {tier.name: never_reached(tier, solution.chosen) for tier in block.tiers}
    return Run(chosen=solution.chosen, tiers=tiers, stopped="clock")


def with_take_backs(tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """The tiers, and before the canonical one those again that gave, in order, giving nothing this time."""
    again = tuple(attrs.evolve(tier, give=0, give_per_mille=0) for tier in tiers if tier.gives)
    last = next((index for index, tier in enumerate(tiers) if tier.name in LAST), len(tiers))
    return (*tiers[:last], *again, *tiers[last:])


def never_reached(tier: Tier, chosen: np.ndarray) -> Priced:
    """A tier that the clock left out: the value that the columns happen to have, and nothing proven."""
    return Priced(result=not_searched(tier.name, tier.sense, tier.value_of(chosen)), row_names=(), before=())


def not_searched(name: str, sense: Sense, value: int) -> TierResult:
    """A tier's value, of which nothing else is known."""
    return TierResult(
        name=name, sense=sense, value=value, bound=None, proof=None, prices=None, spent=0, solver="", seconds=0.0
    )


def _watched(progress: Progress | None, begun: float) -> Progress | None:
    if progress is None:
        return None

    def tell(result: TierResult) -> None:
        progress(TierSolved(tier=result.name, value=result.value, bound=result.bound, seconds=time.monotonic() - begun))

    return tell
