"""Sessions alone: what their points are chosen from, and how a choice becomes a timetable."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates.sessions import SessionCandidates, find_sessions
from mentormatch.domain.history import History
from mentormatch.domain.plan import Evidence, Plan, TierValue
from mentormatch.domain.programme import Programme
from mentormatch.planning.effort import Effort
from mentormatch.planning.figures import sizes_of_model, sizes_of_sessions
from mentormatch.planning.frontier.asked import TOO_LARGE, Asked, TooLargeError
from mentormatch.planning.frontier.measured import with_costs
from mentormatch.planning.frontier.points import Points, Problem, priced_of
from mentormatch.planning.running import versions
from mentormatch.planning.sessions.claims import SCHEDULE, tier_values
from mentormatch.planning.sessions.decode import Decoder
from mentormatch.planning.sessions.offers import offers_to
from mentormatch.planning.sessions.told import timetable_of
from mentormatch.scheduling import Case, formulate_sessions
from mentormatch.scheduling import Formulation as Sessions

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
            raise TooLargeError(TOO_LARGE)
        tiers = with_costs(formulation, block.tiers, asked, 0, block.model.n_columns)
        problem = Problem(model=block.model, row_names=block.row_names, tiers=tiers)
        return cls(programme=programme, made_from=made_from, found=found, formulation=formulation, problem=problem)

    def plan(self, points: Points, chosen: np.ndarray, effort: Effort) -> Plan:
        """The timetable of a choice."""
        case = self.formulation.case
        choices = chosen[: case.n_choices]
        completed = self.formulation.completed(choices)
        tiers = tier_values(
            case, priced_of(self.formulation.block.tiers, points, completed), self.formulation.values(choices)
        )
        evidence = Evidence(
            sizes={**sizes_of_sessions(self.found), **sizes_of_model(self.problem.model)},
            versions=versions(),
            threads=effort.threads,
            stopped=points.front.stopped,
        )
        return timetable_plan(self.programme, self.made_from, case, choices, tiers, evidence)


def timetable_plan(
    programme: Programme,
    made_from: str,
    case: Case,
    choices: np.ndarray,
    tiers: tuple[TierValue, ...],
    evidence: Evidence,
) -> Plan:
    """The timetable of who runs, leads and attends (flags by choice of the case)."""
    decoder = Decoder(case=case, chosen=choices)
    return Plan(
        scope=SCHEDULE,
        made_from=made_from,
        programme=programme.name,
        as_of=programme.as_of,
        tiers=tiers,
        timetable=timetable_of(decoder, offers_to(programme, case, choices, decoder.ids)),
        evidence=evidence,
    )
