"""Pairs alone: what their points are chosen from, and how a choice becomes a plan."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates import find_candidates
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.matching.formulation import Formulation, formulate
from mentormatch.matching.meetings import formulate_meetings
from mentormatch.matching.quality import quality_of
from mentormatch.matching.seats import seats_of
from mentormatch.matching.weeks import Weeks
from mentormatch.planning.effort import Deadline, Effort
from mentormatch.planning.frontier.asked import Asked
from mentormatch.planning.frontier.measured import with_moved
from mentormatch.planning.frontier.points import Points, Problem, priced_of
from mentormatch.planning.match import ALL_OPTIONS_AT_ONCE, Found, ImpossiblePinsError, tell
from mentormatch.planning.running import NothingFoundError, Stopwatch
from mentormatch.planning.tiers import Run, any_choice, run_tiers


@attrs.frozen(eq=False, kw_only=True)
class OfPairs:
    """Pairs alone."""

    programme: Programme
    history: History
    made_from: str
    formulation: Formulation
    problem: Problem
    could: int

    @classmethod
    def of(cls, programme: Programme, history: History, made_from: str, asked: Asked) -> OfPairs:
        candidates = find_candidates(programme, history)
        if candidates.input_problems:
            raise ImpossiblePinsError(candidates.input_problems)
        quality, seats = quality_of(programme, candidates), seats_of(programme, candidates)
        large = candidates.n_options > ALL_OPTIONS_AT_ONCE
        formulation = formulate(programme, candidates, quality, seats, open_hours=large)
        block = formulation.block
        tiers, could = with_moved(formulation, block.tiers, asked, block.model.n_columns)
        problem = Problem(
            model=block.model,
            row_names=block.row_names,
            tiers=tiers,
            unwritten=Weeks(formulation.case) if large else None,
        )
        return cls(
            programme=programme,
            history=history,
            made_from=made_from,
            formulation=formulation,
            problem=problem,
            could=could,
        )

    def plan(self, points: Points, chosen: np.ndarray, effort: Effort) -> Plan:
        """The pairs of a choice with places and hours."""
        case, block = self.formulation.case, self.formulation.block
        values = {tier.name: tier.value_of(chosen) for tier in block.tiers}
        meetings = formulate_meetings(
            self.programme, case.candidates, case.quality, case.seats, case.pairs_of(chosen), values
        )
        hours = run_tiers(meetings.block, effort)
        if hours.chosen is None:
            hours = any_choice(meetings.block, effort)
        if hours.chosen is None:
            raise NothingFoundError(hours.stopped, hours.conflict)
        pairs = Run(chosen=chosen, tiers=priced_of(block.tiers, points, chosen), stopped=points.front.stopped)
        found = Found(formulation=self.formulation, pairs=pairs, meetings=meetings, hours=hours)
        silent = evolve(effort, explain=False)
        return tell(self.programme, self.history, self.made_from, silent, found, Deadline(), Stopwatch())
