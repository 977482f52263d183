"""The rows in which a meeting and a session meet: nobody is at both, hours, ceilings, rooms, people kept apart.

What binds only meetings, or only sessions, is not said again here. Weekly hours and ceilings are said of both together,
and the formulation of sessions leaves out its own; meetings alone break neither ceiling nor rooms, so those rows hold
only beside a session that is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np

from mentormatch.candidates.stops import Stops, clashes, too_near
from mentormatch.planning.together.people import N_WEEKS, Both
from mentormatch.scheduling.case import full_weeks, weeks_of
from mentormatch.scheduling.rows.often import fixed_weeks
from mentormatch.solving.blocks import RowBuilder
from mentormatch.solving.cliques import clique_cover

SAID_HERE = ("hours", "session-ceiling")
"""Rows of sessions alone that those of both together replace."""


@attrs.frozen(eq=False, kw_only=True)
class Ways:
    """What one person, or two who are kept apart, cannot both do. met, held: columns of nodes, counted from 0 each.

    cross: which nodes exclude each other, shape (n_met, n_held). among_met, among_held: what does so on one side.
    """

    name: tuple[object, ...]
    met: list[np.ndarray]
    held: list[np.ndarray]
    cross: np.ndarray
    among_met: np.ndarray
    among_held: np.ndarray


def add_shared(both: Both, rows: RowBuilder) -> None:
    """Every row that has columns of both."""
    for ways in all_ways(both):
        _cliques(both, rows, ways)
    for person in both.sessions.found.people:
        _hours(both, rows, person)
        _ceiling(both, rows, person)
    _rooms(both, rows)


# ------------------------------------------------------------------------------------------------------ two people


def all_ways(both: Both) -> Iterator[Ways]:
    """Everybody's diary, and the margin between people who are kept apart, as far as it is about both."""
    people = sorted({*both.sessions.found.people} & {*both.match.mentee_index, *both.match.mentor_index})
    for person in people:
        yield from _diary(both, person)
    for one, other in both.apart:
        yield from _margin(both, one, other)


def _diary(both: Both, person: str) -> Iterator[Ways]:
    """("diary", (person,), "both"); what people wrote down stays beside what they fixed."""
    met, held = both.met(person), both.in_sessions(person)
    if len(met) and len(held):
        of_met, of_held = both.stops_met(met), both.stops_held(held)
        between = both.match.between(person)
        yield Ways(
            name=("diary", (person,), "both"),
            met=[met[of_met.of_column == at] for at in range(len(of_met))],
            held=[held[of_held.of_column == at] for at in range(len(of_held))],
            cross=_cross(of_met, of_held, between) & ~((of_met.turn > 0)[:, None] & (of_held.turn > 0)[None, :]),
            among_met=_apart_in_time(of_met, between),
            among_held=clashes(of_held, between),
        )


def _margin(both: Both, one: str, other: str) -> Iterator[Ways]:
    """("keep-apart-margin",): a meeting of one, and where the other leads, attends or is offered something."""
    met, offered = both.met(one), np.array(both.offered.get(other, []), dtype=np.int64)
    choices = np.concatenate([offered, both.in_sessions(other)])
    if len(met) and len(choices):
        of_met, of_held = both.stops_met(met), both.stops_held(choices)
        cross = too_near(of_met, of_held, both.match.programme.policy.keep_apart_margin)
        yield Ways(
            name=("keep-apart-margin",),
            met=[met[of_met.of_column == at] for at in range(len(of_met))],
            held=[np.array([choice]) for choice in choices.tolist()],
            cross=cross[:, of_held.of_column],
            among_met=_apart_in_time(of_met, both.match.between(one)),
            among_held=np.zeros((len(choices),) * 2, dtype=bool),  # who is offered a drop-in may be elsewhere
        )


def _cross(met: Stops, held: Stops, between: np.ndarray) -> np.ndarray:
    """Which meetings and sessions clash, shape (n_met, n_held)."""
    gap = between[np.ix_(met.place, held.place)].astype(np.int64)
    back = between[np.ix_(held.place, met.place)].astype(np.int64).T
    same = met.weekday[:, None] == held.weekday[None, :]
    share = (met.weeks[:, None] & held.weeks[None, :]) != 0
    near = (held.start[None, :] < met.end[:, None] + gap) & (met.start[:, None] < held.end[None, :] + back)
    out: np.ndarray = same & share & near
    return out


def _apart_in_time(met: Stops, between: np.ndarray) -> np.ndarray:
    """Which meetings never go together; recorded ones may, whatever the record says."""
    recorded = met.turn > 0
    out: np.ndarray = clashes(met, between) & ~(recorded[:, None] & recorded[None, :])
    return out


def _cliques(both: Both, rows: RowBuilder, ways: Ways) -> None:
    """Rows "at most one" of nodes, until each two of `cross` stand in one."""
    left, right = np.flatnonzero(ways.cross.any(axis=1)), np.flatnonzero(ways.cross.any(axis=0))
    n = len(left)
    graph = np.zeros((n + len(right),) * 2, dtype=bool)
    graph[:n, :n] = ways.among_met[np.ix_(left, left)]
    graph[n:, n:] = ways.among_held[np.ix_(right, right)]
    graph[:n, n:] = ways.cross[np.ix_(left, right)]
    graph[n:, :n] = graph[:n, n:].T
    needed = graph.copy()
    needed[:n, :n] = needed[n:, n:] = False
    for clique in clique_cover(graph, needed):
        nodes = [ways.met[left[node]] if node < n else both.first + ways.held[right[node - n]] for node in clique]
        rows.add(ways.name, np.unique(np.concatenate(nodes)), upper=1)


# -------------------------------------------------------------------------------------------------- weeks and rooms


def _hours(both: Both, rows: RowBuilder, person: str) -> None:
    """Rows ("hours", (mentor,), (week,)): minutes of meetings and of sessions led."""
    mentor = both.match.mentor_index.get(person)
    found = both.sessions.found
    held = both.in_sessions(person)
    held = held[held < both.sessions.first_attended]
    if mentor is None or not len(held):
        return
    minutes = found.leading.minutes[held - both.sessions.first_led]
    met = both.match.columns_of_mentor(mentor)
    met = met[(both.match.minutes[met] > 0) & (both.match.weeks[met] != 0)]
    uses = both.match.minutes[met]
    row = both.match.programme.mentors[mentor]
    limit = both.match.programme.policy.minutes_a_week if row.minutes_a_week is None else row.minutes_a_week
    room = np.maximum(limit, fixed_weeks(both.sessions, held, minutes) + _recorded(both, met, uses))
    columns, values = np.concatenate([met, both.first + held]), np.concatenate([uses, minutes])
    there = np.concatenate([weeks_of(both.match.weeks[met]), weeks_of(both.planned(held))])
    for week in full_weeks(there, room):
        now = there[:, week]
        if there[len(met) :, week].any() and values[now].sum() > room[week]:
            rows.add(("hours", (person,), (week,)), columns[now], values[now], upper=int(room[week]))


def _recorded(both: Both, met: np.ndarray, uses: np.ndarray) -> np.ndarray:
    """What recorded meetings among some columns use, by week; each once."""
    once = both.match.recorded[met] & ~both.match.columns.further[met]
    out: np.ndarray = uses[once] @ weeks_of(both.match.weeks[met[once]]).astype(np.int64)
    return out


def _ceiling(both: Both, rows: RowBuilder, person: str) -> None:
    """Rows ("session-ceiling", (person,), (week,)): meetings and sessions, where there is a session."""
    ceiling, held = both.sessions.ceilings.get(person), both.in_sessions(person)
    if ceiling is None or not len(held):
        return
    met = both.met(person)
    ones = np.ones(len(held), dtype=np.int64)
    given = _recorded(both, met, np.ones(len(met), dtype=np.int64))
    room = np.maximum(ceiling, fixed_weeks(both.sessions, held, ones) + given)
    there = np.concatenate([weeks_of(both.match.weeks[met]), weeks_of(both.planned(held))])
    for week in full_weeks(there, room):
        if not there[len(met) :, week].any():
            continue
        meetings, sessions = met[there[: len(met), week]], both.first + held[there[len(met) :, week]]
        most = _most_meetings(both, meetings)
        name = ("session-ceiling", (person,), (week,))
        _beside_a_session(rows, name, meetings, sessions, int(room[week]), most)


def _most_meetings(both: Both, meetings: np.ndarray) -> int:
    return len(np.unique(both.match.columns.pair[meetings]))


def _beside_a_session(
    rows: RowBuilder, name: tuple[object, ...], meetings: np.ndarray, sessions: np.ndarray, room: int, most: int
) -> None:
    """No more than there is room for as soon as one of the sessions is chosen; `most` meetings there may be."""
    columns = np.concatenate([meetings, sessions])
    if most <= room:
        if most + len(sessions) > room:
            rows.add(name, columns, upper=room)
        return
    slack = most - room
    if len(sessions) > room:
        rows.add((*name, "sessions"), sessions, upper=room)
    for session in sessions.tolist():
        values = np.ones(len(columns), dtype=np.int64)
        values[columns == session] += slack + min(len(sessions), room)
        rows.add(name, columns, values, upper=room + slack + min(len(sessions), room))


def _rooms(both: Both, rows: RowBuilder) -> None:
    """Rows ("session-rooms", (venue,), (weekday, week, minute)), where a meeting takes a room."""
    match, patterns = both.match, both.sessions.found.patterns
    timed = np.flatnonzero(match.timed & (match.weeks != 0))
    option = match.columns.option[timed]
    place, weekday = match.candidates.spot_place[match.columns.spot[timed]], match.candidates.option_weekday[option]
    start = match.candidates.option_start[option].astype(np.int64)
    end = start + match.candidates.option_minutes[option]
    for venue, row in enumerate(patterns.venues):
        if not row.takes_room:
            continue
        for day in range(7):
            here = np.flatnonzero((place == both.place_of_venue[venue]) & (weekday == day))
            there = np.flatnonzero((patterns.venue == venue) & (patterns.weekday == day))
            if not (len(here) and len(there)):
                continue
            begins = sorted({*start[here].tolist(), *patterns.start[there].tolist()})
            seen: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
            for minute in begins:
                met = timed[here[(start[here] <= minute) & (minute < end[here])]]
                held = there[(patterns.start[there] <= minute) & (minute < patterns.end[there])]
                key = (tuple(met.tolist()), tuple(held.tolist()))
                if len(met) and len(held) and key not in seen:
                    seen.add(key)
                    _at_a_minute(both, rows, (row.id, day, minute), met, held, row.rooms)


def _at_a_minute(
    both: Both, rows: RowBuilder, at: tuple[str, int, int], met: np.ndarray, held: np.ndarray, rooms: int
) -> None:
    planned = np.concatenate([weeks_of(both.match.weeks[met]), weeks_of(both.planned(held))])
    for week in full_weeks(planned, np.full(N_WEEKS, rooms)):
        meetings, sessions = met[planned[: len(met), week]], both.first + held[planned[len(met) :, week]]
        if len(meetings) and len(sessions):
            name = ("session-rooms", (at[0],), (at[1], week, at[2]))
            _beside_a_session(rows, name, meetings, sessions, rooms, _most_meetings(both, meetings))
