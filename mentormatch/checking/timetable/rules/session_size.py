"""A session has neither too few who are expected, nor more than may come or fit in."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court, Held
from mentormatch.domain.rules import SESSION_SIZE
from mentormatch.domain.verdict import Breach

RULE = SESSION_SIZE


def breaches(court: Court) -> Iterator[Breach]:
    """Sessions that are too small, too large, or too large for their venue."""
    for one in court.held:
        yield from of_session(court, one)


def of_session(court: Court, one: Held) -> Iterator[Breach]:
    wrong = _enrolled(court, one) if one.pattern.by_name else _offered(court, one)
    for says in wrong:
        yield Breach(rule=RULE.id, says=f"{one.id} {says}")


def _enrolled(court: Court, one: Held) -> Iterator[str]:
    activity, people = one.pattern.activity, set(one.session.attendees)
    turnout = court.ground.offers.turnout(activity)
    few = len(people) < activity.smallest or len(people) * turnout < 100 * activity.smallest
    if few and not one.pattern.fixed:
        yield f"has {len(people)} people of whom {turnout} in 100 come; it needs {activity.smallest}."
    heads = court.heads(people)
    if heads > activity.largest:
        yield f"has {heads} people with those who come along, and {activity.largest} are the most."
    if heads + len(one.session.leaders) > one.pattern.venue.capacity:
        there = heads + len(one.session.leaders)
        yield f"has {there} people with its leaders, and {one.session.venue} holds {one.pattern.venue.capacity}."


def _offered(court: Court, one: Held) -> Iterator[str]:
    expected, smallest = court.expected(one), one.pattern.activity.smallest
    if expected < smallest and not one.pattern.fixed:
        yield f"expects {expected} people; it needs {smallest}."
