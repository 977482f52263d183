"""What the rows and tiers of matching are made from, gathered once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import attrs
import numpy as np

from mentormatch.candidates import NO_HOUR, Candidates, PairKind
from mentormatch.candidates.stops import Stops, stops_of
from mentormatch.domain.programme import Programme
from mentormatch.matching.columns import ANY_HOUR, Columns
from mentormatch.matching.quality import Quality
from mentormatch.matching.seats import Seats


@attrs.frozen(eq=False, kw_only=True, slots=False)
class Case:
    """A programme's candidates with the columns that stand for them, and what each column takes up.

    open_hours: whether the hours of ideas are left open, and with them diaries and the margin between people who are
    kept apart: diaries.py asks about those instead.
    """

    programme: Programme
    candidates: Candidates
    quality: Quality
    seats: Seats
    columns: Columns
    open_hours: bool

    @cached_property
    def mentee(self) -> np.ndarray:
        """Mentee index by column."""
        return self.candidates.pair_mentee[self.columns.pair].astype(np.int64)

    @cached_property
    def mentor(self) -> np.ndarray:
        """Mentor index by column."""
        return self.candidates.pair_mentor[self.columns.pair].astype(np.int64)

    @cached_property
    def kind(self) -> np.ndarray:
        """PairKind by column."""
        return self.candidates.pair_kind[self.columns.pair]

    @cached_property
    def held(self) -> np.ndarray:
        """Whether the column's pair holds its place already, by column."""
        return self.kind == PairKind.HELD

    @cached_property
    def points(self) -> np.ndarray:
        """Quality by column."""
        return self.quality.total[self.columns.spot]

    @cached_property
    def timed(self) -> np.ndarray:
        """Whether the column has an hour, by column: neither left open nor "no meeting yet"."""
        option = self.columns.option
        return (option != ANY_HOUR) & (self.candidates.option_weekday[option] != NO_HOUR)

    @cached_property
    def recorded(self) -> np.ndarray:
        """Whether the column is the meeting that stands in the record, by column."""
        option = self.columns.option
        return (option != ANY_HOUR) & self.candidates.option_recorded[option]

    @cached_property
    def weeks(self) -> np.ndarray:
        """The weeks a column takes up, as a mask; none without a meeting.

        Where the hour is left open: the weeks that all the pair's options at the place have. Weekly meetings all take
        place in the last whole week, so that is where hours are short, if anywhere.
        """
        option, spots = self.columns.option, self.candidates.option_spot
        planned = np.where(self.timed, self.candidates.option_planned[option], np.uint64(0))
        if not (option == ANY_HOUR).any():
            return planned
        common = np.zeros(len(self.candidates.spot_pair), dtype=np.uint64)
        edges = np.flatnonzero(np.append(True, spots[1:] != spots[:-1]))
        common[spots[edges]] = np.bitwise_and.reduceat(self.candidates.option_planned, edges)
        return np.where(option == ANY_HOUR, common[self.columns.spot], planned)

    @cached_property
    def length(self) -> np.ndarray:
        """How long the meeting is, in minutes, by column; a recorded meeting has its own length."""
        option = self.columns.option
        of_pair = self.candidates.pair_minutes[self.columns.pair]
        return np.where(option == ANY_HOUR, of_pair, self.candidates.option_minutes[option]).astype(np.int64)

    @cached_property
    def minutes(self) -> np.ndarray:
        """What a meeting costs its mentor: its length and the way there and back; 0 without a meeting."""
        spot = self.columns.spot
        way = 2 * self.candidates.spot_minutes_mentor[spot].astype(np.int64)
        length = self.length
        return np.where(self.candidates.spot_place[spot] >= 0, length + way, 0)

    @cached_property
    def _by_mentor(self) -> tuple[np.ndarray, np.ndarray]:
        order = np.argsort(self.mentor, kind="stable")
        return order, np.searchsorted(self.mentor[order], np.arange(len(self.candidates.mentors) + 1))

    def columns_of_mentor(self, mentor: int) -> np.ndarray:
        """The columns of one mentor's pairs, in order."""
        order, edges = self._by_mentor
        return order[edges[mentor] : edges[mentor + 1]]

    @cached_property
    def _mentee_edges(self) -> np.ndarray:
        return np.searchsorted(self.mentee, np.arange(len(self.candidates.mentees) + 1))

    def columns_of_mentee(self, mentee: int) -> np.ndarray:
        """The columns of one mentee's pairs, in order (columns are sorted by mentee)."""
        return np.arange(self._mentee_edges[mentee], self._mentee_edges[mentee + 1])

    @cached_property
    def mentor_index(self) -> dict[str, int]:
        """Mentor index by id."""
        return {name: index for index, name in enumerate(self.candidates.mentors)}

    @cached_property
    def mentee_index(self) -> dict[str, int]:
        """Mentee index by id."""
        return {name: index for index, name in enumerate(self.candidates.mentees)}

    def pairs_of(self, chosen: np.ndarray) -> np.ndarray:
        """The pairs of chosen columns, flags by pair. chosen: flags by column, of which helper columns do not count."""
        out = np.zeros(self.candidates.n_pairs, dtype=bool)
        out[self.columns.pair[chosen[: len(self.columns)]]] = True
        return out

    def timed_columns(self, person: str) -> np.ndarray:
        """The columns with an hour in one person's diary, as mentee or as mentor, in order."""
        parts = []
        if person in self.mentee_index:
            parts.append(self.columns_of_mentee(self.mentee_index[person]))
        if person in self.mentor_index:
            parts.append(self.columns_of_mentor(self.mentor_index[person]))
        mine = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
        return mine[self.timed[mine]]

    def stops(self, columns: np.ndarray) -> Stops:
        """The distinct stops of columns that have an hour."""
        return self.stops_of_options(self.columns.option[columns])

    def stops_of_options(self, option: np.ndarray) -> Stops:
        """The distinct stops of options, by index."""
        pairs = self.candidates
        start = pairs.option_start[option].astype(np.int64)
        return stops_of(
            place=pairs.spot_place[pairs.option_spot[option]],
            weekday=pairs.option_weekday[option],
            start=start,
            end=start + pairs.option_minutes[option],
            turn=pairs.option_rhythm[option].astype(np.int64) * 10 + pairs.option_first[option],
            weeks=pairs.option_planned[option],
        )

    def between(self, person: str) -> np.ndarray:
        """Minutes between places for one person, by place index, shape (n_places, n_places)."""
        between = self.candidates.between
        return between.minutes[between.class_by_person[person]]

    def everybody(self) -> Iterator[str]:
        """All ids, each once, in order."""
        yield from sorted({*self.candidates.mentees, *self.candidates.mentors})
