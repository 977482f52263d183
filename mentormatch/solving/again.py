"""One problem asked again and again, each time with a row more and some tiers held: its projection is made once.

A row that treats alike all columns that the projection made one item of is a row over items too; so are held tiers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from attrs import evolve, frozen

from mentormatch.solving.certificates import hold
from mentormatch.solving.lexicographic import solve
from mentormatch.solving.model import BoolArray, Effort, Model, Solution, Stopped, Tier
from mentormatch.solving.projection import Projection, project
from mentormatch.solving.rows import tidy, with_one_of
from mentormatch.solving.solvers import Clock
from mentormatch.solving.turns import Turns


@frozen(eq=False, slots=False)
class Again:
    """A problem, and the tiers that may be asked of it or held. Meant for what `turns.COMPACT` allows."""

    model: Model
    tiers: tuple[Tier, ...]

    def best(
        self,
        tier: Tier,
        *,
        one_of: BoolArray,
        held: Sequence[tuple[Tier, int]],
        effort: Effort,
        hint: BoolArray | None = None,
    ) -> Solution:
        """The best choice in one tier that has one of some columns at least, with other tiers held at values.

        hint: a choice that keeps all that. tier and held: of the tiers that were named. As `solve`, but for prices and
        for the rows that an infeasible problem breaks on, which are not looked for.
        """
        clock = Clock(effort.time_limit)
        model = _with(self._tidy, one_of, held)
        over = None if self._over is None else self._narrowed(self._over, one_of, held)
        turns = Turns(model, (tier,), effort, clock, hint, projected=over, whole=self._over is None or over is None)
        turns.run(None)
        cut: Stopped = "interrupted" if clock.interrupted else "clock"
        if turns.infeasible:
            return Solution(None, (), "infeasible")
        if turns.best is not None and (turns.found or clock.over()):
            proven = bool(turns.found) and turns.found[0].proven
            return Solution(turns.best, (), None if proven else cut)
        if clock.over():
            return Solution(None, (), cut)
        left = None if effort.time_limit is None else clock.left()
        return solve(model, (tier,), evolve(effort, time_limit=left, prices=False, conflict=False), hint=turns.best)

    @cached_property
    def _tidy(self) -> Model:
        return tidy(self.model)

    @cached_property
    def _over(self) -> Projection | None:
        return project(self._tidy, self.tiers)

    @staticmethod
    def _narrowed(over: Projection, one_of: BoolArray, held: Sequence[tuple[Tier, int]]) -> Projection | None:
        """The projection with the row and the tiers; None where some item is only in part among the columns."""
        items = over.items_of(one_of)
        if (items[over.item] != one_of).any():
            return None
        return evolve(over, model=_with(over.model, items, [(over.tier(tier), value) for tier, value in held]))


def _with(model: Model, one_of: BoolArray, held: Sequence[tuple[Tier, int]]) -> Model:
    model = with_one_of(model, one_of)
    for tier, value in held:
        model = hold(model, tier, value)
    return model
