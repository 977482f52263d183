"""Points of a person at a pattern: docs/timetable.md, T6, each part out of 1000."""

from __future__ import annotations

from functools import cached_property

from mentormatch.checking.timetable.going import Going
from mentormatch.checking.timetable.offers import Offers
from mentormatch.checking.timetable.patterns import Pattern, covers
from mentormatch.domain import group_parts
from mentormatch.domain.people import Member, Mentee, Status

MOST, NEUTRAL = 1000, 500
BY_RANK = (1000, 800, 600, 400)


class Points:
    """Points of people at patterns, and of drop-ins."""

    def __init__(self, going: Going, offers: Offers) -> None:
        self.going, self.offers, self.case = going, offers, going.case
        self._of: dict[tuple[str, int], int] = {}
        self._company: dict[tuple[str, str], int] = {}

    def of(self, person: str, pattern: Pattern) -> int:
        """The points of one person; 0 for nobody known."""
        key = (person, id(pattern))
        if key not in self._of:
            row = self.going.attends_as(person)
            self._of[key] = 0 if row is None else self._find(row, pattern)
        return self._of[key]

    def of_drop_in(self, pattern: Pattern) -> int:
        """The points of a drop-in: of each to whom it is offered, as often as they come."""
        turnout = self.offers.turnout(pattern.activity)
        return sum(self.of(mentee.id, pattern) * turnout // 100 for mentee in self.offers.to(pattern))

    def _find(self, row: Member, pattern: Pattern) -> int:
        weights = self.case.policy.group_weights
        parts = {
            group_parts.WISH.id: self.wish(row, pattern),
            group_parts.TRAVEL.id: self.travel(row, pattern),
            group_parts.TIME.id: self.time(row, pattern),
            group_parts.COMPANY.id: self.company(row, pattern),
            group_parts.MENTOR.id: self.mentor(row, pattern),
        }
        whole = sum(weights[part] * points for part, points in parts.items()) // sum(weights.values())
        return whole * pattern.open.bit_count() // pattern.planned.bit_count() if pattern.planned else 0

    def wish(self, row: Member, pattern: Pattern) -> int:
        if not row.wishes:
            return NEUTRAL
        if pattern.activity.id not in row.wishes:
            return 0
        rank = row.wishes.index(pattern.activity.id)
        return BY_RANK[min(rank, len(BY_RANK) - 1)]

    def travel(self, row: Member, pattern: Pattern) -> int:
        far, way = self.case.policy.travel_far, self.going.way(row, pattern)
        minutes = far if way is None else min(way.minutes, far)
        return MOST * (far - minutes) // far

    def time(self, row: Member, pattern: Pattern) -> int:
        if row.wished_times is None:
            return NEUTRAL
        return MOST if covers(row.wished_times, pattern) else 0

    def company(self, row: Member, pattern: Pattern) -> int:
        """Of the other active mentees who wish for it and whose stage is known: how many are at most a stage away."""
        key = (row.id, pattern.activity.id)
        if key not in self._company:
            self._company[key] = self._find_company(row, pattern.activity.id)
        return self._company[key]

    def _find_company(self, row: Member, activity: str) -> int:
        stages = [other.stage for other in self._wish_for(activity) if other.id != row.id and other.stage is not None]
        if row.stage is None or not stages:
            return NEUTRAL
        return MOST * sum(abs(stage - row.stage) <= 1 for stage in stages) // len(stages)

    def _wish_for(self, activity: str) -> list[Mentee]:
        return [mentee for mentee in self._active if activity in mentee.wishes]

    @cached_property
    def _active(self) -> list[Mentee]:
        return [mentee for mentee in self.case.programme.mentees if mentee.status is Status.ACTIVE]

    def mentor(self, row: Member, pattern: Pattern) -> int:
        """Whether the mentor of one of their pairs in force is a fixed leader."""
        pairs = self.case.facts.in_force
        return MOST if any((row.id, leader) in pairs for leader in pattern.fixed_leaders) else 0
