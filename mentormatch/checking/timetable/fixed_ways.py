"""Every way to hold a fixed slot without anybody who attends: where, and led by whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import comb

import attrs

from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.patterns import Pattern
from mentormatch.domain.places import Activity
from mentormatch.domain.slots import Slot
from mentormatch.domain.timetable import Session


@attrs.frozen(eq=False)
class Way:
    """A session with its leaders."""

    session: Session


@attrs.frozen(eq=False, kw_only=True)
class Where:
    """A fixed slot at one venue. could: who may lead it. needed: how many at the least, all of them if given."""

    pattern: Pattern
    could: tuple[str, ...]
    needed: int


@attrs.frozen(eq=False, kw_only=True)
class FixedWays:
    """A fixed slot with the venues where it could be by itself."""

    court: Court
    activity: Activity
    slot: Slot
    ways: tuple[Where, ...]

    @property
    def number(self) -> int:
        """How many ways there are at the most."""
        return sum(1 if one.pattern.leaders_given else comb(len(one.could), one.needed) or 1 for one in self.ways)

    def teams(self, *, led: bool) -> Iterator[Way]:
        """Sessions with as few leaders as it can have; without any who are not fixed, if it need not be led."""
        for where in self.ways:
            if where.pattern.leaders_given:
                yield self._way(where, where.could)
            elif not led:
                yield self._way(where, ())
            else:
                yield from (self._way(where, team) for team in self._chosen(where))

    def _chosen(self, where: Where) -> Iterator[tuple[str, ...]]:
        if len(where.could) <= where.needed:
            yield where.could
            return
        for team in combinations(where.could, where.needed):
            mentors = self.court.going.mentors_among(team)
            lived = bool(mentors) or not self.activity.lived_experience_leader
            if lived and (not self.activity.first_aid or any(map(self.court.going.first_aider, mentors))):
                yield team

    def _way(self, where: Where, leaders: tuple[str, ...]) -> Way:
        session = Session(
            id=f"{self.activity.id} at {self.slot}",
            activity=self.activity.id,
            venue=where.pattern.venue.id,
            slot=self.slot,
            leaders=leaders,
            fixed=True,
        )
        return Way(session)


def ways_of(court: Court) -> Iterator[FixedWays]:
    """The fixed slots that could be by themselves, by (activity, slot)."""
    patterns, venues = court.ground.patterns, court.case.facts.venues
    for activity in court.case.programme.activities:
        named = list(venues) if activity.fixed_venue is None else [activity.fixed_venue]
        for slot in sorted(set(activity.fixed), key=lambda one: one.key):
            there = [patterns.of(activity.id, slot, venue, fixed=True) for venue in named if venue in venues]
            ways = tuple(_where(court, one) for one in there if _could_be(court, one))
            if ways:
                yield FixedWays(court=court, activity=activity, slot=slot, ways=ways)


def _could_be(court: Court, pattern: Pattern) -> bool:
    patterns = court.ground.patterns
    return patterns.venue_fits(pattern) and patterns.dates_suffice(pattern) and court.going.leaders_suffice(pattern)


def _where(court: Court, pattern: Pattern) -> Where:
    activity, offers = pattern.activity, court.ground.offers
    expected = 0 if pattern.by_name else offers.expected(pattern)
    asked = activity.lived_experience_leader or activity.first_aid
    needed = max(activity.least_leaders, -(-expected // activity.people_per_leader), 1 if asked else 0)
    return Where(pattern=pattern, could=court.going.possible_leaders(pattern), needed=needed)
