"""Tiers one after another: each brought to its best, then held while the next is solved.

What is exact: every choice is rounded, checked against all rows and added up in whole numbers before it
counts; a tier is called proven only if counting, prices or a finished search say so. What is a heuristic:
in which form the problem is searched, which solver is asked, and whether prices are looked for at all.
What searches large problems is loaded when there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from mentormatch.solving.certificates import certify
from mentormatch.solving.conflicts import find_conflict
from mentormatch.solving.found import Found, better
from mentormatch.solving.greedy import first_choice
from mentormatch.solving.inside import Unwritten
from mentormatch.solving.model import BoolArray, Effort, Model, Proof, Solution, Stopped, Tier, TierResult
from mentormatch.solving.prices import counted_bound
from mentormatch.solving.rows import broken_rows, drop_idle_rows, tidy
from mentormatch.solving.solvers import Clock
from mentormatch.solving.turns import COMPACT, Turns

STANDARD = Effort()

Progress = Callable[[TierResult], None]


def solve(
    model: Model,
    tiers: Sequence[Tier],
    effort: Effort = STANDARD,
    *,
    hint: BoolArray | None = None,
    like: BoolArray | None = None,
    progress: Progress | None = None,
    unwritten: Unwritten | None = None,
) -> Solution:
    """The lexicographically best choice of columns, with a bound and its proof for every tier.

    hint: a choice to start from, by column; it is returned if nothing better is found in the time.
    like: columns of a choice that was good in a problem like this one, by column; the search begins with as many of
    them as go together, unless it has a better choice to begin with. They need not be allowed.
    progress: called with each tier's result as it becomes known.
    unwritten: rules beside the model's rows, asked about each choice that would count.
    The result is the same at any number of threads where every tier is proven and the tiers leave one
    best choice; the last tier is there to see to that.
    """
    tiers = tuple(tiers)
    for tier in tiers:
        if len(tier.points) != model.n_columns:
            raise ValueError(f"tier {tier.name}: {len(tier.points)} points for {model.n_columns} columns")
    clock = Clock(effort.time_limit)
    model = tidy(model)
    start = _first(model, tiers, _allowed(model, hint, unwritten), unwritten)
    if like is not None:
        start = _nearer(model, tiers, start, np.asarray(like, dtype=bool), unwritten)
    try:
        found, chosen = _search(model, tiers, effort, clock, start, progress, unwritten)
    except KeyboardInterrupt:
        clock.interrupted = True
        found, chosen = [], start
    if chosen is None:
        if found is None:
            rows = find_conflict(model, clock, effort) if effort.conflict else None
            return Solution(None, (), "infeasible", rows)
        return Solution(None, (), "interrupted" if clock.interrupted else "clock")
    try:
        return _solution(model, tiers, effort, clock, found or [], chosen)
    except KeyboardInterrupt:  # there is a choice: it is added up all the same, with no search for prices
        clock.interrupted = True
        return _solution(model, tiers, effort, clock, found or [], chosen)


def _allowed(model: Model, hint: BoolArray | None, unwritten: Unwritten | None) -> BoolArray | None:
    """The hint if it is allowed, else choosing nothing if that is, else None."""
    candidates = [np.zeros(model.n_columns, bool)]
    if hint is not None:
        given = np.asarray(hint, dtype=bool)
        if given.shape != (model.n_columns,):
            raise ValueError(f"hint: {given.shape} for {model.n_columns} columns")
        candidates.insert(0, given)
    allowed = (one for one in candidates if not len(broken_rows(model, one)))
    return next((one for one in allowed if unwritten is None or not unwritten.broken(one)), None)


def _first(
    model: Model, tiers: tuple[Tier, ...], allowed: BoolArray | None, unwritten: Unwritten | None
) -> BoolArray | None:
    """What is there before any solver is asked: all of `allowed`, with what fits beside it, the best first."""
    first = first_choice(model, tiers, allowed)
    held = first is None or unwritten is None or not unwritten.broken(first)
    return first if held else allowed


def _nearer(
    model: Model, tiers: tuple[Tier, ...], start: BoolArray | None, like: BoolArray, unwritten: Unwritten | None
) -> BoolArray | None:
    """As many of some columns as go together, with what fits beside them, if that is better than what is there."""
    near = first_choice(model, tiers, like=like)
    if near is None or (unwritten is not None and unwritten.broken(near)):
        return start
    return near if start is None or better(tiers, near, start) else start


def _search(
    model: Model,
    tiers: tuple[Tier, ...],
    effort: Effort,
    clock: Clock,
    start: BoolArray | None,
    progress: Progress | None,
    unwritten: Unwritten | None,
) -> tuple[list[Found] | None, BoolArray | None]:
    """(what was found of each tier, the choice); None instead of a list where nothing is possible.

    Tiers in which no column has points are counted, and not searched.
    """
    moving = tuple(tier for tier in tiers if tier.points.any()) or tiers
    found, chosen = _search_moving(model, moving, effort, clock, start, progress, unwritten)
    if found is None:
        return None, chosen
    left = iter(found)
    merged: list[Found] = []
    for tier in tiers:
        still = Found(tier.constant, tier.constant, True, "counted", 0.0)
        one = next(left, None) if tier in moving else still
        if one is None:
            break
        merged.append(one)
    return merged, chosen


def _search_moving(
    model: Model,
    tiers: tuple[Tier, ...],
    effort: Effort,
    clock: Clock,
    start: BoolArray | None,
    progress: Progress | None,
    unwritten: Unwritten | None,
) -> tuple[list[Found] | None, BoolArray | None]:
    """The same for tiers with points, in the form that suits the size: the problem itself, or sets of columns."""
    if unwritten is not None:
        return _search_decomposed(model, tiers, effort, clock, start, progress, unwritten)
    if tiers and model.n_columns <= COMPACT:
        turns = Turns(model, tiers, effort, clock, start)
        try:
            turns.run(progress)
        except KeyboardInterrupt:  # between two calls of a solver: what was found so far counts
            clock.interrupted = True
        if turns.infeasible:
            return None, None
        rest = tiers[len(turns.found) :]
        cut = clock.over() or effort.work_limit is not None
        if not rest or (cut and turns.best is not None):
            return turns.found, turns.best
        try:
            found, chosen = _search_sets(turns.held, rest, effort, clock, turns.best, progress)
        except KeyboardInterrupt:
            clock.interrupted = True
            return turns.found, turns.best
        return (None, None) if found is None else ([*turns.found, *found], chosen)
    return _search_sets(model, tiers, effort, clock, start, progress)


def _search_decomposed(
    model: Model,
    tiers: tuple[Tier, ...],
    effort: Effort,
    clock: Clock,
    start: BoolArray | None,
    progress: Progress | None,
    unwritten: Unwritten,
) -> tuple[list[Found] | None, BoolArray | None]:
    """The same where rules are not all written out."""
    from mentormatch.solving.decomposed import Decomposed

    search = Decomposed.of(drop_idle_rows(model), tiers, effort, clock, progress, start, unwritten)
    try:
        search.run()
    except KeyboardInterrupt:
        clock.interrupted = True
    return (None, None) if search.infeasible else (search.found, search.best)


def _search_sets(
    model: Model,
    tiers: tuple[Tier, ...],
    effort: Effort,
    clock: Clock,
    start: BoolArray | None,
    progress: Progress | None,
) -> tuple[list[Found] | None, BoolArray | None]:
    """The same, over the sets of options that each cluster could hold where they can be written out."""
    from mentormatch.solving.patterns import write_out
    from mentormatch.solving.search import Search

    patterns = None if effort.plain else write_out(model, tiers)
    if patterns is None:
        search = Search.of(drop_idle_rows(model), tiers, effort, clock, progress, start)
    else:
        # Sets that lose in tier order are gone, so bounds say nothing of plans that give up an earlier tier.
        over_sets = drop_idle_rows(tidy(patterns.model))
        search = Search.of(over_sets, patterns.tiers, effort, clock, progress, None, strict=True)
    try:
        search.run()
    except KeyboardInterrupt:
        clock.interrupted = True
    found = search.found
    if search.infeasible:
        return None, None
    if search.best is None:
        return found, start
    chosen = search.best if patterns is None else patterns.columns_of(search.best)
    if len(broken_rows(model, chosen)):
        raise AssertionError("a choice over sets that breaks rows of the problem itself")
    if start is not None and not search.finished and better(tiers, start, chosen):
        chosen = start
    return found, chosen


def _solution(
    model: Model, tiers: tuple[Tier, ...], effort: Effort, clock: Clock, found: list[Found], chosen: BoolArray
) -> Solution:
    """Every value added up again from the choice, what was spent, and the plainest proof there is."""
    chosen = chosen.copy()
    chosen.flags.writeable = False
    results: list[TierResult] = []
    for number, tier in enumerate(tiers):
        final = tier.value_of(chosen)
        if number < len(found):
            known = found[number]
            spent = max(0, known.value - final if tier.sense == "max" else final - known.value)
            allowed = abs(known.value - tier.least(known.value))
            value = final if spent == 0 or spent > allowed else known.value
            bound, proven = known.bound, known.proven and known.bound == value
            solver, seconds = known.solver, known.seconds
        else:
            everything = np.ones(model.n_columns, bool)
            value, spent, allowed, solver, seconds = final, 0, 0, "", 0.0
            bound, proven = counted_bound(model, tier, everything, ~everything), False
        spent = spent if spent <= allowed else 0
        proof: Proof | None = "claimed" if proven else None
        results.append(TierResult(tier.name, tier.sense, value, bound, proof, None, spent, solver, seconds))
    results = certify(model, tiers, results, effort, clock)
    unproven = any(result.proof is None for result in results)
    stopped: Stopped | None = "interrupted" if clock.interrupted else ("clock" if unproven else None)
    return Solution(chosen, tuple(results), stopped)
