"""A mentor has every training required, and it is in date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.domain.rules import TRAINING
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = TRAINING


def breaches(case: Case) -> Iterator[Breach]:
    """Pairs whose mentor lacks a training or let it lapse."""
    for one in case.planned:
        if not case.facts.trained(one.mentor):
            says = f"{one.pair.mentor} lacks a training that every mentor must have, or it has lapsed."
            yield Breach(rule=RULE.id, says=says, people=one.key)
