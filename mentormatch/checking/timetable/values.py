"""The value of every tier of sessions, reckoned anew: docs/timetable.md, T7."""

from __future__ import annotations

from collections.abc import Callable

from mentormatch.checking.timetable.court import Court, Held
from mentormatch.checking.timetable.spending import pence_a_date
from mentormatch.domain import tiers
from mentormatch.domain.ids import tie_break


def values(court: Court) -> dict[str, int]:
    """The value of each tier of sessions by name."""
    return {name: value(court) for name, value in VALUES.items()}


def fixed_sessions(court: Court) -> int:
    return len({(one.session.activity, one.session.slot) for one in court.held if one.pattern.fixed})


def fixed_people(court: Court) -> int:
    return sum(len(set(one.session.attendees) & set(one.pattern.fixed_people)) for one in court.held)


def reach_group(court: Court) -> int:
    return sum(mentee in court.attended_by for mentee in court.case.facts.mentees)


def wish(court: Court) -> int:
    """Mentees in a session of something that they wish for."""
    return sum(bool(set(row.wishes) & activities(court, row.id)) for row in court.case.programme.mentees)


def wish_first(court: Court) -> int:
    return sum(
        row.wishes[:1] != () and row.wishes[0] in activities(court, row.id) for row in court.case.programme.mentees
    )


def activities(court: Court, person: str) -> set[str]:
    """What somebody attends."""
    return {one.session.activity for one in court.attended_by.get(person, ())}


def group_quality(court: Court) -> int:
    points = court.ground.points
    total = 0
    for one in court.held:
        if one.pattern.by_name:
            total += sum(points.of(person, one.pattern) for person in one.session.attendees)
        else:
            total += points.of_drop_in(one.pattern)
    return total


def cost(court: Court) -> int:
    return sum(sum(pence_a_date(court, one).values()) * one.pattern.open.bit_count() for one in court.held)


def leaders_load(court: Court) -> int:
    return sum(len(sessions) ** 2 for sessions in court.led_by.values())


def canonical(court: Court) -> int:
    salt, total = court.case.programme.salt, 0
    for one in court.held:
        key = of_pattern(one)
        total += tie_break(salt, *key)
        total += sum(tie_break(salt, *key, person) for person in (*one.session.leaders, *one.session.attendees))
    return total


def of_pattern(one: Held) -> tuple[str, str, str]:
    """What names a pattern in the tie-break."""
    slot = one.session.slot
    return (one.session.activity, one.session.venue, f"{slot.weekday}/{slot.start}/{slot.first}")


VALUES: dict[str, Callable[[Court], int]] = {
    tiers.FIXED_SESSIONS.name: fixed_sessions,
    tiers.FIXED_PEOPLE.name: fixed_people,
    tiers.REACH_GROUP.name: reach_group,
    tiers.WISH.name: wish,
    tiers.WISH_FIRST.name: wish_first,
    tiers.GROUP_QUALITY.name: group_quality,
    tiers.COST.name: cost,
    tiers.LEADERS_LOAD.name: leaders_load,
    tiers.SESSIONS_CANONICAL.name: canonical,
}
