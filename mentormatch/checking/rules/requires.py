"""What either requires of the other is met, and neither is somebody the other does not want."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.checking.wants import all_required_met
from mentormatch.domain.rules import REQUIRES
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = REQUIRES


def breaches(case: Case) -> Iterator[Breach]:
    """Ideas in which something required is not met."""
    for one in case.planned:
        if one.idea and not all_required_met(case.facts, one.mentee, one.mentor):
            says = f"{one.pair.mentee} with {one.pair.mentor}: one is not what the other requires."
            yield Breach(rule=RULE.id, says=says, people=one.key)
