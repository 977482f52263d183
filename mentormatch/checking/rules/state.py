"""Nobody is proposed who was declined, or whose pair ended and may not be tried again yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.checking.sieve import refused_state
from mentormatch.domain.rules import STATE
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = STATE


def breaches(case: Case) -> Iterator[Breach]:
    """Ideas that history forbids."""
    for one in case.planned:
        if one.idea and refused_state(case, *one.key):
            says = f"{one.pair.mentee} with {one.pair.mentor} was tried before, or is not wished."
            yield Breach(rule=RULE.id, says=says, people=one.key)
