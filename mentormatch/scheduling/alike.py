"""A timetable made elsewhere, in the columns of this one: the same sessions, with those of theirs who can come."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
import numpy as np

from mentormatch.domain.timetable import Session
from mentormatch.scheduling.case import Case

Where = tuple[str, str, int, int, int, int, bool]
"""Activity, venue, weekday, start, end, which week, and whether it is fixed: what a pattern is, in any programme."""


@attrs.frozen(eq=False)
class Alike:
    """A session that was, where it is possible: its pattern, and the columns of who led and who attended it."""

    pattern: int
    leaders: np.ndarray
    people: np.ndarray


def patterns_told(case: Case) -> list[Where]:
    """What each pattern is, in their order."""
    of = case.found.patterns
    activities, venues = [row.id for row in of.activities], [row.id for row in of.venues]
    arrays = (of.activity, of.venue, of.weekday, of.start, of.end, of.first, of.fixed >= 0)
    rows = zip(*(values.tolist() for values in arrays), strict=True)
    return [(activities[one], venues[venue], *rest) for one, venue, *rest in rows]


def sessions_like(case: Case, sessions: Iterable[Session]) -> tuple[Alike, ...]:
    """Of each session of a timetable the very same one here, fixed ones first; of one that cannot be here nothing."""
    number = {told: at for at, told in enumerate(patterns_told(case))}
    out = []
    for session in sorted(sessions, key=lambda one: (not one.fixed, one.id)):
        slot = session.slot
        where = (session.activity, session.venue, slot.weekday, slot.start, slot.end, slot.first, session.fixed)
        pattern = number.get(where)
        if pattern is not None:
            leaders = _columns(case, case.led, pattern, session.leaders)
            out.append(Alike(pattern, leaders, _columns(case, case.attended, pattern, session.attendees)))
    return tuple(out)


def choices_like(case: Case, sessions: Iterable[Session]) -> np.ndarray:
    """All of it as flags by choice; they need not go together."""
    out = np.zeros(case.n_choices, dtype=bool)
    for one in sessions_like(case, sessions):
        out[one.pattern] = out[one.leaders] = out[one.people] = True
    return out


def _columns(case: Case, columns: np.ndarray, pattern: int, names: Iterable[str]) -> np.ndarray:
    """The columns among some in which one of these people is in a pattern."""
    mine = columns[case.pattern[columns] == pattern]
    wanted = set(names)
    named = np.array([case.found.people[person] in wanted for person in case.person[mine].tolist()], dtype=bool)
    return mine[named] if len(mine) else mine
