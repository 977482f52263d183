"""The tiers of a Block run in order, with what some of them give to those after.

A tier's give may be a share of its value, known only once it is solved. So the tiers are solved in stretches, each
ending with a tier that gives; before the canonical tier, what was given and not needed is taken back.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

import attrs
import numpy as np

from mentormatch import solving
from mentormatch.planning.effort import Effort, Progress
from mentormatch.solving import Model, Tier, TierResult
from mentormatch.solving.blocks import Block, RowName

LAST = "canonical"


@attrs.frozen(kw_only=True)
class TierSolved:
    """A tier's event for whoever watches: name, value and bound so far, seconds since the search began."""

    tier: str
    value: int
    bound: int | None
    seconds: float


@attrs.frozen(eq=False, kw_only=True)
class Priced:
    """A tier's result, and the names of the rows that its prices speak of."""

    result: TierResult
    row_names: tuple[RowName, ...]
    before: tuple[str, ...] = ()
    """The tiers before it that were solved in the same stretch, in order: what `prices.by_tier` speaks of."""


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
    gives: Mapping[str, int],
    shares: Mapping[str, int],
    *,
    progress: Progress | None = None,
    hint: np.ndarray | None = None,
) -> Run:
    """The lexicographically best columns.

    gives: what later tiers may spend of a tier, by name, in its unit; shares: per mille of its value instead.
    """
    begun = time.monotonic()
    model, names = block.model, block.row_names
    done: dict[str, Priced] = {}
    for stretch in _stretches(block.tiers, set(gives) | set(shares)):
        left = None if effort.time_limit is None else max(0.01, effort.time_limit - (time.monotonic() - begun))
        solution = solving.solve(
            model,
            stretch,
            solving.Effort(threads=effort.threads, time_limit=left, seed=effort.seed),
            hint=hint,
            progress=_watched(progress, begun),
        )
        if solution.chosen is None:
            core = () if solution.conflict is None else tuple(names[row] for row in solution.conflict.rows)
            return Run(chosen=None, tiers=done, stopped=solution.stopped, conflict=core)
        hint = solution.chosen
        at_start = names
        for index, (tier, result) in enumerate(zip(stretch, solution.tiers, strict=True)):
            again = tier.name in done
            if not again:
                before = tuple(earlier.name for earlier in stretch[:index])
                done[tier.name] = Priced(result=result, row_names=at_start, before=before)
            give = 0 if again else gives.get(tier.name, abs(result.value) * shares.get(tier.name, 0) // 1000)
            model, names = _hold(model, names, tier, result.value, give)
        if solution.stopped:
            return _ended(block, done, solution.chosen, solution.stopped)
    return _ended(block, done, hint, None)


def _stretches(tiers: tuple[Tier, ...], giving: set[str]) -> list[tuple[Tier, ...]]:
    """The tiers cut after each one that gives; those again, in order, before the last."""
    out: list[list[Tier]] = [[]]
    for tier in tiers:
        if tier.name == LAST:
            out[-1].extend(earlier for earlier in tiers if earlier.name in giving)
        out[-1].append(tier)
        if tier.name in giving:
            out.append([])
    return [tuple(stretch) for stretch in out if stretch]


def _hold(
    model: Model, names: tuple[RowName, ...], tier: Tier, value: int, give: int
) -> tuple[Model, tuple[RowName, ...]]:
    columns = np.flatnonzero(tier.points)
    if not len(columns):
        return model, names
    own = value - tier.constant
    held = solving.add_rows(
        model,
        np.zeros(len(columns), dtype=np.int64),
        columns,
        tier.points[columns],
        lower=own - give if tier.sense == "max" else None,
        upper=own + give if tier.sense == "min" else None,
        n_rows=1,
    )
    return held, (*names, ("tier", (tier.name,)))


def _ended(block: Block, done: dict[str, Priced], chosen: np.ndarray | None, stopped: str | None) -> Run:
    """The run with each tier's final value; a tier never reached keeps the value that the columns happen to have."""
    if chosen is None:
        chosen = np.zeros(block.model.n_columns, dtype=bool)
    final: dict[str, Priced] = {}
    for tier in block.tiers:
        value = tier.value_of(chosen)
        if tier.name in done:
            result = done[tier.name].result
            final[tier.name] = Priced(
                result=attrs.evolve(result, spent=abs(result.value - value)),
                row_names=done[tier.name].row_names,
                before=done[tier.name].before,
            )
            continue
        nothing = TierResult(
            name=tier.name,
            sense=tier.sense,
            value=value,
            bound=None,
            proof=None,
            prices=None,
            spent=0,
            solver="",
            seconds=0.0,
        )
        final[tier.name] = Priced(result=nothing, row_names=())
    return Run(chosen=chosen, tiers=final, stopped=stopped)


def _watched(progress: Progress | None, begun: float) -> Progress | None:
    if progress is None:
        return None

    def tell(result: TierResult) -> None:
        progress(TierSolved(tier=result.name, value=result.value, bound=result.bound, seconds=time.monotonic() - begun))

    return tell
