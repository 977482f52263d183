"""No mentor gets more new people than they have places for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.domain.rules import CASELOAD
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = CASELOAD


def breaches(case: Case) -> Iterator[Breach]:
    """Mentors with more ideas than free places; with no place at all it is a breach of `places`."""
    ideas: dict[str, list[str]] = {}
    for one in case.planned:
        if one.idea:
            ideas.setdefault(one.pair.mentor, []).append(one.pair.mentee)
    for mentor_id, mentees in sorted(ideas.items()):
        free = case.facts.free_places(case.facts.mentors[mentor_id])
        if 0 < free < len(mentees):
            says = f"{mentor_id} has {free} places free and would get {len(mentees)} people."
            yield Breach(rule=RULE.id, says=says, people=(mentor_id, *mentees))
