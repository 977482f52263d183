"""Rules that a large formulation does not write out: whether the meetings chosen can all have an hour.

In a large programme most mentors' weeks are roomy, and rows for all their options would outgrow the solver. So a column
stands for a pair and a place with the hour left open (or for one option, where it must be named), and each choice that
would count is asked about here: can every mentor's week hold it, and can people who are kept apart, who have several
mentors or who are mentee and mentor at once, be given hours beside each other? What cannot be held comes back as rows:
for a mentor met the first time, all pairs of columns that never go together; beyond pairs, the smallest set that cannot
be held, grown to all like it (see solving/inside.py). Mentors who are short of hours are searched by what their weeks
can hold instead (short.py, weeks.py).
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from mentormatch.candidates import NO_HOUR
from mentormatch.candidates.stops import Stops, clashes, too_near
from mentormatch.domain.places import REMOTE
from mentormatch.matching.case import Case
from mentormatch.matching.columns import ANY_HOUR
from mentormatch.matching.fill import Fill
from mentormatch.matching.groups import groups_of_mentors
from mentormatch.matching.rows.hours import led_minutes, minutes_a_week
from mentormatch.matching.rows.margin import kept_apart
from mentormatch.solving.cliques import as_masks
from mentormatch.solving.inside import Cut, Inside
from mentormatch.term import Calendar

MANY_OPTIONS = 4_000
"""Of one mentor's columns: with more, rows speak of fewer columns, so that finding them stays quick."""


class Diaries:
    """The hours of all columns of a Case that leaves them open; helper columns after them count nothing."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.led = led_minutes(case, Calendar.of(case.programme).n_weeks)
        self.apart = kept_apart(case)
        of_spot = np.bincount(case.candidates.option_spot, minlength=len(case.candidates.spot_pair))
        self.edges = np.concatenate([[0], np.cumsum(of_spot)])  # options stand in the order of their spots
        self.days = self._days()
        self.count = self._count()
        self.timed = case.timed | ((case.columns.option == ANY_HOUR) & (self.count > 0))
        self._known: dict[bytes, bool] = {}
        self._known_near: dict[tuple[int, int], bool] = {}
        self.one_day = np.array([bin(day).count("1") == 1 for day in range(128)])[self.days]

    def _days(self) -> np.ndarray:
        """By column the weekdays on which it has hours, as bits."""
        pairs, option = self.case.candidates, self.case.columns.option
        day = np.where(pairs.option_weekday == NO_HOUR, 0, 1 << np.maximum(0, pairs.option_weekday.astype(np.int64)))
        of_spot = np.zeros(len(pairs.spot_pair), dtype=np.int64)
        if len(day):
            edges = np.flatnonzero(np.append(True, pairs.option_spot[1:] != pairs.option_spot[:-1]))
            of_spot[pairs.option_spot[edges]] = np.bitwise_or.reduceat(day, edges)
        named = day[option] if len(day) else np.zeros(len(option), dtype=np.int64)
        out: np.ndarray = np.where(option == ANY_HOUR, of_spot[self.case.columns.spot], named)
        return out

    def _count(self) -> np.ndarray:
        """By column how many options it stands for."""
        of_spot = np.bincount(self.case.candidates.option_spot, minlength=len(self.case.candidates.spot_pair))
        out: np.ndarray = np.where(self.case.columns.option == ANY_HOUR, of_spot[self.case.columns.spot], 1)
        return out

    def broken(self, chosen: np.ndarray, among: np.ndarray | None = None) -> list[Cut]:
        """Rows that this choice breaks; those between one mentor and another only where each mentor's week holds."""
        columns = np.flatnonzero(chosen[: len(self.case.columns)])
        cuts: list[Cut] = []
        crowded = self.crowded(columns)
        for mentor, mine in crowded:
            near = self.case.columns_of_mentor(mentor)
            if among is not None:
                near = np.intersect1d(near, among, assume_unique=True)
                if self.count[near].sum() > MANY_OPTIONS:
                    # In a roomy week who has several days is hardly ever in the way: the rows need not speak of them.
                    near = near[self.one_day[near]]
                near = np.union1d(mine, near)
            cuts += self._cuts_of(mentor, mine, near)
        known = {mentor for mentor, _ in crowded}
        groups = [group for group in self.groups(columns) if known.isdisjoint(self.case.mentor[group].tolist())]
        return cuts + [cut for group in groups if not self.fits(group) for cut in self._cuts_between(group, among)]

    def pairs_among(self, columns: np.ndarray, used: np.ndarray) -> list[Cut]:
        """Rows that say which two of these columns never go together on those days of a mentor's where two used do not.

        Two that have hours on different days do; so only columns with hours on one day are looked at, day by day.
        """
        crowded = [self._day(mine[:1]) for mine in self._by_day(used) if len(mine) > 1 and self._never_together(mine)]
        near = columns[np.isin(self._day(columns), np.concatenate(crowded))] if crowded else columns[:0]
        cuts: list[Cut] = []
        for mine in self._by_day(near):
            inside, same = self.inside(int(self.case.mentor[mine[0]]), mine)
            cuts += inside.pair_cuts(same)
        return cuts

    def _by_day(self, columns: np.ndarray) -> list[np.ndarray]:
        """Those of the columns that leave open one day's hours, by mentor and day."""
        columns = columns[columns < len(self.case.columns)]
        columns = columns[self.one_day[columns]]
        day = self._day(columns)
        order = np.argsort(day, kind="stable")
        return [mine for mine in np.split(columns[order], np.flatnonzero(np.diff(day[order])) + 1) if len(mine)]

    def _day(self, columns: np.ndarray) -> np.ndarray:
        """A number for each mentor and set of days."""
        inside = np.minimum(columns, len(self.case.columns) - 1)
        out: np.ndarray = np.where(inside == columns, self.case.mentor[inside] * 128 + self.days[inside], -1)
        return out

    def _never_together(self, mine: np.ndarray) -> bool:
        """Whether two of one mentor's columns, of different pairs, never go together."""
        inside, same = self.inside(int(self.case.mentor[mine[0]]), mine)
        return bool((inside.never & ~same).any())

    def crowded(self, columns: np.ndarray) -> list[tuple[int, np.ndarray]]:
        """The mentors whose week does not hold what they have of these columns, and those."""
        mentor = self.case.mentor[columns]
        order = np.argsort(mentor, kind="stable")
        weeks = np.split(columns[order], np.flatnonzero(np.diff(mentor[order])) + 1)
        return [(int(self.case.mentor[mine[0]]), mine) for mine in weeks if len(mine) and not self.fits(mine)]

    def _cuts_of(self, mentor: int, mine: np.ndarray, near: np.ndarray) -> list[Cut]:
        inside, same = self.inside(mentor, near)
        positions = np.searchsorted(inside.items, mine).tolist()
        if any(inside.never[one, other] for one, other in combinations(positions, 2)):
            return inside.pair_cuts(same, positions)
        return [inside.cut_round(tuple(np.searchsorted(inside.items, self._core(mine)).tolist()))]

    def _core(self, mine: np.ndarray) -> np.ndarray:
        """A smallest part of these columns that does not fit; one alone can need more hours than there are."""
        for size in range(1, len(mine)):
            for some in combinations(mine.tolist(), size):
                part = np.array(some)
                if not self.fits(part):
                    return part
        return mine

    def _cuts_between(self, group: np.ndarray, among: np.ndarray | None) -> list[Cut]:
        """Not all of these: a part of the group that does not fit, and fits without any one of its members.

        Of two, each is forbidden with every meeting of the other's mentee that it does not go with, of which there is
        one at the most: or the mentee would be tried with one mentor after another.
        """
        part = self.smallest(group)
        if len(part) == 2:
            one, other = part.tolist()
            cuts = [self._cut_round(one, other, among), self._cut_round(other, one, among)]
            if any(cuts):
                return [cut for cut in cuts if cut is not None]
        alike = np.unique(np.concatenate([self._alike(column) for column in part.tolist()]))
        return [Cut(alike, len(part) - 1)]

    def _cut_round(self, moving: int, other: int, among: np.ndarray | None) -> Cut | None:
        """At most one of a column and all of one mentee's that do not go with it; None where they may have several."""
        mentee = int(self.case.mentee[moving])
        if self.case.seats.several[mentee]:
            return None
        mine = np.flatnonzero(self.case.mentee == mentee)
        if among is not None:
            mine = mine[np.isin(mine, among)]
        never = [column for column in mine.tolist() if not self.fits(np.union1d([column], [other]))]
        return Cut(np.unique(np.array([*never, moving, other])), 1)

    def smallest(self, group: np.ndarray) -> np.ndarray:
        """A part of what does not fit together, which fits without any one of its members."""
        part = group
        for column in group.tolist():
            rest = part[part != column]
            if not self.fits(rest):
                part = rest
        return part

    def _alike(self, column: int) -> np.ndarray:
        """The columns of the same pair and place at any hour, of which at most one is chosen."""
        if self.case.columns.option[column] != ANY_HOUR:
            return np.array([column])
        mine = self.case.columns_of_mentor(int(self.case.mentor[column]))
        mine = mine[self.case.columns.spot[mine] == self.case.columns.spot[column]]
        return mine[self.case.columns.option[mine] == ANY_HOUR]

    def inside(self, mentor: int, columns: np.ndarray) -> tuple[Inside, np.ndarray]:
        """The stops of a mentor's columns, and which go together; and which are of one pair, chosen once anyway."""
        return self.inside_of(mentor, columns, *self.stops(columns))

    def stops(self, columns: np.ndarray) -> tuple[Stops, np.ndarray]:
        """The distinct stops that columns could take, and the column (by position) of each of their options."""
        lists = [self.options(column) for column in columns.tolist()]
        column = np.repeat(np.arange(len(columns)), [len(one) for one in lists])
        return self.case.stops_of_options(np.concatenate(lists)), column

    def inside_of(self, mentor: int, columns: np.ndarray, stops: Stops, item: np.ndarray) -> tuple[Inside, np.ndarray]:
        """The same, of columns whose stops are known."""
        # Whoever has no hour (no meeting yet) is never in anybody's way: a stop of its own.
        n = len(stops)
        free = np.ones((n + 1, n + 1), dtype=bool)
        name = self.case.candidates.mentors[mentor]
        free[:n, :n] = ~(clashes(stops, self.case.between(name)) | np.diag(stops.weeks != 0))
        has = np.zeros((len(columns), n + 1), dtype=bool)
        has[item, stops.of_column] = True
        has[~has.any(axis=1), n] = True
        weight = has.astype(np.float32)
        never = (weight @ free.astype(np.float32) @ weight.T) == 0
        recorded = self.case.recorded[columns]
        never &= ~(recorded[:, None] & recorded[None, :])
        same = self.case.columns.pair[columns][:, None] == self.case.columns.pair[columns][None, :]
        np.fill_diagonal(same, False)
        np.fill_diagonal(never, False)
        return Inside(columns, as_masks(has), as_masks(free), never | same), same

    def options(self, column: int) -> np.ndarray:
        """The options that a column stands for, by index; none for "no meeting yet"."""
        option = int(self.case.columns.option[column])
        pairs = self.case.candidates
        if option != ANY_HOUR:
            timed = int(pairs.option_weekday[option]) != NO_HOUR
            return np.array([option] if timed else [], dtype=np.int64)
        spot = int(self.case.columns.spot[column])
        return np.arange(self.edges[spot], self.edges[spot + 1])

    def groups(self, columns: np.ndarray) -> list[np.ndarray]:
        """Columns of several mentors that people have in common, or people who are kept apart, in order."""
        return groups_of_mentors(
            self.case,
            columns[self.timed[columns]],
            self.apart,
            self._near,
        )

    def _near(self, one: int, other: int) -> bool:
        """Whether columns of two who are kept apart can come too near; remembered."""
        known = self._known_near.get((one, other))
        if known is None:
            known = self._known_near[one, other] = bool(self._apart_clash(one, other).any())
        return known

    def fits(self, columns: np.ndarray) -> bool:
        """Whether all these columns can have hours beside each other; remembered, for choices have much in common."""
        key = columns.tobytes()
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._search(columns)
        return known

    def _search(self, columns: np.ndarray) -> bool:
        """The same by a search, those with fewest options first."""
        lists = [(column, self.options(column)) for column in columns.tolist()]
        lists = [(column, options) for column, options in lists if len(options)]
        if self._on_days_of_their_own(columns):
            return True
        order = sorted(range(len(lists)), key=lambda at: (len(lists[at][1]), lists[at][0]))
        return Fill.of(self, [lists[at] for at in order]).fits()

    def _on_days_of_their_own(self, columns: np.ndarray) -> bool:
        """Whether one mentor's columns can each have a day of their own, with hours to spare: then they fit."""
        mentors = np.unique(self.case.mentor[columns])
        if len(mentors) != 1:
            return False
        mentor = int(mentors[0])
        left = int((minutes_a_week(self.case, mentor) - self.led[mentor]).min())
        if int(self.case.minutes[columns].sum()) > left:
            return False
        taken = 0
        for days in sorted(self.days[columns].tolist(), key=lambda days: (bin(days).count("1"), days)):
            free = days & ~taken
            if days and not free:
                return False
            taken |= free & -free
        return True

    def clash(self, one: int, other: int) -> np.ndarray:
        """Which options of two columns do not go together, shape (options of one, of the other)."""
        mentees, mentors = self.case.candidates.mentees, self.case.candidates.mentors
        mine = {mentees[self.case.mentee[one]], mentors[self.case.mentor[one]]}
        common = sorted(mine & {mentees[self.case.mentee[other]], mentors[self.case.mentor[other]]})
        out = self._apart_clash(one, other)
        first, second = self.options(one), self.options(other)
        both = self.case.stops_of_options(np.concatenate([first, second]))
        of_first, of_second = both.of_column[: len(first)], both.of_column[len(first) :]
        for person in common:
            near = clashes(both, self.case.between(person)) | np.diag(both.weeks != 0)
            out |= near[np.ix_(of_first, of_second)]
        if self.case.recorded[one] and self.case.recorded[other]:
            out[:] = False  # what the record alone breaks is noted, not undone
        return out

    def _apart_clash(self, one: int, other: int) -> np.ndarray:
        first, second = self.options(one), self.options(other)
        out = np.zeros((len(first), len(second)), dtype=bool)
        mentees, mentors = self.case.candidates.mentees, self.case.candidates.mentors
        mine = (mentees[self.case.mentee[one]], mentors[self.case.mentor[one]])
        theirs = (mentees[self.case.mentee[other]], mentors[self.case.mentor[other]])
        if any((min(a, b), max(a, b)) in self.apart for a in mine for b in theirs):
            left, right = self.case.stops_of_options(first), self.case.stops_of_options(second)
            margin = self.case.programme.policy.keep_apart_margin
            out = too_near(left, right, margin)[np.ix_(left.of_column, right.of_column)]
            places = self.case.candidates.places
            remote = np.array([place in REMOTE for place in places], dtype=bool)
            out &= ~remote[self.case.candidates.spot_place[self.case.columns.spot[one]]]
        return out
