"""The most that one session could bring, given what each of its leaders and attendees brings: T5 within one session.

For each number of leaders the best are taken, one with what is asked for among them; then the attendees who bring most
for each head until the room is full, the last of them in part (which is never too little), and, where too few would
come so, the least bad of the others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from math import lcm

import attrs

from mentormatch.checking.timetable.court import Ground
from mentormatch.checking.timetable.priced.listed import Could


@attrs.frozen(eq=False, kw_only=True, slots=False)
class Session:
    """What T5 asks of a session at one pattern. special: of each who could lead, whether they are one who is needed."""

    ground: Ground
    could: Could

    def most(self, runs: int, led: Sequence[int], attended: Sequence[int]) -> int | None:
        """The most it brings if it runs: for itself, and what each who could lead or attend brings. None: it cannot."""
        people = _People.of(attended, self._heads, self._least_people)
        if people is None:
            return None
        best: int | None = None
        order = sorted(range(len(led)), key=lambda at: -led[at])
        for number in range(self._leaders[0], self._leaders[1] + 1):
            room, together = self._room(number), self._led_by(number, order, led)
            if room is not None and together is not None:
                brings = runs + together + people.within(room)
                best = brings if best is None else max(best, brings)
        return best

    def _led_by(self, number: int, order: Sequence[int], led: Sequence[int]) -> int | None:
        """What the best so many leaders bring; None where nobody who is needed could lead."""
        chosen = order[:number]
        if self._needs_special and not any(self._special[at] for at in chosen):
            special = next((at for at in order if self._special[at]), None)
            if special is None or not number:
                return None
            chosen = [*chosen[:-1], special]
        return sum(led[at] for at in chosen)

    @cached_property
    def _leaders(self) -> tuple[int, int]:
        """How many lead: at least and at most."""
        activity, number = self.could.pattern.activity, len(self.could.leaders)
        if self.could.pattern.leaders_given:
            return number, number
        most = max(activity.least_leaders, -(-activity.largest // activity.people_per_leader))
        return activity.least_leaders, min(most, number)

    @cached_property
    def _needs_special(self) -> bool:
        activity = self.could.pattern.activity
        return not self.could.pattern.leaders_given and (activity.lived_experience_leader or activity.first_aid)

    @cached_property
    def _special(self) -> list[bool]:
        """Mentors; where first aid is asked for, those of them who know it: one such is all that is needed."""
        going, first_aid = self.ground.going, self.could.pattern.activity.first_aid
        mentors = self.ground.case.facts.mentors
        return [
            person in mentors and (not first_aid or going.first_aider(mentors[person])) for person in self.could.leaders
        ]

    def _room(self, leaders: int) -> int | None:
        """For how many heads there is room beside so many leaders; None where they are too few, or too many."""
        pattern, activity = self.could.pattern, self.could.pattern.activity
        taken = activity.people_per_leader * leaders
        if pattern.leaders_given:
            taken = max(taken, self._heads_of_fixed)
        if not pattern.by_name:
            return 0 if self.ground.offers.expected(pattern) <= taken else None
        room = min(taken, activity.largest, pattern.venue.capacity - leaders)
        return room if room >= 0 else None

    @cached_property
    def _heads_of_fixed(self) -> int:
        return sum(self._heads_each(person) for person in set(self.could.pattern.activity.fixed_people))

    def _heads_each(self, person: str) -> int:
        row = self.ground.going.attends_as(person)
        return 0 if row is None else self.ground.going.heads(row)

    @cached_property
    def _heads(self) -> list[int]:
        return [self._heads_each(person) for person in self.could.attendees]

    @cached_property
    def _least_people(self) -> int | None:
        """The fewest people of whom enough are expected; None where no number is."""
        pattern, smallest = self.could.pattern, self.could.pattern.activity.smallest
        if pattern.fixed or not pattern.by_name or smallest <= 0:
            return 0
        turnout = self.ground.offers.turnout(pattern.activity)
        return max(smallest, -(-100 * smallest // turnout)) if turnout else None


@attrs.frozen(eq=False, kw_only=True)
class _People:
    """Those who bring something, the best by head first: sums of heads and of what they bring, 0 first.

    short: what those bring who must come though they bring nothing; 0 or less.
    """

    heads: list[int]
    brings: list[int]
    short: int

    @classmethod
    def of(cls, attended: Sequence[int], heads: Sequence[int], least: int | None) -> _People | None:
        """None where there are too few people for a session."""
        if least is None or len(attended) < least:
            return None
        whole = lcm(*set(heads)) if heads else 1
        good = sorted(
            ((brings * (whole // n), n, brings) for brings, n in zip(attended, heads, strict=True) if brings > 0),
            reverse=True,
        )
        others = sorted((brings for brings in attended if brings <= 0), reverse=True)
        sums, total = [0], [0]
        for _, n, brings in good:
            sums.append(sums[-1] + n)
            total.append(total[-1] + brings)
        return cls(heads=sums, brings=total, short=sum(others[: max(0, least - len(good))]))

    def within(self, room: int) -> int:
        """The most that they bring in so much room."""
        full = bisect_right(self.heads, room) - 1
        out = self.brings[full] + self.short
        if full + 1 < len(self.heads):
            left, size = room - self.heads[full], self.heads[full + 1] - self.heads[full]
            out += -(-(self.brings[full + 1] - self.brings[full]) * left // size)
        return out
