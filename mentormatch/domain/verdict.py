"""What the judge found. A JudgedPlan is made only in `checking`; whatever shows or saves a plan takes one."""

from __future__ import annotations

from enum import Enum

import attrs

from mentormatch.domain.frozen import frozen
from mentormatch.domain.plan import Plan


@frozen
class Breach:
    """What does not hold in a plan: the rule's id (or "value", "bound", "answer", "made-from"), and a sentence."""

    rule: str
    says: str
    people: tuple[str, ...] = ()


class Depth(Enum):
    """How far the judge went with bounds."""

    CHECKED = "checked"
    ADDED_UP = "added up; list not proved complete"
    CLAIMED = "claimed"


@frozen
class TierVerdict:
    """One tier as the judge found it: the value reckoned anew, and what was done about its bound.

    priced: the bound that the judge added up itself from prices, where there were any for sessions.
    """

    name: str
    value: int
    bound: Depth
    priced: int | None = None


@frozen
class Verdict:
    """breaches: empty = nothing broken. checked: how many of what was looked at, by name."""

    breaches: tuple[Breach, ...] = ()
    tiers: tuple[TierVerdict, ...] = ()
    checked: tuple[tuple[str, int], ...] = ()

    @property
    def verified(self) -> bool:
        """Whether the plan holds."""
        return not self.breaches


@frozen
class JudgedPlan:
    """A plan with the judge's verdict. Only `checking.judge` makes one."""

    plan: Plan = attrs.field()
    verdict: Verdict
