"""Two who are kept apart are never in one session."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from mentormatch.checking.timetable.court import Court, Held
from mentormatch.domain.rules import KEEP_APART
from mentormatch.domain.verdict import Breach

RULE = KEEP_APART


def breaches(court: Court) -> Iterator[Breach]:
    for one in court.held:
        yield from of_session(court, one)


def of_session(court: Court, one: Held) -> Iterator[Breach]:
    """Two of those named in a session who must not meet; a drop-in names leaders only."""
    for person, other in combinations(one.people, 2):
        if court.case.facts.kept_apart(person, other):
            says = f"{person} and {other}, both in {one.id}, must be kept apart."
            yield Breach(rule=RULE.id, says=says, people=(person, other))
