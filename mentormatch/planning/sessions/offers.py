"""Other sessions for whoever wants a choice, each possible with everything else as it stands: T7, "Offers"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations

import attrs
import numpy as np

from mentormatch.domain.people import Mentee
from mentormatch.domain.programme import Programme
from mentormatch.domain.timetable import Instead, Offers
from mentormatch.planning.sessions.left import Left
from mentormatch.planning.sessions.moves import worth
from mentormatch.scheduling import Case

AFTER_REACH = 2
"""From which of the tiers that a move can change offers are weighed: wish, wish-first, group-quality."""


def offers_to(programme: Programme, case: Case, chosen: np.ndarray, names: Mapping[int, str]) -> tuple[Offers, ...]:
    """What everybody who wants a choice is offered, by id. names: the ids of the sessions that run, by pattern."""
    asked = asked_for(programme, case)
    if not asked:
        return ()
    choosing = _Choosing(left=Left.of(programme, case, chosen), names=names)
    index = {name: at for at, name in enumerate(case.found.people)}
    return tuple(
        Offers(mentee=name, wanted=asked[name], choices=choosing.of(index[name], asked[name]) if name in index else ())
        for name in sorted(asked)
    )


def asked_for(programme: Programme, case: Case) -> dict[str, int]:
    """How many other sessions each of those for whom sessions are wants to choose from, where any."""
    wanted = {name: wanted_by(programme, case.mentees[name]) for name in case.found.counted}
    return {name: number for name, number in wanted.items() if number}


def wanted_by(programme: Programme, mentee: Mentee) -> int:
    """How many other sessions somebody wants to choose from."""
    return programme.policy.offers if mentee.offers is None else mentee.offers


@attrs.frozen(eq=False, kw_only=True)
class _Found:
    """into: the column of the session. order: its place in the plan. worth: the person's wish, first wish, points."""

    into: int
    out: tuple[int, ...]
    order: int
    worth: tuple[int, ...]


@attrs.define(eq=False, kw_only=True)
class _Choosing:
    left: Left
    names: Mapping[int, str]

    def of(self, person: int, number: int) -> tuple[Instead, ...]:
        """The first so many offers to somebody."""
        own = self.left.own(person)
        given = self.left.case.given
        stays = [column for column in own if given[column]]
        free = [column for column in own if not given[column]]
        found = [
            one
            for into in self.left.could.get(person, ())
            if into not in own and (one := self._offer(into, stays, free)) is not None
        ]
        found.sort(key=lambda one: (*(-much for much in one.worth), one.order))
        turn: Counter[int] = Counter()
        turns = []
        for one in found:
            activity = int(self.left.case.found.patterns.activity[self.left.case.pattern[one.into]])
            turns.append(turn[activity])
            turn[activity] += 1
        in_turn = [found[at] for at in np.argsort(turns, kind="stable").tolist()]
        return tuple(
            Instead(session=self._name(one.into), instead_of=tuple(self._name(out) for out in one.out))
            for one in in_turn[:number]
        )

    def _offer(self, into: int, stays: list[int], free: list[int]) -> _Found | None:
        """A session with the fewest left for it, of several sets the best; None where no set makes room."""
        if self.left.never_allows(into, free):
            return None
        for size in range(len(free) + 1):
            sets = [out for out in combinations(free, size) if self.left.allows(into, out)]
            if sets:
                found = [self._found(into, out, [*stays, *(one for one in free if one not in out)]) for out in sets]
                return max(found, key=lambda one: one.worth)
        return None

    def _found(self, into: int, out: tuple[int, ...], kept: list[int]) -> _Found:
        order = int(self.left.case.pattern[into])
        return _Found(into=into, out=out, order=order, worth=worth(self.left.case, [*kept, into])[AFTER_REACH:])

    def _name(self, column: int) -> str:
        """The id of the session of a column."""
        whole = self.left.columns[self.left.case.pattern[column]]
        return self.names[int(whole)]
