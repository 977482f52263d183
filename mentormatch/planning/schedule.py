"""The timetable of groups from beginning to end: candidates, tiers, sessions, and what is said about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from mentormatch.candidates.sessions import SessionCandidates, find_sessions
from mentormatch.domain.history import History
from mentormatch.domain.plan import Evidence, Plan, TierValue
from mentormatch.domain.programme import Programme
from mentormatch.planning.effort import Effort, Foreseen, Progress
from mentormatch.planning.figures import sizes_of_sessions, work_of
from mentormatch.planning.forecast import forecast_of
from mentormatch.planning.running import NothingFoundError, Stopwatch, versions, within
from mentormatch.planning.session_search import SessionsFound, search_sessions
from mentormatch.planning.sessions.claims import SCHEDULE, spent_of, tier_values
from mentormatch.planning.sessions.decode import Decoder
from mentormatch.planning.sessions.moves import COMPARED, settled
from mentormatch.planning.sessions.offers import offers_to
from mentormatch.planning.sessions.pricing import Priced, lists_in_time, priced
from mentormatch.planning.sessions.told import timetable_of
from mentormatch.scheduling import formulate_sessions, values_of
from mentormatch.solving.solvers import Clock

if TYPE_CHECKING:
    from mentormatch.planning.base import Base

SEARCH, PRICES = 0.85, 0.9
"""By when of the time given the timetable must be found, and bounds priced; the rest is for the judge."""
AFTER, WAITING = 1.7, 200
"""Of the time that it took to find what is possible, what telling and judging take, and for how many people as much
again: of everybody who waits the judge finds one by one what could have been theirs."""
AS_BEFORE = 1.3
"""Of the time that the judge took for something like it, what he is left."""
JUDGED = 0.07
"""Of the time given, what the judge may take to add prices up."""


def make_schedule(
    programme: Programme,
    history: History,
    made_from: str,
    effort: Effort,
    progress: Progress | None = None,
    foreseen: Foreseen | None = None,
    base: Base | None = None,
) -> Plan:
    """The plan of which sessions are held, who leads and who attends each; pairs stay as they are.

    base: what differs little from it and is planned already, or what is planned here for the first time.
    Raises NothingFoundError where somebody pressed Ctrl-C before there was anything.
    """
    watch = Stopwatch()
    try:
        found = find_sessions(programme, history)
        watch.lap("candidates")
        if foreseen is not None:
            foreseen(forecast_of(programme, found))
            watch.lap("forecast")
        known = None if base is None else base.judging
        judge = (AFTER + len(found.counted) / WAITING) * watch.seconds["candidates"]
        judge = judge if known is None else min(judge, AS_BEFORE * known)
        begin = None if base is None else base.begin()
        within_time = within(effort, watch, SEARCH, after=judge)
        searched = search_sessions(programme, found, within_time, progress, begin=begin)
        if base is not None:
            base.learn(searched.case, searched.prices)
        watch.lap("search")
    except KeyboardInterrupt as pressed:
        raise NothingFoundError("interrupted", ()) from pressed

    try:
        return tell(programme, made_from, effort, found, searched, watch)
    except KeyboardInterrupt:  # there is a timetable: telling it takes little, without bounds that nobody waits for
        stopped = attrs.evolve(searched, stopped="interrupted")
        return tell(programme, made_from, effort, found, stopped, watch)


def tell(
    programme: Programme,
    made_from: str,
    effort: Effort,
    found: SessionCandidates,
    searched: SessionsFound,
    watch: Stopwatch,
) -> Plan:
    """The timetable that was found, in the domain's words; where the search was cut, after every better move."""
    searched, bettered = _settled(programme, searched)
    decoder = Decoder(case=searched.case, chosen=searched.chosen)
    timetable = timetable_of(decoder, offers_to(programme, searched.case, searched.chosen, decoder.ids))
    tiers = tier_values(searched.case, searched.tiers, searched.values, bettered)
    watch.lap("telling")
    prices = _prices(programme, found, searched, tiers, effort, watch)
    watch.lap("prices")
    return Plan(
        scope=SCHEDULE,
        made_from=made_from,
        programme=programme.name,
        as_of=programme.as_of,
        tiers=prices.tiers,
        timetable=timetable,
        evidence=Evidence(
            price_lists=prices.lists,
            tiers=work_of(searched.tiers),
            sizes={**sizes_of_sessions(found), **searched.sizes},
            versions=versions(),
            seconds=watch.rounded(),
            threads=effort.threads,
            stopped=searched.stopped,
        ),
    )


def _prices(
    programme: Programme,
    found: SessionCandidates,
    searched: SessionsFound,
    tiers: tuple[TierValue, ...],
    effort: Effort,
    watch: Stopwatch,
) -> Priced:
    """Bounds that the judge can add up, as many as it has time for."""
    if searched.stopped == "interrupted":
        return Priced(tiers=tiers)
    relaxed = searched.relaxed or formulate_sessions(programme, found, ways=False)
    for_the_judge = np.inf if effort.time_limit is None else JUDGED * effort.time_limit
    most, clock = lists_in_time(relaxed, for_the_judge), Clock(within(effort, watch, PRICES).time_limit)
    return priced(programme, relaxed, searched.chosen, tiers, searched.prices, most, clock)


def _settled(programme: Programme, searched: SessionsFound) -> tuple[SessionsFound, str | None]:
    """The same with every better move of one person made, where the search was cut; the first tier so bettered."""
    if all(searched.tiers[name].result.proof is not None for name in COMPARED):
        return searched, None
    spent = spent_of(searched.tiers, searched.values, COMPARED)
    moved = settled(programme, searched.case, searched.chosen, spent)
    if moved.bettered is None:
        return searched, None
    values = values_of(programme, searched.case, moved.chosen)
    return attrs.evolve(searched, chosen=moved.chosen, values=values), moved.bettered
