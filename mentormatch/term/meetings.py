"""On which dates what a plan holds takes place, and on which it does not: as the programme is now."""

from __future__ import annotations

import datetime as dt

from mentormatch.domain.appointments import MEETING, SESSION, HeldDates
from mentormatch.domain.people import Member, Mentor
from mentormatch.domain.places import REMOTE, Venue
from mentormatch.domain.plan import Plan, PlannedPair
from mentormatch.domain.programme import Programme
from mentormatch.domain.timetable import Session
from mentormatch.term.calendar import Calendar


class Meetings:
    """The dates of pairs' meetings and of sessions in one programme (docs/problem.md, 1; docs/timetable.md, T1 and T7).

    A plan tells how many they are; where the programme has changed since (a closure more), these are those that are
    left now.
    """

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.calendar = Calendar.of(programme)
        self._mentees = {row.id: row for row in programme.mentees}
        self._mentors = {row.id: row for row in programme.mentors}
        self._staff = {row.id: row for row in programme.staff}
        self._venues = {row.id: row for row in programme.venues}
        self._activities = {row.id: row for row in programme.activities}

    def of_plan(self, plan: Plan) -> dict[tuple[str, ...], HeldDates]:
        """The dates of everything in a plan, by what it is, as `Appointment.key`; what is not known is left out."""
        out: dict[tuple[str, ...], HeldDates] = {}
        for pair in plan.pairs:
            if pair.mentee in self._mentees and pair.mentor in self._mentors:
                out[MEETING, pair.mentee, pair.mentor] = self.dates(pair)
        for session in plan.timetable.sessions:
            if session.venue in self._venues and session.activity in self._activities:
                out[SESSION, session.id] = self.session(session)
        return out

    def dates(self, pair: PlannedPair) -> HeldDates:
        """The dates of a pair's meetings; none where it has no meeting yet."""
        if pair.meeting is None:
            return HeldDates()
        mentee, mentor = self._mentees[pair.mentee], self._mentors[pair.mentor]
        since = max(self.programme.as_of, mentee.available_from or self.programme.as_of)
        ends = [day for day in (mentor.cleared_until, pair.renew_by) if day is not None]
        venue = None if pair.meeting.place in REMOTE else self._venues[pair.meeting.place]
        held, not_held = [], []
        for day in self.calendar.planned(pair.meeting.slot, since):
            lost = self._away(mentee, day) or self._away(mentor, day) or any(day > end for end in ends)
            if lost or (venue is not None and self.calendar.why_shut(venue, day)):
                not_held.append(day)
            else:
                held.append(day)
        return HeldDates(held=tuple(held), not_held=tuple(not_held))

    def session(self, session: Session) -> HeldDates:
        """The dates of a session: the venue open, not dark outdoors, and enough of its leaders there."""
        venue, activity = self._venues[session.venue], self._activities[session.activity]
        needed = min(activity.least_leaders, len(session.leaders))
        dark = 0
        if activity.outdoor:
            margin = self.programme.policy.sunset_margin
            dark = self.calendar.dark(venue, session.slot.weekday, session.slot.end, margin)
        held, not_held = [], []
        for day in self.calendar.planned(session.slot, self.programme.as_of):
            there = sum(self._leads_on(leader, day) for leader in session.leaders)
            if self._open(venue, day, dark) and there >= needed:
                held.append(day)
            else:
                not_held.append(day)
        return HeldDates(held=tuple(held), not_held=tuple(not_held))

    def _open(self, venue: Venue, day: dt.date, dark: int) -> bool:
        return not self.calendar.why_shut(venue, day) and not dark >> self.calendar.week_of(day) & 1

    def _leads_on(self, leader: str, day: dt.date) -> bool:
        """Whether a leader is there on a date: not away, and, of a mentor, still cleared."""
        row: Member | None = self._mentors.get(leader) or self._staff.get(leader)
        if row is None or self._away(row, day):
            return False
        return not (isinstance(row, Mentor) and row.cleared_until is not None and day > row.cleared_until)

    def _away(self, member: Member, day: dt.date) -> bool:
        hours = member.availability
        return (self.programme.policy.default_availability if hours is None else hours).away_on(day)
