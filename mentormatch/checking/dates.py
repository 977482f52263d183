"""Which weeks a slot is planned in and held in, as masks over the term's Monday weeks (bit k = week k)."""

from __future__ import annotations

import datetime as dt

import attrs

from mentormatch.checking.facts import Booked, Facts
from mentormatch.domain.people import Member, Mentee, Mentor
from mentormatch.domain.places import REMOTE
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.week import Availability
from mentormatch.term import Calendar


@attrs.frozen(eq=False, kw_only=True)
class Turn:
    """What a mentee's slots share but weekday and start: length, rhythm, which week, from when on. Made once each."""

    minutes: int
    rhythm: Rhythm
    first: int
    since: dt.date
    letters: str = attrs.field(init=False)
    """Of the weeks it lies in."""

    @letters.default
    def _of_the_weeks(self) -> str:
        return "AB"[self.first - 1] if self.rhythm is Rhythm.FORTNIGHTLY else "AB"

    def slot(self, weekday: int, start: int) -> Slot:
        return Slot(weekday=weekday, start=start, minutes=self.minutes, rhythm=self.rhythm, first=self.first)


class Dates:
    """Planned and lost weeks, asked of `mentormatch.term` one slot at a time."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.calendar = Calendar.of(facts.programme)
        self._term: dict[tuple[int, Rhythm, int], int] = {}
        self._turns: dict[tuple[int, Rhythm, int, dt.date], Turn] = {}
        self._away: dict[tuple[int, int], int] = {}
        self._shut: dict[tuple[str, int], int] = {}
        self._planned: dict[tuple[Turn, int], int] = {}
        self._booked: dict[int, int] = {}
        self._turns_of: dict[int, tuple[Turn, ...]] = {}

    # ---------------------------------------------------------------------------------------------------- turns

    def since(self, mentee: Mentee) -> dt.date:
        """The first day on which a mentee's pairs may meet."""
        as_of = self.facts.programme.as_of
        return as_of if mentee.available_from is None else max(as_of, mentee.available_from)

    def turn(self, mentee: Mentee, slot: Slot) -> Turn:
        """The turn of any slot, for a pair of this mentee."""
        return self._turn(slot.minutes, slot.rhythm, slot.first, self.since(mentee))

    def turn_of_session(self, slot: Slot) -> Turn:
        """The turn of a session's slot: from `as_of` on."""
        return self._turn(slot.minutes, slot.rhythm, slot.first, self.facts.programme.as_of)

    def turns(self, mentee: Mentee) -> tuple[Turn, ...]:
        """The turns that a mentee's hours may have, one for each `first`."""
        if id(mentee) not in self._turns_of:
            given = mentee.meeting_minutes
            minutes = self.facts.programme.policy.meeting_minutes if given is None else given
            since, rhythm = self.since(mentee), mentee.rhythm
            self._turns_of[id(mentee)] = tuple(self._turn(minutes, rhythm, first, since) for first in rhythm.firsts)
        return self._turns_of[id(mentee)]

    def _turn(self, minutes: int, rhythm: Rhythm, first: int, since: dt.date) -> Turn:
        key = (minutes, rhythm, first, since)
        if key not in self._turns:
            self._turns[key] = Turn(minutes=minutes, rhythm=rhythm, first=first, since=since)
        return self._turns[key]

    # ---------------------------------------------------------------------------------------------------- weeks

    def in_term(self, weekday: int, rhythm: Rhythm, first: int) -> int:
        """The weeks of the term in which such a slot is planned."""
        key = (weekday, rhythm, first)
        if key not in self._term:
            slot = Slot(weekday=weekday, start=0, minutes=1, rhythm=rhythm, first=first)
            self._term[key] = self.calendar.mask(self.calendar.planned(slot))
        return self._term[key]

    def planned(self, turn: Turn, weekday: int) -> int:
        """The planned weeks of a pair's slot: those of the term on or after the day it may begin."""
        key = (turn, weekday)
        if key not in self._planned:
            weeks = self.in_term(weekday, turn.rhythm, turn.first)
            self._planned[key] = weeks & ~self.before(turn.since, weekday)
        return self._planned[key]

    def booked(self, booked: Booked) -> int:
        """The weeks of a commitment: planned in the term, within its first and last day; not cut by `as_of`."""
        key = id(booked)
        if key not in self._booked:
            slot, row = booked.slot, booked.row
            weeks = self.in_term(slot.weekday, slot.rhythm, slot.first)
            if row is not None and row.starts_on is not None:
                weeks &= ~self.before(row.starts_on, slot.weekday)
            if row is not None and row.ends_on is not None:
                weeks &= self.until(row.ends_on, slot.weekday)
            self._booked[key] = weeks
        return self._booked[key]

    def before(self, day: dt.date, weekday: int) -> int:
        """The weeks whose weekday lies before a day."""
        days = (day - self.calendar.first_week).days - weekday
        return (1 << max(0, -(-days // 7))) - 1

    def until(self, day: dt.date, weekday: int) -> int:
        """The weeks whose weekday is that day or before."""
        days = (day - self.calendar.first_week).days - weekday
        return (1 << max(0, days // 7 + 1)) - 1

    # --------------------------------------------------------------------------------------------- lost and held

    def availability(self, member: Member) -> Availability:
        """When somebody may be away from home, policy's default where it is not known."""
        if member.availability is None:
            return self.facts.programme.policy.default_availability
        return member.availability

    def away(self, member: Member, weekday: int) -> int:
        """The weeks in which somebody is away on a weekday."""
        key = (id(member), weekday)
        if key not in self._away:
            weeks = 0
            for stretch in self.availability(member).away:
                weeks |= self.until(stretch.last, weekday) & ~self.before(stretch.first, weekday)
            self._away[key] = weeks
        return self._away[key]

    def shut(self, place: str, weekday: int) -> int:
        """The weeks in which a place is shut on a weekday; phone and video never are."""
        if place in REMOTE or place not in self.facts.venues:
            return 0
        key = (place, weekday)
        if key not in self._shut:
            self._shut[key] = self.calendar.shut(self.facts.venues[place], weekday)
        return self._shut[key]

    def enough(self, mentee: Mentee, mentor: Mentor, place: str, turn: Turn, weekday: int) -> bool:
        """Whether at least half of the planned dates are left after holidays, closures and dates away."""
        planned = self.planned(turn, weekday)
        lost = self.away(mentee, weekday) | self.away(mentor, weekday) | self.shut(place, weekday)
        return 2 * (planned & ~lost).bit_count() >= planned.bit_count()

    def cleared_enough(self, mentor: Mentor, turn: Turn, weekday: int) -> bool:
        """Whether a clearance is known and lasts for `min_dates` of the planned dates, or for all of fewer."""
        if mentor.cleared_until is None:
            return False
        planned = self.planned(turn, weekday)
        needed = min(self.facts.programme.policy.min_dates, planned.bit_count())
        return (planned & self.until(mentor.cleared_until, weekday)).bit_count() >= needed

    def held(self, mentee: Mentee, mentor: Mentor, place: str, slot: Slot) -> int:
        """The weeks in which a pair really meets: planned, none lost, clearance and approval still valid."""
        day = slot.weekday
        weeks = self.planned(self.turn(mentee, slot), day)
        weeks &= ~(self.away(mentee, day) | self.away(mentor, day) | self.shut(place, day))
        for end in (mentor.cleared_until, self.facts.approval_ends(mentee, mentor)):
            if end is not None:
                weeks &= self.until(end, day)
        return weeks

    def last_planned(self, mentee: Mentee, slot: Slot) -> dt.date | None:
        """The last planned date of a pair's slot, or None where there is none."""
        weeks = self.planned(self.turn(mentee, slot), slot.weekday)
        return self.calendar.day_in(weeks.bit_length() - 1, slot.weekday) if weeks else None

    def meet(self, one: Slot, one_weeks: int, other: Slot, other_weeks: int) -> bool:
        """Whether two slots share a date."""
        return one.weekday == other.weekday and bool(one_weeks & other_weeks)
