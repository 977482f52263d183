"""Why a fixed session that could be by itself is not in a timetable: what it cannot be together with, and by what."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mentormatch.domain import rules
from mentormatch.domain.frozen import frozen
from mentormatch.domain.places import Activity, Venue
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Slot
from mentormatch.domain.timetable import CannotHold, Conflict
from mentormatch.reports.sessions.going import Goings
from mentormatch.reports.sessions.money import pounds
from mentormatch.reports.sessions.reached import NO_PLACE
from mentormatch.reports.words import count, listed

NAMED = 4
"""So many venues or leaders are named in one reason."""
GIVEN_UP = "it was given up for other sessions, or nobody found what it does not go with"
FOR_MEETINGS = "it was given up for meetings or other sessions, or nobody found what it does not go with"


@frozen
class Called:
    """What activities, venues and people are called. meetings: whether those are decided with the sessions."""

    activities: Mapping[str, Activity]
    venues: Mapping[str, Venue]
    names: Callable[[str], str]
    meetings: bool

    @classmethod
    def of(cls, programme: Programme, names: Callable[[str], str], scope: str) -> Called:
        """For the plans of a scope."""
        return cls(
            activities={row.id: row for row in programme.activities},
            venues={row.id: row for row in programme.venues},
            names=names,
            meetings=scope != "schedule",
        )

    def activity(self, name: str) -> str:
        """The name of an activity, as long as there is one."""
        return self.activities[name].name if name in self.activities else name


def by_slot(goings: Goings) -> Mapping[tuple[str, Slot], Conflict]:
    """The conflicts of the plan by the fixed slot that is left out."""
    return {(one.activity, one.slot): one for one in goings.screen.judged.plan.timetable.conflicts}


def why(called: Called, conflict: Conflict | None) -> str:
    """In a line. Where safeguarding is behind it the words are those of lack of places, and nothing else is told."""
    if conflict is None:
        return FOR_MEETINGS if called.meetings else GIVEN_UP
    if any(row.rule == rules.PLACES.id for row in conflict.rules):
        return NO_PLACE
    reasons = ", and ".join(_reason(called, row, len(conflict.others) + 1) for row in conflict.rules)
    if not conflict.others:
        return reasons
    others = listed((f"{called.activity(one)} ({slot})" for one, slot in conflict.others), len(conflict.others))
    unsure = "" if conflict.smallest else " (fewer of these may be in its way)"
    return f"not together with {others}{unsure}: {reasons}"


def _reason(called: Called, row: CannotHold, number: int) -> str:
    say = _SAYS.get(row.rule)
    return say(called, row, number) if say else rules.BY_ID[row.rule].says


def _rooms(called: Called, row: CannotHold, number: int) -> str:
    venues = listed((called.venues[one].name for one in row.about), NAMED)
    have = "have" if len(row.about) > 1 else "has"
    limit, needs = row.limit or 0, row.needs or 0
    less = "" if needs > limit else ", less those that meetings take,"
    return f"{venues} {have} {count(limit, 'room')}{less} for {count(needs, 'session')}"


def _diary(called: Called, row: CannotHold, number: int) -> str:
    return f"{_people(called, row)} cannot be in time for {'both' if number == 2 else 'all of them'}"


def _hours(called: Called, row: CannotHold, number: int) -> str:
    return f"more minutes in a week than there are of {_people(called, row)}"


def _ceiling(called: Called, row: CannotHold, number: int) -> str:
    return f"more sessions in a week than {_people(called, row)} may have"


def _leaders(called: Called, row: CannotHold, number: int) -> str:
    return "it needs leaders enough" if number == 1 else "each needs leaders enough"


def _size(called: Called, row: CannotHold, number: int) -> str:
    return "its leaders alone are more than the venue holds"


def _budget(called: Called, row: CannotHold, number: int) -> str:
    if row.limit is None or row.needs is None:
        return "more than the budget"
    heading, what = row.about
    when = "in one week" if what == "week" else "over the term"
    takes = "it takes" if number == 1 else "they take"
    return f"{takes} {pounds(row.needs)} {when} at the least, and the budget for {heading} is {pounds(row.limit)}"


def _people(called: Called, row: CannotHold) -> str:
    return listed(map(called.names, row.about), NAMED) if row.about else "their leaders"


_SAYS: Mapping[str, Callable[[Called, CannotHold, int], str]] = {
    rules.SESSION_ROOMS.id: _rooms,
    rules.DIARY.id: _diary,
    rules.WEEKLY_HOURS.id: _hours,
    rules.SESSION_CEILING.id: _ceiling,
    rules.SESSION_LEADERS.id: _leaders,
    rules.SESSION_SIZE.id: _size,
    rules.SESSION_BUDGET.id: _budget,
}
