"""Why one pair is no candidate: the same rules, asked with a block of one pair, each of them, with what is lacking."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.hours import Grid, Kind, Week, hours_of, kinds_of
from mentormatch.candidates.roster import Roster, roster_of
from mentormatch.candidates.rules import IN_ORDER
from mentormatch.candidates.rules.figures import Figures
from mentormatch.candidates.sieve import block_of, planned_of, travel_of
from mentormatch.domain.history import History
from mentormatch.domain.programme import Programme
from mentormatch.domain.rules import Rule
from mentormatch.travel import Travel

Lacking = tuple[tuple[Rule, Figures], ...]


def why_not(
    programme: Programme, history: History, mentee_id: str, mentor_id: str, travel: Travel | None = None
) -> Lacking:
    """All rules that a pair fails as a new one, in their order, each with the figures it lacks by; () = none.

    A rule about hours looks at those that the rules before it have left; where none are left, it is silent. KeyError
    for ids that are no mentee's or no mentor's. `floor` needs quality and is not asked here.
    """
    pair = _pair_alone(programme, mentee_id, mentor_id)
    return Refusals.of(pair, history, travel).why_not(mentee_id, mentor_id)


@attrs.frozen(eq=False, kw_only=True)
class Refusals:
    """A programme of which pair after pair is asked: how people get about, which takes longest, is worked out once."""

    roster: Roster
    week: Week
    kinds: tuple[Kind, ...]

    @classmethod
    def of(cls, programme: Programme, history: History, travel: Travel | None = None) -> Refusals:
        roster = roster_of(programme, history, travel_of(programme) if travel is None else travel)
        return cls(roster=roster, week=Week.of(roster.availabilities), kinds=tuple(kinds_of(roster)))

    def why_not(self, mentee_id: str, mentor_id: str) -> Lacking:
        """As `why_not` of the programme."""
        failed = []
        block = self._block(self.roster.mentees.index[mentee_id], self.roster.mentors.index[mentor_id])
        for rule in IN_ORDER:
            before = attrs.evolve(block, words=block.words.copy())
            if not rule.passes(block)[0]:
                failed.append((rule.RULE, rule.lacking(before)))
        return tuple(failed)

    def _block(self, mentee: int, mentor: int) -> Block:
        """The block of one pair, by index."""
        roster = self.roster
        members, mentors = np.array([mentee]), np.array([mentor])
        kind = next(kind for kind in self.kinds if mentee in kind.mentees)
        grid = Grid.of(roster, self.week, kind.rhythm, kind.minutes)
        planned = planned_of(roster, kind, members)
        hours = hours_of(roster, grid, roster.mentors, mentors, planned, opening=False)
        return block_of(roster, grid, kind, members, hours.among(mentors, len(roster.mentors)), mentors)


def _pair_alone(programme: Programme, mentee_id: str, mentor_id: str) -> Programme:
    """The programme with the rows of these two only; commitments and keep-apart of all others stay."""
    both = {mentee_id, mentor_id}
    mentees = tuple(row for row in programme.mentees if row.id == mentee_id)
    mentors = tuple(row for row in programme.mentors if row.id in both)
    if not mentees or mentor_id not in {row.id for row in mentors}:
        raise KeyError(f"{mentee_id} and {mentor_id} are not a mentee and a mentor of the programme")
    alone: Programme = attrs.evolve(programme, mentees=mentees, mentors=mentors)  # type: ignore[misc]
    return alone
