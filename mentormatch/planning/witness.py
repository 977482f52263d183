"""What it would take to reach one more person: a plan that does, and the first tier in which it is worse.

The search is made round that person only: every option of theirs and of the mentors they could have, and of everybody
else what the plan has chosen. So what it finds is a plan under all the rules of the search, but a better one may exist
farther off, and the answer says so. Where nothing is found that near, the whole is searched, cut by a count of work.
"""

from __future__ import annotations

import time

import numpy as np

from mentormatch import solving
from mentormatch.domain.plan import Answer, AnswerKind
from mentormatch.matching.formulation import Formulation
from mentormatch.planning.effort import Effort
from mentormatch.planning.tiers import LAST, Run
from mentormatch.solving import Tier
from mentormatch.solving.certificates import hold
from mentormatch.solving.rows import keep_columns

WORK_NEAR, WORK_FAR = 0.5, 2.0
"""A search for one tier is cut after so much of the solver's own count of work, the same on every machine."""


class Witnesses:
    """Searches with one person made sure of, tier by tier, each held at the plan's value until one is worse."""

    def __init__(self, formulation: Formulation, run: Run, effort: Effort, begun: float) -> None:
        self.formulation, self.effort = formulation, effort
        self.ends = None if effort.time_limit is None else begun + effort.time_limit
        assert run.chosen is not None
        self.chosen = run.chosen
        self.values = {tier.name: tier.value_of(run.chosen) for tier in formulation.block.tiers}

    def answer(self, mentee: str) -> Answer:
        """The answer "traded" for a mentee who waits though somebody is acceptable to them."""
        case = self.formulation.case
        n_columns = self.formulation.block.model.n_columns
        own = np.zeros(n_columns, dtype=bool)
        own[case.columns_of_mentee(case.mentee_index[mentee])] = True
        near = own | self.chosen
        near[len(case.columns) :] = True
        near[: len(case.columns)] |= np.isin(case.mentor, np.unique(case.mentor[own[: len(case.columns)]]))
        found = self._search(mentee, own, near, WORK_NEAR)
        if found is None:
            found = self._search(mentee, own, np.ones(n_columns, dtype=bool), WORK_FAR)
        if found is None:
            first = next(tier for tier in self.formulation.block.tiers if tier.points.any())
            return self._traded(mentee, first, None)
        return found

    def _search(self, mentee: str, own: np.ndarray, among: np.ndarray, work: float) -> Answer | None:
        """The answer found among some columns; None where no choice with this person was found there."""
        model = solving.add_rows(
            keep_columns(self.formulation.block.model, among),
            np.zeros(int(own[among].sum()), dtype=np.int64),
            np.flatnonzero(own[among]),
            1,
            lower=1,
            n_rows=1,
        )
        effort = solving.Effort(threads=1, work_limit=work, seed=self.effort.seed, prices=False)
        hint = None
        for whole in self.formulation.block.tiers:
            if whole.name == LAST or (self.ends is not None and time.monotonic() > self.ends):
                return self._traded(mentee, whole, None) if hint is not None else None
            tier = Tier(whole.name, whole.sense, whole.points[among], constant=whole.constant)
            if not tier.points.any():
                continue
            solution = solving.solve(model, (tier,), effort, hint=hint)
            if solution.chosen is None:
                return None
            value, here = tier.value_of(solution.chosen), self.values[tier.name]
            if value < here if tier.sense == "max" else value > here:
                return self._traded(mentee, tier, value)
            hint = solution.chosen
            model = hold(model, tier, here)
        return None

    def _traded(self, mentee: str, tier: Tier, there: int | None) -> Answer:
        here = self.values[tier.name]
        return Answer(mentee=mentee, kind=AnswerKind.TRADED, tier=tier.name, here=here, there=there, sure=False)
