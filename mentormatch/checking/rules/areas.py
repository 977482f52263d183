"""Where areas are kept apart, both are of one area."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.checking.sieve import same_area
from mentormatch.domain.rules import AREAS
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = AREAS


def breaches(case: Case) -> Iterator[Breach]:
    """Ideas across areas; a pin overrides it."""
    for one in case.planned:
        if one.idea and not one.pin and not same_area(case, one.mentee, one.mentor):
            says = f"{one.pair.mentee} and {one.pair.mentor} belong to different areas."
            yield Breach(rule=RULE.id, says=says, people=one.key)
