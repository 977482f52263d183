"""The search itself: first all tiers at once on faith, then one by one where faith fails.

On faith: each tier's linear bound, rounded, is taken for its value, and columns that cannot afford it leave.
If a choice is found at the end that reaches every one of those bounds, all the tiers are proven together.
Where that fails the first open tier is searched in earnest, and the rest is tried on faith again.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from attrs import define, evolve, field, frozen

from mentormatch.solving.faces import Face, Linear, relax
from mentormatch.solving.found import Found, keeps, outward, told
from mentormatch.solving.model import BoolArray, Effort, Model, Tier, TierResult
from mentormatch.solving.prices import counted_bound
from mentormatch.solving.rows import broken_rows, sharing_rows
from mentormatch.solving.solvers import Claim, Clock, FloatArray, solve_integer, solver_name

FAITH_LIMIT = 2.0  # seconds for the search at the end of a run on faith
FEW = 3000  # columns that a search of FAITH_LIMIT is enough for
SMALL = 150_000  # columns up to which such a search is worth a try


@frozen(eq=False)
class _Step:
    """One tier on faith: its bound taken for its value, and the face after it."""

    tier: Tier
    target: int
    linear: Linear
    after: Face


@define
class Search:
    """One form of the problem, what is left of it, the best choice so far and the tiers done."""

    model: Model
    tiers: tuple[Tier, ...]
    effort: Effort
    clock: Clock
    progress: Callable[[TierResult], None] | None
    best: BoolArray | None
    strict: bool
    face: Face
    found: list[Found] = field(factory=list)
    infeasible: bool = False
    faith: bool = True
    last: Linear | None = None  # the last relaxation: the next one begins with its columns
    known: Linear | None = None  # the relaxation of the first open tier, if a run on faith has it already

    @classmethod
    def of(
        cls,
        model: Model,
        tiers: tuple[Tier, ...],
        effort: Effort,
        clock: Clock,
        progress: Callable[[TierResult], None] | None,
        start: BoolArray | None,
        *,
        strict: bool = False,
    ) -> Search:
        """strict: bounds only hold while every tier before is proven."""
        if start is None:
            nothing = np.zeros(model.n_columns, bool)
            start = None if len(broken_rows(model, nothing)) else nothing
        return cls(model, tiers, effort, clock, progress, start, strict, Face.of(model))

    @property
    def finished(self) -> bool:
        return len(self.found) == len(self.tiers) and all(found.proven for found in self.found)

    def run(self) -> list[Found]:
        """What was found of each tier, in order; fewer than all where nothing is possible or known."""
        if not self.tiers:
            anything = Tier("any", "max", np.zeros(self.model.n_columns, np.int64))
            self._take(self._ask(self.face, anything))
        while len(self.found) < len(self.tiers) and not (self.clock.over() and self.best is not None):
            if not (self.faith and self._on_faith()) and not self._in_earnest():
                break
        return self.found

    def _on_faith(self) -> bool:
        """Takes as many tiers as a run on their linear bounds can prove together; whether that was any."""
        begun = time.monotonic()
        steps = self._run_of_bounds()
        proven, chosen = self._longest_reached(steps)
        if len(steps) < len(self.tiers) - len(self.found) or len(proven) < len(steps):
            self.faith = bool(proven) and len(proven) == len(steps)
        if chosen is None:
            return False
        self.best = chosen
        self.face = proven[-1].after
        self.known = steps[len(proven)].linear if len(proven) < len(steps) else None
        self.last = steps[min(len(proven), len(steps) - 1)].linear
        seconds = (time.monotonic() - begun) / len(proven)
        for step in proven:
            self._done(step.tier, Found(step.target, step.target, True, linear_name(), seconds))
        return True

    def _run_of_bounds(self) -> list[_Step]:
        """Each open tier's linear bound, taken for its value; ends early where a later tier may spend."""
        steps: list[_Step] = []
        face = self.face
        for tier in self.tiers[len(self.found) :]:
            enough = None if steps else self._reached(tier)
            linear = relax(face, tier, self.clock, enough, steps[-1].linear if steps else self.last)
            if linear is None:
                break
            if not steps:
                self.known = linear
            face = linear.after(linear.bound)
            steps.append(_Step(tier, linear.bound, linear, face))
            if tier.gives:
                break
        return steps

    def _longest_reached(self, steps: list[_Step]) -> tuple[list[_Step], BoolArray | None]:
        """The longest beginning of a run for which a choice is found that reaches all its bounds, and that."""
        reached, chosen = self._whole_already(steps)
        if steps and len(steps[-1].after.ids) > SMALL:
            return self._mended_while_it_works(steps, reached, chosen)
        above = len(steps) + 1
        count = len(steps)
        while above - reached > 1 and not self.clock.over():
            found = self._probe(steps[:count])
            at = _reached_by(found, steps[:count])
            if at < count:
                above = count
            if at > reached:
                reached, chosen = at, found
            count = (above + reached) // 2
        return steps[:reached], chosen

    def _whole_already(self, steps: list[_Step]) -> tuple[int, BoolArray | None]:
        """How many steps a linear solution reaches that is whole by itself, and that."""
        for count in range(len(steps), 0, -1):
            linear = steps[count - 1].linear
            found = self._whole(linear.face, linear.activity)
            if found is not None and _reaches(found, steps[:count]):
                return count, found
        return 0, None

    def _mended_while_it_works(
        self, steps: list[_Step], reached: int, chosen: BoolArray | None
    ) -> tuple[list[_Step], BoolArray | None]:
        """On faces too large to search whole: one tier more as long as the neighbourhood has a choice for it."""
        while reached < len(steps) and not self.clock.over():
            step = steps[reached]
            near = self._neighbourhood(step.linear, step.linear.affordable(step.target))
            claim = solve_integer(
                near.model, near.tier(step.tier), self.clock, effort=self.effort, limit=self._short(5 * FAITH_LIMIT)
            )
            found = None if claim.values is None else self._whole(near, claim.values)
            if found is not None and not reached:
                self._take((near, step.tier, claim))  # better than nothing, whatever it reaches
            if found is None or not _reaches(found, steps[: reached + 1]):
                break
            reached, chosen = reached + 1, found
        return steps[:reached], chosen

    def _neighbourhood(self, linear: Linear, kept: BoolArray) -> Face:
        """What the relaxation uses, what shares a row with a fractional column, and the best choice. A heuristic."""
        face, activity = linear.face, linear.activity
        between = np.abs(activity - np.rint(activity)) > 1e-6
        model = face.model
        near = sharing_rows(model.entry_row, model.entry_column, between, model.n_rows) | (activity > 1e-6)
        near &= kept
        if self.best is not None:
            near |= self.best[face.ids]
        return face.keep(near)

    def _probe(self, steps: list[_Step]) -> BoolArray | None:
        """A choice that may reach the bounds of these steps, or of the first: by a short search of what is left."""
        face, tier = steps[-1].after, steps[-1].tier
        if len(face.ids) > SMALL:
            return None
        more = 0.0 if len(face.ids) < FEW else 0.1 * min(self.clock.left(), 600.0)
        limit = self._short(FAITH_LIMIT + more)
        claim = solve_integer(face.model, face.tier(tier), self.clock, effort=self.effort, limit=limit)
        return None if claim.values is None else self._whole(face, claim.values)

    def _whole(self, face: Face, values: FloatArray) -> BoolArray | None:
        """A solver's values as a choice over all columns; None if they are not whole or break a row."""
        if np.abs(values - np.rint(values)).max(initial=0) > 1e-4:
            return None
        chosen = np.zeros(self.model.n_columns, bool)
        chosen[face.ids[np.rint(values) == 1]] = True
        return None if len(broken_rows(self.model, chosen)) or not keeps(self.tiers, self.found, chosen) else chosen

    def _in_earnest(self) -> bool:
        """Searches the first open tier to its end or the clock's; False where there is no choice at all."""
        begun = time.monotonic()
        tier = self.tiers[len(self.found)]
        sign = 1 if tier.sense == "max" else -1
        everything = np.ones(self.model.n_columns, bool)
        bound = counted_bound(self.model, tier, everything, ~everything)
        solver = "counted"
        linear = None
        if self._reached(tier) != bound:
            known = self.known is not None and self.known.tier is tier
            linear = self.known if known else self._relaxed(tier)
        if linear is not None:
            self.face = linear.face
            bound = sign * min(sign * bound, sign * linear.bound)
            solver = linear_name()
        proven = self._reached(tier) == bound
        if not proven:
            claim = self._searched(tier, linear)
            if self.best is None:
                return False
            solver = claim.solver
            value = tier.value_of(self.best)
            if claim.status == "optimal":
                proven, bound = True, value
            elif claim.bound is not None:
                bound = sign * min(sign * bound, sign * outward(tier, claim.bound))
                proven = bound == value
        value = tier.value_of(self.best)  # type: ignore[arg-type]
        if not proven:
            self.faith = False
        elif linear is not None:
            self.faith = True
        if proven and linear is not None:
            self.face = linear.after(value, self._used())
        else:
            self.face = self.face.hold(tier, value)
        told = bound if not self.strict or all(found.proven for found in self.found) else None
        self._done(tier, Found(value, told, proven and told is not None, solver, time.monotonic() - begun))
        return True

    def _relaxed(self, tier: Tier) -> Linear | None:
        """The relaxation of a tier over what is left."""
        self.last = relax(self.face, tier, self.clock, self._reached(tier), self.last)
        return self.last

    def _searched(self, tier: Tier, linear: Linear | None) -> Claim:
        """A claim that speaks for the whole face; what it found is taken in.

        With a linear bound only columns that can afford a value near it are searched first; a choice found
        among them that is worth that much is the best there is.
        """
        sign = 1 if tier.sense == "max" else -1
        reached = self._reached(tier)
        if linear is not None and len(self.face.ids) > FEW:
            large = len(self.face.ids) > SMALL and self.best is not None
            limit = self._short(max(FAITH_LIMIT, min(self.clock.left(), 600.0) / 15))
            near = self._neighbourhood(linear, linear.affordable(linear.bound))
            claim = self._take(self._ask(near, tier, limit))
            reached = self._reached(tier)
            if reached == linear.bound:
                return evolve(claim, status="optimal")
            if large:
                return evolve(claim, status="feasible", bound=None)  # it does not speak for the whole
        aim = None if linear is None else linear.bound
        while linear is not None and aim is not None and not self.clock.over():
            kept = linear.affordable(aim)
            if kept.mean() > 0.7 or (reached is not None and sign * aim <= sign * reached):
                break
            limit = self._short(max(FAITH_LIMIT, min(self.clock.left(), 600.0) / 8))
            claim = self._take(self._ask(self.face.keep(kept), tier, limit))
            value = self._reached(tier)
            if value is not None and sign * value >= sign * aim and claim.status == "optimal":
                return claim
            reached = value
            if claim.status not in ("optimal", "infeasible"):
                break
            aim = aim - sign * max(1, abs(linear.bound - aim)) if reached is None else reached
            if reached is not None:
                kept = linear.affordable(reached) | self._used()
                return self._take(self._ask(self.face.keep(kept), tier))
        face = self.face
        if linear is not None and reached is not None:
            face = face.keep(linear.affordable(reached) | self._used())
        return self._take(self._ask(face, tier))

    def _short(self, seconds: float) -> float | None:
        """A limit by the clock for a search that is only a try; none where work is counted instead."""
        return None if self.effort.work_limit is not None else seconds

    def _used(self) -> BoolArray:
        assert self.best is not None
        used: BoolArray = self.best[self.face.ids]
        return used

    def _ask(self, face: Face, tier: Tier, limit: float | None = None) -> tuple[Face, Tier, Claim]:
        inside = self.best is not None and int(self.best[face.ids].sum()) == int(self.best.sum())
        hint = self.best[face.ids] if inside and self.best is not None else None
        claim = solve_integer(face.model, face.tier(tier), self.clock, effort=self.effort, limit=limit, hint=hint)
        return face, tier, claim

    def _take(self, asked: tuple[Face, Tier, Claim]) -> Claim:
        """The claim, its choice taken as the best if it holds and is better; a choice that breaks is no claim."""
        face, tier, claim = asked
        if claim.status == "infeasible" and self.best is None and not self.found and face is self.face:
            self.infeasible = True
        if claim.values is None:
            return claim
        chosen = self._whole(face, claim.values)
        if chosen is None:
            return evolve(claim, status="nothing", bound=None)
        self._take_if_better(tier, chosen)
        return claim

    def _take_if_better(self, tier: Tier, chosen: BoolArray) -> None:
        value, reached = tier.value_of(chosen), self._reached(tier)
        if reached is None or (value > reached if tier.sense == "max" else value < reached):
            self.best = chosen

    def _reached(self, tier: Tier) -> int | None:
        return None if self.best is None else tier.value_of(self.best)

    def _done(self, tier: Tier, found: Found) -> None:
        self.found.append(found)
        if self.progress is not None:
            self.progress(told(tier, found))


def _reaches(chosen: BoolArray, steps: list[_Step]) -> bool:
    return _reached_by(chosen, steps) == len(steps)


def _reached_by(chosen: BoolArray | None, steps: list[_Step]) -> int:
    """How many of the steps, from the first on, a choice reaches."""
    if chosen is None:
        return 0
    missed = (number for number, step in enumerate(steps) if step.tier.value_of(chosen) != step.target)
    return next(missed, len(steps))


def linear_name() -> str:
    return f"{solver_name('GLOP')}, bound added up in whole numbers"
