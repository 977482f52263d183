"""What could be: patterns of sessions, who could lead and attend each, in arrays; docs/timetable.md T1 to T6."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import numpy as np

from mentormatch.candidates.stops import Stops, stops_of
from mentormatch.domain.places import Activity, Venue

FEW = "few"
"""Stands for a rule where too few people would come to a drop-in."""


@attrs.frozen(eq=False, kw_only=True)
class Patterns:
    """Patterns in the order of (activity, fixed first, slot by its key, venue). Arrays of shape (n_patterns,).

    activity, venue: indices into `activities` and `venues` (both by id). start, end: minutes of the day.
    fixed: which slot of `activity.fixed`, -1 = placed. planned, open: uint64 week masks of planned and of open dates.
    hire: pence a date. drop_in: offered, not enrolled. expected: of a drop-in, 0 else. points: of a drop-in, 0 else.
    food, fares: pence a date of a drop-in's offer. offers: by pattern that is a drop-in, the ids of those offered it.
    """

    activities: tuple[Activity, ...]
    venues: tuple[Venue, ...]
    activity: np.ndarray
    venue: np.ndarray
    weekday: np.ndarray
    start: np.ndarray
    end: np.ndarray
    first: np.ndarray
    fixed: np.ndarray
    planned: np.ndarray
    open: np.ndarray
    hire: np.ndarray
    drop_in: np.ndarray
    expected: np.ndarray
    points: np.ndarray
    food: np.ndarray
    fares: np.ndarray
    offers: Mapping[int, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.activity)

    def stops(self, at: np.ndarray) -> Stops:
        """The distinct times and places of patterns, by index."""
        return stops_of(
            place=self.venue[at],
            weekday=self.weekday[at],
            start=self.start[at],
            end=self.end[at],
            turn=self.first[at],
            weeks=self.planned[at],
        )


@attrs.frozen(eq=False, kw_only=True)
class Leading:
    """Who could lead what, by (pattern, person). Arrays of shape (n_leading,).

    person: index into `people`. minutes: of a mentor's week, the ways included; 0 of staff. sessional, fare: pence a
    date. given: a fixed leader, who leads if the pattern runs. mentor, first_aid: what leaders must have among them.
    """

    pattern: np.ndarray
    person: np.ndarray
    minutes: np.ndarray
    sessional: np.ndarray
    fare: np.ndarray
    given: np.ndarray
    mentor: np.ndarray
    first_aid: np.ndarray


@attrs.frozen(eq=False, kw_only=True)
class Attending:
    """Who could attend what by name, by (pattern, person). Arrays of shape (n_attending,).

    heads: those who come along counted. points: T6. wish: rank of the activity in the person's wishes from 0, -1: none.
    food, fare: pence a date, by turnout. given: a fixed person. counted: counts for reach (a mentee of T3, by name).
    """

    pattern: np.ndarray
    person: np.ndarray
    heads: np.ndarray
    points: np.ndarray
    wish: np.ndarray
    food: np.ndarray
    fare: np.ndarray
    given: np.ndarray
    counted: np.ndarray


@attrs.frozen(eq=False, kw_only=True)
class Busy:
    """What the week holds already: by person, minutes and sessions of each week that recorded meetings take.

    meeting_minutes: int64, shape (n_people, n_weeks), of mentors. meetings: how many, same shape. rooms: recorded
    meetings that take a room: (venue index, weekday, start, end, week mask) each. given_minutes, given_meetings: what
    people wrote down of them, which widens what they may have; None: all of it.
    """

    meeting_minutes: np.ndarray
    meetings: np.ndarray
    rooms: tuple[tuple[int, int, int, int, int], ...]
    given_minutes: np.ndarray | None = None
    given_meetings: np.ndarray | None = None


@attrs.frozen(eq=False, kw_only=True)
class SessionCandidates:
    """Everything a timetable is made of.

    people: ids of all who could lead or attend, sorted. between: minutes between venues by class of person, shape
    (n_classes, n_venues, n_venues); class_of: by person. apart: pairs (a, b), a < b, of indices of people kept apart.
    refused: by mentee of T3 and activity by name, the id of the first rule under which no pattern is left.
    fixed_refused: fixed slots that cannot run, and fixed people who cannot be in them at any venue: (activity index,
    slot, person or None, rule id). given_refused: the same by (pattern, person), for slots that have several venues.
    lost: uint8, shape (n_counted, n_patterns), people in the order of `counted`: the place in `attendees.LOST` of the
    first rule of T3 that somebody and a pattern by name break, 0 = none.
    unheld: of each activity without a pattern, the rule under which the last was lost, FEW where too few would come.
    Rule ids are as they are, not as they may be shown.
    """

    people: tuple[str, ...]
    patterns: Patterns
    leading: Leading
    attending: Attending
    busy: Busy
    between: np.ndarray
    class_of: np.ndarray
    apart: tuple[tuple[int, int], ...]
    counted: tuple[str, ...]
    refused: Mapping[tuple[str, str], str]
    fixed_refused: tuple[tuple[int, int, str | None, str], ...]
    given_refused: Mapping[tuple[int, str], str]
    lost: np.ndarray
    unheld: Mapping[str, str] = attrs.field(factory=dict)

    def only(self, kept: np.ndarray) -> SessionCandidates:
        """The same without some patterns. kept: flags, shape (n_patterns,). What is refused stays as it is."""
        number = np.cumsum(kept) - 1

        def of(columns: Patterns | Leading | Attending, flags: np.ndarray) -> dict[str, Any]:
            arrays = {field.name: getattr(columns, field.name) for field in attrs.fields(type(columns))}
            out = {name: value[flags] for name, value in arrays.items() if isinstance(value, np.ndarray)}
            if "pattern" in out:
                out["pattern"] = number[out["pattern"]]
            return out

        offers = {int(number[at]): names for at, names in self.patterns.offers.items() if kept[at]}
        return attrs.evolve(
            self,
            lost=self.lost[:, kept],
            patterns=attrs.evolve(self.patterns, offers=offers, **of(self.patterns, kept)),
            leading=Leading(**of(self.leading, kept[self.leading.pattern])),
            attending=Attending(**of(self.attending, kept[self.attending.pattern])),
        )
