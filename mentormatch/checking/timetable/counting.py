"""Bounds of the tiers of sessions by simple counting: what no timetable can pass, whatever is chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cached_property

from mentormatch.checking.timetable.answers import why_impossible
from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.patterns import Pattern
from mentormatch.checking.timetable.possible import Possible
from mentormatch.checking.values import first_reached
from mentormatch.domain import tiers
from mentormatch.domain.people import Mentee
from mentormatch.domain.places import Activity
from mentormatch.domain.plan import TierValue


class Counting:
    """Counts over the patterns that could be somebody's. possible: None where nobody has listed them."""

    def __init__(self, court: Court, possible: Possible | None) -> None:
        self.court, self.possible = court, possible

    def bound(self, tier: str) -> int | None:
        """The counted bound of a tier; None where nothing can be counted, or the patterns are not listed."""
        count = _COUNTS.get(tier)
        return count(self) if count else None

    def needs_patterns(self, tier: str) -> bool:
        """Whether the count of a tier needs the patterns of everybody."""
        return _COUNTS.get(tier) in (Counting.reach, Counting.wish, Counting.wish_first)

    @cached_property
    def _fixed(self) -> list[tuple[Activity, list[Pattern]]]:
        """Each fixed slot that could run, with those of its patterns that could."""
        out, patterns, going = [], self.court.ground.patterns, self.court.going
        for activity in self.court.case.programme.activities:
            for slot in dict.fromkeys(activity.fixed):
                if why_impossible(self.court, activity, slot) is None:
                    venues = [activity.fixed_venue] if activity.fixed_venue else list(self.court.case.facts.venues)
                    there = [patterns.of(activity.id, slot, venue, fixed=True) for venue in venues]
                    could = [one for one in there if patterns.venue_fits(one) and patterns.dates_suffice(one)]
                    out.append((activity, [one for one in could if going.leaders_suffice(one)]))
        return out

    def fixed_sessions(self) -> int:
        return len(self._fixed)

    def fixed_people(self) -> int:
        may_attend = self.court.going.may_attend
        return sum(
            any(may_attend(person, pattern) for pattern in there)
            for activity, there in self._fixed
            for person in set(there[0].fixed_people)
        )

    def reach(self) -> int | None:
        """Mentees with a pattern of some activity by name."""
        return self._mentees(lambda mentee, activity: True)

    def wish(self) -> int | None:
        count = self._mentees(lambda mentee, activity: activity.id in mentee.wishes)
        return self._no_more_than(tiers.REACH_GROUP.name, count)

    def wish_first(self) -> int | None:
        count = self._mentees(lambda mentee, activity: activity.id in mentee.wishes[:1])
        return self._no_more_than(tiers.WISH.name, count)

    def _no_more_than(self, before: str, count: int | None) -> int | None:
        """A count that cannot pass the value of a tier before."""
        if count is None or before not in self._said:
            return count
        return min(count, first_reached(self._said[before]))

    def _mentees(self, counts: Callable[[Mentee, Activity], bool]) -> int | None:
        """Mentees with a pattern of an activity that counts, or fixed in one that could run."""
        possible = self.possible
        if possible is None:
            return None
        return sum(
            any(counts(mentee, activity) and self._could(mentee, activity) for activity in possible.activities())
            for mentee in self.court.case.programme.mentees
        )

    def _could(self, mentee: Mentee, activity: Activity) -> bool:
        assert self.possible is not None
        if self.court.going.wants_groups(mentee):
            return self.possible.number_of(mentee, activity) > 0
        _, fixed = self.possible.patterns(activity)
        return any(self.court.going.may_attend(mentee.id, pattern) for pattern in fixed)

    def cost(self) -> int:
        """What the fixed sessions take at the least, once all that could run do: hire and their fixed leaders."""
        if not self._all_fixed_run:
            return 0
        money, total = self.court.ground.money, 0
        for _, there in self._fixed:
            total += min(
                sum(money.a_date(one, sorted(set(one.fixed_leaders)), ()).values()) * one.open.bit_count()
                for one in there
            )
        return total

    def leaders_load(self) -> int:
        """The squares of the fixed sessions that each fixed leader leads, once all that could run do."""
        if not self._all_fixed_run:
            return 0
        led = Counter(leader for _, there in self._fixed for leader in set(there[0].fixed_leaders))
        return sum(number**2 for number in led.values())

    @cached_property
    def _all_fixed_run(self) -> bool:
        runs = self._said.get(tiers.FIXED_SESSIONS.name)
        if self.court.case.policy.gives.get(tiers.FIXED_SESSIONS.name):
            return False  # when cost was settled, some of them might have been given up
        return runs is not None and runs.value == self.fixed_sessions()

    @cached_property
    def _said(self) -> dict[str, TierValue]:
        return {tier.name: tier for tier in self.court.case.plan.tiers}

    def nothing(self) -> int:
        return 0


Count = Callable[[Counting], int | None]
_COUNTS: dict[str, Count] = {
    tiers.FIXED_SESSIONS.name: Counting.fixed_sessions,
    tiers.FIXED_PEOPLE.name: Counting.fixed_people,
    tiers.REACH_GROUP.name: Counting.reach,
    tiers.WISH.name: Counting.wish,
    tiers.WISH_FIRST.name: Counting.wish_first,
    tiers.COST.name: Counting.cost,
    tiers.LEADERS_LOAD.name: Counting.leaders_load,
    tiers.SESSIONS_CANONICAL.name: Counting.nothing,
}
"""Points of quality are counted by nobody: they hang on who is where."""
