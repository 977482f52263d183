"""Sets of starts as Python integers: bit (weekday x starts a day + k) stands for a start at k x `start_step`.

Each set is drawn up for one member (or venue) and one turn; the hours of a pair are what such sets have in common.
"""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.dates import Dates, Turn
from mentormatch.checking.facts import Facts
from mentormatch.checking.journeys import Journey, Journeys
from mentormatch.domain.people import Member
from mentormatch.domain.places import REMOTE, Venue
from mentormatch.domain.week import DAY, Availability

SUNDAY = 6
WEEK = range(7)
DAYS = (range(SUNDAY), range(SUNDAY, 7))
"""The weekdays of each timetable of a journey: workdays and Saturdays, and Sundays."""
Stretches = tuple[tuple[int, int, int], ...]


class Starts:
    """Start sets of members and venues, each drawn up once."""

    def __init__(self, facts: Facts, journeys: Journeys, dates: Dates) -> None:
        self.facts, self.journeys, self.dates = facts, journeys, dates
        self.step = facts.programme.policy.start_step
        self.a_day = DAY // self.step
        self._days = tuple(((1 << self.a_day) - 1) << (weekday * self.a_day) for weekday in WEEK)
        self._stretches: dict[tuple[int, str], Stretches] = {}
        self._daily: dict[tuple[int, int, range], int] = {}
        self._covered: dict[tuple[int, int, int, str], int] = {}
        self._open: dict[tuple[str, Turn], int] = {}
        self._staffed: dict[tuple[str, Turn], int] = {}
        self._free: dict[tuple[int, str, Turn], int] = {}
        self._safe: dict[tuple[int, str, Turn], int] = {}

    # ------------------------------------------------------------------------------------------------- the grid

    def bit(self, weekday: int, start: int) -> int:
        """The set of one start that lies on the grid."""
        return 1 << (weekday * self.a_day + start // self.step)

    def each(self, starts: int) -> Iterator[tuple[int, int]]:
        """The (weekday, start) of a set, in the order of the week."""
        while starts:
            low = starts & -starts
            at = low.bit_length() - 1
            yield at // self.a_day, at % self.a_day * self.step
            starts ^= low

    def day(self, weekday: int) -> int:
        """All starts of a weekday."""
        return self._days[weekday]

    def stretch(self, weekday: int, low: int, high: int) -> int:
        """The starts of a weekday from minute `low` to minute `high`, both included."""
        first, last = max(0, -(-low // self.step)), min(self.a_day - 1, high // self.step)
        return ((1 << (last - first + 1)) - 1) << (weekday * self.a_day + first) if last >= first else 0

    def every_day(self, low: int, high: int, days: range = WEEK) -> int:
        """The starts from minute `low` to minute `high`, both included, of each of some weekdays."""
        key = (low, high, days)
        if key not in self._daily:
            self._daily[key] = 0
            for weekday in days:
                self._daily[key] |= self.stretch(weekday, low, high)
        return self._daily[key]

    def with_sailings(self, way: Journey, minutes: int) -> int:
        """The starts of a thing of so many minutes at which a journey can be made there and back."""
        weekdays, sunday = (self.every_day(way.arrive[at], way.leave[at] - minutes, DAYS[at]) for at in (0, 1))
        return weekdays | sunday

    def covered(self, hours: Availability, minutes: int, margin: int, letters: str) -> int:
        """The starts at which a thing of so many minutes, with a margin before and after, lies inside the hours."""
        key = (id(hours), minutes, margin, letters)
        if key not in self._covered:
            out = -1
            for letter in letters:
                inside = 0
                for weekday, low, high in self._in_week(hours, letter):
                    inside |= self.stretch(weekday, low + margin, high - margin - minutes)
                out &= inside
            self._covered[key] = out
        return self._covered[key]

    def _in_week(self, hours: Availability, letter: str) -> Stretches:
        key = (id(hours), letter)
        if key not in self._stretches:
            self._stretches[key] = tuple((day, low, high) for day in range(7) for low, high in hours.on(day, letter))
        return self._stretches[key]

    # --------------------------------------------------------------------------------------------------- venues

    def open(self, place: str, turn: Turn) -> int:
        """The starts at which a place is open, within duty hours; phone and video are always open."""
        key = (place, turn)
        if key not in self._open:
            duty = self.facts.programme.policy.duty_hours
            out = self.covered(duty, turn.minutes, 0, turn.letters)
            if place not in REMOTE:
                out &= self.covered(self.facts.venues[place].opening, turn.minutes, 0, turn.letters)
            self._open[key] = out
        return self._open[key]

    def staffed(self, place: str, turn: Turn) -> int:
        """The starts at which a first meeting may take place there."""
        if place in REMOTE or self.facts.programme.policy.supervised_meetings <= 0:
            return -1
        key = (place, turn)
        if key not in self._staffed:
            venue = self.facts.venues[place]
            fit = venue.first_meeting_ok and venue.staffed is not None
            self._staffed[key] = (
                self.covered(venue.staffed, turn.minutes, 0, turn.letters) if fit and venue.staffed else 0
            )
        return self._staffed[key]

    # -------------------------------------------------------------------------------------------------- members

    def free(self, member: Member, place: str, turn: Turn) -> int:
        """The starts at which somebody can be at a place: usable, free with the way there and back, nothing booked."""
        key = (id(member), place, turn)
        if key not in self._free:
            self._free[key] = self._find_free(member, place, turn)
        return self._free[key]

    def _find_free(self, member: Member, place: str, turn: Turn) -> int:
        hours = self.dates.availability(member)
        if place in REMOTE:
            out = self.covered(hours, turn.minutes, 0, turn.letters) if self.journeys.meets_by(member, place) else 0
        else:
            venue = self.facts.venues[place]
            if not self.journeys.fits(member, venue):
                return 0
            if not self.open(place, turn) & self.covered(hours, turn.minutes, 0, turn.letters):
                return 0  # whatever the way there, no start is left; saves asking for it
            way = self.journeys.to(member, place)
            if way is None:
                return 0
            out = self.covered(hours, turn.minutes, way.minutes, turn.letters) & self.with_sailings(way, turn.minutes)
        return out & ~self._taken(member, place, turn) if out else 0

    def _taken(self, member: Member, place: str, turn: Turn) -> int:
        """The starts too near to something booked that shares a date."""
        out = 0
        for booked in self.facts.booked(member.id):
            slot = booked.slot
            if not self.dates.planned(turn, slot.weekday) & self.dates.booked(booked):
                continue
            there, back = self.journeys.around(member.id, place, booked)
            low, high = slot.start - turn.minutes - there + 1, slot.end + back - 1
            out |= self.stretch(slot.weekday, max(0, low), min(high, DAY))
        return out

    def safe(self, member: Member, place: str, turn: Turn) -> int:
        """The free starts that break neither `not-at` nor `home-by` nor the margin to somebody's commitment there."""
        key = (id(member), place, turn)
        if key not in self._safe:
            free = self.free(member, place, turn)
            if free and place not in REMOTE:
                free &= self._safe_at(member, self.facts.venues[place], turn)
            self._safe[key] = free
        return self._safe[key]

    def _safe_at(self, member: Member, venue: Venue, turn: Turn) -> int:
        if venue.id in member.not_at:
            return 0
        out = ~self._margins(member, venue, turn)
        if member.home_by is not None or member.out_from is not None:
            way = self.journeys.minutes_to(member, venue.id)
            low = (member.out_from or 0) + way
            high = (DAY if member.home_by is None else member.home_by) - way - turn.minutes
            inside = 0
            for weekday in range(7):
                inside |= self.stretch(weekday, low, high)
            out &= inside
        return out

    def _margins(self, member: Member, venue: Venue, turn: Turn) -> int:
        """The starts too near, at that venue, to a commitment of somebody from whom this one is kept apart."""
        margin, out = self.facts.programme.policy.keep_apart_margin, 0
        for person in self.facts.apart(member.id):
            for booked in self.facts.booked(person):
                slot = booked.slot
                if booked.venue == venue.id and self.dates.planned(turn, slot.weekday) & self.dates.booked(booked):
                    low, high = slot.start - margin - turn.minutes + 1, slot.end + margin - 1
                    out |= self.stretch(slot.weekday, max(0, low), min(high, DAY))
        return out
