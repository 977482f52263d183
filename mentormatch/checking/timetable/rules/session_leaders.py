"""A session has leaders enough and not too many, one who has lived it, one for first aid, and one for so many heads."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court, Held
from mentormatch.domain.rules import SESSION_LEADERS
from mentormatch.domain.verdict import Breach

RULE = SESSION_LEADERS


def breaches(court: Court) -> Iterator[Breach]:
    """Sessions whose leaders are not what they must be together."""
    for one in court.held:
        yield from of_session(court, one)


def of_session(court: Court, one: Held) -> Iterator[Breach]:
    wrong = [*([] if one.pattern.leaders_given else _chosen(court, one)), *_heads(court, one)]
    for says in wrong:
        yield Breach(rule=RULE.id, says=f"{one.id} {says}", people=one.session.leaders)


def _chosen(court: Court, one: Held) -> Iterator[str]:
    activity, leaders = one.pattern.activity, one.session.leaders
    most = max(activity.least_leaders, -(-activity.largest // activity.people_per_leader))
    if len(leaders) < activity.least_leaders:
        yield f"has {len(leaders)} leaders and needs {activity.least_leaders}."
    if len(leaders) > most:
        yield f"has {len(leaders)} leaders, and {most} are the most."
    mentors = court.going.mentors_among(leaders)
    if activity.lived_experience_leader and not mentors:
        yield "has no leader who is a mentor."
    if activity.first_aid and not any(court.going.first_aider(mentor) for mentor in mentors):
        yield "has no mentor with first aid among its leaders."


def _heads(court: Court, one: Held) -> Iterator[str]:
    """With fixed leaders, the fixed people may be too many for them; nobody may then come on top."""
    activity = one.pattern.activity
    most = activity.people_per_leader * len(one.session.leaders)
    heads = court.heads(one.session.attendees) if one.pattern.by_name else court.expected(one)
    if one.pattern.leaders_given:
        most = max(most, court.heads(set(activity.fixed_people)))
    if heads > most:
        yield f"has {heads} people, and its {len(one.session.leaders)} leaders can take {most}."
