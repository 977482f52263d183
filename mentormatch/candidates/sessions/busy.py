"""What recorded meetings take of the week: minutes of mentors, a place below a ceiling, rooms.

Where meetings are decided with the sessions they take nothing yet, and widen what people may have all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from mentormatch.candidates.held import Meeting, Pair, planned_dates
from mentormatch.candidates.sessions.found import Busy
from mentormatch.candidates.sessions.ground import Ground, recorded_of


def busy_by(ground: Ground, people: Sequence[str]) -> Busy:
    """What the recorded meetings that stay take of some people's weeks, and of rooms."""
    if ground.meetings_stay:
        return _taken(ground, people, ground.recorded)
    given = _taken(ground, people, recorded_of(ground.standing))
    nothing = np.zeros_like(given.meetings)
    return Busy(
        meeting_minutes=nothing,
        meetings=nothing,
        rooms=(),
        given_minutes=given.meeting_minutes,
        given_meetings=given.meetings,
    )


def _taken(ground: Ground, people: Sequence[str], recorded: Mapping[Pair, Meeting]) -> Busy:
    roster, venues = ground.roster, ground.programme.venues
    n_weeks = roster.dates.calendar.n_weeks
    minutes = np.zeros((len(people), n_weeks), dtype=np.int64)
    meetings = minutes.copy()
    row = {name: at for at, name in enumerate(people)}
    rooms = []
    for (mentee, mentor), meeting in recorded.items():
        mask, slot = planned_dates(roster, mentee, meeting.slot), meeting.slot
        weeks = [week for week in range(n_weeks) if mask >> week & 1]
        for name in dict.fromkeys((roster.mentees.ids[mentee], roster.mentors.ids[mentor])):
            if name in row:
                meetings[row[name], weeks] += 1
        if roster.mentors.ids[mentor] in row:
            way = ground.standing.ways[1].minutes(mentor, meeting.place)
            minutes[row[roster.mentors.ids[mentor]], weeks] += slot.minutes + 2 * way
        if mask and meeting.place < roster.n_venues and venues[meeting.place].takes_room:
            rooms.append((meeting.place, slot.weekday, slot.start, slot.end, mask))
    return Busy(meeting_minutes=minutes, meetings=meetings, rooms=tuple(rooms))
