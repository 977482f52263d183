"""Nobody is in one activity more often a week than it says."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court, Held
from mentormatch.checking.timetable.patterns import weeks_of
from mentormatch.domain.rules import SESSION_OFTEN
from mentormatch.domain.verdict import Breach

RULE = SESSION_OFTEN


def breaches(court: Court) -> Iterator[Breach]:
    for person in sorted(court.attended_by):
        yield from of_person(court, person)


def of_person(court: Court, person: str) -> Iterator[Breach]:
    """Each activity that somebody attends too often in some week, told once."""
    by_activity: dict[str, list[Held]] = {}
    for one in court.attended_by.get(person, ()):
        by_activity.setdefault(one.session.activity, []).append(one)
    for activity_id, sessions in sorted(by_activity.items()):
        most, number = sessions[0].pattern.activity.a_week, fullest([one.pattern.planned for one in sessions])
        if number > most:
            says = f"{person} is in {activity_id} {number} times in one week, and {most} is the most."
            yield Breach(rule=RULE.id, says=says, people=(person,))


def fullest(masks: list[int]) -> int:
    """How many of these are in the fullest week."""
    return max(by_week(masks).values(), default=0)


def by_week(masks: list[int]) -> dict[int, int]:
    """How many of these are in each week."""
    out: dict[int, int] = {}
    for mask in masks:
        for week in weeks_of(mask):
            out[week] = out.get(week, 0) + 1
    return out
