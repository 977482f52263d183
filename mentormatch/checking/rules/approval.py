"""Where an officer must agree first: not refused, not beyond asking, and marked until it is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.domain.rules import APPROVAL
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = APPROVAL


def breaches(case: Case) -> Iterator[Breach]:
    """Pairs that may not be proposed or kept without an approval, and marks that are wrong."""
    for one in case.planned:
        if one.idea and case.facts.approval_forbids(one.mentee, one.mentor):
            says = f"{one.pair.mentee} with {one.pair.mentor} needs an approval that may not be counted on."
            yield Breach(rule=RULE.id, says=says, people=one.key)
            continue
        still_open = case.facts.approval_open(one.mentee, one.mentor)
        if not one.idea and still_open:
            says = f"{one.pair.mentee} with {one.pair.mentor} has no approval that is valid now."
            yield Breach(rule=RULE.id, says=says, people=one.key)
        elif one.pair.needs_approval != still_open:
            wrong = "is not marked as needing an approval" if still_open else "is marked as needing an approval"
            says = f"{one.pair.mentee} with {one.pair.mentor} {wrong}."
            yield Breach(rule=RULE.id, says=says, people=one.key)
