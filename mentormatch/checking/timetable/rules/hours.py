"""In no week does a mentor give more minutes than they have, meetings and the way there and back included."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.meetings import Met
from mentormatch.checking.timetable.patterns import Pattern, weeks_of
from mentormatch.checking.timetable.rules.session_ceiling import fixed_patterns
from mentormatch.checking.timetable.week_limit import WeekLimit
from mentormatch.domain.people import Mentor
from mentormatch.domain.rules import WEEKLY_HOURS
from mentormatch.domain.verdict import Breach

RULE = WEEKLY_HOURS


def breaches(court: Court) -> Iterator[Breach]:
    for person in sorted(court.led_by):
        yield from of_person(court, person)


def of_person(court: Court, person: str) -> Iterator[Breach]:
    """The first week in which a mentor who leads has too much; fixed sessions and recorded meetings alone are none."""
    mentor = court.case.facts.mentors.get(person)
    if mentor is None:
        return
    led = _added_up((one.pattern, minutes_led(court, mentor, one.pattern)) for one in court.led_by.get(person, ()))
    met = _met(court, mentor, court.ground.meetings_of(person))
    limit = limit_of(court, mentor)
    for week in sorted(led):
        used, room = led[week] + met.get(week, 0), limit.room(week)
        if used > room:
            monday = court.case.dates.calendar.day_in(week, 0)
            says = f"{person} would need {used} minutes in the week of {monday} and has {room}."
            yield Breach(rule=RULE.id, says=says, people=(person,))
            return


def limit_of(court: Court, mentor: Mentor) -> WeekLimit:
    """Minutes a week of a mentor, for sessions and meetings."""
    asked = court.case.policy.minutes_a_week if mentor.minutes_a_week is None else mentor.minutes_a_week
    recorded = _met(court, mentor, court.ground.recorded_of(mentor.id))
    return WeekLimit.widened(asked, _most_fixed(court, mentor), recorded)


def minutes_led(court: Court, mentor: Mentor, pattern: Pattern) -> int:
    """Minutes of one session that somebody leads, with the way: of a fixed leader the least leg."""
    journeys = court.case.journeys
    if mentor.id in pattern.fixed_leaders:
        way = journeys.minutes_led(mentor, pattern.venue.id)
    else:
        way = journeys.minutes_to(mentor, pattern.venue.id)
    return pattern.slot.minutes + 2 * way


def _most_fixed(court: Court, mentor: Mentor) -> dict[int, int]:
    """By week the minutes of the fixed sessions that somebody leads, each where it takes most."""
    out: dict[int, int] = {}
    for patterns in fixed_patterns(court, mentor.id):
        most: dict[int, int] = {}
        for one in patterns:
            if mentor.id in one.fixed_leaders:
                for week in weeks_of(one.planned):
                    most[week] = max(most.get(week, 0), minutes_led(court, mentor, one))
        for week, minutes in most.items():
            out[week] = out.get(week, 0) + minutes
    return out


def _added_up(uses: Iterator[tuple[Pattern, int]]) -> dict[int, int]:
    out: dict[int, int] = {}
    for pattern, minutes in uses:
        for week in weeks_of(pattern.planned):
            out[week] = out.get(week, 0) + minutes
    return out


def _met(court: Court, mentor: Mentor, meetings: list[Met]) -> dict[int, int]:
    """Minutes by week of those meetings in which somebody is the mentor."""
    out: dict[int, int] = {}
    for met in meetings:
        if met.mentor == mentor.id:
            minutes = met.slot.minutes + 2 * court.case.journeys.minutes_to(mentor, met.place)
            for week in weeks_of(met.weeks):
                out[week] = out.get(week, 0) + minutes
    return out
