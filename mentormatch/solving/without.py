"""One problem asked many times, each time without some of its columns: what it is over items is made out once.

What is asked for is the lexicographically best of several tiers, by one search where their numbers fit into one: as
many tiers as do are added up, each worth more than all that come after it can be. The answer depends on the question
alone: one thread, an end by counted work, and nothing remembered from one question to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

import numpy as np
from attrs import define, frozen

from mentormatch.solving.certificates import hold
from mentormatch.solving.composite import units as units_of
from mentormatch.solving.inside import Cut, add_cuts
from mentormatch.solving.model import BoolArray, Effort, Model, Tier
from mentormatch.solving.projection import Projection, project
from mentormatch.solving.rows import add_rows, broken_rows, drop_idle_rows, keep_columns, keep_rows, tidy
from mentormatch.solving.solvers import Claim, Clock, solve_briefly, solve_integer
from mentormatch.solving.turns import BRIEFLY

FITS = 2**50
"""Tiers are searched as one as long as their values together stay below this: floats are exact up to 2^53."""
FLOATS = 2**27
"""Up to this HiGHS is asked, whose tolerances are some 1e-6 of a value; above, CP-SAT alone: it has whole numbers."""
HIGHS_SECONDS = 20.0
"""By the clock, after which CP-SAT is asked instead: what is proven is the same either way."""


Settled = Callable[[Sequence[int]], bool]


@frozen(eq=False)
class Ranked:
    """A tier to be made large, and the most that any choice reaches in it; points are not negative.

    apart: it is searched after those before it, not with them: what comes of them may make it needless.
    """

    tier: Tier
    most: int
    apart: bool = False

    def __attrs_post_init__(self) -> None:
        if self.tier.sense != "max" or self.most < 0 or self.tier.constant or (self.tier.points < 0).any():
            raise ValueError(f"tier {self.tier.name}: only what is to be made large, from nothing on")


@frozen(eq=False)
class Limit:
    """At most `most` of these columns (flags by column), in one question."""

    columns: BoolArray
    most: int


@frozen(eq=False)
class Best:
    """chosen: flags by column; None where nothing is allowed, or nothing was found in the work given.

    values: of each tier. bounds: no choice that keeps the tiers before does better; None: not known. proven: how many
    of the tiers, from the first on, are proven best by the solver. infeasible: no choice at all is allowed.
    """

    chosen: BoolArray | None
    values: tuple[int, ...] = ()
    bounds: tuple[int | None, ...] = ()
    proven: int = 0
    infeasible: bool = False


@frozen(eq=False, slots=False)
class Without:
    """A problem, and the tiers that may be asked of it."""

    model: Model
    tiers: tuple[Ranked, ...]

    def best(
        self,
        gone: BoolArray,
        limits: Sequence[Limit] = (),
        *,
        work: float | None = None,
        hint: BoolArray | None = None,
        settled: Settled | None = None,
    ) -> Best:
        """The best choice in all tiers, in order, without some columns (flags by column).

        A row all of whose columns are gone says nothing any more. work: the solver's deterministic seconds for one
        search, None = until it is proven. hint: columns of an allowed choice, but for those that are gone.
        settled: asked after each search but the last, with the values of the tiers so far, which are proven: whether
        the others need no search.
        """
        over = self._over
        if over is not None and not _alike(over, [gone, *(limit.columns for limit in limits)]):
            over = None
        return _Question.of(self._tidy, over, self.tiers, gone, limits).answered(work, hint, settled)

    @cached_property
    def _tidy(self) -> Model:
        return tidy(self.model)

    @cached_property
    def _over(self) -> Projection | None:
        return project(self._tidy, tuple(one.tier for one in self.tiers))


def _alike(over: Projection, flags: Sequence[BoolArray]) -> bool:
    """Whether all of these treat the columns of each item alike."""
    return all(np.array_equal(over.items_of(one)[over.item], one) for one in flags)


@frozen(eq=False)
class _Question:
    """over: the problem over items; None: columns are searched as they are.

    whole: the problem's rows that still say something, over all its columns, with the limits. search: the same over
    what is left of the items (or columns). kept: which those are, of so many parts.
    """

    over: Projection | None
    whole: Model
    search: Model
    kept: np.ndarray
    n_parts: int
    tiers: tuple[Ranked, ...]

    @classmethod
    def of(
        cls,
        model: Model,
        over: Projection | None,
        tiers: tuple[Ranked, ...],
        gone: BoolArray,
        limits: Sequence[Limit],
    ) -> _Question:
        whole = _speaking(_limited(model, [(limit.columns, limit.most) for limit in limits]), gone)
        if over is None:
            search, missing = whole, gone
        else:
            missing = over.items_of(gone)
            by_item = [(over.items_of(limit.columns), limit.most) for limit in limits]
            search = _speaking(_limited(over.model, by_item), missing)
        return cls(
            over=over,
            whole=whole,
            search=drop_idle_rows(keep_columns(search, ~missing)),
            kept=np.flatnonzero(~missing),
            n_parts=len(missing),
            tiers=tiers,
        )

    def answered(self, work: float | None, hint: BoolArray | None, settled: Settled | None) -> Best:
        """The best, by one search after another, each of as many tiers as fit together."""
        search, chosen = self.search, None
        bounds: list[int | None] = []
        for tiers in _packed(self.tiers):
            units = units_of([one.most for one in tiers])
            size = units[0] * (tiers[0].most + 1)
            found = _Search.of(self, search, self._together(tiers, units), size, hint).run(work)
            if found.infeasible and chosen is None:
                return Best(None, infeasible=True)
            if found.chosen is not None:
                chosen = hint = found.chosen
            if chosen is None:
                return Best(None)
            values = [one.tier.value_of(chosen) for one in tiers]
            bounds += _bounds(found.bound, tiers, units, values)
            if bounds[-1] != values[-1]:  # what comes after was not searched
                break
            done = [one.tier.value_of(chosen) for one in self.tiers[: len(bounds)]]
            if settled is not None and len(done) < len(self.tiers) and settled(done):
                break
            value = sum(value * unit for value, unit in zip(values, units))
            search = hold(found.model, self._together(tiers, units), value)
        assert chosen is not None
        all_values = tuple(one.tier.value_of(chosen) for one in self.tiers)
        all_bounds = (*bounds, *[None] * (len(self.tiers) - len(bounds)))
        at = (number for number, pair in enumerate(zip(all_values, all_bounds)) if pair[0] != pair[1])
        return Best(chosen, all_values, all_bounds, next(at, len(self.tiers)))

    def _together(self, tiers: Sequence[Ranked], units: Sequence[int]) -> Tier:
        """Several tiers as one, over the parts that are left."""
        points = np.zeros(len(self.kept), np.int64)
        for one, unit in zip(tiers, units):
            tier = one.tier if self.over is None else self.over.tier(one.tier)
            points += unit * tier.points[self.kept]
        return Tier("together", "max", points)

    def columns(self, parts: BoolArray) -> tuple[BoolArray, list[Cut]]:
        """Parts that were chosen as columns; where not all of them can be had, the cuts that say so, of all parts."""
        flags = np.zeros(self.n_parts, bool)
        flags[self.kept[parts]] = True
        if self.over is None:
            return flags, []
        chosen, cuts = self.over.lift(flags)
        return (chosen, cuts) if not cuts else (self.over.lift(self.over.without_excess(flags))[0], cuts)


@define
class _Search:
    """One search: the problem over what is left, which grows by the cuts that a choice runs into, and what came of it.

    chosen: over all columns. bound: of the tier, rounded outward; None: not known.
    """

    question: _Question
    model: Model
    tier: Tier
    size: int
    hint: BoolArray | None
    chosen: BoolArray | None = None
    bound: int | None = None
    infeasible: bool = False

    @classmethod
    def of(cls, question: _Question, model: Model, tier: Tier, size: int, before: BoolArray | None) -> _Search:
        """size: above every value of the tier. before: a choice of columns that is allowed."""
        if before is None:
            return cls(question, model, tier, size, None)
        parts = before if question.over is None else question.over.items_of(before)
        return cls(question, model, tier, size, parts[question.kept])

    def run(self, work: float | None) -> _Search:
        """Searches until a choice can be had as columns, or the work is done."""
        while True:
            claim = self._asked(work)
            self.infeasible = claim.status == "infeasible"
            if claim.bound is not None:
                self.bound = int(np.floor(claim.bound + 0.5))
            if claim.values is None:
                return self
            self.chosen, cuts = self.question.columns(np.rint(claim.values) == 1)
            if len(broken_rows(self.question.whole, self.chosen)):
                raise AssertionError("a choice breaks a row of the problem that it was found for")
            if not cuts or claim.status != "optimal":
                return self
            self.model = add_cuts(self.model, [cut.among(self.question.kept) for cut in cuts])

    def _asked(self, work: float | None) -> Claim:
        """First CP-SAT briefly, then HiGHS where its floats are good enough, then CP-SAT to the end of the work."""
        clock, one = Clock(), Effort(threads=1)
        claim = solve_briefly(self.model, self.tier, clock, effort=one, work=BRIEFLY, hint=self.hint)
        if claim.status in ("optimal", "infeasible"):
            return claim
        if self.size <= FLOATS:
            claim = solve_integer(
                self.model, self.tier, clock, effort=one, hint=self.hint, kinds=("HIGHS",), limit=HIGHS_SECONDS
            )
        if (claim is None or claim.status not in ("optimal", "infeasible")) and not clock.interrupted:
            effort = Effort(threads=1, work_limit=work)
            claim = solve_integer(
                self.model, self.tier, clock, effort=effort, hint=self.hint, kinds=("CP_SAT",), whole=True
            )
        if clock.interrupted or claim is None:
            raise KeyboardInterrupt
        return claim


def _limited(model: Model, limits: Sequence[tuple[BoolArray, int]]) -> Model:
    """The model with a row for each limit after its own."""
    columns = [np.flatnonzero(flags) for flags, _ in limits]
    if not columns:
        return model
    row = np.repeat(np.arange(len(limits)), [len(one) for one in columns])
    return add_rows(model, row, np.concatenate(columns), 1, upper=np.array([most for _, most in limits]))


def _speaking(model: Model, gone: BoolArray) -> Model:
    """The model without the rows all of whose columns are gone, and without the entries of those that are."""
    used = ~gone[model.entry_column]
    speaks = np.zeros(model.n_rows, bool)
    speaks[model.entry_row[used]] = True
    return keep_rows(model, speaks)


def _packed(tiers: Sequence[Ranked]) -> Iterator[tuple[Ranked, ...]]:
    """The tiers in order, as many together as fit."""
    group: list[Ranked] = []
    size = 1
    for one in tiers:
        if group and (one.apart or size * (one.most + 1) > FITS):
            yield tuple(group)
            group, size = [], 1
        group.append(one)
        size *= one.most + 1
    if group:
        yield tuple(group)


def _bounds(
    bound: int | None, tiers: Sequence[Ranked], units: Sequence[int], values: Sequence[int]
) -> list[int | None]:
    """The bound of each tier that the bound of all together gives, as long as those before are reached."""
    out: list[int | None] = []
    for one, unit, value in zip(tiers, units, values):
        if bound is None or (out and out[-1] != values[len(out) - 1]):
            out.append(None)
            continue
        out.append(min(bound // unit, one.most))
        bound -= value * unit
    return out
