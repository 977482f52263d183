"""Nobody is proposed whose mentor has no place free at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.domain.rules import PLACES
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = PLACES


def breaches(case: Case) -> Iterator[Breach]:
    """Ideas with a mentor who has no place; more ideas than places are a breach of `caseload`."""
    for one in case.planned:
        if one.idea and case.facts.free_places(one.mentor) == 0:
            says = f"{one.pair.mentor} has no place free for {one.pair.mentee}."
            yield Breach(rule=RULE.id, says=says, people=one.key)
