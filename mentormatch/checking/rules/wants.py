"""Nobody gets more mentors than they wish for, those they hold counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.domain.rules import WANTS
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = WANTS


def breaches(case: Case) -> Iterator[Breach]:
    """Mentees with more ideas than their wish leaves room for."""
    ideas: dict[str, list[str]] = {}
    for one in case.planned:
        if one.idea:
            ideas.setdefault(one.pair.mentee, []).append(one.pair.mentor)
    for mentee_id, mentors in sorted(ideas.items()):
        mentee = case.facts.mentees[mentee_id]
        if len(mentors) > case.facts.wants_left(mentee):
            has = case.facts.n_held(mentee_id) + len(mentors)
            says = f"{mentee_id} wants {mentee.wants} and would have {has}."
            yield Breach(rule=RULE.id, says=says, people=(mentee_id, *mentors))
