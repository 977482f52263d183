"""Which patterns could be whose: all of an activity at once, as sets of starts, and how far each person comes in them.

A set of starts (see checking.starts) stands for the placed patterns of one activity at one venue in one turn; fixed
patterns are asked one by one. What is asked is what `patterns` and `going` ask of one pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import attrs

from mentormatch.checking.dates import Turn
from mentormatch.checking.timetable.court import Ground
from mentormatch.checking.timetable.patterns import Pattern
from mentormatch.domain import rules
from mentormatch.domain.people import Member, Mentee, Mentor, Status
from mentormatch.domain.places import Activity, Entry, Venue
from mentormatch.domain.rules import Rule
from mentormatch.domain.slots import Slot
from mentormatch.domain.week import DAY

STEPS: tuple[Rule, ...] = (
    rules.SESSION_TIME,
    rules.SESSION_PLACE,
    rules.SESSION_DATES,
    rules.SESSION_LEADERS,
    rules.SESSION_FOR_WHOM,
    rules.TRAVEL,
    rules.HOURS,
    rules.SESSION_DATES,
    rules.PLACES,
)
"""The parts of T1 to T3 in their order, as they may be shown."""
OF_PEOPLE = STEPS[4:]
"""Those of T3: what a pattern that can run is asked of each person."""


@attrs.frozen(eq=False, kw_only=True)
class Placed:
    """Placed patterns of one activity at one venue in one turn, as a set of starts."""

    venue: Venue
    turn: Turn
    starts: int


Left = tuple[list[tuple[Placed, int]], list[Pattern]]
"""Placed patterns, each set with those of its starts that are left, and fixed ones."""


@attrs.define(eq=False, slots=False)
class Possible:
    """The judge's own list of patterns, and of whose they could be."""

    ground: Ground
    _patterns: dict[str, tuple[list[Placed], list[Pattern]]] = attrs.field(factory=dict, init=False)
    _before: dict[str, Rule | None] = attrs.field(factory=dict, init=False)
    _free: dict[tuple[int, str, Turn], int] = attrs.field(factory=dict, init=False)
    _safe: dict[tuple[int, str, Turn], int] = attrs.field(factory=dict, init=False)
    _attending: dict[tuple[str, str], Left] = attrs.field(factory=dict, init=False)
    _days: dict[tuple[str, str, Turn, int], list[tuple[Pattern, int]]] = attrs.field(factory=dict, init=False)

    def activities(self) -> list[Activity]:
        """Those by name that could have a session at all."""
        return [
            activity
            for activity in self.ground.case.programme.activities
            if activity.entry is Entry.BY_NAME and (activity.sessions or activity.fixed)
        ]

    def number(self, mentee: Mentee) -> int:
        """How many patterns could be a mentee's."""
        return sum(self.number_of(mentee, activity) for activity in self.activities())

    def number_of(self, mentee: Mentee, activity: Activity) -> int:
        """How many patterns of one activity could be a mentee's."""
        sets, slots = self.attending(mentee, activity)
        return sum(starts.bit_count() for _, starts in sets) + len(slots)

    def attending(self, mentee: Mentee, activity: Activity) -> Left:
        """The patterns of one activity that could be a mentee's."""
        key = (mentee.id, activity.id)
        if key not in self._attending:
            *_, self._attending[key] = self._left(mentee, activity)
        return self._attending[key]

    def refused_by(self, mentee: Mentee, activity: Activity) -> Rule | None:
        """The first part of T1 to T3 after which no pattern is left; None where one is left."""
        placed, fixed = self.patterns(activity)
        if not placed and not fixed:
            return self._before[activity.id]
        for rule, (sets, slots) in zip(OF_PEOPLE, self._left(mentee, activity)):
            if not any(starts for _, starts in sets) and not slots:
                return rule
        return None

    # ----------------------------------------------------------------------------------------------------- T1 and T2

    def patterns(self, activity: Activity) -> tuple[list[Placed], list[Pattern]]:
        """The patterns of an activity with leaders enough; `_before` has the first rule that leaves none."""
        if activity.id not in self._patterns:
            placed, fixed = self._at_an_hour(activity), self._fixed(activity)
            patterns, going, first = self.ground.patterns, self.ground.going, None
            for rule in STEPS[:4]:
                if rule is rules.SESSION_PLACE:
                    placed = self._at_a_venue(activity, placed)
                    fixed = [one for one in fixed if patterns.venue_fits(one)]
                elif rule is rules.SESSION_DATES:
                    placed = [self._with_dates(activity, one) for one in placed]
                    fixed = [one for one in fixed if patterns.dates_suffice(one)]
                elif rule is rules.SESSION_LEADERS:
                    placed = [self._with_leaders(activity, one) for one in placed]
                    fixed = [one for one in fixed if going.leaders_suffice(one)]
                placed = [one for one in placed if one.starts]
                if not placed and not fixed and first is None:
                    first = rule
            self._before[activity.id] = first
            self._patterns[activity.id] = (placed, fixed)
        return self._patterns[activity.id]

    def _fixed(self, activity: Activity) -> list[Pattern]:
        """The fixed patterns, whatever the venue."""
        venues = [activity.fixed_venue] if activity.fixed_venue is not None else list(self.ground.case.facts.venues)
        known = [venue for venue in venues if venue in self.ground.case.facts.venues]
        slots = dict.fromkeys(activity.fixed)
        return [self.ground.patterns.of(activity.id, slot, venue, fixed=True) for slot, venue in product(slots, known)]

    def _at_an_hour(self, activity: Activity) -> list[Placed]:
        """All starts at which the activity may be, at every venue; fixed ones taken out where they are fixed."""
        if not self.ground.patterns.placed_at_most(activity):
            return []
        starts, out = self.ground.case.starts, []
        for first in activity.rhythm.firsts:
            slot = Slot(weekday=0, start=0, minutes=activity.minutes, rhythm=activity.rhythm, first=first)
            turn = self.ground.case.dates.turn_of_session(slot)
            every = starts.every_day(0, DAY - activity.minutes)
            if activity.times is not None:
                every &= starts.covered(activity.times, turn.minutes, 0, turn.letters)
            for venue in self.ground.case.programme.venues:
                out.append(Placed(venue=venue, turn=turn, starts=every & ~self._fixed_there(activity, venue, turn)))
        return out

    def _fixed_there(self, activity: Activity, venue: Venue, turn: Turn) -> int:
        if activity.fixed_venue not in (None, venue.id):
            return 0
        out = 0
        for slot in activity.fixed:
            if slot == turn.slot(slot.weekday, slot.start) and slot.start % self.ground.case.starts.step == 0:
                out |= self.ground.case.starts.bit(slot.weekday, slot.start)
        return out

    def _at_a_venue(self, activity: Activity, placed: list[Placed]) -> list[Placed]:
        starts, patterns = self.ground.case.starts, self.ground.patterns
        return [
            attrs.evolve(
                one, starts=one.starts & starts.covered(one.venue.opening, one.turn.minutes, 0, one.turn.letters)
            )
            for one in placed
            if patterns.venue_suits(activity, one.venue, fixed=False)
        ]

    def _with_dates(self, activity: Activity, one: Placed) -> Placed:
        left = self._by_dates(activity, one, one.starts, self.ground.patterns.dates_suffice)
        return attrs.evolve(one, starts=left)

    def _by_dates(self, activity: Activity, one: Placed, starts: int, holds: Callable[[Pattern], bool]) -> int:
        """Those starts for whose dates something holds."""
        left = 0
        for weekday in range(7):
            if starts & self.ground.case.starts.day(weekday):
                for pattern, alike in self._alike(activity, one, weekday):
                    if starts & alike and holds(pattern):
                        left |= starts & alike
        return left

    def _alike(self, activity: Activity, one: Placed, weekday: int) -> list[tuple[Pattern, int]]:
        """The starts of a weekday by their open dates, each with a pattern that stands for them.

        All are alike, but out of doors, where each end has its own sunsets.
        """
        key = (activity.id, one.venue.id, one.turn, weekday)
        if key not in self._days:
            starts = self.ground.case.starts
            by_sun = activity.outdoor and not one.venue.lit
            last = DAY - activity.minutes if by_sun else 0
            found: dict[int, tuple[Pattern, int]] = {}
            for start in range(0, last + 1, starts.step):
                slot = one.turn.slot(weekday, start)
                pattern = self.ground.patterns.of(activity.id, slot, one.venue.id, fixed=False)
                same = starts.bit(weekday, start) if by_sun else starts.day(weekday)
                first, others = found.get(pattern.open, (pattern, 0))
                found[pattern.open] = (first, others | same)
            self._days[key] = list(found.values())
        return self._days[key]

    def _with_leaders(self, activity: Activity, one: Placed) -> Placed:
        """Those for which leaders enough could be there: as many as needed, a mentor and first aid as asked."""
        going = self.ground.going
        at_least, mentors, aiders = [one.starts] + [0] * activity.least_leaders, 0, 0
        for person in going.who_lead(activity):
            row = going.leads_as(person)
            assert row is not None
            could = self.could_lead(row, activity, one)
            for number in range(activity.least_leaders, 0, -1):
                at_least[number] |= at_least[number - 1] & could
            if isinstance(row, Mentor):
                mentors |= could
                aiders |= could if going.first_aider(row) else 0
        left = one.starts & at_least[-1]
        left &= mentors if activity.lived_experience_leader else -1
        left &= aiders if activity.first_aid else -1
        return attrs.evolve(one, starts=left)

    def could_lead(self, row: Member, activity: Activity, one: Placed) -> int:
        """Those of a set of starts at which somebody could lead."""
        going, facts, dates = self.ground.going, self.ground.case.facts, self.ground.case.dates
        if row.status is not Status.ACTIVE or not going.meant_for(activity, row):
            return 0
        if isinstance(row, Mentor) and not (facts.cleared(row) and facts.trained(row)):
            return 0
        if not going.reaches(row, one.venue):
            return 0
        left = one.starts & self._free_starts(row, one)
        left = left and left & self._safe_starts(row, one)
        if not left:
            return 0
        if isinstance(row, Mentor):
            for weekday in range(7):
                of_day = left & self.ground.case.starts.day(weekday)
                if of_day and not dates.cleared_enough(row, one.turn, weekday):
                    left &= ~of_day
        return self._by_dates(activity, one, left, lambda pattern: self._leads_often(row, pattern))

    def _leads_often(self, row: Member, pattern: Pattern) -> bool:
        weeks = self.ground.going.leader_weeks(row, pattern)
        return 2 * weeks.bit_count() >= pattern.planned.bit_count()

    # ------------------------------------------------------------------------------------------------------------ T3

    def _left(self, mentee: Mentee, activity: Activity) -> Iterator[Left]:
        """What is left after each part of T3: for whom, way, hour, dates, safety."""
        going = self.ground.going
        placed, fixed = self.patterns(activity)
        own = [one for one in fixed if mentee.id in activity.fixed_people]
        others = [one for one in fixed if mentee.id not in activity.fixed_people]
        if going.not_for(mentee, activity):
            placed, others = [], []
        sets = [(one, one.starts) for one in placed]
        yield sets, [*own, *others]
        sets = [(one, starts) for one, starts in sets if going.reaches(mentee, one.venue)]
        others = [one for one in others if going.reaches(mentee, one.venue)]
        yield sets, [*own, *others]
        sets = [(one, left) for one, starts in sets if (left := starts & self._free_starts(mentee, one))]
        others = [one for one in others if next(going.way_and_hour_faults(mentee, one), None) is None]
        yield sets, [*own, *others]
        sets = [
            (one, left)
            for one, starts in sets
            if (left := self._by_dates(activity, one, starts, lambda pattern: going.dates_left(mentee, pattern)))
        ]
        others = [one for one in others if going.dates_left(mentee, one)]
        yield sets, [*own, *others]
        sets = [(one, left) for one, starts in sets if (left := starts & self._safe_starts(mentee, one))]
        yield sets, [one for one in (*own, *others) if going.may_attend(mentee.id, one)]

    # ---------------------------------------------------------------------------------------------------------- both

    def _free_starts(self, member: Member, one: Placed) -> int:
        """The starts at which somebody is free with the way there and back; only where there is a way."""
        key = (id(member), one.venue.id, one.turn)
        if key not in self._free:
            case, turn = self.ground.case, one.turn
            way = case.journeys.to(member, one.venue.id)
            assert way is not None, f"{member.id} has no way to {one.venue.id}"
            out = case.starts.covered(case.dates.availability(member), turn.minutes, way.minutes, turn.letters)
            out &= case.starts.with_sailings(way, turn.minutes)
            for busy in self.ground.going.diaries.of(member.id):
                if case.dates.planned(turn, busy.slot.weekday) & busy.weeks:
                    there, back = case.journeys.around(member.id, one.venue.id, busy.booked)
                    out &= ~self._around(busy.slot, turn, there, back)
            self._free[key] = out
        return self._free[key]

    def _around(self, slot: Slot, turn: Turn, before: int, after: int) -> int:
        """The starts less than so many minutes before and after a slot."""
        low, high = slot.start - turn.minutes - before + 1, slot.end + after - 1
        return self.ground.case.starts.stretch(slot.weekday, max(0, low), min(high, DAY))

    def _safe_starts(self, member: Member, one: Placed) -> int:
        """The starts at which safeguarding keeps nobody away; only where there is a way."""
        key = (id(member), one.venue.id, one.turn)
        if key not in self._safe:
            self._safe[key] = self._find_safe(member, one)
        return self._safe[key]

    def _find_safe(self, member: Member, one: Placed) -> int:
        case, turn = self.ground.case, one.turn
        if one.venue.id in member.not_at:
            return 0
        way = case.journeys.to(member, one.venue.id)
        assert way is not None, f"{member.id} has no way to {one.venue.id}"
        low = 0 if member.out_from is None else member.out_from + way.minutes
        high = DAY if member.home_by is None else member.home_by - way.minutes
        out = case.starts.every_day(low, high - turn.minutes)
        margin = case.policy.keep_apart_margin
        for person in case.facts.apart(member.id):
            for busy in self.ground.going.diaries.of(person):
                there = busy.booked.venue == one.venue.id
                if there and case.dates.planned(turn, busy.slot.weekday) & busy.weeks:
                    out &= ~self._around(busy.slot, turn, margin, margin)
        return out
