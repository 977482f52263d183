"""On which dates a pair of a plan meets, and on which it does not."""

from __future__ import annotations

import datetime as dt

from mentormatch.domain.appointments import HeldDates
from mentormatch.domain.people import Member
from mentormatch.domain.places import REMOTE
from mentormatch.domain.plan import PlannedPair
from mentormatch.domain.programme import Programme
from mentormatch.term.calendar import Calendar


class Meetings:
    """The dates of the meetings of one programme."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.calendar = Calendar.of(programme)
        self._mentees = {row.id: row for row in programme.mentees}
        self._mentors = {row.id: row for row in programme.mentors}
        self._venues = {row.id: row for row in programme.venues}

    def dates(self, pair: PlannedPair) -> HeldDates:
        """The dates of a pair's meetings (docs/problem.md, section 1); none where it has no meeting yet.

        Raises ValueError where they are not as many as the plan says: it was then made from another programme.
        """
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
        if (len(held) + len(not_held), len(held)) != (pair.meeting.dates_planned, pair.meeting.dates_held):
            raise ValueError(f"{pair.mentee} with {pair.mentor}: {len(held)} dates, not {pair.meeting.dates_held}")
        return HeldDates(held=tuple(held), not_held=tuple(not_held))

    def _away(self, member: Member, day: dt.date) -> bool:
        hours = member.availability
        return (self.programme.policy.default_availability if hours is None else hours).away_on(day)
