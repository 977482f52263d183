"""Pins that are impossible by themselves: what no pin overrides, and the mentor's places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.candidates import PairKind
from mentormatch.candidates.roster import Roster
from mentormatch.domain.history import PairRecord
from mentormatch.domain.problem import Problem, Severity
from mentormatch.domain.rules import PLACES, RULES, shown_as

BINDING = np.uint32(sum(1 << at for at, rule in enumerate(RULES) if rule is PLACES or not rule.kind.pin_overrides))
"""The rules that bind pins too, as bits."""
WHY = {
    "same-person": "they are one person",
    "paused": "one of them rests or is gone",
    "state": "they were tried before, or one of them does not wish it",
    "requires": "what one of them requires of the other is not met",
    "approval": "an officer has not agreed, and cannot be asked",
    "places": "the mentor has no place free",
}
REMEDY = "Take the pin out, or change what stands against it."


def impossible(block: Block) -> np.ndarray:
    """Which pairs of a block are pins that break a rule no pin overrides, bool."""
    return np.asarray((block.kind == PairKind.PIN) & ((block.broken & BINDING) != 0))


def problems_of(roster: Roster, broken: Iterable[tuple[int, int, int]]) -> Iterator[Problem]:
    """A problem for each impossible pin, given as (mentee, mentor, rules broken)."""
    rows = {(row.mentee, row.mentor): row for row in roster.record.pins}
    listed = [(roster.mentees.ids[mentee], roster.mentors.ids[mentor], int(bits)) for mentee, mentor, bits in broken]
    for mentee, mentor, bits in listed:
        first = next(rule for at, rule in enumerate(RULES) if bits & int(BINDING) & (1 << at))
        yield _problem(rows[mentee, mentor], WHY[shown_as(first).id])


def unknown_people(roster: Roster) -> Iterator[Problem]:
    """A problem for each pin that names somebody who is not in the programme."""
    for row in roster.record.unknown_pins:
        yield _problem(row, "one of them is not in the programme")


def _problem(row: PairRecord, why: str) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        says=f"{row.mentee} and {row.mentor} are to be kept together, but {why}",
        where=row.source,
        remedy=REMEDY,
        person=row.mentee,
    )
