"""What every choice brings: that a pattern runs, that somebody leads it, that somebody attends it; tier by tier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cached_property

import attrs

from mentormatch.checking.timetable.patterns import Pattern
from mentormatch.checking.timetable.priced.listed import Could, Listed, Place
from mentormatch.domain import tiers
from mentormatch.domain.timetable import TOTAL

HELPED = (tiers.REACH_GROUP.name, tiers.WISH.name, tiers.WISH_FIRST.name)
"""Tiers that count whom some attendance reaches, each once: no single choice brings anything, being counted does."""


@attrs.define(eq=False)
class Gains:
    """Whole numbers by choice. runs: by pattern. led, attended: by pattern and by number of the person there."""

    runs: list[int]
    led: list[list[int]]
    attended: list[list[int]]

    @classmethod
    def none(cls, listed: Listed) -> Gains:
        return cls(
            runs=[0] * len(listed.all),
            led=[[0] * len(one.leaders) for one in listed.all],
            attended=[[0] * len(one.attendees) for one in listed.all],
        )

    def add(self, other: Gains, weight: int) -> None:
        """So many times what other choices bring."""
        self.runs = _added(self.runs, other.runs, weight)
        self.led = [_added(mine, more, weight) for mine, more in zip(self.led, other.led, strict=True)]
        self.attended = [_added(mine, more, weight) for mine, more in zip(self.attended, other.attended, strict=True)]

    def take(self, place: Place, price: int) -> None:
        """What somebody must pay for being there."""
        (self.led if place.leads else self.attended)[place.pattern][place.at] -= price


def _added(mine: list[int], more: list[int], weight: int) -> list[int]:
    if not any(more):
        return mine
    return [one + weight * other for one, other in zip(mine, more, strict=True)]


@attrs.define(eq=False, slots=False)
class Brought:
    """What choices bring to each tier, drawn up once each."""

    listed: Listed

    def to(self, tier: str) -> Gains:
        """KeyError for a tier that is not one of these."""
        return {
            tiers.FIXED_SESSIONS.name: lambda: self._fixed_sessions,
            tiers.FIXED_PEOPLE.name: lambda: self._fixed_people,
            tiers.GROUP_QUALITY.name: lambda: self._points,
            tiers.COST.name: lambda: self._cost,
            **{name: lambda: self._nothing for name in (*HELPED, tiers.LEADERS_LOAD.name)},
        }[tier]()

    @cached_property
    def _nothing(self) -> Gains:
        return Gains.none(self.listed)

    @cached_property
    def _fixed_sessions(self) -> Gains:
        return self._by(lambda one: int(one.pattern.fixed), _no, _no)

    @cached_property
    def _fixed_people(self) -> Gains:
        return self._by(lambda one: 0, _no, lambda one, person: int(person in one.pattern.fixed_people))

    @cached_property
    def _points(self) -> Gains:
        points = self.listed.ground.points
        return self._by(
            lambda one: 0 if one.pattern.by_name else points.of_drop_in(one.pattern),
            _no,
            lambda one, person: points.of(person, one.pattern),
        )

    @cached_property
    def _cost(self) -> Gains:
        return self.pence(TOTAL, lambda pattern: pattern.open.bit_count())

    def pence(self, heading: str, dates: Callable[[Pattern], int]) -> Gains:
        """Pence under a heading on so many dates of each pattern."""
        times = [dates(one.pattern) for one in self.listed.all]

        def under(pence: Counter[str], number: int) -> int:
            return number * (sum(pence.values()) if heading == TOTAL else pence[heading])

        runs, led, attended = self._a_date
        return Gains(
            runs=[under(pence, number) for pence, number in zip(runs, times, strict=True)],
            led=[[under(pence, number) for pence in row] for row, number in zip(led, times, strict=True)],
            attended=[[under(pence, number) for pence in row] for row, number in zip(attended, times, strict=True)],
        )

    @cached_property
    def _a_date(self) -> tuple[list[Counter[str]], list[list[Counter[str]]], list[list[Counter[str]]]]:
        """Pence a date by heading: of patterns, leaders, attendees."""
        money, every = self.listed.ground.money, self.listed.all
        return (
            [money.a_date(one.pattern, (), ()) for one in every],
            [[money.of_leader(person, one.pattern) for person in one.leaders] for one in every],
            [[money.of_attendee(person, one.pattern) for person in one.attendees] for one in every],
        )

    def _by(
        self, runs: Callable[[Could], int], led: Callable[[Could, str], int], attended: Callable[[Could, str], int]
    ) -> Gains:
        return Gains(
            runs=[runs(one) for one in self.listed.all],
            led=[[led(one, person) for person in one.leaders] for one in self.listed.all],
            attended=[[attended(one, person) for person in one.attendees] for one in self.listed.all],
        )


def _no(one: Could, person: str) -> int:
    return 0
