"""Which tiers a plan has, in which order: by its scope, and policy's order of pairs."""

from __future__ import annotations

from mentormatch.domain import tiers
from mentormatch.domain.plan import Plan
from mentormatch.domain.policy import Policy
from mentormatch.domain.tiers import TierKind

MATCH, SCHEDULE, PLAN = "match", "schedule", "plan"
SCOPES = (MATCH, SCHEDULE, PLAN)
OF_SESSIONS = frozenset(kind.name for kind in tiers.OF_SESSIONS)
AFTER: dict[str, tuple[TierKind, ...]] = {
    "pins": (tiers.FIXED_SESSIONS, tiers.FIXED_PEOPLE),
    "stability": (tiers.REACH_GROUP,),
    "fairness": (tiers.WISH, tiers.WISH_FIRST),
    "quality": (tiers.GROUP_QUALITY, tiers.COST),
    "load": (tiers.LEADERS_LOAD,),
    "canonical": (tiers.SESSIONS_CANONICAL,),
}
"""In the scope "plan": the tiers of sessions that come after each group of tiers of pairs."""


def tier_order(policy: Policy, plan: Plan) -> tuple[TierKind, ...]:
    """All tiers of a plan of its scope, in the order in which they are decided."""
    if plan.scope == SCHEDULE:
        return tiers.OF_SESSIONS
    of_pairs = policy.tier_order()
    if plan.scope == MATCH:
        return of_pairs
    out: list[TierKind] = []
    for group in ("pins", *policy.tiers, "canonical", "meetings"):
        out.extend(kind for kind in of_pairs if kind.group == group)
        out.extend(AFTER.get(group, ()))
    return tuple(out)


def part_of(name: str) -> str:
    """The part of a plan that a tier is about."""
    return SCHEDULE if name in OF_SESSIONS else MATCH
