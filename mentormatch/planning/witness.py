"""What it would take to reach one more person: the best plan that does, and the first tier in which it is worse."""

from __future__ import annotations

import time

import numpy as np

from mentormatch import solving
from mentormatch.domain.plan import Answer, AnswerKind
from mentormatch.matching.formulation import Formulation
from mentormatch.planning.effort import Effort
from mentormatch.planning.tiers import LAST, Run
from mentormatch.solving import Model, Tier

WORK_EACH = 0.25
"""A search for one tier of a witness is cut after so much of the solver's own count of work, the same on every machine;
the answer then says that it is not proven."""


class Witnesses:
    """Searches with one person made sure of, tier by tier, each held at the plan's value until one is worse."""

    def __init__(self, formulation: Formulation, run: Run, effort: Effort, begun: float) -> None:
        self.formulation, self.run, self.effort = formulation, run, effort
        self.ends = None if effort.time_limit is None else begun + effort.time_limit
        assert run.chosen is not None
        self.values = {tier.name: tier.value_of(run.chosen) for tier in formulation.block.tiers}

    def answer(self, mentee: str) -> Answer:
        """The answer "traded" for a mentee who waits though somebody is acceptable to them."""
        case = self.formulation.case
        columns = case.columns_of_mentee(case.mentee_index[mentee])
        model = solving.add_rows(
            self.formulation.block.model,
            np.zeros(len(columns), dtype=np.int64),
            columns,
            1,
            lower=1,
            n_rows=1,
        )
        hint = self.run.chosen
        for tier in self.formulation.block.tiers:
            if tier.name == LAST or (self.ends is not None and time.monotonic() > self.ends):
                break
            if not tier.points.any():
                continue
            solution = solving.solve(model, (tier,), self._effort(), hint=hint)
            here = self.values[tier.name]
            if solution.chosen is None:
                return self._traded(mentee, tier, here, None, solution.stopped == "infeasible")
            result = solution.tiers[0]
            sure = result.proof is not None
            if _worse(tier, result.value, here):
                return self._traded(mentee, tier, here, result.value, sure)
            hint = solution.chosen
            model = _held(model, tier, here)
        canonical = next(tier for tier in self.formulation.block.tiers if tier.name == LAST)
        return self._traded(mentee, canonical, self.values[LAST], None, False)

    def _effort(self) -> solving.Effort:
        return solving.Effort(threads=1, work_limit=WORK_EACH, seed=self.effort.seed, prices=False)

    def _traded(self, mentee: str, tier: Tier, here: int, there: int | None, sure: bool) -> Answer:
        return Answer(mentee=mentee, kind=AnswerKind.TRADED, tier=tier.name, here=here, there=there, sure=sure)


def _worse(tier: Tier, value: int, than: int) -> bool:
    return value < than if tier.sense == "max" else value > than


def _held(model: Model, tier: Tier, value: int) -> Model:
    """The model with a tier held at the plan's value or better."""
    columns = np.flatnonzero(tier.points)
    own = value - tier.constant
    return solving.add_rows(
        model,
        np.zeros(len(columns), dtype=np.int64),
        columns,
        tier.points[columns],
        lower=own if tier.sense == "max" else None,
        upper=own if tier.sense == "min" else None,
        n_rows=1,
    )
