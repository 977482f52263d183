"""Whether a timetable can be read at all beside this programme: known ids, known words, nobody and nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mentormatch.domain import rules
from mentormatch.domain.places import Activity, Entry
from mentormatch.domain.programme import Programme
from mentormatch.domain.timetable import WHY_NOT_HELD, Session, Timetable, WhyNot


def unreadable(programme: Programme, timetable: Timetable) -> Iterator[str]:
    """What keeps a timetable from being judged, in sentences."""
    activities = {row.id: row for row in programme.activities}
    people = {row.id for row in (*programme.mentees, *programme.mentors, *programme.staff)}
    venues = {row.id for row in programme.venues}
    for session in timetable.sessions:
        yield from _session(session, activities, people, venues)
    for name in sorted(_twice([session.id for session in timetable.sessions])):
        yield f"{name} is the id of two sessions."
    yield from _beside(programme, timetable, set(activities), people)


def _session(session: Session, activities: dict[str, Activity], people: set[str], venues: set[str]) -> Iterator[str]:
    activity = activities.get(session.activity)
    if activity is None:
        yield f'"{session.activity}" is no activity of the programme.'
    if session.venue not in venues:
        yield f'"{session.venue}" is no venue of the programme.'
    for person in sorted({*session.leaders, *session.attendees} - people):
        yield f'"{person}", in {session.id}, is nobody of the programme.'
    for names in (session.leaders, session.attendees):
        for person in sorted(_twice(names)):
            yield f"{person} stands twice in {session.id}."
    if activity is not None and activity.entry is Entry.DROP_IN and session.attendees:
        yield f"{session.id} is a drop-in, and names who comes."
    if session.notes:
        yield f"{session.id} has a note that nobody can check."
    for lost in session.not_held:
        if lost.why not in WHY_NOT_HELD:
            yield f'"{lost.why}", in {session.id}, is no reason why a date is not held.'


def _beside(programme: Programme, timetable: Timetable, activities: set[str], people: set[str]) -> Iterator[str]:
    """What is said of those who are in no session, and of what is left out."""
    mentees = {row.id for row in programme.mentees}
    for row in timetable.not_reached:
        if row.mentee not in mentees:
            yield f'"{row.mentee}" is no mentee of the programme.'
        if not isinstance(row.why, WhyNot):
            yield f"{row.mentee} has an answer of no known kind, {row.why}."
        for refused in row.refused:
            if refused.activity not in activities or refused.rule not in rules.BY_ID:
                yield f'"{refused.activity}" or "{refused.rule}", of {row.mentee}, is not known.'
    for person in sorted(_twice([row.mentee for row in timetable.not_reached])):
        yield f"{person} has two answers."
    yield from _offers(timetable, mentees)
    for heading in sorted(_twice([row.heading for row in timetable.costs])):
        yield f'The costs of "{heading}" are given twice.'
    for left in timetable.left_out:
        if left.activity not in activities or (left.person is not None and left.person not in people):
            yield f'"{left.activity}" or "{left.person}", which is left out, is not known.'
        if left.rule is not None and left.rule not in rules.BY_ID:
            yield f'"{left.rule}" is no rule.'
    if len(set(timetable.left_out)) != len(timetable.left_out):
        yield "Something is left out twice."


def _offers(timetable: Timetable, mentees: set[str]) -> Iterator[str]:
    sessions = {row.id for row in timetable.sessions}
    for row in timetable.offers:
        if row.mentee not in mentees:
            yield f'"{row.mentee}", who has offers, is no mentee of the programme.'
        for name in sorted({name for one in row.choices for name in (one.session, *one.instead_of)} - sessions):
            yield f'"{name}", offered to {row.mentee}, is no session of the plan.'
    for person in sorted(_twice([row.mentee for row in timetable.offers])):
        yield f"{person} is told twice what may be chosen from."


def _twice(names: tuple[str, ...] | list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
