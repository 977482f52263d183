"""What the week of a mentor who is short of hours can hold, for the search by sets.

Such a mentor's meetings are searched by whole weeks: sets of pairs and places that all have an hour beside each other.
Whether they do is asked here, quickly; of diaries.py where people who are kept apart or recorded meetings come into it.
"""

from __future__ import annotations

import numpy as np

from mentormatch.matching.diaries import Diaries
from mentormatch.matching.mending import Mending
from mentormatch.matching.rows.hours import minutes_a_week
from mentormatch.matching.short import short_of_hours
from mentormatch.solving.cliques import bits
from mentormatch.solving.holding import Holding, Positions

WEEK = 24
"""Bits for the minutes of one week, the topmost of which no number of minutes reaches."""


class Weeks(Mending):
    """The rules of open hours, with the weeks of mentors who are short of hours as clusters."""

    def holdings(self) -> list[Holding]:
        """One cluster for each mentor who is short of hours, with all columns of theirs."""
        short = short_of_hours(self.case.candidates, self.case.seats, self.case.programme.policy.start_step)
        mentors = [mentor for mentor in np.flatnonzero(short).tolist() if len(self.case.columns_of_mentor(mentor))]
        return [_Week(self, mentor).holding() for mentor in mentors]


class _Week:
    """One mentor's columns, what they take up, and which of them need the long way of asking."""

    def __init__(self, diaries: Diaries, mentor: int) -> None:
        case = diaries.case
        self.diaries = diaries
        self.columns = case.columns_of_mentor(mentor)
        self.most = int(case.seats.free_places[mentor] + case.seats.held_by_mentor[mentor])
        stops, item = diaries.stops(self.columns)
        self.inside, _ = diaries.inside_of(mentor, self.columns, stops, item)
        self.minutes = case.minutes[self.columns]
        self.left = np.maximum(0, minutes_a_week(case, mentor) - diaries.led[mentor])
        self.least_left = int(self.left.min(initial=0))
        self.apart = self._apart_from_each_other()
        self.recorded = case.recorded[self.columns]
        self.odd = self.recorded | self.apart.any(axis=1)
        weeks = np.append(stops.weeks, np.uint64(0))  # the last stop is that of whoever has no hour
        self.in_week = (weeks[:, None] >> np.arange(len(self.left), dtype=np.uint64) & np.uint64(1)).astype(np.int64)
        self.weeks_of_stop = [_packed(row) for row in self.in_week.tolist()]

    def holding(self) -> Holding:
        """The cluster. Columns of one kind have the same hours and minutes; a kind serves for one that has no more."""
        stops = {mask: number for number, mask in enumerate(dict.fromkeys(self.inside.stops))}
        hours = np.array([stops[mask] for mask in self.inside.stops])
        alone = np.where(self.odd, 1 + np.arange(len(self.columns)), 0)
        told = np.stack([hours, self.minutes, alone], axis=1)
        _, first, kind = np.unique(told, axis=0, return_index=True, return_inverse=True)
        masks = [self.inside.stops[at] for at in first.tolist()]
        self.stops_of_kind = _as_words(masks, len(self.inside.free))
        uses, room = self._use()
        return Holding(
            columns=self.columns,
            most=self.most,
            never=self.inside.never,
            group=self.diaries.case.columns.pair[self.columns],
            kind=kind.reshape(-1),
            serves=self._serves(masks, first),
            fits=self.fits,
            addable=self.addable,
            uses=uses,
            room=room,
        )

    def _use(self) -> tuple[np.ndarray, int]:
        """The fewest minutes that each column takes over all weeks of the term, and how many there are."""
        of_stop = self.in_week.sum(axis=1)
        weeks = np.array([min((int(of_stop[stop]) for stop in bits(mask)), default=0) for mask in self.inside.stops])
        recorded = (self.minutes[:, None] * self.in_week[[bits(mask)[0] for mask in self.inside.stops]])[self.recorded]
        return weeks * self.minutes, int(np.maximum(self.left, recorded.sum(axis=0)).sum())

    def _serves(self, masks: list[int], first: np.ndarray) -> np.ndarray:
        """Which kind can take another's place: it has all its hours (masks), no more minutes (of its first column)."""
        has = np.array([[not one & ~other for other in masks] for one in masks], dtype=bool)
        minutes, odd = self.minutes[first], self.odd[first]
        serves: np.ndarray = has & (minutes[None, :] <= minutes[:, None]) & ~odd[None, :] & ~odd[:, None]
        np.fill_diagonal(serves, val=True)
        return serves

    def fits(self, positions: Positions) -> bool:
        """Whether the meetings of some columns have hours beside each other, in the diary and in every week."""
        at = list(positions)
        if self.odd[at].any() and (self.recorded[at].any() or self.apart[np.ix_(at, at)].any()):
            return self.diaries.fits(self.columns[at])
        if int(self.minutes[at].sum()) <= self.least_left:
            return self.inside.held(at) is not None
        guard = _packed([1 << WEEK - 1] * len(self.left))
        return self._held_in_hours(at, -1, _packed(self.left.tolist()) | guard, guard)

    def addable(self, positions: Positions) -> np.ndarray:
        """The kinds of which one has a stop that goes with some way to hold these columns; hours are not looked at."""
        open_to = self._open_after(list(positions), -1)
        words = _as_words([open_to & (1 << len(self.inside.free)) - 1], len(self.inside.free))
        out: np.ndarray = (self.stops_of_kind & words).any(axis=1)
        return out

    def _open_after(self, at: list[int], open_to: int) -> int:
        """The stops that go with some way to hold columns among the stops in open_to."""
        if not at:
            return open_to
        out = 0
        for stop in bits(self.inside.stops[at[0]] & open_to):
            out |= self._open_after(at[1:], open_to & self.inside.free[stop])
        return out

    def _held_in_hours(self, at: list[int], open_to: int, left: int, guard: int) -> bool:
        """Whether these columns have stops that go together, and minutes enough in every week.

        left: the minutes of each week, packed, under the bits of the guard: a week that is overdrawn loses its own.
        """
        if not at:
            return True
        minutes = int(self.minutes[at[0]])
        for stop in bits(self.inside.stops[at[0]] & open_to):
            weeks = self.weeks_of_stop[stop]
            rest = left - minutes * weeks
            if rest & guard == guard and self._held_in_hours(at[1:], open_to & self.inside.free[stop], rest, guard):
                return True
        return False

    def _apart_from_each_other(self) -> np.ndarray:
        """Which two columns have mentees who are kept apart from each other, shape (n, n)."""
        case = self.diaries.case
        mentees = [case.candidates.mentees[index] for index in case.mentee[self.columns].tolist()]
        here = set(mentees)
        out = np.zeros((len(mentees),) * 2, dtype=bool)
        for one, other in self.diaries.apart:
            if one in here and other in here:
                first, second = (np.array([name == who for name in mentees]) for who in (one, other))
                out |= first[:, None] & second[None, :] | second[:, None] & first[None, :]
        return out


def _packed(numbers: list[int]) -> int:
    """A number of each week in one whole number."""
    return sum(number << WEEK * week for week, number in enumerate(numbers))


def _as_words(masks: list[int], n_bits: int) -> np.ndarray:
    """Bits in words of 64, shape (masks, words)."""
    size = 8 * -(-n_bits // 64)
    packed = b"".join(mask.to_bytes(size, "little") for mask in masks)
    return np.frombuffer(packed, dtype=np.uint64).reshape(len(masks), -1)
