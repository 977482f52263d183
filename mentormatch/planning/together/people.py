"""The two formulations side by side: whose columns are whose, and how a column of either stands in a week."""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np

from mentormatch.candidates.stops import Stops, stops_of
from mentormatch.matching.case import Case as MatchCase
from mentormatch.scheduling import Case as SessionCase

N_WEEKS = 64


@attrs.frozen(eq=False, kw_only=True, slots=False)
class Both:
    """Options of meetings and choices of sessions.

    first: the column at which sessions begin; the columns of meetings, and helpers of theirs, come before.
    """

    match: MatchCase
    sessions: SessionCase
    first: int

    @cached_property
    def person_index(self) -> dict[str, int]:
        """Index into the people of sessions by id."""
        return {name: at for at, name in enumerate(self.sessions.found.people)}

    @cached_property
    def place_of_venue(self) -> np.ndarray:
        """Index among the places of meetings by venue."""
        at = {name: index for index, name in enumerate(self.match.candidates.places)}
        return np.array([at[venue.id] for venue in self.sessions.found.patterns.venues], dtype=np.int64)

    @cached_property
    def apart(self) -> tuple[tuple[str, str], ...]:
        """Each two people who are kept apart on the day of the plan, in both orders."""
        programme = self.match.programme
        found = {
            (one, other)
            for row in programme.keep_apart
            if row.holds_on(programme.as_of)
            for one in row.people
            for other in row.people
            if one != other
        }
        return tuple(sorted(found))

    @cached_property
    def offered(self) -> dict[str, list[int]]:
        """The drop-ins' patterns that each person is offered."""
        out: dict[str, list[int]] = {}
        for pattern, names in sorted(self.sessions.found.patterns.offers.items()):
            for name in names:
                out.setdefault(name, []).append(pattern)
        return out

    def met(self, person: str) -> np.ndarray:
        """The columns in which somebody has a meeting that takes their time in some week."""
        columns = self.match.timed_columns(person)
        return np.unique(columns[self.match.weeks[columns] != 0])

    def in_sessions(self, person: str) -> np.ndarray:
        """The choices in which somebody leads or attends, from 0."""
        at = self.person_index.get(person)
        return np.zeros(0, dtype=np.int64) if at is None else self.sessions.columns_of(at)

    def stops_met(self, columns: np.ndarray) -> Stops:
        """Where and when meetings are; recorded ones never share a stop with others."""
        pairs, option = self.match.candidates, self.match.columns.option[columns]
        start = pairs.option_start[option].astype(np.int64)
        mark = np.where(self.match.recorded[columns], 1 + self.match.columns.pair[columns], 0)
        return stops_of(
            place=pairs.spot_place[pairs.option_spot[option]],
            weekday=pairs.option_weekday[option],
            start=start,
            end=start + pairs.option_minutes[option],
            turn=mark,
            weeks=pairs.option_planned[option],
        )

    def stops_held(self, choices: np.ndarray) -> Stops:
        """Where and when sessions are; where people fixed that somebody is there they stand apart."""
        patterns, at = self.sessions.found.patterns, self.sessions.pattern[choices]
        return stops_of(
            place=self.place_of_venue[patterns.venue[at]],
            weekday=patterns.weekday[at],
            start=patterns.start[at],
            end=patterns.end[at],
            turn=self.sessions.given[choices].astype(np.int64),
            weeks=patterns.planned[at],
        )

    def planned(self, choices: np.ndarray) -> np.ndarray:
        """The week masks of choices."""
        return self.sessions.found.patterns.planned[self.sessions.pattern[choices]]
