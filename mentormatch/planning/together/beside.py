"""The one half round the other: sessions beside meetings that stand, meetings beside sessions that stand."""

from __future__ import annotations

from typing import TypeVar

import attrs
import numpy as np

from mentormatch.candidates.sessions import Attending, Busy, Leading, SessionCandidates
from mentormatch.domain.programme import Programme
from mentormatch.matching.case import Case as MatchCase
from mentormatch.matching.columns import Columns
from mentormatch.planning.together.people import Both
from mentormatch.planning.together.shared import add_shared, all_ways
from mentormatch.planning.together.stacked import without
from mentormatch.scheduling import Case as SessionCase
from mentormatch.scheduling.case import weeks_of
from mentormatch.solving.blocks import Block, RowBuilder
from mentormatch.solving.rows import joined

Rows = TypeVar("Rows", Leading, Attending)


@attrs.frozen(eq=False, kw_only=True)
class SessionsBeside:
    """The sessions that could be beside some meetings. choices: of each column of theirs the one of the whole."""

    found: SessionCandidates
    choices: np.ndarray


def sessions_beside(match: MatchCase, chosen: np.ndarray, whole: SessionCase) -> SessionsBeside:
    """chosen: the meetings, flags by column of `match`. whole: every session that could be, no meeting given."""
    few = few_columns(match, chosen)
    both = Both(match=few, sessions=whole, first=len(few.columns))
    barred = np.zeros(whole.n_choices, dtype=bool)
    for ways in all_ways(both):
        for node in np.flatnonzero(ways.cross.any(axis=0)).tolist():
            barred[ways.held[node]] = True
    found = whole.found
    kept = ~barred[: whole.n_patterns]
    leads_no_more = whole.led[found.leading.given & barred[whole.led]]
    kept[whole.pattern[leads_no_more]] = False  # fixed leaders lead it, or nobody does
    stays = ~barred & kept[whole.pattern]
    part = attrs.evolve(
        found,
        leading=_of(found.leading, stays[whole.led]),
        attending=_of(found.attending, stays[whole.attended]),
        busy=busy_with(both),
    )
    return SessionsBeside(found=part.only(kept), choices=np.flatnonzero(stays))


def _of(rows: Rows, kept: np.ndarray) -> Rows:
    return attrs.evolve(rows, **{field.name: getattr(rows, field.name)[kept] for field in attrs.fields(type(rows))})


def few_columns(match: MatchCase, kept: np.ndarray) -> MatchCase:
    """The same with some of its columns. kept: flags by column."""
    columns = match.columns
    part = Columns(
        pair=columns.pair[kept], spot=columns.spot[kept], option=columns.option[kept], further=columns.further[kept]
    )
    return attrs.evolve(match, columns=part)


def busy_with(both: Both) -> Busy:
    """What all these meetings take, and what of it people wrote down."""
    match, people = both.match, both.sessions.found.people
    n_weeks = both.sessions.found.busy.meetings.shape[1]
    shape = (len(people), n_weeks)
    minutes, number, given_minutes, given_number = (np.zeros(shape, dtype=np.int64) for _ in range(4))
    rooms = []
    of_place = {int(place): venue for venue, place in enumerate(both.place_of_venue)}
    for column in np.flatnonzero(match.timed).tolist():
        weeks = weeks_of(match.weeks[[column]])[0, :n_weeks].astype(np.int64)
        mentee = match.candidates.mentees[int(match.mentee[column])]
        mentor = match.candidates.mentors[int(match.mentor[column])]
        recorded = int(match.recorded[column])
        for name in {mentee, mentor} & both.person_index.keys():
            number[both.person_index[name]] += weeks
            given_number[both.person_index[name]] += weeks * recorded
        if mentor in both.person_index:
            minutes[both.person_index[mentor]] += weeks * match.minutes[column]
            given_minutes[both.person_index[mentor]] += weeks * match.minutes[column] * recorded
        venue = of_place.get(int(match.candidates.spot_place[match.columns.spot[column]]))
        if venue is not None and weeks.any() and both.sessions.found.patterns.venues[venue].takes_room:
            option = int(match.columns.option[column])
            start = int(match.candidates.option_start[option])
            end, day = start + int(match.candidates.option_minutes[option]), match.candidates.option_weekday[option]
            rooms.append((venue, int(day), start, end, int(match.weeks[column])))
    return Busy(
        meeting_minutes=minutes,
        meetings=number,
        rooms=tuple(rooms),
        given_minutes=given_minutes,
        given_meetings=given_number,
    )


def running(programme: Programme, whole: SessionCase, held: np.ndarray) -> tuple[SessionCase, np.ndarray]:
    """The sessions that run, and fixed slots that do not, with those of their columns that are chosen."""
    kept = held[: whole.n_patterns] | ~whole.placed
    part = whole.found.only(kept)
    return SessionCase(programme=programme, found=part), held[kept[whole.pattern]]


def meetings_beside(match: MatchCase, block: Block, sessions: SessionCase, held: np.ndarray) -> Block:
    """A Block over meetings with what some sessions leave of it. held: who runs, leads and attends, by choice."""
    first = block.model.n_columns
    both = Both(match=match, sessions=sessions, first=first)
    rows = RowBuilder()
    add_shared(both, rows)
    n_columns = first + sessions.n_choices
    settled = np.arange(n_columns) >= first
    chosen = np.concatenate([np.zeros(first, dtype=bool), held])
    left = without(rows.model(n_columns), settled, chosen)
    return Block(model=joined(block.model, left), tiers=block.tiers, row_names=(*block.row_names, *rows.names))
