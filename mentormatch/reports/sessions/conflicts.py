"""Why a fixed session that could be by itself is not in a timetable: what it cannot be together with, and by what."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mentormatch.domain import rules
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


def by_slot(goings: Goings) -> Mapping[tuple[str, Slot], Conflict]:
    """The conflicts of the plan by the fixed slot that is left out."""
    return {(one.activity, one.slot): one for one in goings.screen.judged.plan.timetable.conflicts}


def why(goings: Goings, conflict: Conflict | None) -> str:
    """In a line. Where safeguarding is behind it the words are those of lack of places, and nothing else is told."""
    if conflict is None:
        return GIVEN_UP if goings.screen.judged.plan.scope == "schedule" else FOR_MEETINGS
    if any(row.rule == rules.PLACES.id for row in conflict.rules):
        return NO_PLACE
    reasons = ", and ".join(_reason(goings, row, len(conflict.others) + 1) for row in conflict.rules)
    if not conflict.others:
        return reasons
    names = goings.activities
    others = listed(
        (f"{names[one].name if one in names else one} ({slot})" for one, slot in conflict.others), len(conflict.others)
    )
    unsure = "" if conflict.smallest else " (fewer of these may be in its way)"
    return f"not together with {others}{unsure}: {reasons}"


def _reason(goings: Goings, row: CannotHold, number: int) -> str:
    say = _SAYS.get(row.rule)
    return say(goings, row, number) if say else rules.BY_ID[row.rule].says


def _rooms(goings: Goings, row: CannotHold, number: int) -> str:
    venues = listed((goings.venues[one].name for one in row.about), NAMED)
    have = "have" if len(row.about) > 1 else "has"
    limit, needs = row.limit or 0, row.needs or 0
    less = "" if needs > limit else ", less those that meetings take,"
    return f"{venues} {have} {count(limit, 'room')}{less} for {count(needs, 'session')}"


def _diary(goings: Goings, row: CannotHold, number: int) -> str:
    return f"{_people(goings, row)} cannot be in time for {'both' if number == 2 else 'all of them'}"


def _hours(goings: Goings, row: CannotHold, number: int) -> str:
    return f"more minutes in a week than there are of {_people(goings, row)}"


def _ceiling(goings: Goings, row: CannotHold, number: int) -> str:
    return f"more sessions in a week than {_people(goings, row)} may have"


def _leaders(goings: Goings, row: CannotHold, number: int) -> str:
    return "it needs leaders enough" if number == 1 else "each needs leaders enough"


def _size(goings: Goings, row: CannotHold, number: int) -> str:
    return "its leaders alone are more than the venue holds"


def _budget(goings: Goings, row: CannotHold, number: int) -> str:
    if row.limit is None or row.needs is None:
        return "more than the budget"
    heading, what = row.about
    when = "in one week" if what == "week" else "over the term"
    takes = "it takes" if number == 1 else "they take"
    return f"{takes} {pounds(row.needs)} {when} at the least, and the budget for {heading} is {pounds(row.limit)}"


def _people(goings: Goings, row: CannotHold) -> str:
    return listed(map(goings.screen.names, row.about), NAMED) if row.about else "their leaders"


_SAYS: Mapping[str, Callable[[Goings, CannotHold, int], str]] = {
    rules.SESSION_ROOMS.id: _rooms,
    rules.DIARY.id: _diary,
    rules.WEEKLY_HOURS.id: _hours,
    rules.SESSION_CEILING.id: _ceiling,
    rules.SESSION_LEADERS.id: _leaders,
    rules.SESSION_SIZE.id: _size,
    rules.SESSION_BUDGET.id: _budget,
}
