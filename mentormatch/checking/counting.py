"""Bounds by simple counting: what no plan can pass, whatever is chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from mentormatch.checking.case import Case
from mentormatch.checking.columns import Columns, of_the_slot, slots
from mentormatch.checking.values import first_reached
from mentormatch.domain import tiers
from mentormatch.domain.people import Mentee

Count = Callable[["Counting", str], int | None]


class Counting:
    """Counts over the columns of every pair that a plan may contain, and over the meetings of the plan's own pairs.

    columns: lists those of every pair, which takes long and is asked for where a count needs them; None: nobody may.
    """

    def __init__(self, case: Case, columns: Callable[[], list[Columns]] | None, meetings: list[Columns]) -> None:
        self.case, self.columns, self.meetings = case, columns, meetings

    def bound(self, tier: str) -> int | None:
        """The counted bound of a tier; None where nothing can be counted, or nobody has listed the columns."""
        if tier.startswith("fairness-"):
            return 0
        count = _COUNTS.get(tier)
        return count(self, tier) if count else None

    def needs_columns(self, tier: str) -> bool:
        """Whether the count of a tier needs the columns of all pairs."""
        return _COUNTS.get(tier) in _OVER_ALL_PAIRS

    # ------------------------------------------------------------------------------------------------ over all pairs

    @cached_property
    def _by_mentee(self) -> dict[str, list[Columns]]:
        out: dict[str, list[Columns]] = {}
        for pair in self.columns() if self.columns else ():
            out.setdefault(pair.mentee.id, []).append(pair)
        return out

    def _reachable(self) -> list[Mentee] | None:
        """Counted mentees with a pair in force, or with room for an idea and somebody for it."""
        if self.columns is None:
            return None
        return [mentee for mentee in self.case.facts.counted if mentee.id in self._by_mentee]

    def reach(self, tier: str) -> int | None:
        people = self._reachable()
        return None if people is None else len(people)

    def priority(self, tier: str) -> int | None:
        """The highest priorities of as many people as can be reached; no more than the reach, if that comes before."""
        people = self._reachable()
        if people is None:
            return None
        points = sorted((self.case.facts.priority(mentee) for mentee in people), reverse=True)
        return sum(points[: self._most_reached(tier, len(points))])

    def quality(self, tier: str) -> int | None:
        """The best pair of each person, for as many as can be reached."""
        people = self._reachable()
        if people is None:
            return None
        best = sorted((self._qualities(mentee)[0] for mentee in people), reverse=True)
        return sum(best[: self._most_reached(tier, len(best))])

    def further_number(self, tier: str) -> int | None:
        people = self._reachable()
        return None if people is None else sum(self._further(mentee) for mentee in people)

    def further_quality(self, tier: str) -> int | None:
        """The next best pairs of each person, as many as they may have beyond the best."""
        people = self._reachable()
        if people is None:
            return None
        return sum(sum(self._qualities(mentee)[1 : 1 + self._further(mentee)]) for mentee in people)

    def _most_reached(self, tier: str, reachable: int) -> int:
        before = {}
        for one in self.case.plan.tiers:
            if one.name == tier:
                break
            before[one.name] = one
        reach = before.get(tiers.REACH.name)
        return min(reachable, max(0, first_reached(reach))) if reach else reachable

    def _further(self, mentee: Mentee) -> int:
        """How many pairs somebody may have beyond the best."""
        pairs = self._by_mentee[mentee.id]
        held = sum(pair.held for pair in pairs)
        return max(0, held + min(self.case.facts.wants_left(mentee), len(pairs) - held) - 1)

    def _qualities(self, mentee: Mentee) -> list[int]:
        """The best quality of each pair of a mentee, highest first."""
        pairs = self._by_mentee[mentee.id]
        return sorted((max((at.quality for at in pair.at), default=0) for pair in pairs), reverse=True)

    # --------------------------------------------------------------------------------------------------- without them

    def pins(self, tier: str) -> int | None:
        return len(self.case.facts.pins)

    def pins_since(self, tier: str) -> int | None:
        return sum(self.case.facts.pin_standing.values())

    def nothing(self, tier: str) -> int | None:
        return 0

    def load(self, tier: str) -> int | None:
        """The squares of the people whom mentors have already."""
        facts = self.case.facts
        people = (
            mentor.people_elsewhere + facts.on_hold_by_mentor[mentor.id] + facts.in_force_by_mentor[mentor.id]
            for mentor in self.case.programme.mentors
        )
        return sum(number**2 for number in people)

    def each_at_its_best(self, tier: str) -> int | None:
        """Every pair of the plan with the meeting that suits this tier best, whatever the others do."""
        points = of_the_slot(tier)
        if points is None:
            return None
        best = max if tier == tiers.MEETINGS_WISHED.name else min
        total = 0
        for pair in self.meetings:
            found = [points(self.case, pair, at, slot) for at in pair.at for slot, _ in slots(self.case, pair, at)]
            total += best(found) if found else 0
        return total


_OVER_ALL_PAIRS: tuple[Count, ...] = (
    Counting.reach,
    Counting.priority,
    Counting.quality,
    Counting.further_number,
    Counting.further_quality,
)
_COUNTS: dict[str, Count] = {
    tiers.PINS.name: Counting.pins,
    tiers.PINS_SINCE.name: Counting.pins_since,
    tiers.REACH.name: Counting.reach,
    tiers.APPROVAL.name: Counting.nothing,
    tiers.PRIORITY.name: Counting.priority,
    tiers.STABILITY_PEOPLE.name: Counting.nothing,
    tiers.STABILITY_PAIRS.name: Counting.nothing,
    tiers.STABILITY_MEETINGS.name: Counting.nothing,
    tiers.QUALITY.name: Counting.quality,
    tiers.FURTHER_NUMBER.name: Counting.further_number,
    tiers.FURTHER_QUALITY.name: Counting.further_quality,
    tiers.LOAD.name: Counting.load,
    tiers.CANONICAL.name: Counting.nothing,
    tiers.MEETINGS_WISHED.name: Counting.each_at_its_best,
    tiers.MEETINGS_MIDDLE.name: Counting.each_at_its_best,
    tiers.MEETINGS_PLACE.name: Counting.each_at_its_best,
    tiers.MEETINGS_START.name: Counting.each_at_its_best,
    tiers.MEETINGS_CANONICAL.name: Counting.each_at_its_best,
}
