"""Nobody who rests or is gone has an idea or a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.domain.people import Status
from mentormatch.domain.rules import PAUSED
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = PAUSED


def breaches(case: Case) -> Iterator[Breach]:
    """Pairs of the plan one of whose two is not active; a held one belongs on hold."""
    for one in case.planned:
        for member in (one.mentee, one.mentor):
            if member.status is not Status.ACTIVE:
                says = f"{one.pair.mentee} with {one.pair.mentor}: {member.id} takes no part now."
                yield Breach(rule=RULE.id, says=says, people=one.key)
