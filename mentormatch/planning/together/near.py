"""Where rounds begin beside a plan of something like it: the pairs found, or others that are nearer to that plan.

Pairs and sessions of that plan were moved round each other for long, and a search for pairs alone knows nothing of it.
So there are two more: of all pairs that are as good in what comes before groups those that share most meetings with the
plan; and the plan's own, as far as they are possible, filled as ever. The best begins, each with the plan's sessions
round it as far as they are possible.
"""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch import solving
from mentormatch.domain.plan import Plan
from mentormatch.domain.tiers import REACH_GROUP
from mentormatch.matching.alike import columns_like
from mentormatch.matching.case import Case as MatchCase
from mentormatch.planning.match import Found
from mentormatch.planning.together.beside import sessions_beside
from mentormatch.planning.together.stacked import comes_before, order
from mentormatch.planning.together.whole import Ground
from mentormatch.scheduling import Case as SessionCase
from mentormatch.scheduling import formulate_sessions
from mentormatch.scheduling.alike import sessions_like
from mentormatch.scheduling.start import started
from mentormatch.solving import Tier
from mentormatch.solving.certificates import hold
from mentormatch.solving.greedy import first_choice


def nearest(
    ground: Ground, match: MatchCase, whole: SessionCase, first: Found, met: np.ndarray, plan: Plan,
    effort: solving.Effort,
) -> np.ndarray:  # fmt: skip
    """The meetings to begin with, flags by column of `match`.

    met: those of the pairs found, flags by column of `match`. effort: for the search for others.
    """
    chosen = first.pairs.chosen
    if first.formulation.case.open_hours or chosen is None:  # the columns do not tell all that is asked
        return met
    block, columns = first.formulation.block, first.formulation.case.columns
    like = columns_like(first.formulation.case, plan.pairs, block.model.n_columns)
    again = first_choice(block.model, block.tiers, like=like)
    others = [_alike(ground, first, chosen, like, effort), *([] if again is None else [again])]
    pattern = [one.pattern for one in sessions_like(whole, plan.timetable.sessions)]
    kept = ~whole.placed
    kept[pattern] = True
    few = SessionCase(programme=whole.programme, found=whole.found.only(kept))
    kinds = order(ground.programme.policy)

    def values(of_pairs: np.ndarray, meetings: np.ndarray) -> dict[str, int]:
        said = {tier.name: tier.value_of(of_pairs) for tier in first.formulation.block.tiers}
        beside = formulate_sessions(ground.programme, sessions_beside(match, meetings, few).found)
        return said | beside.values(started(beside, sessions_like(beside.case, plan.timetable.sessions)))

    best, reached = met, values(chosen, met)
    for other in others:
        there = np.isin(match.columns.keys, columns.keys[other[: len(columns)]])
        said = values(other, there)
        if comes_before(kinds, said, reached):
            best, reached = there, said
    return best


def _alike(ground: Ground, first: Found, chosen: np.ndarray, like: np.ndarray, effort: solving.Effort) -> np.ndarray:
    """A choice of pairs as good in every tier that comes before groups, with most of some columns."""
    block = first.formulation.block
    names = [kind.name for kind in order(ground.programme.policy)]
    before = set(names[: names.index(REACH_GROUP.name)])
    model = block.model
    for tier in block.tiers:
        if tier.name in before:
            model = hold(model, attrs.evolve(tier, give=0, give_per_mille=0), tier.value_of(chosen))
    tier = Tier(name="alike", sense="max", points=like.astype(np.int64))
    found = solving.solve(model, [tier], effort, hint=chosen, like=like).chosen
    return chosen if found is None else np.asarray(found)
