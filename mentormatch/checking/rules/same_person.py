"""Nobody mentors themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.domain.rules import SAME_PERSON
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = SAME_PERSON


def breaches(case: Case) -> Iterator[Breach]:
    """Ideas of somebody with themselves."""
    for one in case.planned:
        if one.pair.mentee == one.pair.mentor:
            yield Breach(rule=RULE.id, says=f"{one.pair.mentee} would mentor themselves.", people=one.key)
