"""Tiers of a large problem with rules that its rows do not say: by decomposition, first on faith, then in earnest.

On faith: each tier's linear bound over single columns and sets (master.py), rounded, is taken for its value. The
relaxation over sets is nearly always whole, and a whole one that breaks no unwritten rule proves all tiers up to it.
Where none is found, the first open tier is searched in earnest: columns and sets that could be part of something better
than the best at hand are listed, at a rising loss against the bound, and searched to the end.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from attrs import define, evolve, field

from mentormatch.solving.about import About, between, open_beside
from mentormatch.solving.filling import filled
from mentormatch.solving.found import Found, better, keeps, outward, told
from mentormatch.solving.inside import Cut, Unwritten
from mentormatch.solving.longer import Longer
from mentormatch.solving.master import Master
from mentormatch.solving.model import BoolArray, Effort, IntArray, Model, Tier, TierResult
from mentormatch.solving.prices import counted_bound
from mentormatch.solving.relaxed import Held, Relaxed, State, Step
from mentormatch.solving.restricted import Restricted
from mentormatch.solving.rows import broken_rows, sharing_rows, with_helpers
from mentormatch.solving.solvers import Claim, Clock, FloatArray, solve_integer, solver_name

CUT_ROUNDS = 60
"""Relaxations of one tier, each with the unwritten rules that the last one broke."""
NEAR, NEAR_SHARE = 2.0, 0.1
"""Seconds for a search near a relaxation, and beside those a share of the time left."""
FIRST_SHARE = 0.3  # of the time left, for a choice that reaches the first tier: without it later ones say nothing
BOUNDS_SHARE, TOGETHER_SHARE = 0.6, 0.6
"""Of the time left, where relaxations are long: for a run of them, and for a choice that reaches all of them."""
IN_VAIN = 2
"""Searches of one tier, each with more at hand, that better nothing: then the next tier's turn has come."""
MOST_SETS = 20_000
"""Sets of one cluster that are listed at the most."""
MOST_COLUMNS = 150_000
"""Columns and sets up to which a search is worth a try."""
WIDE = 300_000
"""Single columns up to which a relaxation is so quick that a choice may wait until all tiers are relaxed."""
EASY = 40_000
"""Columns and sets up to which all that could be better at all is searched at once."""


@define
class Decomposed:
    """The tiers in order, those done, and the best choice so far (None: none is known)."""

    model: Model
    tiers: tuple[Tier, ...]
    effort: Effort
    clock: Clock
    progress: Callable[[TierResult], None] | None
    unwritten: Unwritten
    master: Master
    best: BoolArray | None = None
    found: list[Found] = field(factory=list)
    infeasible: bool = False
    near: BoolArray = field(init=False)  # columns, and sets, that relaxations of this search used, where it is wide
    near_sets: IntArray = field(init=False)
    wide: bool = field(init=False)  # so much may be chosen that each relaxation is long

    def __attrs_post_init__(self) -> None:
        self.wide = int(self.master.alive.sum()) > WIDE
        self.near, self.near_sets = np.zeros(self.model.n_columns, bool), np.zeros(0, np.int64)

    @classmethod
    def of(
        cls,
        model: Model,
        tiers: tuple[Tier, ...],
        effort: Effort,
        clock: Clock,
        progress: Callable[[TierResult], None] | None,
        start: BoolArray | None,
        unwritten: Unwritten,
    ) -> Decomposed:
        """start: an allowed choice to better. Where there is none, one is looked for first."""
        search = cls(model, tiers, effort, clock, progress, unwritten, Master.of(model, list(unwritten.holdings())))
        if start is None:
            start = search._some_choice()
        if start is not None:
            search._take(start)
        return search

    def run(self) -> list[Found]:
        """What was found of each tier, in order; fewer than all where the clock cut it, none without a choice."""
        while self.best is not None and len(self.found) < len(self.tiers) and not self.clock.over():
            begun = self.master.state()
            steps = self._run_of_bounds()
            count = self._longest_reached(steps, begun)
            for step in steps[:count]:
                bound = step.relaxed.bound
                self._done(step.tier, Found(bound, bound, True, name(), step.seconds))
            if steps:
                self.master.restore(steps[count - 1].after if count else begun)
            if count < len(steps) or not steps:
                self._in_earnest(steps[count].relaxed if steps else None)
        return self.found

    def _some_choice(self) -> BoolArray | None:
        """A choice that does all that rows ask for: by a search of its own, for the least that is left undone."""
        helped, more = with_helpers(self.model)
        n = self.model.n_columns
        undone = Tier("undone", "min", np.r_[np.zeros(n, np.int64), np.ones(more, np.int64)])
        start = np.r_[np.zeros(n, bool), np.ones(more, bool)]
        if len(broken_rows(helped, start)):
            return None
        first = Decomposed.of(helped, (undone,), self.effort, self.clock, None, start, Longer(self.unwritten, n))
        found = first.run()
        if first.best is None or undone.value_of(first.best):
            self.infeasible = bool(found) and found[0].proven
            return None
        return first.best[:n]

    def _run_of_bounds(self) -> list[Step]:
        """The open tiers' linear bounds, each taken for its value; ends where later tiers may spend of one."""
        assert self.best is not None
        steps: list[Step] = []
        ends = self.clock.part(self._short(BOUNDS_SHARE) if self.wide else None)
        searching = not self.found
        for tier in self.tiers[len(self.found) :]:
            begun = time.monotonic()
            relaxed = self._relaxed(tier)
            if relaxed is None:
                break
            if searching:
                # A choice to show stands before anything longer is tried; where all is long, as far as it soon is.
                relaxed = self._reached_near(tier, relaxed)
                searching = self.wide and tier.value_of(self.best) == relaxed.bound
                if self.wide and not steps and not searching:
                    ends.end()
            self.master.hold(tier, relaxed.bound, relaxed)
            steps.append(Step(tier, relaxed, self.master.state(), time.monotonic() - begun))
            if tier.gives or self.clock.over() or ends.over():
                break
        return steps

    def _reached_near(self, tier: Tier, relaxed: Relaxed) -> Relaxed:
        """Looks for a choice that reaches a relaxation, among what relaxations used; the one that this ends with.

        Each search meets unwritten rules; with those the relaxation uses something else. Where it meets none, and has
        looked at everything, it goes on with what stands beside the columns of which the relaxation uses a part.
        """
        wide = self.wide
        share = FIRST_SHARE if not self.found and tier is self.tiers[0] else NEAR_SHARE
        ends = self.clock.part(self._short(share))
        while self.best is not None and tier.value_of(self.best) != relaxed.bound and not ends.over():
            self.near |= (relaxed.activity > 1e-6) | self.best
            self.near_sets = np.union1d(self.near_sets, np.union1d(relaxed.used, self.master.sets_of(self.best)))
            singles, known = np.flatnonzero(self.near & self.master.alive), self.master.rows.n_rows
            if wide:  # first where the relaxation is undecided: that is soon searched
                used, pieces = relaxed.activity > 1e-6, between(relaxed.activity)
                here = np.union1d(self._beside(pieces, singles), singles[used[singles]])
                self._search(tier, here, self.near_sets, ends.left())
                if tier.value_of(self.best) == relaxed.bound:
                    break
            claim = self._search(tier, singles, self.near_sets, ends.left())
            if tier.value_of(self.best) == relaxed.bound:
                break
            if self.master.rows.n_rows > known:
                latest = self._relaxed(tier)
                if latest is None:
                    break
                relaxed = latest
            elif claim.status not in ("optimal", "infeasible") or not self._widened(relaxed, singles):
                break
        return relaxed

    def _widened(self, relaxed: Relaxed, searched: IntArray) -> bool:
        """Whether anything stands beside what a relaxation uses a part of, that could be in a choice worth its bound.

        It is near from then on.
        """
        joining = open_beside(self.master, relaxed, between(relaxed.activity), len(searched))
        joining = joining[~self.near[joining]]
        self.near[joining] = True
        return bool(len(joining))

    def _relaxed(self, tier: Tier) -> Relaxed | None:
        """A tier's relaxation, with the unwritten rules that it would break; a whole and allowed one is a choice."""
        relaxed: Relaxed | None = None
        clock = self.clock.part(self._short(BOUNDS_SHARE) if self.wide else None)
        for _ in range(CUT_ROUNDS):
            latest = self.master.relax(tier, clock)
            if latest is None:
                break
            relaxed = latest
            cuts = self._broken(relaxed.activity)
            if not cuts or self.clock.over():
                break
            self.master.add_cuts(cuts)
        return relaxed

    def _broken(self, activity: FloatArray) -> list[Cut]:
        """The unwritten rules that a linear solution breaks: all if it is whole, else those about two columns."""
        if np.abs(activity - np.rint(activity)).max(initial=0) < 1e-5:
            return self._tried(np.rint(activity) == 1)
        free = self.master.alive
        pairs = self.unwritten.pairs_among(np.flatnonzero(free), np.flatnonzero(free & (activity > 1e-6)))
        broken = [cut for cut in pairs if activity[cut.items].sum() > cut.most + 1e-6]
        # Where a programme is quick, rows that may be broken next spare a round; where it is long, they are its length.
        return broken if self.wide or not broken else pairs

    def _tried(self, chosen: BoolArray) -> list[Cut]:
        """The unwritten rules that a choice breaks; what can be had of it is taken if it is better than the best."""
        if len(broken_rows(self.model, chosen)):
            return []
        may = self.master.alive | (self.master.cluster_of >= 0) | chosen
        cuts = self.unwritten.broken(chosen, np.flatnonzero(may))
        if not cuts:
            self._take_if_better(chosen)
        elif not (self.wide and self.master.held):  # where all is long, what is taken out is missed in a tier held
            self._take_mended(chosen)
        return cuts

    def _take_mended(self, chosen: BoolArray) -> None:
        """Takes what can be had of a choice that breaks unwritten rules, if that is better than the best."""
        mended = self._mended(chosen)
        if mended is not None:
            self._take_if_better(mended)

    def _mended(self, chosen: BoolArray) -> BoolArray | None:
        """What can be had of a choice that breaks unwritten rules, filled up."""
        mended = self.unwritten.mended(chosen)
        if len(broken_rows(self.model, mended)):
            return None
        return filled(self.master.rows, self.tiers, len(self.found), mended, self.unwritten.joins)

    def _take_if_better(self, chosen: BoolArray) -> None:
        """Takes a choice that keeps the tiers done and is better in the first open tier in which it differs."""
        open_tiers = self.tiers[len(self.found) :]
        if keeps(self.tiers, self.found, chosen) and (self.best is None or not better(open_tiers, self.best, chosen)):
            self._take(chosen)

    def _take(self, chosen: BoolArray) -> None:
        self.best = chosen
        self.master.seed(chosen)

    def _longest_reached(self, steps: list[Step], begun: State) -> int:
        """How many steps of a run, from the first, some choice reaches together; it is the best then."""
        reached = self._reached(steps)
        if self.wide and steps:
            return self._reached_together(steps, begun)
        for count in range(len(steps), 0, -1):
            if count <= reached or self.clock.over():
                break
            self.master.restore(steps[count - 1].after)
            singles, sets = self.master.at_hand()
            self._search(steps[count - 1].tier, singles, sets, self._short())
            reached = max(reached, self._reached(steps))
        return reached

    def _reached_together(self, steps: list[Step], begun: State) -> int:
        """The same where relaxations are long: for all steps at once, and where that fails for one after another.

        All is looked for about the last relaxation, which is the best of all steps, if a part of it is in pieces.
        """
        last = steps[-1]
        about = About(self.master, self.unwritten, self.effort, last.relaxed)
        ends, latest = self.clock.part(self._short(TOGETHER_SHARE)), None
        self.master.restore(last.after)
        self.master.held.pop()
        while self._reached(steps) < len(steps) - 1 and not ends.over():
            chosen = about.any_choice(last.tier, ends)
            if chosen is None and latest is None and about.widened():
                continue
            if chosen is None:
                break
            latest = chosen
            cuts = self._tried(chosen)
            about.meet(cuts, chosen)
            self.master.add_cuts(cuts)
            relaxed = self._relaxed(last.tier) if cuts else None
            about.relaxed = relaxed or about.relaxed
        best = self.best if self._reached(steps) >= len(steps) - 1 or latest is None else self._mended(latest)
        if best is not None:
            self._bettered(best, about, steps, begun)
        return self._reached(steps)

    def _bettered(self, chosen: BoolArray, about: About, steps: list[Step], begun: State) -> None:
        """Takes an allowed choice, if it is better than the best, when it is bettered tier by tier."""
        ends = self.clock.part(self._short(TOGETHER_SHARE))
        held = list(begun.held)
        for step in steps:
            tier, in_vain = step.tier, 0
            self.master.restore(evolve(begun, held=tuple(held)))
            self.master.seed(chosen)
            while in_vain < IN_VAIN and tier.value_of(chosen) != step.relaxed.bound and not ends.over():
                latest = about.bettered(tier, chosen, ends.part(self._short()), short=in_vain > 0)
                if latest is None:
                    break
                cuts = self._tried(latest)
                about.meet(cuts, latest)
                self.master.add_cuts(cuts)
                if not cuts:
                    in_vain = in_vain + 1 if tier.value_of(chosen) == tier.value_of(latest) else 0
                    chosen = latest
                    self.master.seed(chosen)
            held.append(Held(tier, tier.least(tier.value_of(chosen))))
        self._take_if_better(chosen)

    def _reached(self, steps: list[Step]) -> int:
        assert self.best is not None
        best = self.best
        missed = (at for at, step in enumerate(steps) if step.tier.value_of(best) != step.relaxed.bound)
        return next(missed, len(steps))

    def _search(self, tier: Tier, singles: IntArray, sets: IntArray, limit: float | None) -> Claim:
        """The best choice of some columns and sets that keeps the tiers held: with unwritten rules as they are met.

        What is found is taken if it is better. The claim is the last one: optimal only for an allowed choice.
        """
        ends, nothing = self.clock.part(limit), Claim("nothing", None, None, None, "not searched", 0.0)
        while True:
            if len(singles) + len(sets) > MOST_COLUMNS or ends.over():
                return nothing
            programme = Restricted.of(self.master, tier, singles, sets)
            hint = None if self.best is None else programme.hint(self.best)
            claim = solve_integer(programme.model, programme.tier_here(), ends, effort=self.effort, hint=hint)
            if claim.values is None:
                return claim
            chosen = programme.choice(claim)
            if chosen is None:
                return nothing
            cuts = self._tried(chosen)
            if not cuts or self.clock.over():
                return nothing if cuts else claim
            self.master.add_cuts(cuts)

    def _beside(self, hot: BoolArray, singles: IntArray) -> IntArray:
        """Those of some single columns that share a row with a hot one, if it is about a neighbourhood only."""
        position, row, _ = self.master.rows.among(singles)
        return singles[sharing_rows(row, position, hot[singles], self.master.rows.n_rows)]

    def _in_earnest(self, relaxed: Relaxed | None) -> None:
        """Searches the first open tier to its end or the clock's. relaxed: its relaxation, if there is one."""
        assert self.best is not None
        begun = time.monotonic()
        tier = self.tiers[len(self.found)]
        sign = 1 if tier.sense == "max" else -1
        everything = np.ones(self.model.n_columns, bool)
        bound, said = sign * counted_bound(self.model, tier, everything, ~everything), "counted"
        if relaxed is not None and sign * relaxed.bound < bound:
            bound, said = sign * relaxed.bound, name()
        if sign * tier.value_of(self.best) < bound and relaxed is not None and not self.wide:
            self._search(tier, *self.master.at_hand(), self._short())
        step = 1
        while not self.clock.over() and not self.wide:
            reached = sign * tier.value_of(self.best)
            if reached >= bound:
                break
            aim, columns = reached + 1, self.master.could_reach(relaxed, sign * (reached + 1), MOST_SETS)
            if columns is None or len(columns[0]) + len(columns[1]) > EASY:
                aim = max(bound - step + 1, reached + 1)
                columns = self.master.could_reach(relaxed, sign * aim, MOST_SETS)
            if columns is None:
                break
            claim = self._search(tier, *columns, self._long() if aim > reached + 1 else None)
            if claim.status == "infeasible":
                bound, said = aim - 1, claim.solver
            elif claim.status == "optimal":
                value = sign * tier.value_of(self.best)
                bound, said = max(value, aim - 1) if value < aim else value, claim.solver
            else:
                if claim.bound is not None:
                    bound = min(bound, max(aim - 1, sign * outward(tier, claim.bound)))
                break
            step *= 2
        value = tier.value_of(self.best)
        self._done(tier, Found(value, sign * bound, sign * bound == value, said, time.monotonic() - begun))
        self.master.hold(tier, value, relaxed)
        self.master.seed(self.best)

    def _short(self, share: float = NEAR_SHARE) -> float | None:
        """A limit by the clock for a search that is only a try; none where work is counted instead."""
        if self.effort.work_limit is not None:
            return None
        return NEAR + share * min(self.clock.left(), 600.0)

    def _long(self) -> float | None:
        return None if self.effort.work_limit is not None else min(self.clock.left(), 600.0) / 4

    def _done(self, tier: Tier, found: Found) -> None:
        self.found.append(found)
        if self.progress is not None:
            self.progress(told(tier, found))


def name() -> str:
    return f"{solver_name('GLOP')} over sets of columns, bound added up in whole numbers"
