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
from mentormatch.solving.inside import Cut, Unwritten, add_cuts
from mentormatch.solving.model import BoolArray, Effort, Model, Proof, Tier, TierResult
from mentormatch.solving.prices import counted_bound
from mentormatch.solving.rows import add_rows, broken_rows
from mentormatch.solving.solvers import Claim, Clock, FloatArray, solve_integer

FAITH_LIMIT = 2.0  # seconds for the search at the end of a run on faith
FEW = 3000  # columns that a search of FAITH_LIMIT is enough for
WIDEST = 5000  # columns of a row, beyond which it is about the whole and not about a neighbourhood
EASY = 40_000  # columns up to which a search with unwritten rules is quick, whatever it is asked
MENDS = 40  # searches round what unwritten rules forbid of a choice, before the whole is searched again
STAYS = 8  # searches round what is whole in a linear solution, each letting go what the last ran into
PAIR_ROUNDS = 8  # of linear bounds, each with the unwritten rules about two that the last one broke
RUN = 0.15  # of the time left, what a run of linear bounds may take where it is dear
HUGE_PAIR_ROUNDS = 2  # the same where a round is dear
SMALL = 150_000  # columns up to which such a search is worth a try


@frozen
class Found:
    """A tier's value and bound; proven: no plan that keeps the tiers before does better."""

    value: int
    bound: int | None
    proven: bool
    solver: str
    seconds: float


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
    unwritten: Unwritten | None = None
    pending: list[Cut] = field(factory=list)  # rows that choices ran into, not in the model yet
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
        unwritten: Unwritten | None = None,
    ) -> Search:
        """strict: bounds only hold while every tier before is proven."""
        if start is None:
            nothing = np.zeros(model.n_columns, bool)
            start = None if len(broken_rows(model, nothing)) else nothing
        return cls(model, tiers, effort, clock, progress, start, strict, Face.of(model), unwritten=unwritten)

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
            self._write_down()
        return self.found

    def _huge(self) -> bool:
        """Whether a search of all that is left is dear: then only what is near a relaxation, or can afford much, is."""
        return self.unwritten is not None and len(self.face.ids) > EASY

    def _write_down(self) -> None:
        """The rows that choices ran into, added to the problem; a bound that is known holds without them."""
        if not self.pending:
            return
        self.model = add_cuts(self.model, self.pending)
        self.face = _with_cuts(self.face, self.pending)
        if self.known is not None:
            price = np.append(self.known.price, np.zeros(len(self.pending), np.int64))
            self.known = evolve(self.known, face=_with_cuts(self.known.face, self.pending), price=price)
        self.pending = []

    def _on_faith(self) -> bool:
        """Takes as many tiers as a run on their linear bounds can prove together; whether that was any."""
        begun = time.monotonic()
        steps = self._run_of_bounds([])
        for _ in range(HUGE_PAIR_ROUNDS if self._huge() else PAIR_ROUNDS):
            if self.clock.over() or not self._pairs_broken(steps):
                break
            self._write_down()
            steps = self._run_of_bounds(steps)
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

    def _pairs_broken(self, steps: list[_Step]) -> bool:
        """Whether the last linear solution breaks unwritten rules about two of the columns left; kept, if so."""
        if self.unwritten is None or not steps:
            return False
        activity = self._activity(steps[-1].linear)
        left = steps[-1].after.ids
        pairs = self.unwritten.pairs_among(left, left[activity[left] > 1e-6])
        if all(activity[cut.items].sum() <= cut.most + 1e-6 for cut in pairs):
            return False
        self.pending += pairs
        return True

    def _activity(self, linear: Linear) -> FloatArray:
        """What a linear solution chooses, by column of the whole problem."""
        activity: FloatArray = np.zeros(self.model.n_columns)
        activity[linear.face.ids] = linear.activity
        return activity

    def _run_of_bounds(self, before: list[_Step]) -> list[_Step]:
        """Each open tier's linear bound, taken for its value; ends early where a later tier may spend.

        before: the last such run, whose columns are a good beginning. Of a huge problem only so many tiers as a share
        of the time allows: what they leave is smaller.
        """
        steps: list[_Step] = []
        ends = Clock(RUN * self.clock.left() if self._huge() and np.isfinite(self.clock.left()) else None)
        face = self.face
        for tier in self.tiers[len(self.found) :]:
            enough = None if steps else self._reached(tier)
            like = before[len(steps)].linear if len(steps) < len(before) else None
            linear = relax(face, tier, self.clock, enough, like or (steps[-1].linear if steps else self.last))
            if linear is None:
                break
            if not steps:
                self.known = linear
                if self._huge() and (self.best is None or not self.best.any()):
                    self._begin_with(linear)  # a choice to show stands before anything long is tried
            face = linear.after(linear.bound)
            steps.append(_Step(tier, linear.bound, linear, face))
            if tier.gives or ends.over():
                break
        return steps

    def _longest_reached(self, steps: list[_Step]) -> tuple[list[_Step], BoolArray | None]:
        """The longest beginning of a run for which a choice is found that reaches all its bounds, and that."""
        reached, chosen = self._whole_already(steps)
        if self.unwritten is not None:
            return self._down_from_the_smallest(steps, reached, chosen)
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
            if found is not None and _reaches(found, steps[:count]) and not self._broken(found, linear.face):
                return count, found
        return 0, None

    def _down_from_the_smallest(
        self, steps: list[_Step], reached: int, chosen: BoolArray | None
    ) -> tuple[list[_Step], BoolArray | None]:
        """Down from the smallest face, which is quick to search whole; of large ones only the neighbourhood is."""
        for count in range(len(steps), reached, -1):
            if self.clock.over():
                break
            step = steps[count - 1]
            easy = len(step.after.ids) <= EASY
            found = self._probe(steps[:count]) if easy else self._probed_near(steps[:count])
            at = _reached_by(found, steps[:count])
            if at > reached:
                reached, chosen = at, found
            if at >= count - 1:
                break
        return steps[:reached], chosen

    def _probed_near(self, steps: list[_Step]) -> BoolArray | None:
        """The same as _probe, only near the last linear solution: what is whole in it stays at first.

        After Danna, Rothberg and Le Pape, Exploring relaxation induced neighborhoods (2005). What runs into unwritten
        rules is let go, and what does not is kept, as long as that brings news.
        """
        linear, best = steps[-1].linear, None
        near = self._neighbourhood(linear, np.isin(linear.face.ids, steps[-1].after.ids, assume_unique=True))
        near = _with_cuts(near, self.pending)
        for _ in range(STAYS):
            met = len(self.pending)
            best = _farther(best, self._settled_near(self._staying(near, linear), steps), steps)
            if best is not None and _reaches(best, steps):
                return best
            if len(self.pending) == met or self.clock.over():
                break
            near = _with_cuts(near, self.pending[met:])
        return best if self.clock.over() else _farther(best, self._settled_near(near, steps), steps)

    def _staying(self, face: Face, linear: Linear) -> Face:
        """The face with every column chosen that a linear solution chooses whole, but for what ran into rules."""
        activity = self._activity(linear)
        for cut in self.pending:
            activity[cut.items] = 0
        whole = np.flatnonzero(activity[face.ids] > 1 - 1e-6)
        return evolve(face, model=add_rows(face.model, np.arange(len(whole)), whole, 1, lower=1, n_rows=len(whole)))

    def _settled_near(self, face: Face, steps: list[_Step]) -> BoolArray | None:
        """A choice over a part of what is left after some steps; taken if it is better than the best at hand."""
        found = self._settled(face, steps[-1].tier, self._short(5 * FAITH_LIMIT), whole=steps[-1].after)[1]
        if found is not None and self._keeps(found):
            self._take_if_better(self.tiers[len(self.found)], found)
        return found

    def _mended_while_it_works(
        self, steps: list[_Step], reached: int, chosen: BoolArray | None
    ) -> tuple[list[_Step], BoolArray | None]:
        """On faces too large to search whole: one tier more as long as the neighbourhood has a choice for it.

        Only where every rule is written out.
        """
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
        between = np.zeros(self.model.n_columns, bool)
        between[face.ids[np.abs(activity - np.rint(activity)) > 1e-6]] = True
        near = self._sharing_rows(face, between) | (activity > 1e-6)
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
        return self._settled(face, tier, self._short(FAITH_LIMIT + more))[1]

    def _settled(
        self,
        face: Face,
        tier: Tier,
        limit: float | None,
        hint: BoolArray | None = None,
        whole: Face | None = None,
    ) -> tuple[Claim, BoolArray | None]:
        """What a solver claims of a tier over a face, and its choice, which no unwritten rule forbids.

        whole: where the face is only a part of one, that; a choice may be mended with columns of all of it.
        """
        begun = time.monotonic()
        while True:
            left = None if limit is None else limit - (time.monotonic() - begun)
            claim = solve_integer(face.model, face.tier(tier), self.clock, effort=self.effort, limit=left, hint=hint)
            found = None if claim.values is None else self._whole(face, claim.values)
            if found is None:
                return claim, None
            cuts = self._broken(found, face)
            if not cuts:
                return claim, found
            more, mended = self._mended_nearby(whole or face, tier, found, cuts)
            face = _with_cuts(face, more)
            whole = None if whole is None else _with_cuts(whole, more)
            if mended is not None:
                return claim, mended
            if self.clock.over() or (left is not None and left <= 0):
                return evolve(claim, status="nothing", values=None, bound=None), None

    def _mended_nearby(
        self, face: Face, tier: Tier, chosen: BoolArray, cuts: list[Cut]
    ) -> tuple[list[Cut], BoolArray | None]:
        """A choice worth as much that differs only round what unwritten rules forbid; and the rows met on the way.

        Few columns are searched each time: those chosen, and those in a row with one that is in the way; where that is
        not enough, those in a row with any that are chosen there.
        """
        value, met = tier.value_of(chosen), list(cuts)
        for _ in range(MENDS):
            face = _with_cuts(face, cuts)
            forbidden = np.zeros(self.model.n_columns, bool)
            forbidden[np.concatenate([cut.items for cut in cuts])] = True
            found = self._nearby(face, tier, chosen, chosen & forbidden)
            if found is None or tier.value_of(found) != value:
                return met, None
            cuts, chosen = self._broken(found, face), found
            if not cuts:
                return met, chosen
            met += cuts
        return met, None

    def _nearby(self, face: Face, tier: Tier, chosen: BoolArray, moving: BoolArray) -> BoolArray | None:
        """The best choice found that differs from this one round some of its columns; None if none is worth as much."""
        value = tier.value_of(chosen)
        for _ in range(2):
            reach = np.zeros(self.model.n_columns, bool)
            reach[face.ids[self._sharing_rows(face, moving)]] = True
            near = face.keep((reach | chosen)[face.ids])
            if len(near.ids) > EASY or self.clock.over():
                return None
            limit = self._short(FAITH_LIMIT)
            claim = solve_integer(near.model, near.tier(tier), self.clock, effort=self.effort, limit=limit)
            found = None if claim.values is None else self._whole(near, claim.values)
            if found is not None and tier.value_of(found) == value:
                return found
            touched = np.zeros(self.model.n_columns, bool)
            touched[face.ids[self._sharing_rows(face, reach)]] = True
            moving = chosen & touched
        return None

    def _sharing_rows(self, face: Face, columns: BoolArray) -> BoolArray:
        """By column of a face: whether it stands in a row, not too wide, with one of these columns of the whole."""
        model = face.model
        rows = np.zeros(model.n_rows, bool)
        rows[model.entry_row[columns[face.ids][model.entry_column]]] = True
        rows &= np.bincount(model.entry_row, minlength=model.n_rows) <= WIDEST
        out = np.zeros(model.n_columns, bool)
        out[model.entry_column[rows[model.entry_row]]] = True
        return out

    def _whole(self, face: Face, values: FloatArray) -> BoolArray | None:
        """A solver's values as a choice over all columns; None if they are not whole or break a row."""
        if np.abs(values - np.rint(values)).max(initial=0) > 1e-4:
            return None
        chosen = np.zeros(self.model.n_columns, bool)
        chosen[face.ids[np.rint(values) == 1]] = True
        return None if len(broken_rows(self.model, chosen)) or not self._keeps(chosen) else chosen

    def _broken(self, chosen: BoolArray, face: Face) -> list[Cut]:
        """What unwritten rules forbid of a choice; kept, to be written down."""
        cuts = [] if self.unwritten is None else self.unwritten.broken(chosen, face.ids)
        self.pending += cuts
        if cuts and self._worth_mending(chosen):
            self._take_mended(chosen)
        return cuts

    def _worth_mending(self, chosen: BoolArray) -> bool:
        """Whether the best choice at hand is far behind this one in the first open tier: then most of it is a gain.

        In a huge problem every choice is dear, and even a little is.
        """
        if self.best is None:
            return True
        tier = self.tiers[min(len(self.found), len(self.tiers) - 1)]
        here, there = tier.value_of(self.best), tier.value_of(chosen)
        gain = there - here if tier.sense == "max" else here - there
        return gain > 0 if self._huge() else tier.sense == "max" and 50 * gain > abs(there)

    def _keeps(self, chosen: BoolArray) -> bool:
        """Whether a choice keeps the tiers done, less what they give."""
        for tier, found in zip(self.tiers, self.found, strict=False):
            value = tier.value_of(chosen)
            least = tier.least(found.value)
            if value < least if tier.sense == "max" else value > least:
                return False
        return True

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
        """The relaxation of a tier over what is left, with the unwritten rules about two that it would break."""
        linear = relax(self.face, tier, self.clock, self._reached(tier), self.last)
        for _ in range(PAIR_ROUNDS):
            if linear is None or not self._huge():
                break
            if not self._pairs_broken([_Step(tier, linear.bound, linear, linear.after(linear.bound))]):
                break
            self._write_down()
            linear = relax(self.face, tier, self.clock, self._reached(tier), linear)
        self.last = linear
        return linear

    def _begin_with(self, linear: Linear) -> None:
        """A first choice, among the columns that a relaxation uses."""
        used = linear.activity > 1e-6
        near = linear.face.keep(used if self.best is None else used | self._used())
        self._take(self._ask(near, linear.tier, self._short(5 * FAITH_LIMIT)))

    def _searched_near(self, tier: Tier, linear: Linear) -> Claim:
        """The best near a relaxation of a large face: among what it used and met, and what may still be as good."""
        near = np.isin(linear.face.ids, self._neighbourhood(linear, linear.affordable(linear.bound)).ids)
        near |= linear.needed & linear.affordable(linear.bound)
        limit = self._short(max(5 * FAITH_LIMIT, min(self.clock.left(), 600.0) / 15))
        claim = self._take(self._ask(linear.face.keep(near), tier, limit))
        if self._reached(tier) == linear.bound:
            return evolve(claim, status="optimal")
        return self._better_until_none(tier, linear, claim)

    def _searched(self, tier: Tier, linear: Linear | None) -> Claim:
        """A claim that speaks for the whole face; what it found is taken in.

        With a linear bound only columns that can afford a value near it are searched first; a choice found
        among them that is worth that much is the best there is.
        """
        sign = 1 if tier.sense == "max" else -1
        reached = self._reached(tier)
        if linear is not None and self._huge():
            return self._searched_near(tier, linear)
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

    def _better_until_none(self, tier: Tier, linear: Linear, claim: Claim) -> Claim:
        """The best there is, on faces too large to search whole: asked for from the far end, in steps that double.

        Few columns can afford the bound itself, and that there is no choice among them is news too: the bound sinks.
        """
        sign = 1 if tier.sense == "max" else -1
        bound, step = sign * linear.bound, 1
        while self.best is not None and not self.clock.over():
            reached = sign * tier.value_of(self.best)
            if reached >= bound:
                return evolve(claim, status="optimal")
            aim = max(bound - step + 1, reached + 1)
            if int(linear.affordable(tier.least(sign * aim)).sum()) > SMALL:
                break
            limit = self._short(min(self.clock.left(), 600.0) / 4)
            claim = self._take(self._ask(linear.after(sign * aim), tier, limit))
            if claim.status == "optimal":
                return claim
            if claim.status != "infeasible":
                break
            bound, step = aim - 1, 2 * step
        return evolve(claim, status="feasible", bound=float(sign * bound - tier.constant))

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
        claim, found = self._settled(face, tier, limit, hint)
        if found is not None:
            claim = evolve(claim, values=found[face.ids].astype(float))
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

    def _take_mended(self, chosen: BoolArray) -> None:
        """What is left of a choice without what unwritten rules forbid: a plan to go on with, if no best one."""
        assert self.unwritten is not None
        mended = self.unwritten.mended(chosen)
        if not len(broken_rows(self.model, mended)) and self._keeps(mended):
            self._take_if_better(self.tiers[min(len(self.found), len(self.tiers) - 1)], mended)

    def _take_if_better(self, tier: Tier, chosen: BoolArray) -> None:
        value, reached = tier.value_of(chosen), self._reached(tier)
        if reached is None or (value > reached if tier.sense == "max" else value < reached):
            self.best = chosen

    def _reached(self, tier: Tier) -> int | None:
        return None if self.best is None else tier.value_of(self.best)

    def _done(self, tier: Tier, found: Found) -> None:
        self.found.append(found)
        if self.progress is not None:
            proof: Proof | None = "claimed" if found.proven else None
            self.progress(
                TierResult(tier.name, tier.sense, found.value, found.bound, proof, None, 0, found.solver, found.seconds)
            )


def _with_cuts(face: Face, cuts: list[Cut]) -> Face:
    return evolve(face, model=add_cuts(face.model, [cut.among(face.ids) for cut in cuts]))


def _reaches(chosen: BoolArray, steps: list[_Step]) -> bool:
    return _reached_by(chosen, steps) == len(steps)


def _farther(one: BoolArray | None, other: BoolArray | None, steps: list[_Step]) -> BoolArray | None:
    """Whichever of two choices reaches more of the steps, the first where they reach as many."""
    return other if one is None or _reached_by(other, steps) > _reached_by(one, steps) else one


def _reached_by(chosen: BoolArray | None, steps: list[_Step]) -> int:
    """How many of the steps, from the first on, a choice reaches."""
    if chosen is None:
        return 0
    missed = (number for number, step in enumerate(steps) if step.tier.value_of(chosen) != step.target)
    return next(missed, len(steps))


def linear_name() -> str:
    import ortools

    return f"GLOP ortools {ortools.__version__}, bound added up in whole numbers"


def outward(tier: Tier, bound: float) -> int:
    """A claimed bound in floats, rounded away from the value, with a little air for the solver's tolerances."""
    air = 1e-6 * max(1.0, abs(bound))
    whole = np.floor(bound + air) if tier.sense == "max" else np.ceil(bound - air)
    return int(whole) + tier.constant
