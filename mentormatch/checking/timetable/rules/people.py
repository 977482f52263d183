"""Each leader and each attendee may be where they are: docs/timetable.md, T2 and T3, under the ids of those rules."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court, Held
from mentormatch.domain.verdict import Breach


def breaches(court: Court) -> Iterator[Breach]:
    """Everybody who may not lead, or not attend, what they lead or attend."""
    for one in court.held:
        yield from of_session(court, one)


def of_session(court: Court, one: Held) -> Iterator[Breach]:
    for person in one.session.leaders:
        for rule, says in court.going.leader_faults(person, one.pattern):
            yield Breach(rule=rule.id, says=f"{person}, who leads {one.id}, {says}.", people=(person,))
    for person in one.session.attendees:
        for rule, says in court.going.attendee_faults(person, one.pattern):
            yield Breach(rule=rule.id, says=f"{person}, in {one.id}, {says}.", people=(person,))
