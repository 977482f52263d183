"""A mentor's minutes by week of the term: what sessions leave, what a meeting takes."""

from __future__ import annotations

import attrs

from mentormatch.checking.dates import Dates
from mentormatch.checking.facts import Facts
from mentormatch.checking.journeys import Journeys
from mentormatch.checking.options import Options
from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.slots import Slot


@attrs.frozen(kw_only=True)
class Use:
    """What one meeting takes of its mentor: minutes, the ways included, in each week of a mask."""

    minutes: int
    weeks: int


class Room:
    """Minutes left of each mentor, week by week."""

    def __init__(self, facts: Facts, journeys: Journeys, dates: Dates, options: Options) -> None:
        self.facts, self.journeys, self.dates, self.options = facts, journeys, dates, options
        self.n_weeks = dates.calendar.n_weeks
        self._left: dict[str, tuple[int, ...]] = {}

    def use(self, mentee: Mentee, mentor: Mentor, place: str | None, slot: Slot | None) -> Use:
        """What a meeting takes; no meeting yet: nothing."""
        if place is None or slot is None:
            return Use(minutes=0, weeks=0)
        minutes = slot.minutes + 2 * self.journeys.minutes_to(mentor, place)
        return Use(minutes=minutes, weeks=self.dates.planned(self.dates.turn(mentee, slot), slot.weekday))

    def left_by_sessions(self, mentor: Mentor) -> tuple[int, ...]:
        """Minutes by week after the fixed sessions that a mentor leads; may be below 0."""
        if mentor.id not in self._left:
            policy = self.facts.programme.policy
            limit = policy.minutes_a_week if mentor.minutes_a_week is None else mentor.minutes_a_week
            left = [limit] * self.n_weeks
            for slot, venue in self.facts.led.get(mentor.id, ()):
                minutes = slot.minutes + 2 * self.journeys.minutes_led(mentor, venue)
                weeks = self.dates.in_term(slot.weekday, slot.rhythm, slot.first)
                left = [rest - minutes * (weeks >> week & 1) for week, rest in enumerate(left)]
            self._left[mentor.id] = tuple(left)
        return self._left[mentor.id]

    def added_up(self, uses: list[Use]) -> list[int]:
        """Minutes by week of several meetings together."""
        out = [0] * self.n_weeks
        for use in uses:
            for week in range(self.n_weeks):
                if use.weeks >> week & 1:
                    out[week] += use.minutes
        return out
