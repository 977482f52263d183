"""The rows that prices stand on, T9: what each one says of every timetable, and what a price on it takes from whom.

A row says that something is at most its right-hand side. Whoever stands in it pays its price for each unit; the price
times the right-hand side is what the row may still bring. A row that cannot be shown to hold is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

import attrs

from mentormatch.checking.prices import Refused
from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.meetings import SCHEDULE
from mentormatch.checking.timetable.patterns import Pattern
from mentormatch.checking.timetable.priced.gains import HELPED, Brought, Gains
from mentormatch.checking.timetable.priced.listed import Listed, Place
from mentormatch.checking.timetable.rules import diary, hours, session_ceiling
from mentormatch.domain import rules, tiers
from mentormatch.domain.plan import RowPrice
from mentormatch.domain.slots import Rhythm, Slot

TERM = "term"
About = Sequence[Any]


@attrs.define(eq=False)
class Rows:
    """gains: what choices bring less what they pay. earned: the sum of price x right-hand side.

    helped: by (tier, mentee), the price of being counted. steps: by leader, what each step of the load is given.
    """

    court: Court
    listed: Listed
    brought: Brought
    gains: Gains
    earned: int = 0
    helped: dict[tuple[str, str], int] = attrs.field(factory=dict)
    steps: dict[str, int] = attrs.field(factory=dict)

    def price(self, row: RowPrice) -> None:
        """Takes one price into account. Raises Refused where the row is none, or cannot be read."""
        reader = READERS.get(row.rule)
        words = f"{row.rule} {', '.join(map(str, row.who))}"
        if reader is None:
            raise Refused(f'"{row.rule}" is no row of sessions')
        if row.price < 0:
            raise Refused(f"the price of {words} is below 0")
        try:
            reader(self, row.who, row.about, row.price)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise Refused(f"the row {words} cannot be read") from error

    # ------------------------------------------------------------------------------------------------ sessions, venues

    def rooms(self, who: Sequence[str], about: About, price: int) -> None:
        """Sessions at a venue that are on at a minute of a week, beside the recorded meetings that take a room."""
        venue = self.court.case.facts.venues[_only(who)]
        moment = _Moment.of(about)
        for number, one in enumerate(self.listed.all):
            if one.pattern.venue.id == venue.id and moment.covered(one.pattern.slot, one.pattern.planned):
                self.gains.runs[number] -= price
        taken = 0
        if venue.takes_room and self._meetings_stay:
            here = (met for met in self.court.ground.recorded if met.place == venue.id)
            taken = sum(moment.covered(met.slot, met.weeks) for met in here)
        self.earned += price * max(0, venue.rooms - taken)

    def budget(self, who: Sequence[str], about: About, price: int) -> None:
        """Pence under a heading, in a week or over the term."""
        heading, when = _only(who), _only(about)
        budgets = [one for one in self.court.case.policy.budgets if one.heading == heading]
        if when == TERM:
            limits = [one.pence_a_term for one in budgets]
            pence = self.brought.pence(heading, lambda pattern: pattern.open.bit_count())
        else:
            week, limits = _week(when), [one.pence_a_week for one in budgets]
            pence = self.brought.pence(heading, lambda pattern: pattern.open >> week & 1)
        self.gains.add(pence, -price)
        self.earned += price * min(limit for limit in limits if limit is not None)

    # --------------------------------------------------------------------------------------------------------- people

    def often(self, who: Sequence[str], about: About, price: int) -> None:
        """What somebody attends of one activity in a week."""
        name, week = about
        activity = self.court.ground.patterns.activities[name]
        for place, pattern in self._in_week(_only(who), week):
            if not place.leads and pattern.activity.id == activity.id:
                self.gains.take(place, price)
        self.earned += price * activity.a_week

    def ceiling(self, who: Sequence[str], about: About, price: int) -> None:
        """What somebody leads or attends in a week."""
        person, week = _only(who), _only(about)
        limit = session_ceiling.limit_of(self.court, person)
        if limit is None:
            raise Refused(f"{person} has set no most sessions a week")
        for place, _ in self._in_week(person, week):
            self.gains.take(place, price)
        self.earned += price * self._left(limit.room(week), limit.recorded.get(week, 0))

    def hours(self, who: Sequence[str], about: About, price: int) -> None:
        """Minutes that a mentor leads in a week, the ways included; or what that says of whole sessions.

        Of sessions that take at most `room` minutes together, each counted (minutes * (k + 1)) // (room + 1) times,
        there are less than k + 1, and so at most k (Gomory 1963).
        """
        mentor, (week, *rounded) = self.court.case.facts.mentors[_only(who)], about
        limit = hours.limit_of(self.court, mentor)
        room = self._left(limit.room(week), limit.recorded.get(week, 0))
        parts, whole = 1, 1
        if rounded:
            most = _week(_only(rounded))
            parts, whole = most + 1, room + 1
        for place, pattern in self._in_week(mentor.id, week):
            if place.leads:
                minutes = hours.minutes_led(self.court, mentor, pattern)
                self.gains.take(place, price * (minutes * parts // whole))
        self.earned += price * (parts - 1 if rounded else room)

    def diary(self, who: Sequence[str], about: About, price: int) -> None:
        """At most one of what is on at one moment for somebody, or of stops of which any two clash for them."""
        person = _only(who)
        if about and isinstance(about[0], int):
            moment = _Moment.of(about)
            there = [place for place, one in self.places_of(person) if moment.covered(one.slot, one.planned)]
        else:
            there = self._at_stops(person, about)
        for place in there:
            self.gains.take(place, price)
        self.earned += price

    def _at_stops(self, person: str, about: About) -> list[Place]:
        asked = {(str(venue), _slot(slot)) for venue, *slot in about}
        there = [(place, one) for place, one in self.places_of(person) if (one.venue.id, one.slot) in asked]
        stops = {
            (one.venue.id, one.slot): diary.Stop(
                name=one.at, place=one.venue.id, slot=one.slot, weeks=one.planned, session=True
            )
            for _, one in there
        }
        for one, other in combinations(stops.values(), 2):
            if not diary.clash(self.court, person, one, other):
                raise Refused(f"{person} can be both at {one.name} and at {other.name}")
        return [place for place, _ in there]

    # -------------------------------------------------------------------------------------------------------- helpers

    def reached(self, tier: str, who: Sequence[str], price: int) -> None:
        """A mentee counts at most as often as they attend what counts."""
        mentee = self.court.case.facts.mentees[_only(who)]
        wishes = {tiers.WISH.name: mentee.wishes, tiers.WISH_FIRST.name: mentee.wishes[:1]}.get(tier)
        for place, pattern in self.places_of(mentee.id):
            if not place.leads and (wishes is None or pattern.activity.id in wishes):
                self.gains.take(place, -price)
        self.helped[tier, mentee.id] = self.helped.get((tier, mentee.id), 0) + price

    def load(self, who: Sequence[str], about: About, price: int) -> None:
        """A leader leads at most as often as steps of their load are taken."""
        person = _only(who)
        for place, _ in self.places_of(person):
            if place.leads:
                self.gains.take(place, price)
        self.steps[person] = self.steps.get(person, 0) + price

    # -------------------------------------------------------------------------------------------------------- in short

    def places_of(self, person: str) -> Iterator[tuple[Place, Pattern]]:
        """Everything that somebody could lead or attend."""
        return ((place, self.listed.pattern(place)) for place in self.listed.places.get(person, ()))

    def _in_week(self, person: str, week: int) -> Iterator[tuple[Place, Pattern]]:
        _week(week)
        return ((place, one) for place, one in self.places_of(person) if one.planned >> week & 1)

    @property
    def _meetings_stay(self) -> bool:
        """In the scope "plan" meetings are chosen, and there may be none."""
        return self.court.case.plan.scope == SCHEDULE

    def _left(self, room: int, recorded: int) -> int:
        return max(0, room - recorded) if self._meetings_stay else room


Reader = Callable[[Rows, Sequence[str], About, int], None]


def _reached(tier: str) -> Reader:
    return lambda rows, who, about, price: rows.reached(tier, who, price)


READERS: dict[str, Reader] = {
    rules.SESSION_ROOMS.id: Rows.rooms,
    rules.SESSION_BUDGET.id: Rows.budget,
    rules.SESSION_OFTEN.id: Rows.often,
    rules.SESSION_CEILING.id: Rows.ceiling,
    rules.WEEKLY_HOURS.id: Rows.hours,
    rules.DIARY.id: Rows.diary,
    tiers.LEADERS_LOAD.name: Rows.load,
    **{tier: _reached(tier) for tier in HELPED},
}
"""By the name of the row. Rows of safeguarding are not among them: they are no part of a plan's evidence."""


@attrs.frozen(kw_only=True)
class _Moment:
    """A minute of the day on a weekday of one week."""

    weekday: int
    week: int
    minute: int

    @classmethod
    def of(cls, about: About) -> _Moment:
        weekday, week, minute = about
        return cls(weekday=weekday, week=_week(week), minute=minute)

    def covered(self, slot: Slot, weeks: int) -> bool:
        """Whether something in those weeks is on then."""
        on = slot.weekday == self.weekday and slot.start <= self.minute < slot.end
        return on and bool(weeks >> self.week & 1)


def _only(names: Sequence[Any]) -> Any:
    (name,) = names
    return name


def _week(week: int) -> int:
    if isinstance(week, bool) or not isinstance(week, int) or week < 0:
        raise ValueError(f"{week} is no week")
    return week


def _slot(about: About) -> Slot:
    weekday, start, minutes, rhythm, first = about
    return Slot(weekday=weekday, start=start, minutes=minutes, rhythm=Rhythm(rhythm), first=first)
