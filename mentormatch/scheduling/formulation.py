"""The whole formulation: session candidates in, a Block out, with what each of its columns means."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates.sessions import SessionCandidates
from mentormatch.domain.programme import Programme
from mentormatch.scheduling.case import Case
from mentormatch.scheduling.load import Load, add_load
from mentormatch.scheduling.objectives import session_tiers
from mentormatch.scheduling.reached import Reached, add_reached
from mentormatch.scheduling.rows import ROWS, diary
from mentormatch.solving.blocks import Block, RowBuilder


@attrs.frozen(eq=False, kw_only=True)
class Formulation:
    """A Block; the Case says what its first columns mean, `reached` and `load` what the helpers after them do."""

    case: Case
    reached: Reached
    load: Load
    block: Block

    def completed(self, choices: np.ndarray) -> np.ndarray:
        """All columns of a choice, given who leads and attends what: flags, shape (n_columns,)."""
        out = np.zeros(self.block.model.n_columns, dtype=bool)
        out[: len(choices)] = choices
        self.reached.fill(out)
        self.load.fill(out)
        return out

    def values(self, choices: np.ndarray) -> dict[str, int]:
        """The value of each tier, by name."""
        chosen = self.completed(choices)
        return {tier.name: tier.value_of(chosen) for tier in self.block.tiers}


def formulate_sessions(programme: Programme, found: SessionCandidates, *, ways: bool = True) -> Formulation:
    """The Block of every pattern, leader and attendee that could be.

    ways: whether nobody is where they cannot be in time; without it the Block is a relaxation, and a smaller one.
    """
    case = Case(programme=programme, found=found)
    rows = RowBuilder()
    for rule in ROWS:
        rule.add(case, rows) if ways or rule is not diary else diary.add_moments(case, rows)
    reached = add_reached(case, rows, case.n_choices)
    load = add_load(case, rows, reached.last)
    model = rows.model(load.first + len(load.points))
    block = Block(model=model, tiers=session_tiers(case, reached, load), row_names=tuple(rows.names))
    return Formulation(case=case, reached=reached, load=load, block=block)


def values_of(programme: Programme, case: Case, chosen: np.ndarray) -> dict[str, int]:
    """The value of each tier of a choice, by name; only what runs is looked at."""
    kept = chosen[: case.n_patterns]
    few = formulate_sessions(programme, case.found.only(kept), ways=False)
    return few.values(chosen[kept[case.pattern]])
