"""Pairs and sessions in one choice: what their points are chosen from, and how a choice becomes a plan."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.domain.history import History
from mentormatch.domain.plan import Evidence, Plan
from mentormatch.domain.programme import Programme
from mentormatch.matching.formulation import Formulation, formulate
from mentormatch.planning.effort import Effort
from mentormatch.planning.figures import sizes_of_model, sizes_of_pairs, sizes_of_sessions
from mentormatch.planning.frontier.asked import TOO_LARGE, Asked, TooLargeError
from mentormatch.planning.frontier.measured import with_costs, with_moved
from mentormatch.planning.frontier.points import Points, Problem, priced_of
from mentormatch.planning.pairs_told import tell_pairs
from mentormatch.planning.running import versions
from mentormatch.planning.sessions.decode import Decoder
from mentormatch.planning.sessions.told import timetable_of
from mentormatch.planning.together.plan import PLAN, all_tiers, offers_beside
from mentormatch.planning.together.stacked import Stacked, stack
from mentormatch.planning.together.whole import Ground, Together, place
from mentormatch.scheduling import formulate_sessions

MOST_COLUMNS = 6_000
"""Options, and who could lead and attend what, up to which all is written out and every point looked for."""


@attrs.frozen(eq=False, kw_only=True)
class OfBoth:
    """Pairs and sessions in one choice, both written out."""

    ground: Ground
    history: History
    made_from: str
    pairs: Formulation
    stacked: Stacked
    problem: Problem
    could: int

    @classmethod
    def of(cls, programme: Programme, history: History, made_from: str, asked: Asked) -> OfBoth:
        ground = Ground.of(programme, history)
        if ground.size > MOST_COLUMNS:
            raise TooLargeError(TOO_LARGE)
        pairs = formulate(programme, ground.candidates, ground.quality, ground.seats)
        stacked = stack(pairs.case, pairs.block, formulate_sessions(programme, ground.found))
        block = stacked.block
        tiers, could = with_moved(pairs, block.tiers, asked, block.model.n_columns)
        tiers = with_costs(stacked.sessions, tiers, asked, stacked.n_meetings, block.model.n_columns)
        return cls(
            ground=ground,
            history=history,
            made_from=made_from,
            pairs=pairs,
            stacked=stacked,
            problem=Problem(model=block.model, row_names=block.row_names, tiers=tiers, plain=True),
            could=could,
        )

    def plan(self, points: Points, chosen: np.ndarray, effort: Effort) -> Plan:
        """Pairs with places and hours, and the timetable, of a choice."""
        programme, sessions = self.ground.programme, self.stacked.sessions.case
        met, held = self.stacked.meetings(chosen), self.stacked.held(chosen)
        hours = place(self.ground, self.pairs, met, sessions, held, effort, None)
        priced = dict(priced_of(self.stacked.block.tiers, points, chosen))
        together = Together(
            pairs=self.pairs,
            chosen=met,
            match=hours.match,
            met=hours.met,
            sessions=sessions,
            held=held,
            tiers={**priced, **hours.tiers},
            stopped=points.front.stopped,
            model=self.problem.model,
        )
        told = tell_pairs(self.history, together.match, together.met)
        decoder = Decoder(case=sessions, chosen=held)
        return Plan(
            scope=PLAN,
            made_from=self.made_from,
            programme=programme.name,
            as_of=programme.as_of,
            pairs=told.pairs,
            on_hold=told.on_hold,
            overtaken=told.overtaken,
            pins_left_out=told.pins_left_out,
            tiers=all_tiers(self.ground, together),
            timetable=timetable_of(decoder, offers_beside(programme, together, decoder.ids)),
            evidence=Evidence(
                sizes={
                    **sizes_of_pairs(self.ground.candidates),
                    **sizes_of_sessions(self.ground.found),
                    **sizes_of_model(self.problem.model),
                },
                versions=versions(),
                threads=effort.threads,
                stopped=together.stopped,
            ),
        )
