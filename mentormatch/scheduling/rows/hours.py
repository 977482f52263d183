"""In no week does a mentor give more minutes than they have, recorded meetings and the ways included."""

from __future__ import annotations

import numpy as np

from mentormatch.scheduling.case import Case, full_weeks_of, on_in
from mentormatch.scheduling.rows.often import fixed_weeks, taken
from mentormatch.solving.blocks import RowBuilder


def add(case: Case, rows: RowBuilder) -> None:
    """Rows ("hours", person, week): minutes of the sessions led, at most what recorded meetings leave."""
    leading = case.found.leading
    for person in np.unique(leading.person[leading.mentor]).tolist():
        mentor = case.mentors[case.found.people[person]]
        columns = case.columns_of(person)
        columns = columns[columns < case.first_attended]
        minutes = leading.minutes[columns - case.first_led]
        default = case.programme.policy.minutes_a_week
        limit = default if mentor.minutes_a_week is None else mentor.minutes_a_week
        busy = case.found.busy
        stays, given = taken(person, busy.meeting_minutes), taken(person, busy.meeting_minutes, busy.given_minutes)
        room = np.maximum(limit, fixed_weeks(case, columns, minutes) + given) - stays
        planned = case.found.patterns.planned[case.pattern[columns]]
        for week in full_weeks_of(planned, room):
            there = on_in(planned, week)
            if minutes[there].sum() > room[week]:
                rows.add(("hours", person, week), columns[there], minutes[there], upper=max(0, int(room[week])))
