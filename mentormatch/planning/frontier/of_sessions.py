"""Sessions alone: what their points are chosen from, and how a choice becomes a timetable."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates.sessions import SessionCandidates, find_sessions
from mentormatch.domain.history import History
from mentormatch.domain.plan import Evidence, Plan
from mentormatch.domain.programme import Programme
from mentormatch.planning.effort import Effort
from mentormatch.planning.figures import sizes_of_model, sizes_of_sessions
from mentormatch.planning.frontier.asked import Asked, TooLargeError
from mentormatch.planning.frontier.measured import with_costs
from mentormatch.planning.frontier.points import Points, Problem, priced_of
from mentormatch.planning.running import versions
from mentormatch.planning.sessions.claims import SCHEDULE, tier_values
from mentormatch.planning.sessions.decode import Decoder
from mentormatch.planning.sessions.offers import offers_to
from mentormatch.planning.sessions.told import timetable_of
from mentormatch.scheduling import Formulation as Sessions
from mentormatch.scheduling import formulate_sessions

MOST_COLUMNS = 3_000
"""Who could lead and attend what, up to which all is written out and every point looked for."""


@attrs.frozen(eq=False, kw_only=True)
class OfSessions:
    """Sessions alone, every pattern written out."""

    programme: Programme
    made_from: str
    found: SessionCandidates
    formulation: Sessions
    problem: Problem
    could: int = 0

    @classmethod
    def of(cls, programme: Programme, history: History, made_from: str, asked: Asked) -> OfSessions:
        found = find_sessions(programme, history)
        formulation = formulate_sessions(programme, found)
        block = formulation.block
        if formulation.case.n_choices > MOST_COLUMNS:
            raise TooLargeError
        tiers = with_costs(formulation, block.tiers, asked, 0, block.model.n_columns)
        problem = Problem(model=block.model, row_names=block.row_names, tiers=tiers)
        return cls(programme=programme, made_from=made_from, found=found, formulation=formulation, problem=problem)

    def plan(self, points: Points, chosen: np.ndarray, effort: Effort) -> Plan:
        """The timetable of a choice."""
        case = self.formulation.case
        choices = chosen[: case.n_choices]
        decoder = Decoder(case=case, chosen=choices)
        priced = priced_of(self.formulation.block.tiers, points, self.formulation.completed(choices))
        return Plan(
            scope=SCHEDULE,
            made_from=self.made_from,
            programme=self.programme.name,
            as_of=self.programme.as_of,
            tiers=tier_values(case, priced, self.formulation.values(choices)),
            timetable=timetable_of(decoder, offers_to(self.programme, case, choices, decoder.ids)),
            evidence=Evidence(
                sizes={**sizes_of_sessions(self.found), **sizes_of_model(self.problem.model)},
                versions=versions(),
                threads=effort.threads,
                stopped=points.front.stopped,
            ),
        )
