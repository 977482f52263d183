"""Patterns: an activity at a slot and a venue, the dates on which it could be held, and what makes it none."""

from __future__ import annotations

import datetime as dt

import attrs

from mentormatch.checking.case import Case
from mentormatch.checking.dates import Turn
from mentormatch.checking.facts import folded
from mentormatch.domain.places import Activity, Entry, Venue
from mentormatch.domain.slots import Slot
from mentormatch.domain.week import Availability

PatternKey = tuple[str, Slot, str, bool]


@attrs.frozen(eq=False, kw_only=True)
class Pattern:
    """One pattern, made once each. planned, open: week masks. lost: why a week's date is not open, by week."""

    activity: Activity
    slot: Slot
    venue: Venue
    fixed: bool
    turn: Turn
    planned: int
    open: int
    lost: dict[int, str]

    @property
    def by_name(self) -> bool:
        return self.activity.entry is Entry.BY_NAME

    @property
    def at(self) -> str:
        """When and where, in words."""
        return f"{self.slot} at {self.venue.id}"

    @property
    def leaders_given(self) -> bool:
        """Whether its leaders are as people fixed them."""
        return self.fixed and bool(self.activity.fixed_leaders)

    @property
    def fixed_leaders(self) -> tuple[str, ...]:
        return self.activity.fixed_leaders if self.fixed else ()

    @property
    def fixed_people(self) -> tuple[str, ...]:
        """Who is in it as people fixed it; of a drop-in nobody."""
        return self.activity.fixed_people if self.fixed and self.by_name else ()


class Patterns:
    """Patterns of one programme, and the tests that each must pass."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._made: dict[PatternKey, Pattern] = {}
        self._shut: dict[tuple[str, int, int], dict[int, str]] = {}
        self._dark: dict[tuple[str, int, int], int] = {}

    def of(self, activity_id: str, slot: Slot, venue_id: str, *, fixed: bool) -> Pattern:
        """A pattern that may be none: `why_none` says so. KeyError for what does not exist."""
        key = (activity_id, slot, venue_id, fixed)
        if key not in self._made:
            self._made[key] = self._make(self.activities[activity_id], slot, self.case.facts.venues[venue_id], fixed)
        return self._made[key]

    @property
    def activities(self) -> dict[str, Activity]:
        return {activity.id: activity for activity in self.case.programme.activities}

    def _make(self, activity: Activity, slot: Slot, venue: Venue, fixed: bool) -> Pattern:
        turn = self.case.dates.turn_of_session(slot)
        planned = self.case.dates.planned(turn, slot.weekday)
        lost = self.lost(activity, venue, slot, planned)
        left = planned
        for week in lost:
            left &= ~(1 << week)
        return Pattern(
            activity=activity, slot=slot, venue=venue, fixed=fixed, turn=turn, planned=planned, open=left, lost=lost
        )

    def lost(self, activity: Activity, venue: Venue, slot: Slot, planned: int) -> dict[int, str]:
        """By week, why a planned date is not open."""
        shut = self._shut_weeks(venue, slot.weekday, planned)
        dark = self._dark_weeks(venue, slot) & planned if activity.outdoor and not venue.lit else 0
        return {**{week: "dark" for week in weeks_of(dark)}, **shut} if dark else shut

    def _shut_weeks(self, venue: Venue, weekday: int, planned: int) -> dict[int, str]:
        """By planned week, why a venue is shut on a weekday; most patterns there share it."""
        key, calendar = (venue.id, weekday, planned), self.case.dates.calendar
        if key not in self._shut:
            shut = weeks_of(planned & self.case.dates.shut(venue.id, weekday))
            whys = {week: calendar.why_shut(venue, calendar.day_in(week, weekday)) for week in shut}
            self._shut[key] = {week: why for week, why in whys.items() if why is not None}
        return self._shut[key]

    def _dark_weeks(self, venue: Venue, slot: Slot) -> int:
        key = (venue.id, slot.weekday, slot.end)
        if key not in self._dark:
            margin = self.case.policy.sunset_margin
            self._dark[key] = self.case.dates.calendar.dark(venue, slot.weekday, slot.end, margin)
        return self._dark[key]

    def dates(self, pattern: Pattern, weeks: int) -> tuple[dt.date, ...]:
        """The dates of a week mask."""
        calendar = self.case.dates.calendar
        return tuple(calendar.day_in(week, pattern.slot.weekday) for week in weeks_of(weeks))

    # ---------------------------------------------------------------------------------------- what a pattern must be

    def placed_at_most(self, activity: Activity) -> int:
        """How many placed patterns of an activity may run."""
        return max(0, activity.sessions - len(set(activity.fixed)))

    def hour_fits(self, pattern: Pattern) -> bool:
        """Whether the slot is one that the activity may have."""
        activity, slot = pattern.activity, pattern.slot
        if pattern.fixed:
            return slot in activity.fixed
        if slot.start % self.case.policy.start_step or slot.minutes != activity.minutes:
            return False
        if slot.rhythm is not activity.rhythm:
            return False
        return activity.times is None or covers(activity.times, pattern)

    def venue_fits(self, pattern: Pattern) -> bool:
        """Whether the venue is one for the activity, open then, with what it needs."""
        return self.venue_suits(pattern.activity, pattern.venue, fixed=pattern.fixed) and covers(
            pattern.venue.opening, pattern
        )

    def venue_suits(self, activity: Activity, venue: Venue, *, fixed: bool) -> bool:
        """The same, whatever the hour."""
        if fixed and activity.fixed_venue is not None:
            named = venue.id == activity.fixed_venue
        else:
            named = not activity.venues or venue.id in activity.venues
        has = {folded(label) for label in venue.facilities}
        return (
            named
            and venue.outdoor == activity.outdoor
            and venue.capacity > 0
            and all(folded(label) in has for label in activity.facilities)
        )

    def dates_suffice(self, pattern: Pattern) -> bool:
        """Whether it has a planned date, and half of them are open."""
        return pattern.planned != 0 and 2 * pattern.open.bit_count() >= pattern.planned.bit_count()

    def is_fixed_elsewhere(self, pattern: Pattern) -> bool:
        """Whether a placed pattern is one that is fixed, and so none of its own."""
        activity = pattern.activity
        at = activity.fixed_venue is None or activity.fixed_venue == pattern.venue.id
        return not pattern.fixed and pattern.slot in activity.fixed and at


def covers(hours: Availability, pattern: Pattern, margin: int = 0) -> bool:
    """Whether hours cover a pattern with so many minutes before and after, in all its letters."""
    slot = pattern.slot
    return all(
        hours.covers(slot.weekday, letter, slot.start - margin, slot.end + margin) for letter in pattern.turn.letters
    )


def weeks_of(mask: int) -> list[int]:
    """The weeks of a mask, in order."""
    return [week for week in range(mask.bit_length()) if mask >> week & 1]
