"""Whether one person can be at one pattern at all: docs/timetable.md, T2 and T3, one rule after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from mentormatch.checking.case import Case
from mentormatch.checking.facts import folded
from mentormatch.checking.journeys import Journey
from mentormatch.checking.timetable.busy import Diaries
from mentormatch.checking.timetable.patterns import Pattern, Patterns, covers
from mentormatch.checking.timetable.wants import meant_for
from mentormatch.domain import rules
from mentormatch.domain.people import Meets, Member, Mentee, Mentor, Staff, Status
from mentormatch.domain.places import Activity, Venue
from mentormatch.domain.rules import Rule

SUNDAY = 6
FIRST_AID = "first aid"
Fault = tuple[Rule, str]
"""A rule that is broken, and what is wrong, in words that go on after somebody's id."""


class Going:
    """Who may lead and who may attend, asked of one person and one pattern at a time."""

    def __init__(self, case: Case, patterns: Patterns) -> None:
        self.case, self.patterns = case, patterns
        self.diaries = Diaries(case)
        self._leaders: dict[int, tuple[str, ...]] = {}
        self._may_attend: dict[tuple[str, int], bool] = {}
        self._reached: dict[tuple[int, str], bool] = {}

    # -------------------------------------------------------------------------------------------------- rows of people

    def leads_as(self, person: str) -> Member | None:
        """The row by which a leader counts: as a mentor, else as staff, else as a mentee."""
        facts = self.case.facts
        return facts.mentors.get(person) or facts.staff.get(person) or facts.mentees.get(person)

    def attends_as(self, person: str) -> Member | None:
        """The row by which somebody who attends counts: as a mentee, else as a mentor, else as staff."""
        facts = self.case.facts
        return facts.mentees.get(person) or facts.mentors.get(person) or facts.staff.get(person)

    def ceiling(self, person: str) -> int | None:
        """The fewest sessions a week that somebody set in any of their rows."""
        facts = self.case.facts
        rows = (facts.mentors.get(person), facts.mentees.get(person), facts.staff.get(person))
        return min((row.max_sessions for row in rows if row is not None and row.max_sessions is not None), default=None)

    @staticmethod
    def heads(member: Member) -> int:
        return 1 + len(member.comes_with) if isinstance(member, Mentee) else 1

    def wants_groups(self, mentee: Mentee) -> bool:
        """Whether a mentee is one of those for whom sessions are."""
        return mentee.status is Status.ACTIVE and self.ceiling(mentee.id) != 0 and Meets.IN_PERSON in mentee.meets

    # ------------------------------------------------------------------------------------------------------ who leads

    def leader_faults(self, person: str, pattern: Pattern) -> Iterator[Fault]:
        """Every rule that keeps somebody from leading a pattern, in the order of the page."""
        row, activity = self.leads_as(person), pattern.activity
        given = pattern.leaders_given
        if row is None:
            yield rules.SESSION_LEADERS, "is nobody who leads"
            return
        if given and person not in activity.fixed_leaders:
            yield rules.SESSION_FIXED, "is not one of its fixed leaders"
        elif not given and activity.id not in getattr(row, "leads", ()):
            yield rules.SESSION_LEADERS, f"does not lead {activity.id}"
        if row.status is not Status.ACTIVE:
            yield rules.PAUSED, "takes no part now"
        if not given:
            if not self.meant_for(activity, row):
                yield rules.SESSION_FOR_WHOM, f"is not one for whom {activity.id} is"
            yield from self.way_and_hour_faults(row, pattern)
            if 2 * self.leader_weeks(row, pattern).bit_count() < pattern.planned.bit_count():
                yield rules.SESSION_DATES, "is there on fewer than half of its dates"
        if isinstance(row, Mentor):
            yield from self._fitness_faults(row, pattern)
        yield from self.safety_faults(row, pattern, own=given)

    def meant_for(self, activity: Activity, member: Member) -> bool:
        """Whether somebody is what an activity asks of those who come."""
        return meant_for(self.case.facts, activity, member)

    def leader_weeks(self, row: Member, pattern: Pattern) -> int:
        """The open weeks in which a leader is there: not away, and a mentor cleared."""
        return pattern.open & ~self.absent(row, pattern)

    def absent(self, row: Member, pattern: Pattern) -> int:
        """The weeks in which a leader is away, or a mentor no longer cleared."""
        day = pattern.slot.weekday
        away = self.case.dates.away(row, day)
        if isinstance(row, Mentor) and row.cleared_until is not None:
            away |= pattern.planned & ~self.case.dates.until(row.cleared_until, day)
        return away

    def _fitness_faults(self, mentor: Mentor, pattern: Pattern) -> Iterator[Fault]:
        facts, dates = self.case.facts, self.case.dates
        if not facts.trained(mentor):
            yield rules.TRAINING, "lacks a training that every mentor must have, or it has lapsed"
        if not facts.cleared(mentor) or not dates.cleared_enough(mentor, pattern.turn, pattern.slot.weekday):
            yield rules.CLEARANCE, "has no clearance that lasts for enough of its dates"

    def possible_leaders(self, pattern: Pattern) -> tuple[str, ...]:
        """Everybody who may lead a pattern, by id; of one with fixed leaders those of them who pass."""
        if id(pattern) not in self._leaders:
            asked = pattern.fixed_leaders if pattern.leaders_given else self.who_lead(pattern.activity)
            passes = (
                person for person in sorted(set(asked)) if next(self.leader_faults(person, pattern), None) is None
            )
            self._leaders[id(pattern)] = tuple(passes)
        return self._leaders[id(pattern)]

    def who_lead(self, activity: Activity) -> list[str]:
        """Mentors and staff who lead an activity; who is both counts as a mentor."""
        facts = self.case.facts
        mentors = [row.id for row in self.case.programme.mentors if activity.id in row.leads]
        staff = [
            row.id for row in self.case.programme.staff if activity.id in row.leads and row.id not in facts.mentors
        ]
        return sorted((*mentors, *staff))

    def leaders_suffice(self, pattern: Pattern) -> bool:
        """Whether those who may lead a pattern are enough, one with what is asked for among them."""
        possible, activity = self.possible_leaders(pattern), pattern.activity
        if pattern.leaders_given:
            return set(possible) == set(activity.fixed_leaders)
        mentors = self.mentors_among(possible)
        return (
            len(possible) >= activity.least_leaders
            and (not activity.lived_experience_leader or bool(mentors))
            and (not activity.first_aid or any(self.first_aider(mentor) for mentor in mentors))
        )

    def mentors_among(self, people: tuple[str, ...]) -> list[Mentor]:
        facts = self.case.facts
        return [facts.mentors[person] for person in people if person in facts.mentors]

    @staticmethod
    def first_aider(mentor: Mentor) -> bool:
        return FIRST_AID in {folded(label) for label in mentor.training}

    # ---------------------------------------------------------------------------------------------------- who attends

    def attendee_faults(self, person: str, pattern: Pattern) -> Iterator[Fault]:
        """Every rule that keeps somebody from attending a pattern, in the order of the page."""
        row = self.attends_as(person)
        if row is None:
            yield rules.SESSION_FOR_WHOM, "is nobody of the programme"
            return
        if pattern.fixed and person in pattern.activity.fixed_people:
            if row.status is not Status.ACTIVE:
                yield rules.PAUSED, "takes no part now"
            yield from self._attendee_safety(row, pattern, own=True)
            return
        if not isinstance(row, Mentee):
            yield rules.SESSION_FOR_WHOM, "is nobody for whom sessions are"
            return
        if row.status is not Status.ACTIVE:
            yield rules.PAUSED, "takes no part now"
        if self.ceiling(person) == 0 or Meets.IN_PERSON not in row.meets:
            yield rules.SESSION_FOR_WHOM, "wants no groups"
        if self.not_for(row, pattern.activity):
            yield rules.SESSION_FOR_WHOM, f"does not want {pattern.activity.id}, or it is not for them"
        yield from self.way_and_hour_faults(row, pattern)
        if not self.dates_left(row, pattern):
            yield rules.SESSION_DATES, "could be there on fewer than half of its dates"
        yield from self._attendee_safety(row, pattern, own=False)

    def not_for(self, mentee: Mentee, activity: Activity) -> bool:
        """Whether a mentee does not want an activity, is not what it asks for, or comes too late for it."""
        if activity.id in mentee.vetoes or not self.meant_for(activity, mentee):
            return True
        if activity.closed_after_week is None or mentee.available_from is None:
            return False
        sunday = self.case.dates.calendar.first_week + dt.timedelta(days=7 * activity.closed_after_week - 1)
        return mentee.available_from > sunday

    def dates_left(self, mentee: Mentee, pattern: Pattern) -> bool:
        """Whether half of the planned dates are open, not before somebody may come, and not dates away."""
        dates, day = self.case.dates, pattern.slot.weekday
        left = pattern.open & ~dates.away(mentee, day)
        if mentee.available_from is not None:
            left &= ~dates.before(mentee.available_from, day)
        return 2 * left.bit_count() >= pattern.planned.bit_count()

    def _attendee_safety(self, row: Member, pattern: Pattern, *, own: bool) -> Iterator[Fault]:
        yield from self.safety_faults(row, pattern, own=own)
        if self.case.facts.apart(row.id) & set(pattern.fixed_leaders):
            yield rules.KEEP_APART, "must be elsewhere or at another hour"

    def may_attend(self, person: str, pattern: Pattern) -> bool:
        key = (person, id(pattern))
        if key not in self._may_attend:
            self._may_attend[key] = next(self.attendee_faults(person, pattern), None) is None
        return self._may_attend[key]

    # --------------------------------------------------------------------------------------------------------- both

    def reaches(self, member: Member, venue: Venue) -> bool:
        """Whether a venue suits somebody and they have a way there within their limits."""
        key = (id(member), venue.id)
        if key not in self._reached:
            suits = (venue.step_free or not member.step_free) and not (
                member.not_where_alcohol and venue.alcohol_served
            )
            self._reached[key] = suits and self.case.journeys.to(member, venue.id) is not None
        return self._reached[key]

    def way_and_hour_faults(self, member: Member, pattern: Pattern) -> Iterator[Fault]:
        if not self.reaches(member, pattern.venue):
            yield rules.TRAVEL, "has no way to its venue, or the venue does not suit them"
        elif not self._free(member, pattern):
            yield rules.HOURS, "is not free then"

    def _free(self, member: Member, pattern: Pattern) -> bool:
        """Whether somebody is free with the way there and back, has a way at that hour, and nothing too near."""
        way, slot = self.case.journeys.to(member, pattern.venue.id), pattern.slot
        if way is None or not covers(self.case.dates.availability(member), pattern, way.minutes):
            return False
        kind = int(slot.weekday == SUNDAY)
        if slot.start < way.arrive[kind] or slot.end > way.leave[kind]:
            return False
        for busy in self.diaries.beside(member.id, pattern, own=False):
            there, back = self.case.journeys.around(member.id, pattern.venue.id, busy.booked)
            if not (slot.end + there <= busy.slot.start or busy.slot.end + back <= slot.start):
                return False
        return True

    def safety_faults(self, member: Member, pattern: Pattern, *, own: bool) -> Iterator[Fault]:
        """What safeguarding says of one person. own: a session that people fixed for them."""
        if pattern.venue.id in member.not_at:
            yield rules.NOT_AT, f"must not be at {pattern.venue.id}"
        if not self._home_in_time(member, pattern):
            yield rules.CURFEW, "would be out at an hour ruled out"
        if self._near_somebody(member, pattern, own=own):
            yield rules.KEEP_APART, "must be elsewhere or at another hour"

    def _home_in_time(self, member: Member, pattern: Pattern) -> bool:
        if member.home_by is None and member.out_from is None:
            return True
        way, slot = self.way(member, pattern), pattern.slot
        if way is None:
            return False
        early = member.out_from is not None and slot.start - way.minutes < member.out_from
        return not early and (member.home_by is None or slot.end + way.minutes <= member.home_by)

    def way(self, member: Member, pattern: Pattern) -> Journey | None:
        """The journey; the least leg where none is within the limits; None where there is no way at all."""
        return self.case.journeys.way(member, pattern.venue.id)

    def _near_somebody(self, member: Member, pattern: Pattern, *, own: bool) -> bool:
        """Whether somebody kept apart from this one has something at that venue within the margin."""
        slot, margin = pattern.slot, self.case.policy.keep_apart_margin
        for person in self.case.facts.apart(member.id):
            for busy in self.diaries.beside(person, pattern, own=own):
                gap = max(busy.slot.start - slot.end, slot.start - busy.slot.end)
                if busy.booked.venue == pattern.venue.id and gap < margin:
                    return True
        return False


def sessional(row: Member | None) -> int:
    """Pence an hour of somebody who leads: of staff only."""
    return row.sessional_pence_an_hour if isinstance(row, Staff) else 0
