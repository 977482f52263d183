"""What each pattern would be worth by itself, given what every column brings: the subproblem of the bound.

A pattern that runs is a choice of leaders and of attendees. For each number of leaders the best of them are taken,
with one who has lived it or has first aid where that is asked for; then the attendees who bring most by head, as a
knapsack that may be cut (Dantzig 1957). So the worth is never too low, and exact where everybody comes alone.
"""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.scheduling.case import Case
from mentormatch.scheduling.rows.leaders import heads_of_fixed
from mentormatch.scheduling.rows.size import least_people

NOTHING = -(2**60)
"""Worth of a pattern that cannot run."""
NO_LIMIT = 2**30
"""Capacity where a drop-in is: what it expects has been brought into the room already."""


@attrs.frozen(eq=False, kw_only=True)
class Worth:
    """Columns of leading and attending in runs by pattern; limits by pattern. Shape (n_patterns,) unless said.

    led_edges, attended_edges: where each pattern's run begins, shape (n_patterns + 1,). special: leaders of whom one
    is needed, by leading. needs_special: where that is so. each: people per leader. fits: by venue and largest group.
    """

    n_patterns: int
    led_edges: np.ndarray
    attended_edges: np.ndarray
    special: np.ndarray
    needs_special: np.ndarray
    least_leaders: np.ndarray
    most_leaders: np.ndarray
    each: np.ndarray
    given_heads: np.ndarray
    largest: np.ndarray
    capacity: np.ndarray
    expected: np.ndarray
    least: np.ndarray
    heads: np.ndarray

    @classmethod
    def of(cls, case: Case) -> Worth:
        patterns, leading, attending = case.found.patterns, case.found.leading, case.found.attending
        activities, given = patterns.activities, case.leaders_given
        number = np.bincount(leading.pattern, minlength=case.n_patterns)
        least = case.by_activity([row.least_leaders for row in activities])
        most = case.by_activity(
            [max(row.least_leaders, -(-row.largest // row.people_per_leader)) for row in activities]
        )
        lived = case.by_activity([row.lived_experience_leader for row in activities]) > 0
        aid = case.by_activity([row.first_aid for row in activities]) > 0
        edges = np.arange(case.n_patterns + 1)
        each = case.by_activity([row.people_per_leader for row in activities])
        fixed = case.by_activity([heads_of_fixed(case, at) for at in range(len(activities))])
        places = np.array([venue.capacity for venue in patterns.venues], dtype=np.int64)
        people = case.by_activity([least_people(case, row) for row in activities])
        return cls(
            n_patterns=case.n_patterns,
            led_edges=np.searchsorted(leading.pattern, edges),
            attended_edges=np.searchsorted(attending.pattern, edges),
            special=leading.mentor & (leading.first_aid | ~aid[leading.pattern]),
            needs_special=~given & (lived | aid),
            least_leaders=np.where(given, number, least),
            most_leaders=np.where(given, number, np.minimum(most, number)),
            each=each,
            given_heads=np.where(given, np.maximum(each * number, fixed), 0),
            largest=case.by_activity([row.largest for row in activities]),
            capacity=np.where(patterns.drop_in, NO_LIMIT, places[patterns.venue] if len(patterns) else 0),
            expected=patterns.expected,
            least=np.where(case.placed & ~patterns.drop_in, people, 0),
            heads=attending.heads,
        )

    def __call__(self, gains: np.ndarray) -> np.ndarray:
        """The most that each pattern can bring if it runs, given whole gains by choice; NOTHING where it cannot."""
        n, first = self.n_patterns, int(self.led_edges[-1]) + self.n_patterns
        led, attended = gains[n:first], gains[first : first + int(self.attended_edges[-1])]
        leaders = _Runs.sorted(self.led_edges, led, led)
        people = _People.of(self, attended)
        best_special = self._best_special(led)
        out = np.full(n, NOTHING, dtype=np.int64)
        for number in range(int(self.least_leaders.min(initial=0)), int(self.most_leaders.max(initial=-1)) + 1):
            room = np.minimum(self.largest, self.capacity - number)
            room = np.minimum(room, np.where(self.given_heads > 0, self.given_heads, self.each * number))
            possible = (self.least_leaders <= number) & (number <= self.most_leaders) & (room >= 0)
            possible &= self.expected <= np.where(self.given_heads > 0, self.given_heads, self.each * number)
            if not possible.any():
                continue
            together = leaders.first(np.full(n, number))
            without = ~leaders.has(self.special, number) & self.needs_special
            with_one = leaders.first(np.full(n, max(0, number - 1))) + best_special
            together = np.where(without, with_one if number else NOTHING, together)
            here = np.where(possible, together + people.worth(room), NOTHING)
            out = np.maximum(out, here)
        return np.where(out > NOTHING // 2, out + gains[:n], NOTHING)

    def _best_special(self, led: np.ndarray) -> np.ndarray:
        """What the best leader of whom one is needed brings; NOTHING where there is none."""
        values = np.append(np.where(self.special, led, NOTHING), NOTHING)
        out: np.ndarray = np.maximum.reduceat(values, self.led_edges[:-1]) if self.n_patterns else np.zeros(0, np.int64)
        return np.where(self.led_edges[1:] > self.led_edges[:-1], out, NOTHING)


@attrs.frozen(eq=False, kw_only=True)
class _Runs:
    """The columns of each pattern, best first. order: of columns; total: sums of all before, shape (n_columns + 1,)."""

    edges: np.ndarray
    order: np.ndarray
    total: np.ndarray

    @classmethod
    def sorted(cls, edges: np.ndarray, values: np.ndarray, by: np.ndarray) -> _Runs:
        """values are summed in the falling order of `by`."""
        pattern = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
        order = np.lexsort((-by, pattern))
        return cls(edges=edges, order=order, total=np.append(0, np.cumsum(values[order])))

    def first(self, number: np.ndarray) -> np.ndarray:
        """What the best so many of each pattern bring; all, where there are fewer."""
        ends = np.minimum(self.edges[:-1] + number, self.edges[1:])
        out: np.ndarray = self.total[ends] - self.total[self.edges[:-1]]
        return out

    def has(self, flags: np.ndarray, number: int) -> np.ndarray:
        """Whether one of the best so many of each pattern is flagged."""
        counts = np.append(0, np.cumsum(flags[self.order]))
        ends = np.minimum(self.edges[:-1] + number, self.edges[1:])
        return np.asarray(counts[ends] > counts[self.edges[:-1]])


@attrs.frozen(eq=False, kw_only=True)
class _People:
    """Attendees by what they bring a head, those who bring nothing left out; and what the least number must cost.

    heads: sums of all before, like `total`. positive: how many bring something. short: what those bring who must come
    though they bring nothing; NOTHING where there are too few.
    """

    edges: np.ndarray
    total: np.ndarray
    heads: np.ndarray
    short: np.ndarray

    @classmethod
    def of(cls, worth: Worth, gains: np.ndarray) -> _People:
        edges, heads = worth.attended_edges, worth.heads
        pattern = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
        good = gains > 0
        order = np.lexsort((-(gains / heads), pattern))
        total = np.append(0, np.cumsum(np.where(good, gains, 0)[order]))
        taken = np.append(0, np.cumsum(np.where(good, heads, 0)[order]))
        number = np.append(0, np.cumsum(good))
        positive = number[edges[1:]] - number[edges[:-1]]
        bad = _Runs.sorted(edges, np.where(good, 0, gains), gains)
        short = bad.first(np.maximum(worth.least, positive))
        enough = edges[1:] - edges[:-1] >= worth.least
        return cls(edges=edges, total=total, heads=taken, short=np.where(enough, short, NOTHING))

    def worth(self, room: np.ndarray) -> np.ndarray:
        """The most that attendees of so many heads bring, the last of them in part, rounded up."""
        low, high = self.edges[:-1], self.edges[1:]
        limit = self.heads[low] + np.maximum(room, 0)
        # The last column in a pattern's run up to which all fit: heads rise over the whole array.
        ends = np.clip(np.searchsorted(self.heads, limit, side="right") - 1, low, high)
        out = self.total[ends] - self.total[low]
        left = limit - self.heads[ends]
        following = np.minimum(ends, len(self.total) - 2)
        gain = np.where(ends < high, self.total[following + 1] - self.total[following], 0)
        size = np.maximum(1, self.heads[following + 1] - self.heads[following])
        out = out + -(-(gain * left) // size) if len(self.total) > 1 else out
        return np.asarray(out + self.short)
