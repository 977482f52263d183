"""A mentor's clearance is known, holds, and lasts for enough of the dates of a new pair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.domain.rules import CLEARANCE
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = CLEARANCE


def breaches(case: Case) -> Iterator[Breach]:
    """Pairs without a valid clearance, and ideas on a slot that it does not cover for long enough."""
    for one in case.planned:
        meeting = one.pair.meeting
        if not case.facts.cleared(one.mentor):
            says = f"{one.pair.mentor} has no clearance that is valid now."
        elif (
            one.idea
            and meeting
            and not case.dates.cleared_enough(one.mentor, case.turn_of(one.mentee, meeting), meeting.slot.weekday)
        ):
            says = f"The clearance of {one.pair.mentor} ends too soon for {meeting.slot} with {one.pair.mentee}."
        else:
            continue
        yield Breach(rule=RULE.id, says=says, people=one.key)
