"""Points of a grid: a programme for each, planned as a scenario is, and its figures with how sure each is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import attrs

from mentormatch.domain.frozen import evolve
from mentormatch.planning import Effort, ImpossiblePinsError, NothingFoundError
from mentormatch.records import made_from
from mentormatch.whatif.measures import Kind, Scenario, measured, tier_of
from mentormatch.whatif.run import Asked, BeginningFrom
from mentormatch.whatif.sweep.job import Answer, Row, key_of

PROVEN, GAP, UNKNOWN = "proven", "within a gap", "not proven"


@attrs.frozen(kw_only=True, slots=False)
class Grid:
    """points: a programme by the name of its point. scope and effort: as every point is planned.

    base: with timetables, the programme that they vary, whose plan each point begins with (`begun`), in a part of the
    time. begin: that plan, which changes no row's meaning and so is not in the key.
    """

    points: Mapping[str, Asked]
    scope: str
    effort: Effort
    base: Asked | None = None
    begin: BeginningFrom | None = attrs.field(default=None, repr=False)

    @cached_property
    def key(self) -> str:
        """Says which programmes, and how they are planned."""
        sources = {name: made_from(one.programme, one.history) for name, one in sorted(self.points.items())}
        only = None if self.effort.only is None else sorted(self.effort.only)
        base = None if self.base is None else made_from(self.base.programme, self.base.history)
        return key_of("grid", sources, self.scope, self.effort.time_limit, self.effort.seed, only, base)

    def begun(self) -> Grid:
        """The same with the plan of the base, which is made now. Raises what `engine.plan` raises."""
        if self.base is None:
            return self
        begin = BeginningFrom(scope=self.scope)
        begin.plan(self.base, evolve(self.effort, threads=2))
        return attrs.evolve(self, begin=begin.apart())

    def ready(self) -> Answer:
        """Nothing to be made beforehand: each point is a plan of its own."""
        return self._row

    def _row(self, item: str) -> Row:
        try:
            begin = self.begin or BeginningFrom(scope=self.scope)
            judged = begin.plan(self.points[item], self.effort)
        except NothingFoundError as error:
            if error.stopped == "interrupted":
                raise KeyboardInterrupt from error
            return {"found": False, "why": error.stopped or "nothing found"}
        except ImpossiblePinsError:
            return {"found": False, "why": "pairs to be kept together cannot be"}
        asked = self.points[item]
        scenario = Scenario(
            name=item, title=item, says="", programme=asked.programme, history=asked.history, judged=judged
        )
        now = measured(scenario)
        return {
            "found": True,
            "verified": judged.verdict.verified,
            "stopped": judged.plan.evidence.stopped,
            "figures": [
                self._figure(scenario, kind, now.values[kind.id]) for kind in now.kinds if kind.id in now.values
            ],
        }

    def _figure(self, scenario: Scenario, kind: Kind, value: int) -> dict[str, Any]:
        """sure: of a figure that a tier says, given what comes before it; "" of others. bound: where there is one."""
        tier = tier_of(scenario, kind)
        sure, bound = "", None
        if tier is not None:
            names = [one.name for one in scenario.plan.tiers]
            before = scenario.plan.tiers[: names.index(tier.name)]
            searched = self.effort.only
            settled = all(one.proven for one in before if searched is None or one.name in searched)
            if settled and tier.proven:
                sure = PROVEN
            elif settled and tier.bound is not None:
                sure, bound = GAP, tier.bound
            else:
                sure = UNKNOWN
        return {"id": kind.id, "says": kind.says, "unit": kind.unit, "value": value, "sure": sure, "bound": bound}
