"""A larger programme: matching first, sessions round it, then rounds in which a part of both moves together.

The pairs are searched as for themselves, the sessions round their meetings, and that is a plan already. Each round then
frees the hours of every pair, every option of some mentees, and some patterns of one activity beside those that run,
and searches those few tier by tier from the plan at hand: what it finds is taken if it is better in the order of T8. A
round is cut by counted work. What the search for pairs proved of the first tiers of pairs holds here as well: sessions
only add rules.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
import numpy as np

from mentormatch import solving
from mentormatch.domain.frozen import evolve
from mentormatch.domain.plan import Plan
from mentormatch.matching.case import Case as MatchCase
from mentormatch.matching.formulation import Formulation, all_options, written_out
from mentormatch.planning.effort import Effort, Progress
from mentormatch.planning.match import LEAST_HOURS, Found, search_pairs, value_of_found
from mentormatch.planning.running import Stopwatch
from mentormatch.planning.session_search import search_sessions
from mentormatch.planning.tiers import LAST as LAST_TIERS
from mentormatch.planning.tiers import Priced, TierSolved, not_searched
from mentormatch.planning.together.beside import few_columns, sessions_beside
from mentormatch.planning.together.bounds import Alone, bounds_alone
from mentormatch.planning.together.near import nearest
from mentormatch.planning.together.refill import lost, refilled
from mentormatch.planning.together.stacked import Stacked, order, stack
from mentormatch.planning.together.whole import Ground, Together, place
from mentormatch.scheduling import Case as SessionCase
from mentormatch.scheduling import formulate_sessions, values_of
from mentormatch.solving import Model
from mentormatch.solving.rows import broken_rows
from mentormatch.solving.solvers import Clock

if TYPE_CHECKING:
    from mentormatch.planning.base import Base

FIRST, SECOND, THIRD = 0.35, 0.3, 0.15
"""Of the time left: what the pairs may take, then the sessions round them, then bounds of sessions."""
NEAR = 0.1
"""The same for pairs as good that are nearer to the plan of something like it."""
AFTER_CTRL_C = 3.0
"""Seconds for the sessions round pairs whose search was stopped."""
WORK = 1.0
"""Counted work of one tier of a round."""
PATTERNS, MENTEES = 300, 12
"""How many patterns of one activity a round frees at the most, and of how many mentees it frees every option."""
LAST = 0.1
"""Of the time given: what is kept for places and hours."""


def search_in_rounds(
    ground: Ground, effort: Effort, progress: Progress | None, watch: Stopwatch, base: Base | None = None
) -> Together:
    """The best plan found in the time; nothing is said of its tiers but what is known of the pairs by themselves.

    base: something like it, from whose plan it begins.
    """
    clock = Clock(effort.time_limit)
    first = search_pairs(
        ground.programme,
        ground.candidates,
        ground.quality,
        ground.seats,
        _part(effort, clock, FIRST),
        progress,
        watch,
        base,
    )
    interrupted = "interrupted" in (first.pairs.stopped, first.hours.stopped)
    rounds = Rounds.of(ground, first, effort, clock, progress)
    try:
        if base is not None and base.plan is not None and not interrupted:
            rounds.near(first, base.plan)
            rounds.number = base.rounds  # those before it brought nothing more to this plan
            watch.lap("pairs near the base's")
        rounds.begin(AFTER_CTRL_C if interrupted else None, base)
        watch.lap("sessions round the pairs")
        if not (interrupted or clock.interrupted):
            rounds.bound(base)
            watch.lap("bounds of sessions")
            rounds.improve()
            if base is not None and base.plan is None:
                base.rounds = rounds.number
    except KeyboardInterrupt:
        clock.interrupted = True
    clock.interrupted = clock.interrupted or interrupted
    watch.lap("both together")
    return rounds.result(first)


def _part(effort: Effort, clock: Clock, share: float) -> Effort:
    if effort.time_limit is None:
        return effort
    return evolve(effort, time_limit=max(LEAST_HOURS, share * clock.left()))


@attrs.define(eq=False, kw_only=True)
class Rounds:
    """The plan at hand. met: flags by column of `match`, which has every option; held: flags by choice of `whole`.

    number: of the next round, which says what it frees. writing: seconds that a round takes beside its search.
    """

    ground: Ground
    match: MatchCase
    whole: SessionCase
    met: np.ndarray
    held: np.ndarray
    effort: Effort
    clock: Clock
    progress: Progress | None
    begun: float = attrs.field(factory=time.monotonic)
    model: Model | None = None
    alone: Alone | None = None
    better: int = 0
    number: int = 0
    writing: float = 0.0

    @classmethod
    def of(cls, ground: Ground, first: Found, effort: Effort, clock: Clock, progress: Progress | None) -> Rounds:
        match = all_options(ground.programme, ground.candidates, ground.quality, ground.seats)
        now, chosen = first.meetings.case.columns, first.hours.chosen
        assert chosen is not None
        met = np.isin(match.columns.keys, now.keys[chosen[: len(now)]])
        whole = SessionCase(programme=ground.programme, found=ground.found)
        nothing = np.zeros(whole.n_choices, dtype=bool)
        return cls(
            ground=ground,
            match=match,
            whole=whole,
            met=met,
            held=nothing,
            effort=effort,
            clock=clock,
            progress=progress,
        )

    def near(self, first: Found, plan: Plan) -> None:
        """Takes pairs that are as good and nearer to a plan, where with that plan's sessions they are better."""
        effort = solving.Effort(
            threads=1, time_limit=_part(self.effort, self.clock, NEAR).time_limit, work_limit=WORK,
            seed=self.effort.seed, prices=False, conflict=False, plain=True,
        )  # fmt: skip
        self.met = nearest(self.ground, self.match, self.whole, first, self.met, plan, effort)

    def begin(self, most: float | None, base: Base | None = None) -> None:
        """The sessions round the meetings of the pairs. most: seconds that it may take."""
        beside = sessions_beside(self.match, self.met, self.whole)
        effort = _part(self.effort, self.clock, SECOND)
        if most is not None:
            effort = evolve(effort, time_limit=most)
        begin = None if base is None else base.begin()
        searched = search_sessions(self.ground.programme, beside.found, effort, self.progress, begin=begin)
        if base is not None:
            base.learn(searched.case, searched.prices)
        self.held[beside.choices[searched.chosen]] = True
        if searched.stopped == "interrupted":
            self.clock.interrupted = True

    def bound(self, base: Base | None = None) -> None:
        """What sessions could reach at the most, whatever the pairs are."""
        left = self.clock.left()
        ends = Clock(None if np.isinf(left) else THIRD * left)
        known = None if base is None else base.alone
        self.alone = bounds_alone(self.ground.programme, self.match, self.whole, self.held, ends, known)
        if base is not None:
            base.learn(self.alone.relaxed.case, self.alone.prices, alone=True)

    # ------------------------------------------------------------------------------------------------------ rounds

    def improve(self) -> None:
        """Rounds over activities and mentees, until none of a whole turn brings anything or the time is over."""
        activities = np.unique(self.whole.found.patterns.activity[self.whole.placed]).tolist() or [-1]
        groups = self._groups()
        turn = max(len(activities), len(groups))
        idle = 0
        while idle < turn and not self._over():
            near = self._near(activities[self.number % len(activities)], self.number)
            before = self.held
            found = self._round(near, groups[self.number % len(groups)])
            if found and lost(self.ground.programme, self.whole, before, self.held):
                self.held = refilled(self.ground.programme, self.match, self.met, self.whole, self.held, before)
            idle = 0 if found else idle + 1
            self.number += 1

    def _over(self) -> bool:
        limit = self.effort.time_limit
        kept = 0.0 if limit is None else max(LEAST_HOURS, LAST * limit) + self.writing
        return self.clock.over() or self.clock.left() < kept

    def _groups(self) -> list[np.ndarray]:
        """The mentees with an option, some at a time: those who are far from each other in the list together."""
        mentees = np.unique(self.match.mentee)
        number = max(1, -(-len(mentees) // MENTEES))
        return [mentees[at::number] for at in range(number)]

    def _near(self, activity: int, number: int) -> np.ndarray:
        """Patterns that a round frees, flags: those that run or are fixed, and others of one activity in turn."""
        kept = self.held[: self.whole.n_patterns] | ~self.whole.placed
        mine = np.flatnonzero((self.whole.found.patterns.activity == activity) & self.whole.placed)
        step = max(1, -(-len(mine) // PATTERNS))
        kept[mine[number % step :: step]] = True
        return kept

    def _round(self, patterns: np.ndarray, mentees: np.ndarray) -> bool:
        """Searches a neighbourhood; whether the plan at hand became better."""
        begun = time.monotonic()
        of_pairs = self.match.pairs_of(self.met)
        options = of_pairs[self.match.columns.pair] | self.match.held | np.isin(self.match.mentee, mentees)
        pairs = written_out(few_columns(self.match, options))
        sessions = formulate_sessions(self.ground.programme, self.whole.found.only(patterns))
        stacked = stack(pairs.case, pairs.block, sessions)
        choices = np.flatnonzero(patterns[self.whole.pattern])
        here = np.concatenate([with_load(pairs, self.met[options]), sessions.completed(self.held[choices])])
        self.writing = time.monotonic() - begun
        found = self._searched(stacked, here)
        if found is None:
            return False
        self.met = np.zeros_like(self.met)
        self.met[np.flatnonzero(options)[found[: len(pairs.case.columns)]]] = True
        self.held = np.zeros_like(self.held)
        self.held[choices[stacked.held(found)]] = True
        self.better += 1
        return True

    def _searched(self, stacked: Stacked, here: np.ndarray) -> np.ndarray | None:
        """A choice that is better than the one here in the order of the tiers, none of which gives; ties stay."""
        model = stacked.block.model
        self.model = model
        if len(broken_rows(model, here)):
            raise AssertionError("the plan at hand breaks a row")
        moving = (tier for tier in stacked.block.tiers if tier.name not in LAST_TIERS)
        tiers = tuple(attrs.evolve(tier, give=0, give_per_mille=0) for tier in moving)
        left = self.clock.left()
        effort = solving.Effort(
            threads=1,  # cut by work, several threads find this or that
            time_limit=None if np.isinf(left) else left,
            work_limit=WORK,
            seed=self.effort.seed,
            prices=False,
            conflict=False,
            plain=True,
        )
        solution = solving.solve(model, tiers, effort, hint=here)
        if solution.stopped == "interrupted":
            self.clock.interrupted = True
        if solution.chosen is None:
            raise AssertionError("the plan at hand was lost")
        for tier in tiers:
            before, now = tier.value_of(here), tier.value_of(solution.chosen)
            if before != now:
                if (now > before) != (tier.sense == "max"):
                    return None
                if self.progress is not None:
                    seconds = time.monotonic() - self.begun
                    self.progress(TierSolved(tier=tier.name, value=now, bound=None, seconds=seconds))
                return np.asarray(solution.chosen)
        return None

    # ------------------------------------------------------------------------------------------------------ result

    def result(self, first: Found) -> Together:
        """The plan at hand with its last places and hours."""
        of_pairs = self.match.pairs_of(self.met)
        everything = self.match if len(self.match.columns) <= MOST_COLUMNS else None
        kept = np.ones(len(self.met), dtype=bool) if everything else of_pairs[self.match.columns.pair] | self.match.held
        pairs = written_out(few_columns(self.match, kept))
        chosen = with_load(pairs, self.met[kept])
        left = self.clock.left()
        limit = AFTER_CTRL_C if self.clock.interrupted else None if np.isinf(left) else max(LEAST_HOURS, left)
        effort = evolve(self.effort, time_limit=limit)
        hours = place(self.ground, pairs, chosen, self.whole, self.held, effort, None)
        chosen = _moved(pairs, chosen, hours.match, hours.met)
        stopped = "interrupted" if self.clock.interrupted else "clock" if self.clock.over() or self._over() else None
        values = {tier.name: tier.value_of(chosen) for tier in pairs.block.tiers}
        values |= values_of(self.ground.programme, self.whole, self.held)
        values |= {name: priced.result.value for name, priced in hours.tiers.items()}
        return Together(
            pairs=pairs,
            chosen=chosen,
            match=hours.match,
            met=hours.met,
            sessions=self.whole,
            held=self.held,
            tiers=claims(self.ground, first, values, self.alone.bounds if self.alone else {}),
            stopped=stopped,
            model=self.model or pairs.block.model,
            alone=self.alone,
        )


MOST_COLUMNS = 20_000
"""Options up to which all are written out once more, to answer those who wait."""


def _moved(pairs: Formulation, chosen: np.ndarray, match: MatchCase, met: np.ndarray) -> np.ndarray:
    """The same pairs where and when they meet in the end."""
    columns = pairs.case.columns
    out = chosen.copy()
    out[: len(columns)] = np.isin(columns.keys, match.columns.keys[met])
    return out


def with_load(pairs: Formulation, met: np.ndarray) -> np.ndarray:
    """The columns chosen, and the units of each mentor's load that they need, the cheapest first."""
    model = pairs.block.model
    n = len(pairs.case.columns)
    out = np.zeros(model.n_columns, dtype=bool)
    out[:n] = met
    for row, name in enumerate(pairs.block.row_names):
        if name[0] != "load":
            continue
        mine = model.entry_row == row
        columns = model.entry_column[mine]
        units = np.sort(columns[columns >= n])
        over = int(out[columns[columns < n]].sum() - model.row_upper[row])
        out[units[: max(0, over)]] = True
    return out


def claims(ground: Ground, first: Found, values: Mapping[str, int], bounds: Mapping[str, int]) -> dict[str, Priced]:
    """What is known of each tier. values: of the plan. bounds: of tiers of sessions, whatever the pairs are.

    Without sessions there is more to choose from: what the search for pairs found of a tier bounds it here too, as long
    as the tiers of pairs before it are as they were there.
    """
    found = {**first.pairs.tiers, **first.hours.tiers}
    out: dict[str, Priced] = {}
    same = True
    for kind in order(ground.programme.policy):
        value = values[kind.name]
        nothing = not_searched(kind.name, "max" if kind.sense == "max" else "min", value)
        result = nothing
        if kind.name in bounds:
            most = bounds[kind.name]
            result = attrs.evolve(nothing, bound=most, proof="claimed" if most == value else None)
        if kind.name in found and same and kind.group != "meetings":
            known = found[kind.name].result
            alike = value == value_of_found(first, kind.name)
            if alike:
                result = attrs.evolve(known, prices=None, proof=known.proof and "claimed")
            else:
                result = attrs.evolve(nothing, bound=known.bound)
            same = alike
        if kind.group not in ("meetings", "sessions") and nothing.sense == "min" and value == 0:
            result = attrs.evolve(nothing, bound=0, proof="counted")
        out[kind.name] = Priced(result=result, row_names=(), before=())
    return out
