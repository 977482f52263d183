"""A first timetable, greedily: what is fixed, then one session after another that reaches most people.

It obeys every row of a formulation, and the ways between two sessions of one person, which that need not write out. It
is there in a second: the search starts from it, and it is what is shown where there was no time for more. A session
comes whole: it runs, with leaders enough and people enough, or not at all. Values of what could come fall as people
are reached, so each is reckoned only when it comes to the top, beginning with what it could be worth at most
(lazy greedy; Minoux 1978).

Where a timetable of something like it is known, its sessions come first, as far as they are possible here; what was
lost is filled as ever.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from attrs import define, field

from mentormatch.domain.tiers import FIXED_PEOPLE, FIXED_SESSIONS
from mentormatch.scheduling.alike import Alike
from mentormatch.scheduling.board import Board
from mentormatch.scheduling.formulation import Formulation
from mentormatch.scheduling.promise import N_FIGURES, Promise, least_of, most_first
from mentormatch.solving.found import better

Value = tuple[int, int, int, int]
NOTHING: Value = (0, 0, 0, 0)
NO_LESS = 2**62
"""More than any session is worth: nothing is known of it yet."""


def started(formulation: Formulation, like: Sequence[Alike] = ()) -> np.ndarray:
    """Flags by choice of a timetable that keeps every row, shape (n_choices,).

    like: sessions to begin with. The result is no worse in tier order than what is left of them, and no worse than the
    timetable without them.
    """
    start = _Start(formulation)
    start.fixed()
    start.placed()
    best = start.result()
    if not like:
        return best
    start, cold = _Start(formulation), formulation.values(best)
    start.again(like)
    tried = [start.result()]
    start.fixed()
    start.placed()
    tried.append(start.result())
    values = formulation.values(tried[-1])
    if any(values[kind.name] < cold[kind.name] for kind in (FIXED_SESSIONS, FIXED_PEOPLE)):
        start = _Start(formulation)  # something is fixed that was not: it comes before what merely was
        start.fixed()
        start.again(like)
        start.placed()
        tried.append(start.result())
    for other in tried:
        if better(formulation.block.tiers, formulation.completed(other), formulation.completed(best)):
            best = other
    return best


def left_of(formulation: Formulation, like: Sequence[Alike]) -> np.ndarray:
    """Flags by choice of what is left of some sessions, and nothing else."""
    start = _Start(formulation)
    start.again(like)
    return start.result()


@define(eq=False)
class _Start(Board):
    """reached: 1, 2, 4 by person: in something, in a wish, in the first. counts: who counts, flags by person."""

    reached: np.ndarray = field(init=False)
    counts: np.ndarray = field(init=False)

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        case = self.formulation.case
        self.reached = np.zeros(len(case.found.people), dtype=np.int64)
        self.counts = np.array([name in case.mentees for name in case.found.people], dtype=bool)

    def result(self) -> np.ndarray:
        """What is chosen so far, flags by choice."""
        out: np.ndarray = self.chosen[: self.formulation.case.n_choices].copy()
        return out

    # ------------------------------------------------------------------------------------------------------- sessions

    def fixed(self) -> None:
        """Every fixed session that goes with those before it, and its people."""
        case = self.formulation.case
        for pattern in np.flatnonzero(~case.placed).tolist():
            added = self._package(pattern, only_given=True)
            self._commit(added)

    def again(self, like: Sequence[Alike]) -> None:
        """The sessions given that still can be, each with those of its people who can.

        Fixed ones first, then whichever reaches most: where there is no longer money or time for all, those are left
        that do. One that now lacks leaders or people has others, and one for which there are none is left out.
        """
        case, left = self.formulation.case, list(like)
        while left:
            worth = [(not case.placed[one.pattern], self._worth([one.pattern, *one.people.tolist()])) for one in left]
            one = left.pop(worth.index(max(worth)))
            if self.chosen[one.pattern]:
                self._commit(self._taken(one.people.tolist()))
            else:
                self._commit(self._package(one.pattern, first=one))

    def placed(self) -> None:
        """Who may still join what runs; then sessions to be placed, the one that reaches most first."""
        case = self.formulation.case
        for pattern in np.flatnonzero(self.chosen[: case.n_patterns]).tolist():
            self._commit(self._joined(pattern))
        promise, able = Promise(self, self.counts), case.placed.copy()
        known = np.full((N_FIGURES, case.n_patterns), NO_LESS)
        while True:
            known = least_of(known, promise.figures(self.reached) * able)
            best = self._best(known, able)
            if best is None:
                return
            added = self._package(best)
            self._commit(added)
            promise.took(added)

    def _best(self, known: np.ndarray, able: np.ndarray) -> int | None:
        """The session that is worth most, the first of equals; None where none is worth anything.

        known: by pattern no less than it is worth; what it is worth, where that was reckoned. able: what is left to be
        tried; what is worth nothing is left out of it, for it never will be worth more.
        """
        best, most = None, NOTHING
        for pattern in most_first(known).tolist():
            if _value(known, pattern) <= most:
                break
            added = self._package(pattern)
            value = self._worth(added)
            self.undo(added)
            known[:, pattern] = value
            able[pattern] = value > NOTHING
            if value > most:
                best, most = pattern, value
        return best

    def _package(self, pattern: int, only_given: bool = False, first: Alike | None = None) -> list[int]:
        """The columns of a session put in, with leaders and people enough; none where it cannot be.

        first: who leads and attends it before all others, who then come only where those are too few.
        """
        case = self.formulation.case
        if self.chosen[pattern] or not self.fits(pattern, outside=True):
            return []
        added = [pattern]
        self.take(pattern)
        leaders, people = self.leaders_of(pattern), self.people_of(pattern)
        given = bool(case.leaders_given[pattern])
        if first is not None and not given:
            added += self._taken(first.leaders.tolist())
        for column in leaders.tolist() if given else self.ranked_leaders(leaders):
            needed = given or self.short(pattern, others=False)
            if needed and not self.chosen[column] and self.fits(column):
                self.take(column)
                added.append(column)
        people = people[case.given[people]] if only_given else people
        if first is not None:
            added += self._taken(first.people.tolist())
            people = people if self.short(pattern) else people[:0]
        added += self._taken(self._ranked(people))
        if self.short(pattern):
            self.undo(added)
            return []
        return added

    def _joined(self, pattern: int) -> list[int]:
        """People who join a session that runs."""
        return self._taken(self._ranked(self.people_of(pattern)))

    def _taken(self, columns: Sequence[int]) -> list[int]:
        """Those of some columns that fit one after another."""
        added = []
        for column in columns:
            if not self.chosen[column] and self.fits(column):
                self.take(column)
                added.append(column)
        return added

    def _ranked(self, people: np.ndarray) -> list[int]:
        """Those who gain most first: not reached yet, then wishes, then points."""
        case, attending = self.formulation.case, self.formulation.case.found.attending
        at, person = people - case.first_attended, case.person[people]
        new = self.counts[person] & (self.reached[person] == 0)
        wish = attending.wish[at]
        first = (wish == 0) & (self.reached[person] & 4 == 0)
        wished = (wish >= 0) & (self.reached[person] & 2 == 0)
        order = np.lexsort((-attending.points[at], ~first, ~wished, ~new))
        return [int(column) for column in people[order]]

    # -------------------------------------------------------------------------------------------------------- figures

    def _worth(self, added: list[int]) -> Value:
        """Whom a session would reach anew, whose wish it is anew, whose first, and points."""
        case, attending = self.formulation.case, self.formulation.case.found.attending
        if not added:
            return NOTHING
        columns = np.array([column for column in added if column >= case.first_attended], dtype=np.int64)
        at, person = columns - case.first_attended, case.person[columns]
        new = int((self.counts[person] & (self.reached[person] == 0)).sum())
        wished = int(((attending.wish[at] >= 0) & (self.reached[person] & 2 == 0)).sum())
        first = int(((attending.wish[at] == 0) & (self.reached[person] & 4 == 0)).sum())
        points = int(attending.points[at].sum()) + int(case.found.patterns.points[added[0]])
        return new, wished, first, points

    def _commit(self, added: list[int]) -> None:
        case, attending = self.formulation.case, self.formulation.case.found.attending
        for column in added:
            if column >= case.first_attended:
                wish = int(attending.wish[column - case.first_attended])
                self.reached[case.person[column]] |= 1 | (2 if wish >= 0 else 0) | (4 if wish == 0 else 0)


def _value(figures: np.ndarray, pattern: int) -> Value:
    """The figures of one pattern, as one value."""
    new, wished, first, points = figures[:, pattern].tolist()
    return new, wished, first, points
