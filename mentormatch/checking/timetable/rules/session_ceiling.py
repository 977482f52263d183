"""Nobody has more sessions and meetings in a week than they said."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.patterns import Pattern, weeks_of
from mentormatch.checking.timetable.rules.session_often import by_week
from mentormatch.checking.timetable.week_limit import WeekLimit
from mentormatch.domain.rules import SESSION_CEILING
from mentormatch.domain.verdict import Breach

RULE = SESSION_CEILING


def breaches(court: Court) -> Iterator[Breach]:
    for person in court.people:
        yield from of_person(court, person)


def of_person(court: Court, person: str) -> Iterator[Breach]:
    """The first week with a session in which somebody has too much; what people fixed or wrote down is no breach."""
    limit = limit_of(court, person)
    if limit is None:
        return
    sessions = by_week([one.pattern.planned for one in court.sessions_of(person)])
    meetings = by_week([met.weeks for met in court.ground.meetings_of(person)])
    for week in sorted(sessions):
        number, most = sessions[week] + meetings.get(week, 0), limit.room(week)
        if number > most:
            monday = court.case.dates.calendar.day_in(week, 0)
            says = (
                f"{person} would have {number} sessions and meetings in the week of {monday}, and {most} are the most."
            )
            yield Breach(rule=RULE.id, says=says, people=(person,))
            return


def limit_of(court: Court, person: str) -> WeekLimit | None:
    """Sessions and meetings a week of somebody; None for who has said nothing."""
    asked = court.going.ceiling(person)
    if asked is None:
        return None
    fixed: dict[int, int] = {}
    for patterns in fixed_patterns(court, person):
        for week in {week for one in patterns for week in weeks_of(one.planned)}:
            fixed[week] = fixed.get(week, 0) + 1
    return WeekLimit.widened(asked, fixed, by_week([met.weeks for met in court.ground.recorded_of(person)]))


def fixed_patterns(court: Court, person: str) -> list[list[Pattern]]:
    """The fixed sessions of somebody, whether they run or not: of each slot the patterns that could be theirs."""
    out: list[list[Pattern]] = []
    for activity in court.case.programme.activities:
        if person not in (*activity.fixed_leaders, *activity.fixed_people):
            continue
        for slot in dict.fromkeys(activity.fixed):
            of_slot = (
                court.ground.patterns.of(activity.id, slot, venue, fixed=True) for venue in court.case.facts.venues
            )
            theirs = [one for one in of_slot if could_be_theirs(court, person, one)]
            if theirs:
                out.append(theirs)
    return out


def could_be_theirs(court: Court, person: str, pattern: Pattern) -> bool:
    """Whether a fixed pattern could run (T1, T2), and somebody leads it or could attend it as people fixed it."""
    patterns, going = court.ground.patterns, court.going
    if not (patterns.venue_fits(pattern) and patterns.dates_suffice(pattern) and going.leaders_suffice(pattern)):
        return False
    if person in pattern.fixed_leaders:
        return True
    return person in pattern.fixed_people and going.may_attend(person, pattern)
