"""Matching from beginning to end: candidates, tiers, places and hours, and what is said about them."""

from __future__ import annotations

import time
from collections.abc import Mapping

import attrs
import numpy as np

from mentormatch.candidates import Candidates, find_candidates
from mentormatch.domain import tiers as catalogue
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.plan import Evidence, OnHold, Plan, PriceList, TierValue
from mentormatch.domain.problem import Problem
from mentormatch.domain.programme import Programme
from mentormatch.matching.diaries import Diaries
from mentormatch.matching.formulation import Formulation, all_options, formulate
from mentormatch.matching.meetings import MeetingFormulation, formulate_meetings
from mentormatch.matching.quality import Quality, quality_of
from mentormatch.matching.seats import Seats, seats_of
from mentormatch.planning.answers import Waiting, answers_for, overtaken_in
from mentormatch.planning.certificate import tier_value
from mentormatch.planning.decode import Decoder
from mentormatch.planning.effort import Deadline, Effort, Progress
from mentormatch.planning.running import NothingFoundError, Stopwatch, versions, within
from mentormatch.planning.tiers import Priced, Run, any_choice, run_tiers
from mentormatch.planning.witness import Witnesses

ALL_OPTIONS_AT_ONCE = 20_000
"""Up to so many options all are written out; above, hours are asked about choice by choice."""

SEARCH, ANSWERS = 0.8, 0.9
"""By when of the time given the plan must be found, and everybody answered; the rest is the judge's."""
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
    programme: Programme, history: History, made_from: str, effort: Effort, progress: Progress | None = None
) -> Plan:
    """The plan of who could meet whom, where and when. Raises ImpossiblePinsError and NothingFoundError."""
    watch = Stopwatch()
    try:
        candidates = find_candidates(programme, history)
        if candidates.input_problems:
            raise ImpossiblePinsError(candidates.input_problems)
        watch.lap("candidates")
        quality, seats = quality_of(programme, candidates), seats_of(programme, candidates)
        watch.lap("quality")
        found = search_pairs(programme, candidates, quality, seats, within(effort, watch, SEARCH), progress, watch)
    except KeyboardInterrupt as pressed:
        raise NothingFoundError("interrupted", ()) from pressed
    deadline = _deadline(effort, watch, found)

    def told() -> Plan:
        return _told(programme, history, made_from, effort, found, deadline, watch)

    try:
        return told()
    except KeyboardInterrupt:  # there is a plan: what is left takes little, with nothing more searched
        deadline.interrupt()
        return told()


def _told(
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
    decoder = Decoder(programme=programme, history=history, candidates=candidates, quality=quality)
    assert found.hours.chosen is not None
    pairs = decoder.pairs(found.meetings.case, found.hours.chosen)
    reached = np.zeros(len(candidates.mentees), dtype=bool)
    index = {name: at for at, name in enumerate(candidates.mentees)}
    reached[[index[pair.mentee] for pair in pairs]] = True
    waiting = Waiting.of(programme, candidates, quality, seats, reached)
    tiers, price_lists = _tiers(programme, found)
    watch.lap("telling")
    stopped = found.pairs.stopped or found.hours.stopped
    witnesses = Witnesses(found.formulation, found.pairs, pairs, effort, deadline)
    if effort.explain:
        everything = all_options(programme, candidates, quality, seats)
        chosen = found.meetings.case.columns.option[found.hours.chosen]
        answers = answers_for(programme, candidates, seats, waiting, everything, chosen, witnesses.answer, deadline)
        stopped = stopped or deadline.stopped
    else:
        answers = ()
    watch.lap("answers")
    pins = {(row.mentee, row.mentor) for row in history.pins()}
    kept = {(pair.mentee, pair.mentor) for pair in pairs}
    return Plan(
        scope="match",
        made_from=made_from,
        programme=programme.name,
        as_of=programme.as_of,
        pairs=pairs,
        on_hold=tuple(
            OnHold(mentee=row.mentee, mentor=row.mentor, state=row.state)
            for row in sorted(candidates.on_hold, key=lambda row: row.key)
        ),
        unmatched=answers,
        overtaken=overtaken_in(programme, candidates, seats, waiting, pairs),
        pins_left_out=tuple(sorted(pins - kept)),
        tiers=tiers,
        evidence=Evidence(
            price_lists=price_lists,
            tiers=_work(found),
            sizes=_sizes(candidates, found),
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
) -> Found:
    """The pairs, tier by tier, then their places and hours.

    A small programme is searched with every option written out. In a large one hours stay open, and diaries, weekly
    hours and whatever binds one mentor's meetings to another's are asked about choice by choice.
    """
    large = candidates.n_options > ALL_OPTIONS_AT_ONCE
    begun = time.monotonic()
    formulation = formulate(programme, candidates, quality, seats, open_hours=large)
    watch.lap("formulation")
    diaries = Diaries(formulation.case) if large else None
    run = run_tiers(formulation.block, _part(effort, WHO) if large else effort, progress=progress, unwritten=diaries)
    watch.lap("who")
    if run.chosen is None:
        raise NothingFoundError(run.stopped, run.conflict)
    chosen_pairs = np.zeros(candidates.n_pairs, dtype=bool)
    chosen_pairs[formulation.case.columns.pair[run.chosen[: len(formulation.case.columns)]]] = True
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
    return evolve(effort, time_limit=left)


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
    return _load(found) if name == catalogue.LOAD.name else _final_value(found, name)


def _load(found: Found) -> int:
    """The load of the chosen pairs; units that a search cut short may have taken in vain do not count."""
    case, chosen = found.meetings.case, found.hours.chosen
    assert chosen is not None
    seats = case.seats
    pairs = np.bincount(case.mentor[chosen[: len(case.columns)]], minlength=len(seats.elsewhere))
    return int(((seats.elsewhere + seats.on_hold_by_mentor + pairs) ** 2).sum())


def _final_value(found: Found, name: str) -> int:
    for run, block in ((found.hours, found.meetings.block), (found.pairs, found.formulation.block)):
        for tier in block.tiers:
            if tier.name == name:
                assert run.chosen is not None
                return tier.value_of(run.chosen)
    raise KeyError(name)


def _work(found: Found) -> dict[str, dict[str, object]]:
    return {
        name: {"solver": priced.result.solver, "seconds": round(priced.result.seconds, 3)}
        for run in (found.pairs, found.hours)
        for name, priced in run.tiers.items()
    }


def _sizes(candidates: Candidates, found: Found) -> dict[str, int]:
    model = found.formulation.block.model
    return {
        "mentees": len(candidates.mentees),
        "mentors": len(candidates.mentors),
        "pairs": int(candidates.pair_acceptable.sum()),
        "options": int(candidates.option_is_option.sum()),
        "columns": model.n_columns,
        "rows": model.n_rows,
    }
