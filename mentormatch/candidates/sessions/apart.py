"""Wishes of one person that can never hold together, wherever the sessions are put: the smallest set of each person.

After the check of UniTime's student sectioning for inevitable conflicts: before anything is solved, by trying out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from mentormatch.candidates.sessions.found import SessionCandidates
from mentormatch.candidates.stops import clashes_with
from mentormatch.domain.people import Mentee
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Rhythm

TRIED = 20_000
"""So many hours are tried for one set of wishes; a set that takes more is not called impossible."""


def wishes_apart(programme: Programme, found: SessionCandidates) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(mentee, activities), of each of which a session is possible for them, and of all together none; in their order.

    The first of the smallest sets by the order of the wishes. Sessions of one person are compared by hours and ways,
    and with how many they wish for a week.
    """
    index = {name: at for at, name in enumerate(found.people)}
    attending = found.attending
    order = np.argsort(attending.person, kind="stable")
    edges = np.searchsorted(attending.person[order], np.arange(len(found.people) + 1))
    for mentee in programme.mentees:
        if mentee.id in index and mentee.wishes:
            person = index[mentee.id]
            mine = np.sort(attending.pattern[order[edges[person] : edges[person + 1]]])
            smallest = _smallest(_Wishes(found, person, mine, mentee))
            if smallest:
                yield mentee.id, smallest


def _smallest(wishes: _Wishes) -> tuple[str, ...]:
    for size in range(2, len(wishes.possible) + 1):
        for some in combinations(wishes.possible, size):
            if wishes.too_many(some) or wishes.together(some) is False:
                return some
    return ()


class _Wishes:
    """The hours at which one person could have each of their wishes. possible: those of which there is any."""

    def __init__(self, found: SessionCandidates, person: int, mine: np.ndarray, mentee: Mentee) -> None:
        patterns = found.patterns
        names = np.array([one.id for one in patterns.activities], dtype=object)
        of: Mapping[str, np.ndarray] = {
            wish: mine[names[patterns.activity[mine]] == wish] for wish in dict.fromkeys(mentee.wishes)
        }
        self.found, self.most = found, mentee.max_sessions
        self.possible = tuple(wish for wish in of if len(of[wish]))
        wished = np.concatenate([mine[:0], *of.values()])
        self._hours = patterns.stops(wished)
        self._between = found.between[found.class_of[person]].astype(np.int64)
        self._known: dict[int, np.ndarray] = {}
        begins = np.cumsum([0, *(len(one) for one in of.values())])
        self._stops = {
            wish: np.bincount(self._hours.of_column[begin:end], minlength=len(self._hours)) > 0
            for wish, begin, end in zip(of, begins, begins[1:])
        }
        self._weekly = {wish: self._every_week(of[wish]) for wish in self.possible}

    def _every_week(self, patterns: np.ndarray) -> bool:
        """Whether an activity takes one of a person's sessions in every week, wherever it is put."""
        activities = self.found.patterns.activities
        return all(
            activities[at].rhythm is Rhythm.WEEKLY and not activities[at].fixed
            for at in np.unique(self.found.patterns.activity[patterns]).tolist()
        )

    def too_many(self, some: Sequence[str]) -> bool:
        """Whether these alone are more a week than somebody wishes for."""
        return self.most is not None and sum(self._weekly[wish] for wish in some) > self.most > 0

    def together(self, some: Sequence[str]) -> bool | None:
        """Whether there is an hour for each so that none clashes with another; None: not found out."""
        self._left = TRIED
        order = sorted(some, key=lambda wish: int(self._stops[wish].sum()))
        return self._goes_on(np.ones(len(self._hours), dtype=bool), order)

    def _fits(self, stop: int) -> np.ndarray:
        """The hours that go with one of them; that itself does not, for nobody is in two sessions at once."""
        if stop not in self._known:
            self._known[stop] = ~clashes_with(self._hours, stop, self._between)
            self._known[stop][stop] = False
        return self._known[stop]

    def _goes_on(self, able: np.ndarray, order: Sequence[str]) -> bool | None:
        """able: the hours that go with those taken already."""
        if not order:
            return True
        for stop in np.flatnonzero(able & self._stops[order[0]]).tolist():
            if not self._left:
                return None
            self._left -= 1
            answer = self._goes_on(able & self._fits(stop), order[1:])
            if answer is not False:
                return answer
        return False
