"""Sets of fixed sessions that cannot hold together, tried anew: the whole set, and the set without each of its parts.

A set is tried as sessions without anybody who attends, before the rules that sessions can break together; in the scope
"plan" without any meeting, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import combinations
from math import comb, prod

import attrs

from mentormatch.checking.timetable import conflict_figures
from mentormatch.checking.timetable.answers import left_out
from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.enough import too_few
from mentormatch.checking.timetable.fixed_ways import FixedWays, Way, ways_of
from mentormatch.checking.timetable.meetings import PLAN
from mentormatch.checking.timetable.rules import (
    diary,
    hours,
    keep_apart,
    keep_apart_margin,
    session_budget,
    session_ceiling,
    session_leaders,
    session_rooms,
    session_size,
)
from mentormatch.domain import rules
from mentormatch.domain.slots import Slot
from mentormatch.domain.timetable import CannotHold, Conflict
from mentormatch.domain.verdict import Breach

JOINT = (
    session_leaders,
    session_size,
    session_rooms,
    diary,
    session_ceiling,
    hours,
    keep_apart,
    keep_apart_margin,
    session_budget,
)
SAFETY = frozenset({rules.KEEP_APART.id, rules.MARGIN.id})
ALL_RULES = frozenset(one.RULE.id for one in JOINT)
ORDER = tuple(one.RULE.id for one in JOINT)
OPEN_RULES = ALL_RULES - SAFETY
TRIES = 2_000
"""So many timetables are tried for one question; after that it stays open, and nothing is counted as checked."""
SMALLER = 500
"""Where there are more sets that could be smaller, or as small and first, the smallest is not looked for."""
MUST_BE_FOUND = 1_000
"""So many ways to hold all fixed sessions can be tried by anybody."""
ONLY_PLACES = (CannotHold(rule=rules.PLACES.id),)

Name = tuple[str, Slot]


@attrs.define(eq=False, slots=False)
class Conflicts:
    """The sets that a timetable tells of. checked: how many were found to be so in all that is said of them."""

    court: Court
    checked: int = 0

    def breaches(self) -> Iterator[Breach]:
        """Sets that are none, or not smallest; and sessions of which none is told though they fail together."""
        asked = [(row.activity, row.slot) for row in left_out(self.court) if row.person is None and row.rule is None]
        told = self.court.case.plan.timetable.conflicts
        names = [(one.activity, one.slot) for one in told]
        if names != [name for name in asked if name in names]:
            yield _breach("sets that cannot hold together are told twice, out of order, or of what is not left out so.")
            return
        if asked and self.possible(self.running, ALL_RULES) is False:
            return  # what runs breaks rules by itself, which is told elsewhere
        of = dict(zip(names, told))
        for name in asked:
            faults = list(self._none_told(name) if name not in of else self._faults(name, of[name]))
            yield from (_breach(f"{name[0]} at {name[1]}: {says}") for says in faults)

    # -------------------------------------------------------------------------------------------------- what is told

    def _none_told(self, name: Name) -> Iterator[str]:
        """A set may be missing only where there is so much to choose that nobody need have found it."""
        everything = (name, *self.running)
        if prod(self.ways[one].number for one in everything) > MUST_BE_FOUND:
            return
        if self.possible(everything, ALL_RULES) is False:
            yield "cannot be held beside the fixed sessions that run, and no set says why."

    def _faults(self, name: Name, told: Conflict) -> Iterator[str]:
        if told.rules == ONLY_PLACES:
            yield from self._only_places(name, told)
            return
        unfit = self._unfit(name, told)
        if unfit is not None:
            yield unfit
            return
        members = self._in_order((name, *told.others))
        yield from self._untrue(members, frozenset(row.rule for row in told.rules))
        for row in told.rules:
            anew = conflict_figures.told_of(self.court, [self.ways[one] for one in members], row.rule)
            if anew != row:
                yield f"its set says {row}, worked out anew {anew}."
        if told.smallest:
            yield from self._smaller(name, members)

    def _unfit(self, name: Name, told: Conflict) -> str | None:
        """Why a set cannot even be tried."""
        others, kept = told.others, [row.rule for row in told.rules]
        if len(set(others)) != len(others) or not set(others) <= set(self.running):
            return "its set holds what is no fixed session that runs, or one twice."
        if self._in_order(others) != others or not set(kept) <= OPEN_RULES:
            return "its set is not in order, or holds rules that are not among those of a set."
        if kept != [one for one in ORDER if one in kept]:
            return "a rule of its set stands there twice, or they are not in the order of the page."
        return None

    def _untrue(self, members: tuple[Name, ...], kept: frozenset[str]) -> Iterator[str]:
        """The set could be held after all, or not even without one of its parts."""
        answers = [self.possible(members, kept)]
        if answers[0] is True:
            yield "its set could be held together."
        for one in members:
            answers.append(self._opposite(self.possible([other for other in members if other != one], kept)))
            if answers[-1] is True:
                yield f"its set cannot be held without {one[0]} at {one[1]} either."
        for rule in sorted(kept):
            answers.append(self._opposite(self.possible(members, kept - {rule})))
            if answers[-1] is True:
                yield f"its set cannot be held without the rule {rule} either."
        self.checked += None not in answers

    @staticmethod
    def _opposite(answer: bool | None) -> bool | None:
        return None if answer is None else not answer

    def _only_places(self, name: Name, told: Conflict) -> Iterator[str]:
        """Nothing but safeguarding stands between this session and those that run."""
        if told.others:
            yield "it is told who or what takes its place."
        everything = (name, *self.running)
        answers = self.possible(everything, OPEN_RULES), self.possible(everything, ALL_RULES)
        if answers[0] is False or answers[1] is True:
            yield "it is not places that it lacks."
        self.checked += None not in answers

    def _smaller(self, name: Name, members: tuple[Name, ...]) -> Iterator[str]:
        number = len(self.running)
        if sum(comb(number, size) for size in range(len(members))) > SMALLER:
            return
        for size in range(len(members)):
            for others in combinations(self.running, size):
                others_first = self._in_order((name, *others))
                if size == len(members) - 1 and self._places(others_first) >= self._places(members):
                    return
                if self.possible(others_first, OPEN_RULES) is False:
                    yield f"a smaller set, or one that comes first, is {', '.join(f'{a} at {s}' for a, s in others)}."
                    return

    # ---------------------------------------------------------------------------------------------------- what there is

    @cached_property
    def _court(self) -> Court:
        """Where a set is tried: meetings that are decided with the sessions could all be elsewhere."""
        return self.court.without_meetings() if self.court.case.plan.scope == PLAN else self.court

    @cached_property
    def ways(self) -> dict[Name, FixedWays]:
        """Each fixed slot that could be by itself, in the order of (activity, slot), with the ways to hold it."""
        return {(one.activity.id, one.slot): one for one in ways_of(self.court)}

    @cached_property
    def running(self) -> tuple[Name, ...]:
        held = {(one.session.activity, one.session.slot) for one in self.court.held if one.pattern.fixed}
        return tuple(name for name in self.ways if name in held)

    @cached_property
    def _number(self) -> dict[Name, int]:
        return {name: at for at, name in enumerate(self.ways)}

    def _places(self, names: Iterable[Name]) -> list[int]:
        return [self._number[name] for name in names]

    def _in_order(self, names: Iterable[Name]) -> tuple[Name, ...]:
        return tuple(sorted(names, key=lambda name: self._number.get(name, -1)))

    # --------------------------------------------------------------------------------------------------------- trying

    def possible(self, names: Iterable[Name], kept: Iterable[str]) -> bool | None:
        """Whether sessions at these slots could break none of those rules; None: not found out."""
        names, kept = tuple(names), frozenset(kept)
        if too_few([self.ways[name] for name in names], kept):
            return False
        self._left = TRIES
        order = sorted(names, key=lambda name: (len(self.ways[name].ways), self._number[name]))
        return self._goes_on((), order, kept)

    def _goes_on(self, chosen: tuple[Way, ...], left: list[Name], kept: frozenset[str]) -> bool | None:
        if not left:
            return True
        for way in self.ways[left[0]].teams(led=rules.SESSION_LEADERS.id in kept):
            if not self._left:
                return None
            self._left -= 1
            if self._breaks((*chosen, way), kept):
                continue
            answer = self._goes_on((*chosen, way), left[1:], kept)
            if answer is not False:
                return answer
        return False

    def _breaks(self, chosen: tuple[Way, ...], kept: frozenset[str]) -> bool:
        tried = self._court.with_sessions(way.session for way in chosen)
        return any(rule.RULE.id in kept and any(rule.breaches(tried)) for rule in JOINT)


def _breach(says: str) -> Breach:
    return Breach(rule=rules.SESSION_FIXED.id, says=says)
