"""Enough dates of a meeting are left in the term."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.domain.rules import DATES
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = DATES


def breaches(case: Case) -> Iterator[Breach]:
    """Meetings of which more than half of the dates fall on holidays, closures and dates away."""
    for one in case.planned:
        meeting = one.pair.meeting
        if meeting is None or one.kept:
            continue
        turn = case.turn_of(one.mentee, meeting)
        if not case.dates.enough(one.mentee, one.mentor, meeting.place, turn, meeting.slot.weekday):
            who = f"{one.pair.mentee} with {one.pair.mentor}"
            says = f"{who}: too few dates of {meeting.slot} at {meeting.place} are left."
            yield Breach(rule=RULE.id, says=says, people=one.key)
