"""What the columns of a timetable mean: a pattern runs, somebody leads it, somebody attends it."""

from __future__ import annotations

from functools import cached_property, lru_cache

import attrs
import numpy as np

from mentormatch.candidates.sessions import SessionCandidates
from mentormatch.candidates.stops import Stops
from mentormatch.domain.people import Mentee, Mentor, Staff
from mentormatch.domain.places import Activity
from mentormatch.domain.programme import Programme

N_WEEKDAYS = 7


@attrs.frozen(eq=False, kw_only=True, slots=False)
class Case:
    """Columns in this order: each pattern runs, each (pattern, leader), each (pattern, attendee); then helpers.

    Arrays are of shape (n_choices,) unless said.
    """

    programme: Programme
    found: SessionCandidates

    @cached_property
    def n_patterns(self) -> int:
        return len(self.found.patterns)

    @cached_property
    def first_led(self) -> int:
        return self.n_patterns

    @cached_property
    def first_attended(self) -> int:
        return self.first_led + len(self.found.leading.pattern)

    @cached_property
    def n_choices(self) -> int:
        return self.first_attended + len(self.found.attending.pattern)

    @cached_property
    def led(self) -> np.ndarray:
        """The columns of `found.leading`, in its order."""
        return np.arange(self.first_led, self.first_attended)

    @cached_property
    def attended(self) -> np.ndarray:
        """The columns of `found.attending`, in its order."""
        return np.arange(self.first_attended, self.n_choices)

    @cached_property
    def pattern(self) -> np.ndarray:
        """The pattern of each column."""
        found = self.found
        return np.concatenate([np.arange(self.n_patterns), found.leading.pattern, found.attending.pattern]).astype(
            np.int64
        )

    @cached_property
    def person(self) -> np.ndarray:
        """Who leads or attends, an index into `found.people`; -1 of a pattern that runs."""
        found = self.found
        nobody = np.full(self.n_patterns, -1)
        return np.concatenate([nobody, found.leading.person, found.attending.person]).astype(np.int64)

    @cached_property
    def _by_person(self) -> tuple[np.ndarray, np.ndarray]:
        order = np.argsort(self.person, kind="stable")
        return order, np.searchsorted(self.person[order], np.arange(len(self.found.people) + 1))

    def columns_of(self, person: int) -> np.ndarray:
        """The columns in which somebody leads or attends, ascending."""
        order, edges = self._by_person
        return order[edges[person] : edges[person + 1]]

    def stops(self, columns: np.ndarray) -> Stops:
        """The distinct times and places of columns."""
        return self.found.patterns.stops(self.pattern[columns])

    def between(self, person: int) -> np.ndarray:
        """Minutes from venue to venue for somebody, shape (n_venues, n_venues)."""
        out: np.ndarray = self.found.between[self.found.class_of[person]]
        return out

    # ------------------------------------------------------------------------------------------------------ activities

    def activity(self, pattern: int) -> Activity:
        """What is done in a pattern."""
        return self.found.patterns.activities[int(self.found.patterns.activity[pattern])]

    def by_activity(self, values: list[int]) -> np.ndarray:
        """A figure of each activity, by pattern, shape (n_patterns,)."""
        return np.array(values, dtype=np.int64)[self.found.patterns.activity]

    @cached_property
    def placed(self) -> np.ndarray:
        """Which patterns are placed by us, shape (n_patterns,)."""
        return np.asarray(self.found.patterns.fixed < 0)

    @cached_property
    def weeks(self) -> Weeks:
        """In which weeks patterns are planned."""
        masks, kind = np.unique(self.found.patterns.planned, return_inverse=True)
        return Weeks(masks=masks, kind=kind.reshape(-1))

    @cached_property
    def leaders_given(self) -> np.ndarray:
        """The patterns whose leaders people fixed, shape (n_patterns,)."""
        some = np.array([bool(row.fixed_leaders) for row in self.found.patterns.activities], dtype=bool)
        return ~self.placed & some[self.found.patterns.activity] if len(some) else ~self.placed

    @cached_property
    def open_dates(self) -> np.ndarray:
        """How many dates of each pattern are open, shape (n_patterns,)."""
        return weeks_of(self.found.patterns.open).sum(axis=1)

    # ---------------------------------------------------------------------------------------------------------- people

    @cached_property
    def mentees(self) -> dict[str, Mentee]:
        return {row.id: row for row in self.programme.mentees}

    @cached_property
    def mentors(self) -> dict[str, Mentor]:
        return {row.id: row for row in self.programme.mentors}

    @cached_property
    def ceilings(self) -> dict[str, int]:
        """The least `max_sessions` given in any row of a person."""
        out: dict[str, int] = {}
        rows: list[Mentee | Mentor | Staff] = [
            *self.programme.mentees,
            *self.programme.mentors,
            *self.programme.staff,
        ]
        for row in rows:
            if row.max_sessions is not None:
                out[row.id] = min(row.max_sessions, out.get(row.id, row.max_sessions))
        return out

    @cached_property
    def given(self) -> np.ndarray:
        """Columns in which a fixed leader leads or a fixed person attends."""
        nobody = np.zeros(self.n_patterns, dtype=bool)
        return np.concatenate([nobody, self.found.leading.given, self.found.attending.given])


@attrs.frozen(eq=False, kw_only=True)
class Weeks:
    """The weeks of patterns that are full, by the kinds of their weeks, of which there are few.

    masks: the weeks of each kind. kind: of each pattern, shape (n_patterns,).
    """

    masks: np.ndarray
    kind: np.ndarray
    _known: dict[tuple[bytes, int], list[tuple[int, np.ndarray | None]]] = attrs.field(factory=dict, init=False)

    def full(self, patterns: np.ndarray, room: int) -> list[tuple[int, np.ndarray | None]]:
        """The weeks that say anything of some patterns (full_weeks), and which of these are on then; None: all."""
        mine = self.kind[patterns]
        there = np.zeros(len(self.masks), dtype=bool)
        there[mine] = True
        key = (there.tobytes(), room)
        if key not in self._known:
            planned = [(week, on_in(self.masks, week)) for week in full_weeks_of(self.masks[there], room)]
            self._known[key] = [(week, None if on[there].all() else on) for week, on in planned]
        return [(week, None if on is None else on[mine]) for week, on in self._known[key]]


def weeks_of(masks: np.ndarray) -> np.ndarray:
    """Week masks as flags, shape (n, 64)."""
    out: np.ndarray = (masks[:, None] >> np.arange(64, dtype=np.uint64)[None, :]) & np.uint64(1) == 1
    return out


def full_weeks(there: np.ndarray, room: np.ndarray) -> list[int]:
    """The weeks that say anything: none in which less is on than in another with no more room.

    there: which columns are on in which week, shape (n, n_weeks). room: how much a week has, shape (n_weeks,).
    """
    weeks = np.flatnonzero(there.any(axis=0))
    if not len(weeks):
        return []
    # Weeks of one kind count once: most weeks of a term are alike.
    of_kind = {(on.tobytes(), int(room[week])): week for week, on in zip(weeks[::-1], there[:, weeks[::-1]].T)}
    distinct = np.sort(np.fromiter(of_kind.values(), np.int64, len(of_kind)))
    on = there[:, distinct].astype(np.int32)
    both, size = on.T @ on, on.sum(axis=0)
    inside = both == size[:, None]  # what is on in the one week is on in the other
    same = inside & inside.T
    less = room[distinct][None, :] < room[distinct][:, None]
    equal = room[distinct][None, :] == room[distinct][:, None]
    beaten = inside & ((equal & ~same) | less)
    return [int(week) for week in distinct[~beaten.any(axis=1)]]


def full_weeks_of(masks: np.ndarray, room: np.ndarray | int) -> tuple[int, ...]:
    """The same given in which weeks each column is on, as masks; room: of each week, or one for all.

    Which weeks those are depends on the different masks alone. They are few and come again and again, person after
    person, so what they say is kept.
    """
    rooms = room if isinstance(room, int) else tuple(room.tolist())
    return _full_weeks_of(frozenset(masks.tolist()), rooms)


@lru_cache(maxsize=4096)
def _full_weeks_of(masks: frozenset[int], room: int | tuple[int, ...]) -> tuple[int, ...]:
    there = weeks_of(np.array(sorted(masks), dtype=np.uint64))
    return tuple(full_weeks(there, np.broadcast_to(np.asarray(room, dtype=np.int64), 64)))


def on_in(masks: np.ndarray, week: int) -> np.ndarray:
    """Which of some week masks are on in a week."""
    out: np.ndarray = (masks >> np.uint64(week)) & np.uint64(1) == 1
    return out
