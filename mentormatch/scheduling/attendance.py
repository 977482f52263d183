"""Who attends what, given which sessions run: nearly the best, as a flow, in a few thousandths of a second.

A session takes so many people; each of them comes to one activity so often a week and to so many sessions; what it is
worth that somebody is reached, has a wish or their first wish counts once a person. All that is a network. It knows
nothing of clashes in a person's diary, of those kept apart, of hours and budgets: a Board does (board.py).
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

import attrs
import numpy as np

from mentormatch.scheduling.formulation import Formulation
from mentormatch.scheduling.rows.leaders import heads_of_fixed
from mentormatch.scheduling.rows.size import least_people
from mentormatch.solving.flow import flow_of_most_worth

GIVEN, REACHED, WISHED, FIRST, FILLED = 60, 30, 10, 3, 50
"""What counts once, in units of the most points that anybody has anywhere: a fixed person in a fixed session, a mentee
reached, one with a wish, one with the first wish; and what each of the fewest costs whom a session lacks."""
WEIGHTS = np.array([FIRST, WISHED, REACHED], dtype=np.float64)
ANY = 2**20
"""Of people without a ceiling: more sessions than there are."""


@attrs.frozen(eq=False)
class Attended:
    """columns: of attending, ascending. people: how many come to each session, as asked for.

    worth: of it all, less what those cost whom sessions lack.
    """

    columns: np.ndarray
    people: np.ndarray
    worth: int


@attrs.define(eq=False, slots=False)
class Attendance:
    """The networks of one formulation.

    bonus: by person, whoever is no mentee at nothing, what counts once: first wish, wish, reached; shape (n, 3).
    whole: by attending, what it is worth to somebody who attends nothing else.
    """

    formulation: Formulation
    bonus: np.ndarray = attrs.field(init=False)
    whole: np.ndarray = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.weigh(WEIGHTS)

    def weigh(self, weights: np.ndarray) -> None:
        """Lets first wish, wish and reached count so much, in units; shape (3,)."""
        self.bonus = self.mentee[:, None] * np.rint(weights * self.unit).astype(np.int64)
        person = self.formulation.case.found.attending.person
        once = np.cumsum(self.bonus[:, ::-1], axis=1)[:, ::-1]
        self.whole = self.points + once[person, self.level]

    @cached_property
    def unit(self) -> int:
        """The most points that anybody has anywhere."""
        return max(1, int(self.formulation.case.found.attending.points.max(initial=0)))

    @cached_property
    def edges(self) -> np.ndarray:
        """Where the attendees of each pattern begin, shape (n_patterns + 1,)."""
        case = self.formulation.case
        return np.searchsorted(case.found.attending.pattern, np.arange(case.n_patterns + 1))

    @cached_property
    def level(self) -> np.ndarray:
        """By attending: 0 of somebody's first wish, 1 of another wish, 2 of none."""
        wish = self.formulation.case.found.attending.wish
        return np.where(wish == 0, 0, np.where(wish > 0, 1, 2))

    @cached_property
    def mentee(self) -> np.ndarray:
        """Whom it counts for, flags by person."""
        case = self.formulation.case
        return np.array([name in case.mentees for name in case.found.people], dtype=bool)

    @cached_property
    def points(self) -> np.ndarray:
        """By attending: points, and what a fixed person is worth beyond them."""
        attending = self.formulation.case.found.attending
        return attending.points + attending.given * (GIVEN * self.unit)

    @cached_property
    def ceiling(self) -> np.ndarray:
        """How many sessions each person may attend, where every week holds all of them, shape (n_people,)."""
        block = self.formulation.block
        out = np.full(len(self.formulation.case.found.people), ANY)
        for row, name in enumerate(block.row_names):
            if name[0] == "session-ceiling":
                person = int(str(name[1]))
                out[person] = min(out[person], int(block.model.row_upper[row]))
        return out

    @cached_property
    def often(self) -> np.ndarray:
        """How often a week somebody may come to each activity."""
        return np.array([row.a_week for row in self.formulation.case.found.patterns.activities], dtype=np.int64)

    @cached_property
    def fewest(self) -> np.ndarray:
        """How many must come to each pattern, shape (n_patterns,)."""
        case = self.formulation.case
        least = case.by_activity([least_people(case, row) for row in case.found.patterns.activities])
        return np.where(case.placed & ~case.found.patterns.drop_in, least, 0)

    @cached_property
    def most_leaders(self) -> np.ndarray:
        """How many leaders a pattern may have, where they are not given, shape (n_patterns,)."""
        case = self.formulation.case
        activities = case.found.patterns.activities
        return case.by_activity(
            [max(row.least_leaders, -(-row.largest // row.people_per_leader)) for row in activities]
        )

    def room(self, pattern: int, leaders: int) -> int:
        """How many heads a session takes with so many leaders; none of a drop-in."""
        known = self._rooms.get((pattern, leaders))
        if known is None:
            known = self._rooms[pattern, leaders] = self._room(pattern, leaders)
        return known

    @cached_property
    def _rooms(self) -> dict[tuple[int, int], int]:
        return {}

    def _room(self, pattern: int, leaders: int) -> int:
        case = self.formulation.case
        patterns = case.found.patterns
        if patterns.drop_in[pattern]:
            return 0
        activity = patterns.activities[int(patterns.activity[pattern])]
        led = activity.people_per_leader * leaders
        if case.leaders_given[pattern]:
            led = max(led, heads_of_fixed(case, int(patterns.activity[pattern])))
        there = patterns.venues[int(patterns.venue[pattern])].capacity - leaders
        return max(0, min(activity.largest, led, there))

    def best(self, patterns: np.ndarray, room: np.ndarray, without: Collection[int] = ()) -> Attended:
        """Who attends which of some patterns, each with so much room; without: columns of attending left out."""
        case = self.formulation.case
        attending, of_pattern = case.found.attending, case.found.patterns
        sizes = self.edges[patterns + 1] - self.edges[patterns]
        session = np.repeat(np.arange(len(patterns)), sizes)
        columns = np.arange(len(session)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + self.edges[patterns][session]
        if without:
            kept = ~np.isin(columns, list(without))
            session, columns = session[kept], columns[kept]
        person = attending.person[columns]
        needed = int(self.fewest[patterns].sum()) * FILLED * self.unit
        if not len(columns):
            return Attended(columns, np.zeros(len(patterns), np.int64), -needed)

        # Nodes: 0 and 1, sessions, somebody in one activity (where it matters), somebody's sessions of one level.
        levels, at_level, n_there = _numbered(person * 3 + self.level[columns])
        kinds, of_kind, n_kind = _numbered(person * len(of_pattern.activities) + of_pattern.activity[patterns][session])
        often = self.often[kinds % len(of_pattern.activities)]
        apart = n_kind > often
        first_level = 2 + len(patterns)
        first_kind = first_level + len(levels)
        node = np.where(apart[of_kind], first_kind + np.cumsum(apart)[of_kind] - 1, first_level + at_level)
        level_of_kind = np.zeros(len(kinds), np.int64)
        level_of_kind[of_kind] = at_level

        who = levels // 3
        last = np.append(who[1:] != who[:-1], True)
        following = np.where(last, 1, first_level + np.arange(len(levels)) + 1)
        once = np.concatenate([np.zeros((len(self.bonus), 1), np.int64), np.cumsum(self.bonus, axis=1)], axis=1)
        until = np.where(last, 3, np.append(levels[1:] % 3, 0))
        counted = once[who, until] - once[who, levels % 3]
        before = np.cumsum(n_there)
        begin = np.searchsorted(who, who)
        through = before - (before[begin] - n_there[begin])
        through = np.where(last, np.minimum(through, self.ceiling[who]), through)
        more = through > 1

        fewest = np.minimum(self.fewest[patterns], room)
        filled, there = fewest > 0, np.arange(len(patterns))
        tail = np.concatenate(
            [
                2 + session,
                np.zeros(int(filled.sum()) + len(patterns), np.int64),
                first_kind + np.arange(int(apart.sum())),
                first_level + np.arange(len(levels)),
                first_level + np.flatnonzero(more),
            ]
        )
        head = np.concatenate(
            [node, 2 + there[filled], 2 + there, first_level + level_of_kind[apart], following, following[more]]
        )
        ones = np.ones(len(columns), np.int64)
        rooms = np.concatenate(
            [ones, fewest[filled], room - fewest, often[apart], np.minimum(through, 1), through[more] - 1]
        )
        bring = np.concatenate(
            [
                self.points[columns],
                np.full(int(filled.sum()), FILLED * self.unit),
                np.zeros(len(patterns) + int(apart.sum()), np.int64),
                counted,
                np.zeros(int(more.sum()), np.int64),
            ]
        )
        flow = flow_of_most_worth(tail, head, rooms, bring)
        chosen = flow[: len(columns)] > 0
        people = np.bincount(session[chosen], minlength=len(patterns))
        return Attended(columns[chosen], people, int(flow @ bring) - needed)


def _numbered(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The different keys (not below 0, none very large), ascending; which of them each key is; how often each is."""
    number = np.bincount(keys)
    different = np.flatnonzero(number)
    place = np.cumsum(number > 0) - 1
    return different, place[keys], number[different]
