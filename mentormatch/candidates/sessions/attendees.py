"""Who could attend what (T3): flags by person and pattern, and the rules under which the last pattern was lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs
import numpy as np

from mentormatch.candidates.sessions.going import Stage, able, safe
from mentormatch.candidates.sessions.ground import Ground, people_fixed
from mentormatch.candidates.sessions.slots import PLACED, Slots
from mentormatch.candidates.wants import meant_for
from mentormatch.domain.people import Mentee
from mentormatch.domain.rules import (
    CURFEW,
    HOURS,
    KEEP_APART,
    NOT_AT,
    PAUSED,
    SESSION_DATES,
    SESSION_FOR_WHOM,
    TRAVEL,
)

MOST_FLAGS = 1 << 22
"""So many flags are made at one time."""
LOST = ("", *(rule.id for rule in (PAUSED, SESSION_FOR_WHOM, TRAVEL, HOURS, SESSION_DATES, NOT_AT, CURFEW, KEEP_APART)))
"""The rules of T3 in their order, as they are asked; first what stands where none is broken."""


@attrs.frozen(eq=False, kw_only=True)
class Attended:
    """Who could attend the patterns of one activity; rows of the crowd of attendees.

    could, given: bool, shape (n_rows, n_patterns); given: fixed people, where they could. refused: by row of those who
    count as ones to attend, the first rule under which no pattern is left. given_refused: by (pattern, id) of fixed
    people who could not, the first rule that is broken. lost: uint8 of the same shape, the place in `LOST` of the first
    rule that is broken.
    """

    could: np.ndarray
    given: np.ndarray
    refused: dict[int, str]
    given_refused: dict[tuple[int, str], str]
    lost: np.ndarray


def attended_by(ground: Ground, slots: Slots) -> Attended:
    """Who could attend the patterns of an activity, or be offered them; some rows at a time."""
    crowd, activity = ground.attendees, slots.activity
    named = set(people_fixed(activity))
    is_named = np.array([name in activity.fixed_people for name in crowd.people.ids], dtype=bool)
    if not named:  # of a drop-in: nobody is named, but it is offered to them
        is_named &= ground.could_attend
    own = is_named[:, None] & (slots.fixed != PLACED)
    lost = np.zeros(own.shape, dtype=np.uint8)
    size = max(1, MOST_FLAGS // max(1, len(slots)))
    for begin in range(0, len(crowd), size):
        rows = np.arange(begin, min(begin + size, len(crowd)))
        lost[rows] = _lost(ground, slots, rows, own[rows])
    could = (ground.could_attend[:, None] | own) & (lost == 0)
    none_left = np.flatnonzero(ground.could_attend & ~could.any(axis=1) & bool(len(slots)))
    names, lost_own = crowd.people.ids, np.argwhere(own & ~could).tolist()
    given_refused = {(pattern, names[row]): LOST[lost[row, pattern]] for row, pattern in lost_own}
    for name in sorted(named - set(names)):
        for pattern in np.flatnonzero(slots.fixed != PLACED).tolist():
            given_refused[pattern, name] = SESSION_FOR_WHOM.id
    return Attended(
        could=could,
        given=own & could,
        refused={row: LOST[lost[row].max()] for row in none_left.tolist()},  # the rule that came furthest
        given_refused=given_refused,
        lost=lost,
    )


def _lost(ground: Ground, slots: Slots, rows: np.ndarray, own: np.ndarray) -> np.ndarray:
    """The place in `LOST` of the first rule that some rows break, by pattern."""
    left = ground.could_attend[rows][:, None] | own
    out = np.zeros(left.shape, dtype=np.uint8)
    for rule, holds in _stages(ground, slots, rows, own):
        out[left & ~holds] = LOST.index(rule)
        left &= holds
    return out


def _stages(ground: Ground, slots: Slots, rows: np.ndarray, own: np.ndarray) -> Iterator[Stage]:
    """The rules in their order; of fixed people but that they take part and are safe."""
    crowd = ground.attendees
    yield PAUSED.id, np.broadcast_to(crowd.people.active[rows][:, None], own.shape)
    yield SESSION_FOR_WHOM.id, own | _for_whom(ground, slots, rows)[:, None]
    for rule, holds in able(ground, crowd, rows, slots):
        yield rule, own | holds
    for rule, holds in safe(ground, crowd, rows, slots, own):
        yield rule, holds & ~_apart_from_leaders(ground, slots, rows) if rule == KEEP_APART.id else holds


def _for_whom(ground: Ground, slots: Slots, rows: np.ndarray) -> np.ndarray:
    """Whether the activity is for each, not among their vetoes, and not closed before they come."""
    activity = slots.activity
    members = [ground.attendees.people.members[at] for at in rows]
    vetoed = np.array([activity.id in row.vetoes for row in members], dtype=bool)
    late = np.zeros(len(rows), dtype=bool)
    if activity.closed_after_week is not None:
        calendar = ground.roster.dates.calendar
        closes = calendar.first_week + dt.timedelta(days=7 * activity.closed_after_week - 1)
        late[:] = [isinstance(row, Mentee) and (row.available_from or closes) > closes for row in members]
    return np.asarray(meant_for(members, activity.for_whom, ground.programme) & ~vetoed & ~late)


def _apart_from_leaders(ground: Ground, slots: Slots, rows: np.ndarray) -> np.ndarray:
    """Whether somebody is kept apart from a fixed leader of a pattern."""
    leaders, apart_from = set(slots.activity.fixed_leaders), ground.roster.record.apart_from
    names = ground.attendees.people.ids
    apart = np.array([bool(leaders & apart_from.get(names[at], frozenset())) for at in rows], dtype=bool)
    return apart[:, None] & (slots.fixed != PLACED)
