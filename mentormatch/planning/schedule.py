"""The timetable of groups from beginning to end: candidates, tiers, sessions, and what is said about them."""

from __future__ import annotations

import attrs

from mentormatch.candidates.sessions import SessionCandidates, find_sessions
from mentormatch.domain.history import History
from mentormatch.domain.plan import Evidence, Plan
from mentormatch.domain.programme import Programme
from mentormatch.domain.timetable import Timetable
from mentormatch.planning.effort import Effort, Progress
from mentormatch.planning.figures import sizes_of_sessions, work_of
from mentormatch.planning.running import NothingFoundError, Stopwatch, versions, within
from mentormatch.planning.session_search import SessionsFound, search_sessions
from mentormatch.planning.sessions.beside import costs, left_out, not_reached
from mentormatch.planning.sessions.claims import SCHEDULE, spent_of, tier_values
from mentormatch.planning.sessions.conflicts import conflicts
from mentormatch.planning.sessions.decode import Decoder
from mentormatch.planning.sessions.moves import COMPARED, settled
from mentormatch.planning.sessions.offers import offers_to
from mentormatch.scheduling import values_of

SEARCH = 0.85
"""By when of the time given the timetable must be found; the rest is for telling it, and for the judge."""


def make_schedule(
    programme: Programme, history: History, made_from: str, effort: Effort, progress: Progress | None = None
) -> Plan:
    """The plan of which sessions are held, who leads and who attends each; pairs stay as they are.

    Raises NothingFoundError where somebody pressed Ctrl-C before there was anything.
    """
    watch = Stopwatch()
    try:
        found = find_sessions(programme, history)
        watch.lap("candidates")
        searched = search_sessions(programme, found, within(effort, watch, SEARCH), progress)
        watch.lap("search")
    except KeyboardInterrupt as pressed:
        raise NothingFoundError("interrupted", ()) from pressed

    def told() -> Plan:
        return tell(programme, made_from, effort, found, searched, watch)

    try:
        return told()
    except KeyboardInterrupt:  # there is a timetable: telling it takes little
        return told()


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
    fixed = left_out(decoder)
    timetable = Timetable(
        sessions=tuple(decoder.sessions.values()),
        not_reached=not_reached(decoder),
        costs=costs(decoder),
        left_out=fixed,
        conflicts=conflicts(decoder, fixed),
        offers=offers_to(programme, searched.case, searched.chosen, decoder.ids),
    )
    tiers = tier_values(searched.case, searched.tiers, searched.values, bettered)
    watch.lap("telling")
    return Plan(
        scope=SCHEDULE,
        made_from=made_from,
        programme=programme.name,
        as_of=programme.as_of,
        tiers=tiers,
        timetable=timetable,
        evidence=Evidence(
            tiers=work_of(searched.tiers),
            sizes={**sizes_of_sessions(found), **searched.sizes},
            versions=versions(),
            seconds=watch.rounded(),
            threads=effort.threads,
            stopped=searched.stopped,
        ),
    )


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
