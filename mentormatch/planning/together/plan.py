"""Pairs and sessions from beginning to end: candidates, the search, and what is said of both in one Plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
import numpy as np

from mentormatch.domain import tiers as catalogue
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.plan import Answer, AnswerKind, Evidence, Plan, Proof, TierValue
from mentormatch.domain.programme import Programme
from mentormatch.domain.timetable import Offers
from mentormatch.matching.formulation import Formulation, all_options
from mentormatch.matching.load import load_of
from mentormatch.planning.answers import answers_for
from mentormatch.planning.certificate import tier_value
from mentormatch.planning.effort import Deadline, Effort, Foreseen, Progress
from mentormatch.planning.figures import sizes_of_model, sizes_of_pairs, sizes_of_sessions, work_of
from mentormatch.planning.forecast import forecast_of
from mentormatch.planning.pairs_told import tell_pairs
from mentormatch.planning.running import LEAST, NothingFoundError, Stopwatch, versions, within
from mentormatch.planning.sessions.claims import spent_of, tier_values
from mentormatch.planning.sessions.decode import Decoder
from mentormatch.planning.sessions.moves import COMPARED, settled
from mentormatch.planning.sessions.offers import asked_for, offers_to
from mentormatch.planning.sessions.pricing import Priced, lists_in_time, priced
from mentormatch.planning.sessions.told import timetable_of
from mentormatch.planning.tiers import Run
from mentormatch.planning.together.beside import meetings_beside, running, sessions_beside
from mentormatch.planning.together.bounds import without_meetings
from mentormatch.planning.together.rounds import search_in_rounds
from mentormatch.planning.together.stacked import order
from mentormatch.planning.together.whole import Ground, Together, search_whole
from mentormatch.planning.witness import Witnesses
from mentormatch.scheduling import Case as SessionCase
from mentormatch.scheduling import Formulation as SessionFormulation
from mentormatch.scheduling import formulate_sessions, values_of
from mentormatch.solving.solvers import Clock

if TYPE_CHECKING:
    from mentormatch.planning.base import Base

PLAN = "plan"
SEARCH, PRICES, ANSWERS = 0.75, 0.78, 0.88
"""By when of the time given the plan must be found, bounds priced and everybody answered; the rest is the judge's."""
AS_BEFORE = 1.2
"""Of the seconds that telling and judging took for something like it, what is kept for them."""
JUDGED = 0.08
"""Of the time given, what the judge may take to add prices up."""


AS_IT_STANDS = 3_000
"""Options, and who could lead and attend what, up to which all is written out and searched as it stands."""


def make_both(
    programme: Programme,
    history: History,
    made_from: str,
    effort: Effort,
    progress: Progress | None = None,
    foreseen: Foreseen | None = None,
    base: Base | None = None,
) -> Plan:
    """The plan of who meets whom and of the term's sessions. Raises ImpossiblePinsError and NothingFoundError.

    base: what differs little from it and is planned already, or what is planned here for the first time.
    """
    watch = Stopwatch()
    try:
        ground = Ground.of(programme, history, base)
        watch.lap("candidates")
        if foreseen is not None:
            foreseen(forecast_of(programme, ground.found))
            watch.lap("forecast")
        within_time = within(effort, watch, SEARCH, after=after_the_search(effort, base))
        if ground.size <= AS_IT_STANDS:
            together = search_whole(ground, within_time, progress, None if base is None else base.plan)
            watch.lap("search")
        else:
            together = search_in_rounds(ground, within_time, progress, watch, base)
    except KeyboardInterrupt as pressed:
        raise NothingFoundError("interrupted", ()) from pressed
    ends = None if effort.time_limit is None else watch.begun + ANSWERS * effort.time_limit
    deadline = Deadline(ends=ends, stopped="interrupted" if together.stopped == "interrupted" else None)

    def told() -> Plan:
        plan = tell(ground, history, made_from, effort, together, deadline, watch, base)
        if base is not None and base.telling is None:
            base.telling = watch.seconds["telling"] + watch.seconds["answers"]
        return plan

    try:
        return told()
    except KeyboardInterrupt:  # there is a plan: what is left takes little, with nothing more searched
        deadline.interrupt()
        return told()


def after_the_search(effort: Effort, base: Base | None) -> float:
    """Seconds that telling, prices and the judge take after the search, as far as a plan of something like it tells."""
    if base is None or base.telling is None or effort.time_limit is None:
        return 0.0
    return AS_BEFORE * base.telling + (PRICES - SEARCH) * effort.time_limit + _for_the_judge(base)


def _for_the_judge(base: Base | None) -> float:
    """Seconds that the judge takes, as far as he has judged something like it."""
    return 0.0 if base is None or base.judging is None else AS_BEFORE * base.judging


def tell(
    ground: Ground,
    history: History,
    made_from: str,
    effort: Effort,
    together: Together,
    deadline: Deadline,
    watch: Stopwatch,
    base: Base | None = None,
) -> Plan:
    """The plan that was found, in the domain's words."""
    programme, candidates, quality, seats = ground.programme, ground.candidates, ground.quality, ground.seats
    together, bettered = _settled(programme, together)
    pairs = tell_pairs(history, together.match, together.met)
    sessions = Decoder(case=together.sessions, chosen=together.held)
    timetable = timetable_of(sessions, offers_beside(programme, together, sessions.ids))
    tiers = all_tiers(ground, together, bettered)
    watch.lap("telling")
    interrupted = "interrupted" in (together.stopped, deadline.stopped)
    prices = Priced(tiers=tiers) if interrupted else _prices(ground, together, tiers, effort, watch, base)
    watch.lap("prices")
    answers: tuple[Answer, ...] = ()
    witnesses = Witnesses(*_beside_these_sessions(ground, together), pairs.pairs, effort, deadline)
    if effort.explain:
        case = all_options(programme, candidates, quality, seats)
        options = together.match.columns.option[np.flatnonzero(together.met)]
        found = answers_for(programme, candidates, seats, pairs.waiting, case, options, witnesses.answer, deadline)
        answers = tuple(_no_surer(answer) for answer in found)
    watch.lap("answers")
    return Plan(
        scope=PLAN,
        made_from=made_from,
        programme=programme.name,
        as_of=programme.as_of,
        pairs=pairs.pairs,
        on_hold=pairs.on_hold,
        unmatched=answers,
        overtaken=pairs.overtaken,
        pins_left_out=pairs.pins_left_out,
        tiers=prices.tiers,
        timetable=timetable,
        evidence=Evidence(
            price_lists=prices.lists,
            tiers=work_of(together.tiers),
            sizes={
                **sizes_of_pairs(candidates),
                **sizes_of_sessions(ground.found),
                **sizes_of_model(together.model),
            },
            versions=versions(),
            seconds=watch.rounded(),
            threads=effort.threads,
            stopped=together.stopped or deadline.stopped,
            witnesses=dict(sorted(witnesses.found.items())),
        ),
    )


def _prices(
    ground: Ground,
    together: Together,
    tiers: tuple[TierValue, ...],
    effort: Effort,
    watch: Stopwatch,
    base: Base | None,
) -> Priced:
    """Bounds of sessions that hold whatever the pairs are, as many as the judge has time to add up."""
    judge = _for_the_judge(base)
    clock = Clock(within(effort, watch, ANSWERS if judge else PRICES, after=judge).time_limit)
    alone = together.alone
    if alone is None and clock.left() <= LEAST:  # not even worth writing out what could be
        return Priced(tiers=tiers)
    relaxed = alone.relaxed if alone else _no_meetings(ground, together)
    seconds = np.inf if effort.time_limit is None else JUDGED * effort.time_limit
    known = alone.prices if alone else {}
    return priced(ground.programme, relaxed, together.held, tiers, known, lists_in_time(relaxed, seconds), clock)


def _no_meetings(ground: Ground, together: Together) -> SessionFormulation:
    match = all_options(ground.programme, ground.candidates, ground.quality, ground.seats)
    return formulate_sessions(ground.programme, without_meetings(match, together.sessions), ways=False)


def _settled(programme: Programme, together: Together) -> tuple[Together, str | None]:
    """The same with every better move of one person made, where the search was cut; the first tier so bettered."""
    if all(together.tiers[name].result.proof is not None for name in COMPARED):
        return together, None
    values = values_of(programme, together.sessions, together.held)
    spent = spent_of(together.tiers, values, COMPARED)
    beside = sessions_beside(together.match, together.met, together.sessions)
    case = SessionCase(programme=programme, found=beside.found)
    moved = settled(programme, case, together.held[beside.choices], spent)
    held = np.zeros_like(together.held)
    held[beside.choices[moved.chosen]] = True
    return attrs.evolve(together, held=held), moved.bettered


def offers_beside(programme: Programme, together: Together, ids: Mapping[int, str]) -> tuple[Offers, ...]:
    """Other sessions beside the plan's meetings. ids: of the sessions that run, by pattern of the whole."""
    if not asked_for(programme, together.sessions):
        return ()
    beside = sessions_beside(together.match, together.met, together.sessions)
    case = SessionCase(programme=programme, found=beside.found)
    whole = beside.choices[: case.n_patterns].tolist()
    names = {at: ids[pattern] for at, pattern in enumerate(whole) if pattern in ids}
    return offers_to(programme, case, together.held[beside.choices], names)


def _beside_these_sessions(ground: Ground, together: Together) -> tuple[Formulation, Run]:
    """The pairs with what the sessions of the plan leave them: other plans that answers rest on keep those."""
    few, held = running(ground.programme, together.sessions, together.held)
    block = meetings_beside(together.pairs.case, together.pairs.block, few, held)
    run = Run(chosen=together.chosen, tiers=together.tiers, stopped=together.stopped)
    return attrs.evolve(together.pairs, block=block), run


def _no_surer(answer: Answer) -> Answer:
    """With other sessions there might be a better plan: what was searched beside these is sure of nothing."""
    return evolve(answer, sure=False) if answer.kind is AnswerKind.TRADED else answer


# ----------------------------------------------------------------------------------------------------------- tiers


def all_tiers(ground: Ground, together: Together, bettered: str | None = None) -> tuple[TierValue, ...]:
    """Every tier of T8 in its order. No prices of pairs: nobody adds up those of rows that sessions share."""
    programme = ground.programme
    of_sessions = values_of(programme, together.sessions, together.held)
    told = {tier.name: tier for tier in tier_values(together.sessions, together.tiers, of_sessions, bettered)}
    for kind in programme.policy.tier_order():
        tier, _ = tier_value(together.tiers[kind.name], "match", value_of_pairs(together, kind.name))
        told[kind.name] = evolve(tier, proof=Proof.CLAIMED) if tier.proof is Proof.PRICES else tier
    return tuple(told[kind.name] for kind in order(programme.policy))


def value_of_pairs(together: Together, name: str) -> int:
    """The value of a tier of pairs or of their meetings in the plan."""
    if name == catalogue.LOAD.name:
        return load_of(together.match, together.met)
    for tier in together.pairs.block.tiers:
        if tier.name == name:
            return tier.value_of(together.chosen)
    return together.tiers[name].result.value
