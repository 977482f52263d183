"""An idea is never of fewer points than the floor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.domain.rules import FLOOR
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = FLOOR


def breaches(case: Case) -> Iterator[Breach]:
    """Ideas below the floor at the place where they would meet; a pin overrides it."""
    for one in case.planned:
        if one.idea and not one.pin:
            points = case.quality(one.mentee, one.mentor, one.place).total
            if points < case.policy.floor:
                says = f"{one.pair.mentee} with {one.pair.mentor}: {points} points, below {case.policy.floor}."
                yield Breach(rule=RULE.id, says=says, people=one.key)
