"""Why one pair is no candidate: the same rules, asked with a block of one pair, each of them, with what is lacking."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates.hours import Grid, Week, hours_of, kinds_of
from mentormatch.candidates.roster import roster_of
from mentormatch.candidates.rules import IN_ORDER
from mentormatch.candidates.rules.figures import Figures
from mentormatch.candidates.sieve import block_of, planned_of, travel_of
from mentormatch.domain.history import History
from mentormatch.domain.programme import Programme
from mentormatch.domain.rules import Rule
from mentormatch.travel import Travel


def why_not(
    programme: Programme, history: History, mentee_id: str, mentor_id: str, travel: Travel | None = None
) -> tuple[tuple[Rule, Figures], ...]:
    """All rules that a pair fails as a new one, in their order, each with the figures it lacks by; () = none.

    A rule about hours looks at those that the rules before it have left; where none are left, it is silent. KeyError
    for ids that are no mentee's or no mentor's. `floor` needs quality and is not asked here.
    """
    pair = _pair_alone(programme, mentee_id, mentor_id)
    roster = roster_of(pair, history, travel_of(programme) if travel is None else travel)
    kind = kinds_of(roster)[0]
    grid = Grid.of(roster, Week.of(roster.availabilities), kind.rhythm, kind.minutes)
    mentors, planned = np.arange(len(roster.mentors)), planned_of(roster, kind, kind.mentees)
    mentor_hours = hours_of(roster, grid, roster.mentors, mentors, planned, opening=False)
    block = block_of(roster, grid, kind, kind.mentees, mentor_hours, mentors)
    block.keep(block.mentor == roster.mentors.index[mentor_id])
    failed = []
    for rule in IN_ORDER:
        before = attrs.evolve(block, words=block.words.copy())
        if not rule.passes(block)[0]:
            failed.append((rule.RULE, rule.lacking(before)))
    return tuple(failed)


def _pair_alone(programme: Programme, mentee_id: str, mentor_id: str) -> Programme:
    """The programme with the rows of these two only; commitments and keep-apart of all others stay."""
    both = {mentee_id, mentor_id}
    mentees = tuple(row for row in programme.mentees if row.id == mentee_id)
    mentors = tuple(row for row in programme.mentors if row.id in both)
    if not mentees or mentor_id not in {row.id for row in mentors}:
        raise KeyError(f"{mentee_id} and {mentor_id} are not a mentee and a mentor of the programme")
    alone: Programme = attrs.evolve(programme, mentees=mentees, mentors=mentors)  # type: ignore[misc]
    return alone
