"""The exact front of two tiers: every choice that nothing beats in both, the unsupported ones too.

The epsilon-constraint method (Haimes and others 1971) from one end to the other: the best of the first tier, and of
those the best of the second; then the same among choices that have more of the second; and so on until nothing is left.
No sum of weights is swept, so a point strictly inside the hull is found like any other. Where the numbers are small
enough for a solver's tolerance both tiers are one, each point of the first worth more than all there is of the second;
else one is held while the other is searched.

Exact as far as the searches were: a search that was cut says how much more of the first tier there might be, and leaves
a region open in which points may be missing. It excludes nothing else.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import define, evolve, field, frozen

from mentormatch.solving.certificates import hold
from mentormatch.solving.inside import Unwritten
from mentormatch.solving.lexicographic import solve
from mentormatch.solving.model import BoolArray, Effort, Model, Solution, Stopped, Tier
from mentormatch.solving.prices import counted_bound
from mentormatch.solving.rows import broken_rows, tidy
from mentormatch.solving.solvers import Clock

SAFE = 10**9
"""Largest worth of both tiers as one: above it a solver's tolerance might confuse them."""
SHARE = 0.25
"""Of the time left, what one search may take."""
LEAST = 0.5
"""Seconds that a search is given at the least."""


@frozen(eq=False)
class FrontPoint:
    """A choice, and its values in both tiers. proven: nothing beats it in both."""

    first: int
    second: int
    chosen: BoolArray
    proven: bool


@frozen
class Open:
    """Where points may be missing: between two values of each tier, the worse one first; None: however bad."""

    of_first: tuple[int | None, int]
    of_second: tuple[int | None, int]


@frozen(eq=False)
class Front:
    """points: the best of the first tier first. most: how many there could be, by its ends. solves: searches made.

    open: empty where every point is there and proven. stopped: as in Solution.
    """

    points: tuple[FrontPoint, ...]
    open: tuple[Open, ...] = ()
    most: int = 0
    solves: int = 0
    stopped: Stopped | None = None


@frozen
class Ends:
    """Told when both ends are known: their values, and how many points there are at the most."""

    first: tuple[int, int]
    last: tuple[int, int]
    most: int


@frozen
class Step:
    """Told after each search: how many points there are so far, and the last one's values."""

    points: int
    first: int
    second: int


Told = Callable[[Ends | Step], None]


def find_front(
    model: Model,
    first: Tier,
    second: Tier,
    effort: Effort,
    *,
    hint: BoolArray | None = None,
    unwritten: Unwritten | None = None,
    most: int | None = None,
    told: Told | None = None,
) -> Front:
    """Every best trade between two tiers that give nothing.

    hint: an allowed choice. unwritten: as in `solve`. most: so many points at the most, spread over the second tier;
    what lies between is told as open. effort.time_limit is for the whole.
    """
    search = _Search(tidy(model), first, second, effort, Clock(effort.time_limit), unwritten, most, told)
    if hint is not None:
        search.known.append(hint)
    try:
        search.run()
    except KeyboardInterrupt:
        search.clock.interrupted = True
    return search.result()


@frozen(eq=False)
class _Found:
    """A search's best choice: values and bounds of both tiers, as of tiers to be made large."""

    a: int
    b: int
    a_most: int
    b_most: int
    chosen: BoolArray

    @property
    def proven(self) -> bool:
        return self.a == self.a_most and self.b == self.b_most


@define
class _Search:
    """a and b are the two tiers as to be made large. points: found from the best `a` on. end: the best `b`."""

    model: Model
    first: Tier
    second: Tier
    effort: Effort
    clock: Clock
    unwritten: Unwritten | None
    most: int | None
    told: Told | None
    known: list[BoolArray] = field(factory=list)
    points: list[_Found] = field(factory=list)
    end: _Found | None = None
    open: list[Open] = field(factory=list)
    at_most: int = 0
    solves: int = 0
    infeasible: bool = False

    def run(self) -> None:
        """Both ends, then what lies between."""
        begin = self._lexicographic(self.first, self.second, None)
        if begin is None:
            return
        self.points.append(begin)
        end = None if self.clock.over() else self._lexicographic(self.second, self.first, None)
        if end is None:
            self._left_open(begin, begin.b + 1, self._counted(self.second))
            return
        self.end = end = _Found(end.b, end.a, end.b_most, end.a_most, end.chosen)
        top = end.b_most
        self.at_most = 1 + max(0, min(begin.a_most - end.a, top - begin.b))
        if begin.a < begin.a_most:
            self._say_open(begin.a, begin.a_most, None, begin.b)
        try:
            if self.told is not None:
                self.told(Ends(self._values(begin), self._values(end), self.at_most))
            self._between(begin, end, top)
        except KeyboardInterrupt:
            self.clock.interrupted = True
            last = self.points[-1]
            self._left_open(last, last.b + 1, top)

    def _between(self, begin: _Found, end: _Found, top: int) -> None:
        """From one end to the other, each time with more of the second tier than before."""
        last = begin
        while last.b < top:
            floor = self._floor(last, end)
            if floor == end.b == end.b_most:  # there is nothing beyond: the other end itself
                found: _Found | None = end
            elif self.clock.over():
                found = None
            else:
                found = self._lexicographic(self.first, self.second, floor)
                if found is None and self.infeasible:
                    return
            if found is None:
                self._left_open(last, last.b + 1, top)
                return
            if floor > last.b + 1 and last.a_most > found.a:
                self._say_open(found.a, last.a_most, last.b + 1, floor - 1)
            found = evolve(found, a_most=min(found.a_most, max(found.a, last.a_most)))
            if found.a < found.a_most:
                self._say_open(found.a, found.a_most, floor, found.b)
            self.points.append(found)
            if self.told is not None:
                self.told(Step(len(self.points), *self._values(found)))
            last = found

    def _floor(self, last: _Found, end: _Found) -> int:
        """How much of the second tier the next point has at the least."""
        if self.most is None or self.at_most <= self.most:
            return last.b + 1
        left = max(1, self.most - len(self.points))
        return last.b + max(1, -(-(end.b - last.b) // left))

    def _lexicographic(self, one: Tier, other: Tier, floor: int | None) -> _Found | None:
        """The best of one tier, and then of the other, with so much of the other at the least."""
        self.infeasible = False
        model = self.model if floor is None else hold(self.model, other, _sign(other) * floor)
        best = self._best_known(model, one)
        span = self._span(other, floor)
        together = None if span is None else _as_one(one, other, span, floor)
        tiers = (one, other) if together is None else (together,)
        left = None if np.isinf(self.clock.left()) else max(LEAST, SHARE * self.clock.left())
        effort = evolve(self.effort, time_limit=left, prices=False, conflict=False)
        solution = solve(model, tiers, effort, hint=best, unwritten=self.unwritten)
        self.solves += 1
        if solution.stopped == "interrupted":
            self.clock.interrupted = True
        if solution.chosen is None:
            self.infeasible = solution.stopped == "infeasible"
            return None
        self.known.append(solution.chosen)
        return self._found(model, one, other, solution, None if together is None else span, floor)

    def _found(
        self, model: Model, one: Tier, other: Tier, solution: Solution, span: int | None, floor: int | None
    ) -> _Found:
        """Values added up in whole numbers, with the bounds that the search gave."""
        chosen = solution.chosen
        assert chosen is not None
        if len(broken_rows(model, chosen)):
            raise AssertionError("a choice that breaks rows")
        a, b = _sign(one) * one.value_of(chosen), _sign(other) * other.value_of(chosen)
        a_most, b_most = self._counted(one), self._counted(other)
        results = solution.tiers
        if span is not None and floor is not None:
            both = results[0]
            if both.proof is not None:
                return _Found(a, b, a, b, chosen)
            if both.bound is not None:
                a_most = min(a_most, both.bound // (span + 1))
            return _Found(a, b, max(a, a_most), max(b, b_most), chosen)
        for tier, result in zip((one, other), results):
            bound = None if result.bound is None else _sign(tier) * result.bound
            if tier is one:
                a_most = a if result.proof is not None else min(a_most, a_most if bound is None else bound)
            elif a == a_most:
                b_most = b if result.proof is not None else min(b_most, b_most if bound is None else bound)
        return _Found(a, b, max(a, a_most), max(b, b_most), chosen)

    def _counted(self, tier: Tier) -> int:
        everything = np.ones(self.model.n_columns, bool)
        return _sign(tier) * counted_bound(self.model, tier, everything, ~everything)

    def _span(self, other: Tier, floor: int | None) -> int | None:
        """How far the other tier can lie above the floor, once the ends are known."""
        if floor is None or self.end is None or other is not self.second:
            return None
        return self.end.b_most - floor

    def _best_known(self, model: Model, one: Tier) -> BoolArray | None:
        """The best choice so far that the rows allow."""
        allowed = [chosen for chosen in self.known if not len(broken_rows(model, chosen))]
        return max(allowed, key=lambda chosen: _sign(one) * one.value_of(chosen), default=None)

    def _values(self, found: _Found) -> tuple[int, int]:
        return _sign(self.first) * found.a, _sign(self.second) * found.b

    def _left_open(self, last: _Found, low: int, high: int) -> None:
        """Nothing was searched from a value of the second tier on."""
        if low <= high:
            self._say_open(None, last.a_most, low, high)

    def _say_open(self, beyond: int | None, first: int, low: int | None, high: int) -> None:
        one, two = _sign(self.first), _sign(self.second)
        of_second = (None if low is None else two * low, two * high)
        self.open.append(Open((None if beyond is None else one * (beyond + 1), one * first), of_second))

    def result(self) -> Front:
        """The points that no other beats, and what is open."""
        found = [*self.points, *([self.end] if self.end is not None else [])]
        found.sort(key=lambda one: (-one.a, -one.b, not one.proven))
        points: list[FrontPoint] = []
        best: int | None = None
        for one in found:
            if best is None or one.b > best:
                best = one.b
                points.append(FrontPoint(*self._values(one), one.chosen, one.proven))
        stopped: Stopped | None = None
        if self.clock.interrupted:
            stopped = "interrupted"
        elif not found:
            stopped = "infeasible" if self.infeasible else "clock"
        elif self.clock.over():
            stopped = "clock"
        return Front(tuple(points), tuple(self.open), self.at_most, self.solves, stopped)


def _as_one(one: Tier, other: Tier, span: int, floor: int | None) -> Tier | None:
    """Both tiers as one, each point of the first worth more than all that there may be of the other; None if unsafe.

    Worth is counted from the floor, so that the sum is (span + 1) * one + (other - floor).
    """
    if floor is None:
        return None
    weight = span + 1
    points = weight * _sign(one) * one.points + _sign(other) * other.points
    constant = weight * _sign(one) * one.constant + _sign(other) * other.constant - floor
    if int(np.abs(one.points).sum()) * weight + int(np.abs(other.points).sum()) > SAFE:
        return None
    return Tier("both", "max", points, constant=constant)


def _sign(tier: Tier) -> int:
    return 1 if tier.sense == "max" else -1
