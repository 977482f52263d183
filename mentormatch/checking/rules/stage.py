"""A mentor is far enough on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.checking.sieve import far_enough_on
from mentormatch.domain.rules import STAGE
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = STAGE


def breaches(case: Case) -> Iterator[Breach]:
    """Ideas whose mentor is not `min_gap` stages beyond, or whose stage nobody knows; a pin overrides it."""
    for one in case.planned:
        if one.idea and not one.pin and not far_enough_on(case, one.mentee, one.mentor):
            says = f"{one.pair.mentor} is not far enough on for {one.pair.mentee}."
            yield Breach(rule=RULE.id, says=says, people=one.key)
