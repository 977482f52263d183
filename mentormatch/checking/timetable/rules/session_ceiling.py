"""Nobody has more sessions and meetings in a week than they said."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.patterns import Pattern
from mentormatch.checking.timetable.rules.session_often import by_week
from mentormatch.domain.rules import SESSION_CEILING
from mentormatch.domain.verdict import Breach

RULE = SESSION_CEILING


def breaches(court: Court) -> Iterator[Breach]:
    for person in court.people:
        yield from of_person(court, person)


def of_person(court: Court, person: str) -> Iterator[Breach]:
    """The first week with a session in which somebody has too much; what people fixed or wrote down is no breach."""
    ceiling = court.going.ceiling(person)
    if ceiling is None:
        return
    sessions = by_week([one.pattern.planned for one in court.sessions_of(person)])
    meetings = by_week([met.weeks for met in court.ground.meetings_of(person)])
    given = by_week(
        [
            *(pattern.planned for pattern in fixed_patterns(court, person)),
            *(met.weeks for met in court.ground.recorded_of(person)),
        ]
    )
    for week in sorted(sessions):
        number, most = sessions[week] + meetings.get(week, 0), max(ceiling, given.get(week, 0))
        if number > most:
            monday = court.case.dates.calendar.day_in(week, 0)
            says = (
                f"{person} would have {number} sessions and meetings in the week of {monday}, and {most} are the most."
            )
            yield Breach(rule=RULE.id, says=says, people=(person,))
            return


def fixed_patterns(court: Court, person: str) -> list[Pattern]:
    """The fixed sessions of somebody, whether they run or not; where no venue is fixed, at that of the plan, or any."""
    out, known = [], court.case.facts.venues
    there = {(one.session.activity, one.session.slot): one.session.venue for one in court.held if one.pattern.fixed}
    for activity in court.case.programme.activities:
        for slot in dict.fromkeys(activity.fixed):
            venue = activity.fixed_venue or there.get((activity.id, slot)) or next(iter(known), "")
            if venue in known:
                pattern = court.ground.patterns.of(activity.id, slot, venue, fixed=True)
                if person in (*pattern.fixed_leaders, *pattern.fixed_people):
                    out.append(pattern)
    return out
