"""The smallest sets of people who share too few places, of which no part is short without the person asked about.

Such a set without that person can fill the places of its mentors exactly: so a 0/1 problem with a column for each
person, each mentor and each seating of a person at a mentor says all of it, and its linear relaxation is near. Whoever
is in a smallest set known already, and whose own is no larger, need not be looked at again: the sets of others either
hold them, and are no smaller, or do without them. That makes one search after another smaller.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from mentormatch.planning.effort import Deadline
from mentormatch.solving import Effort, Tier
from mentormatch.solving.blocks import RowBuilder
from mentormatch.solving.rows import tidy
from mentormatch.solving.solvers import Clock, solve_integer

WORK = 0.3
"""A search is cut after so much of the solver's count of work, the same on every machine."""
CUTS = 3
"""So many searches may be cut at one set before the others in it are left with it: they are as hard."""
SEARCHES = 150
"""After so many searches the others are shown with the smallest set known by then, not proven."""
LARGEST_SEARCHED = 400
"""Sets of more people than this are shown as found; whether they are the smallest is then not known."""


@attrs.frozen(kw_only=True)
class Short:
    """People who fall short together; proven: no smaller such set, and none as small that comes first by ids."""

    people: frozenset[int]
    proven: bool


class Smallest:
    """The acceptable pairs as a graph; ties: the number of each person in the order of ids."""

    def __init__(
        self,
        mentors_of: Mapping[int, Sequence[int]],
        mentees_of: Mapping[int, Sequence[int]],
        places: Mapping[int, int],
        ties: Sequence[int],
    ) -> None:
        self.mentors_of, self.mentees_of, self.places = mentors_of, mentees_of, places
        self.points = {person: ties[person] for person in mentors_of}
        each = 1 + sum(self.points.values())
        self.points = {person: each + tie for person, tie in self.points.items()}

    def around(self, found: Mapping[int, frozenset[int]], deadline: Deadline) -> dict[int, Short]:
        """The smallest set of each person, from some set of each.

        Those with the smallest set known come first: by then most others are out of their way. Where searches for
        people in one set were cut again and again, the others in it are shown with that set.
        """
        out = {person: Short(people=people, proven=False) for person, people in found.items()}
        unknown = sum(self.points.values())
        turns = {person: self._turn(person, unknown) for person in found if len(found[person]) <= LARGEST_SEARCHED}
        hard: Counter[frozenset[int]] = Counter()
        for _ in range(SEARCHES):
            if not turns or deadline.over():
                break
            person = min(turns, key=lambda one: turns[one])
            del turns[person]
            if hard[out[person].people] >= CUTS:
                continue
            out[person] = self._searched(person, out, deadline)
            if not out[person].proven:
                hard[out[person].people] += 1
            people, value = out[person].people, self._value(out[person].people)
            for other in sorted(out.keys() & self._left_over(sorted(people))):  # without others a part is short
                if not out[other].proven and value < self._value(out[other].people):
                    out[other] = Short(people=people, proven=False)
                    turns[other] = self._turn(other, value)
        return out

    def _turn(self, person: int, value: int) -> tuple[int, int, int]:
        return value, -self._room(self.mentors_of[person]), person

    def _searched(self, person: int, out: Mapping[int, Short], deadline: Deadline) -> Short:
        best = out[person].people
        most = self._value(best)
        if len(best) == self._room(self.mentors_of[person]) + 1 and self._only_one(person, best):
            return Short(people=best, proven=True)
        gone = {
            other
            for other, short in out.items()
            if short.proven and other != person and self._value(short.people) >= most
        }
        people = self._left_over(self._near(person, gone, len(best)))
        if person not in people:
            return Short(people=best, proven=True)
        mentors = sorted({mentor for one in people for mentor in self.mentors_of[one]})
        rows, points = self._rows(person, people, mentors, most - 1)
        clock = Clock(deadline.left())
        effort = Effort(threads=1, work_limit=WORK, prices=False)
        claim = solve_integer(tidy(rows.model(len(points))), Tier("smallest", "min", points), clock, effort=effort)
        if clock.interrupted:
            deadline.interrupt()
        if claim.values is not None:
            chosen = np.flatnonzero(np.rint(claim.values[: len(people)]) == 1).tolist()
            better = frozenset(people[at] for at in chosen)
            if person in better and self._value(better) < most and self._falls_short(better):
                best = better
        return Short(people=best, proven=claim.status in ("optimal", "infeasible"))

    def _value(self, people: Mapping[int, int] | frozenset[int]) -> int:
        return sum(self.points[person] for person in people)

    def _room(self, mentors: Sequence[int] | set[int]) -> int:
        return sum(self.places[mentor] for mentor in mentors)

    def _falls_short(self, people: frozenset[int]) -> bool:
        return self._room({mentor for person in people for mentor in self.mentors_of[person]}) < len(people)

    def _only_one(self, person: int, people: frozenset[int]) -> bool:
        """Whether nobody else could stand in a set as small, which has only this person's own mentors."""
        own = set(self.mentors_of[person])
        inside = {
            other for mentor in own for other in self.mentees_of[mentor] if own.issuperset(self.mentors_of[other])
        }
        return inside == people

    def _near(self, person: int, gone: set[int], most: int) -> list[int]:
        """Everybody who could stand in a set of at most so many with this person."""
        own = set(self.mentors_of[person])
        people, seen, queue = {person}, set(), [person]
        while queue:
            for mentor in self.mentors_of[queue.pop()]:
                if mentor in seen:
                    continue
                seen.add(mentor)
                for other in self.mentees_of[mentor]:
                    fits = other not in gone and self._room(own.union(self.mentors_of[other])) < most
                    if fits and other not in people:
                        people.add(other)
                        queue.append(other)
        return sorted(people)

    def _left_over(self, people: list[int]) -> list[int]:
        """Those of some people whom some fullest seating leaves out: nobody else stands in a set that falls short."""
        seated: dict[int, list[int]] = {}
        for person in people:
            self._seat(person, seated)
        standing = set(people).difference(*seated.values())
        queue = sorted(standing)
        while queue:
            for mentor in self.mentors_of[queue.pop()]:
                for other in seated.get(mentor, ()):
                    if other not in standing:
                        standing.add(other)
                        queue.append(other)
        return sorted(standing)

    def _seat(self, person: int, seated: dict[int, list[int]]) -> None:
        """Finds a seat for one more, moving others on where that takes it; none where nobody can move (Kuhn)."""
        came: dict[int, tuple[int, int]] = {}
        queue, seen = [person], set()
        while queue:
            one = queue.pop(0)
            for mentor in self.mentors_of[one]:
                if mentor in seen:
                    continue
                seen.add(mentor)
                sitting = seated.setdefault(mentor, [])
                if len(sitting) < self.places[mentor]:
                    self._move_up(person, one, mentor, came, seated)
                    return
                for other in sitting:
                    came[other] = (one, mentor)
                    queue.append(other)

    def _move_up(
        self, first: int, one: int, mentor: int, came: dict[int, tuple[int, int]], seated: dict[int, list[int]]
    ) -> None:
        """Everybody on the way takes the seat that the next one leaves."""
        while True:
            if one == first:
                seated[mentor].append(one)
                return
            before, old = came[one]
            seated[old].remove(one)
            seated[mentor].append(one)
            one, mentor = before, old

    def _rows(self, person: int, people: list[int], mentors: list[int], most: int) -> tuple[RowBuilder, np.ndarray]:
        """The rows, and the points of the columns: people, then mentors, then who sits where."""
        at = {one: index for index, one in enumerate(people)}
        of_mentor = {mentor: len(people) + index for index, mentor in enumerate(mentors)}
        seated: dict[int, list[int]] = {mentor: [] for mentor in mentors}
        n, rows = len(people) + len(mentors), RowBuilder()
        for one in people:
            own = self.mentors_of[one]
            for mentor in own:
                rows.add(("with their mentors",), np.array([at[one], of_mentor[mentor]]), np.array([1, -1]), upper=0)
            if one == person:
                continue
            seats = list(range(n, n + len(own)))
            n += len(own)
            for mentor, seat in zip(own, seats, strict=True):
                seated[mentor].append(seat)
            values = np.array([*(1 for _ in seats), -1])
            rows.add(("a seat for each other",), np.array([*seats, at[one]]), values, lower=0, upper=0)
        for mentor in mentors:
            columns = np.array([*seated[mentor], of_mentor[mentor]])
            values = np.array([*(1 for _ in seated[mentor]), -self.places[mentor]])
            rows.add(("every seat taken",), columns, values, lower=0, upper=0)
        rows.add(("this one",), np.array([at[person]]), lower=1)
        points = np.zeros(n, dtype=np.int64)
        points[: len(people)] = [self.points[one] for one in people]
        rows.add(("better than known",), np.arange(len(people)), points[: len(people)], upper=most)
        return rows, points
