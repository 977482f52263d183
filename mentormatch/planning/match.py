"""Matching from beginning to end: candidates, tiers, places and hours, and what is said about them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import attrs
import numpy as np

from mentormatch.candidates import Candidates, find_candidates
from mentormatch.domain import tiers as catalogue
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.plan import Evidence, Plan, PriceList, TierValue
from mentormatch.domain.problem import Problem
from mentormatch.domain.programme import Programme
from mentormatch.matching.formulation import Formulation, all_options, formulate
from mentormatch.matching.load import load_of
from mentormatch.matching.meetings import MeetingFormulation, formulate_meetings
from mentormatch.matching.quality import Quality, quality_of
from mentormatch.matching.seats import Seats, seats_of
from mentormatch.planning.answers import answers_for
from mentormatch.planning.certificate import tier_value
from mentormatch.planning.effort import Deadline, Effort, Progress
from mentormatch.planning.figures import sizes_of_model, sizes_of_pairs, work_of
from mentormatch.planning.importing import begin_loading
from mentormatch.planning.pairs_told import tell_pairs
from mentormatch.planning.running import NothingFoundError, Stopwatch, versions, within
from mentormatch.planning.tiers import Priced, Run, any_choice, run_tiers
from mentormatch.planning.witness import Witnesses

if TYPE_CHECKING:
    from mentormatch.matching.weeks import Weeks
    from mentormatch.planning.base import Base

ALL_OPTIONS_AT_ONCE = 20_000
"""Up to so many options all are written out; above, hours are asked about choice by choice."""

SEARCH, ANSWERS = 0.8, 0.9
"""By when of the time given the plan must be found, and everybody answered; the rest is the judge's."""
AFTER = 6.0
"""In a small programme: how many times as long as finding candidates the search may take at the least, for without
that nothing is proven, and how many times as long hours, answers, judge and screen take after it."""
WHO = 0.85
"""Of the time for the plan, what deciding the pairs may take; the rest is for places and hours."""
AFTER_CTRL_C = 3.0
"""Seconds for the places and hours of pairs whose search was stopped."""
LEAST_HOURS = 1.0
"""The same for places and hours, without which there is no plan at all."""


@attrs.frozen(eq=False, kw_only=True)
class Found:
    """The search's result before it is told: who (pairs), then where and when (meetings)."""

    formulation: Formulation
    pairs: Run
    meetings: MeetingFormulation
    hours: Run


class ImpossiblePinsError(ValueError):
    """Pairs to be kept together that can never be: `problems` says which, and what to do."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


def make_plan(
    programme: Programme,
    history: History,
    made_from: str,
    effort: Effort,
    progress: Progress | None = None,
    base: Base | None = None,
) -> Plan:
    """The plan of who could meet whom, where and when. Raises ImpossiblePinsError and NothingFoundError.

    base: what differs little from it and is planned already.
    """
    watch = Stopwatch()
    try:
        candidates = find_candidates(programme, history) if base is None else base.candidates(programme, history)
        if candidates.input_problems:
            raise ImpossiblePinsError(candidates.input_problems)
        watch.lap("candidates")
        quality, seats = quality_of(programme, candidates), seats_of(programme, candidates)
        watch.lap("quality")
        if effort.explain and _short_of_places(candidates):  # then it is said why, with what takes long to load
            begin_loading()
        once = 0.0 if _large(candidates) else watch.elapsed()  # the formulation takes about as long again
        search = within(effort, watch, SEARCH, after=(AFTER + 1) * once, least=AFTER * once)
        found = search_pairs(programme, candidates, quality, seats, search, progress, watch, base)
    except KeyboardInterrupt as pressed:
        raise NothingFoundError("interrupted", ()) from pressed
    deadline = _deadline(effort, watch, found)

    def told() -> Plan:
        return tell(programme, history, made_from, effort, found, deadline, watch)

    try:
        return told()
    except KeyboardInterrupt:  # there is a plan: what is left takes little, with nothing more searched
        deadline.interrupt()
        return told()


def _large(candidates: Candidates) -> bool:
    """Whether hours stay open."""
    return candidates.n_options > ALL_OPTIONS_AT_ONCE


def _short_of_places(candidates: Candidates) -> bool:
    """Whether some of those who have possible mentors must wait."""
    return int(np.count_nonzero(np.bincount(candidates.pair_mentee))) > int(candidates.free_places.sum())


def tell(
    programme: Programme,
    history: History,
    made_from: str,
    effort: Effort,
    found: Found,
    deadline: Deadline,
    watch: Stopwatch,
) -> Plan:
    """The plan that was found, in the domain's words, with an answer for everybody who waits."""
    case = found.meetings.case
    candidates, quality, seats = case.candidates, case.quality, case.seats
    assert found.hours.chosen is not None
    told = tell_pairs(history, case, found.hours.chosen)
    tiers, price_lists = _tiers(programme, found)
    watch.lap("telling")
    stopped = found.pairs.stopped or found.hours.stopped
    witnesses = Witnesses(found.formulation, found.pairs, told.pairs, effort, deadline)
    if effort.explain:
        everything = all_options(programme, candidates, quality, seats)
        chosen = case.columns.option[found.hours.chosen]
        answers = answers_for(
            programme, candidates, seats, told.waiting, everything, chosen, witnesses.answer, deadline
        )
        stopped = stopped or deadline.stopped
    else:
        answers = ()
    watch.lap("answers")
    return Plan(
        scope="match",
        made_from=made_from,
        programme=programme.name,
        as_of=programme.as_of,
        pairs=told.pairs,
        on_hold=told.on_hold,
        unmatched=answers,
        overtaken=told.overtaken,
        pins_left_out=told.pins_left_out,
        tiers=tiers,
        evidence=Evidence(
            price_lists=price_lists,
            tiers=work_of({**found.pairs.tiers, **found.hours.tiers}),
            sizes={**sizes_of_pairs(candidates), **sizes_of_model(found.formulation.block.model)},
            versions=versions(),
            seconds=watch.rounded(),
            threads=effort.threads,
            stopped=stopped,
            witnesses=dict(sorted(witnesses.found.items())),
        ),
    )


def search_pairs(
    programme: Programme,
    candidates: Candidates,
    quality: Quality,
    seats: Seats,
    effort: Effort,
    progress: Progress | None,
    watch: Stopwatch,
    base: Base | None = None,
) -> Found:
    """The pairs, tier by tier, then their places and hours.

    A small programme is searched with every option written out. In a large one hours stay open, and diaries, weekly
    hours and whatever binds one mentor's meetings to another's are asked about choice by choice.
    """
    large = _large(candidates)
    begun = time.monotonic()
    formulation = formulate(programme, candidates, quality, seats, open_hours=large)
    watch.lap("formulation")
    open_hours = _weeks(formulation) if large else None
    who = partial(run_tiers, formulation.block, _part(effort, WHO) if large else effort, unwritten=open_hours)
    run = who(progress=progress) if base is None else base.run(formulation, effort, partial(who, progress=progress))
    watch.lap("who")
    if run.chosen is None:
        raise NothingFoundError(run.stopped, run.conflict)
    chosen_pairs = formulation.case.pairs_of(run.chosen)
    values = {tier.name: tier.value_of(run.chosen) for tier in formulation.block.tiers}

    def held(left: Effort) -> tuple[MeetingFormulation, Run]:
        meetings = formulate_meetings(programme, candidates, quality, seats, chosen_pairs, values)
        hours = run_tiers(meetings.block, left, progress=progress)
        if hours.chosen is None and hours.stopped == "clock":  # the pairs are there: any hours are better than none
            hours = any_choice(meetings.block, left)
        return meetings, hours

    left = _left(effort, begun, stopped=run.stopped)
    try:
        meetings, hours = held(left)
        pressed = hours.chosen is None and hours.stopped == "interrupted"
    except KeyboardInterrupt:
        pressed = True
    if pressed:  # the pairs are there: they get places and hours all the same
        run = attrs.evolve(run, stopped="interrupted")
        meetings, hours = held(_left(effort, begun, stopped=run.stopped))
    watch.lap("where and when")
    if hours.chosen is None:
        raise NothingFoundError(hours.stopped, hours.conflict)
    return Found(formulation=formulation, pairs=run, meetings=meetings, hours=hours)


def _weeks(formulation: Formulation) -> Weeks:
    """The rules that are not written out, whose room a small programme does without."""
    from mentormatch.matching.weeks import Weeks

    return Weeks(formulation.case)


def _deadline(effort: Effort, watch: Stopwatch, found: Found) -> Deadline:
    """When answers must be found by; at once where somebody pressed Ctrl-C."""
    pressed = "interrupted" in (found.pairs.stopped, found.hours.stopped)
    ends = None if effort.time_limit is None else watch.begun + ANSWERS * effort.time_limit
    return Deadline(ends=ends, stopped="interrupted" if pressed else None)


def _left(effort: Effort, begun: float, *, stopped: str | None) -> Effort:
    """The effort for places and hours; stopped: why the search for pairs ended."""
    left = None if effort.time_limit is None else max(LEAST_HOURS, effort.time_limit - (time.monotonic() - begun))
    if stopped == "interrupted":
        left = AFTER_CTRL_C if left is None else min(left, AFTER_CTRL_C)
    return evolve(effort, time_limit=left, enough=None)


def _part(effort: Effort, share: float) -> Effort:
    if effort.time_limit is None:
        return effort
    return evolve(effort, time_limit=share * effort.time_limit)


def _tiers(programme: Programme, found: Found) -> tuple[tuple[TierValue, ...], tuple[PriceList, ...]]:
    priced: Mapping[str, Priced] = {**found.pairs.tiers, **found.hours.tiers}
    told, lists = [], []
    for kind in programme.policy.tier_order():
        tier, prices = tier_value(priced[kind.name], "match", value_of_found(found, kind.name))
        told.append(tier)
        if prices is not None:
            lists.append(prices)
    return tuple(told), tuple(lists)


def value_of_found(found: Found, name: str) -> int:
    """The value of a tier in what was found."""
    if name == catalogue.LOAD.name:
        assert found.hours.chosen is not None
        return load_of(found.meetings.case, found.hours.chosen)
    return _final_value(found, name)


def _final_value(found: Found, name: str) -> int:
    for run, block in ((found.hours, found.meetings.block), (found.pairs, found.formulation.block)):
        for tier in block.tiers:
            if tier.name == name:
                assert run.chosen is not None
                return tier.value_of(run.chosen)
    raise KeyError(name)
