"""What may be claimed of a plan, in words that are no larger than the proof.

"Checked" is said only where the judge added the bound up over its own list; "proven by the solver" where
only the solver says so. Where a search was cut short no sentence from here holds the words maximum, best or
proven.
"""

from __future__ import annotations

from mentormatch.domain import tiers
from mentormatch.domain.plan import Plan, Point, Proof, TierValue
from mentormatch.domain.programme import Programme
from mentormatch.domain.verdict import Depth, JudgedPlan
from mentormatch.reports.waiting import first_ideas, unserved
from mentormatch.reports.words import count

STOPPED = {
    "clock": "The search was stopped by the clock",
    "interrupted": "You stopped the search",
    "work": "The search came to the end of the work it may do",
}


def reach(judged: JudgedPlan, programme: Programme) -> list[str]:
    """Sentences: can more people be reached under these rules, and how sure is that?"""
    plan = judged.plan
    tier = next((tier for tier in plan.tiers if tier.name == tiers.REACH.name), None)
    found = len(first_ideas(plan))
    waiting = found + len(unserved(plan, programme))
    out = []
    if tier is not None and waiting:
        out.append(_reach(plan, tier, _depth(judged, tier), found, waiting))
    if plan.point is not None:
        out.append(of_point(plan.point))
    rest = [other for other in plan.tiers if other is not tier and not other.proven]
    if plan.evidence.stopped:
        stopped = STOPPED.get(plan.evidence.stopped, "The search was cut short")
        out.append(f"{stopped}: another run with more time may find a different plan.")
    elif rest and plan.point is None:
        out.append(f"In {count(len(rest), 'lesser matter')} there may be a little more to gain: show detail.")
    return out


def of_point(point: Point) -> str:
    """That a plan is not the programme's own choice, and what it stands for."""
    traded = " with ".join(f"{name} {value:,}" for name, value in point.measures)
    return f"This plan is one point of a trade-off: {traded}. Its programme's own order of tiers may choose another."


def of_tier(judged: JudgedPlan, tier: TierValue) -> str:
    """What is known of one tier, in a few words: "proven by the solver", "may be improved by at most 2"."""
    if tier.proven:
        depth = _depth(judged, tier)
        if depth is Depth.CHECKED:
            return "checked a second way"
        if depth is Depth.ADDED_UP:
            return "added up; list not proved complete"
        return "by the solver's word; not checked here" if judged.plan.evidence.stopped else "proven by the solver"
    room = room_left(tier)
    if room is None:
        return "how much more there could be is not known"
    return f"may be improved by at most {room:,}" if room else "no room left by its bound"


def room_left(tier: TierValue) -> int | None:
    """By how much a tier could be better at most, or None where there is no bound."""
    if tier.bound is None:
        return None
    return max(0, tier.bound - tier.value if tier.sense == tiers.MAX else tier.value - tier.bound)


def _reach(plan: Plan, tier: TierValue, depth: Depth | None, found: int, waiting: int) -> str:
    if tier.proven and tier.spent:
        return f"Under your rules {tier.spent} more could have an idea; your policy spends that later."
    if tier.proven:
        claim = f"plan under your rules finds an idea for more than {found} of {waiting}."
        if depth is Depth.CHECKED:
            return f"No {claim} (Checked.)"
        if depth is Depth.ADDED_UP:
            return f"No {claim} (Added up; list not proved complete.)"
        return (
            f"By the solver's word no {claim} (Not checked here.)"
            if plan.evidence.stopped
            else (f"No {claim} (Proven by the solver; not checked here.)")
        )
    room = room_left(tier)
    ideas = f"Ideas were found for {found} of {waiting}"
    if room is None:
        return f"{ideas}; whether there could be more is not known."
    if room == 0:
        return f"{ideas}; by the bound there is no room for more. (Not checked here.)"
    return f"{ideas}; at most {min(room, waiting - found)} more could have one."


def _depth(judged: JudgedPlan, tier: TierValue) -> Depth | None:
    """How far the judge went with this bound; a claim of the solver stays one, whatever the judge did."""
    if tier.proof is Proof.CLAIMED:
        return Depth.CLAIMED
    return next((seen.bound for seen in judged.verdict.tiers if seen.name == tier.name), None)
