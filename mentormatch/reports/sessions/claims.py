"""What may be claimed of a timetable: each tier with its value, its bound, the gap, and what the bound rests on."""

from __future__ import annotations

from mentormatch.domain import tiers
from mentormatch.domain.plan import TierValue
from mentormatch.domain.verdict import JudgedPlan
from mentormatch.reports import answers, claims
from mentormatch.reports.sessions.money import pounds
from mentormatch.reports.words import columns, command, count, lines

ADDED_UP = "Added up: a bound that prices prove without a solver, as the judge added it up itself."
SHORT = {"checked a second way": "proven, checked", "by the solver's word": "solver's word"}
"""Beside one figure more there is less room for words."""
NAMES = frozenset(kind.name for kind in tiers.OF_SESSIONS)


def table(judged: JudgedPlan, more: str) -> list[str]:
    """Value, bound and gap of every tier, in their order; where pairs are planned too, of those that say something.

    more: shows every one.
    """
    tiers_ = judged.plan.tiers
    given = [tier for tier in tiers_ if tier.name in NAMES] if judged.plan.scope == "schedule" else _telling(judged)
    if not given:
        return []
    left = len(tiers_) - len(given)
    added_up = {tier.name: tier.priced for tier in judged.verdict.tiers if tier.priced is not None}
    rows = [("", "value", "bound", *(["added up"] if added_up else []), "gap", "")]
    for tier in given:
        priced = [_figure(tier, added_up[tier.name]) if tier.name in added_up else "-"] if added_up else []
        figures = (_figure(tier, tier.value), _bound(tier), *priced, _gap(tier))
        known = _known(judged, tier)
        rows.append((tier.name, *figures, SHORT.get(known, known) if added_up else known))
    told = lines(ADDED_UP, "  ") if added_up else []
    rest = command(f"{count(left, 'more matter')} that came to nothing or break ties:", more) if left else []
    return ["What came first, in this order:", *columns(rows, right=range(1, len(rows[0]) - 1)), *told, *rest]


def _telling(judged: JudgedPlan) -> list[TierValue]:
    """The tiers of both pairs and sessions without those that are at nothing by proof, and without tie-breaks."""
    return [
        tier
        for tier in judged.plan.tiers
        if not tier.name.endswith("canonical")
        and not tier.name.startswith("meetings-")
        and not (tier.proven and tier.value == tier.spent == 0)
    ]


def _figure(tier: TierValue, value: int) -> str:
    """A value as people read it: pence as pounds; of a tie-break, which means nothing to anybody, none."""
    if tier.name == tiers.COST.name:
        return pounds(value)
    return "-" if tier.name == tiers.SESSIONS_CANONICAL.name else f"{value:,}"


def _bound(tier: TierValue) -> str:
    return "-" if tier.bound is None else _figure(tier, tier.bound)


def _known(judged: JudgedPlan, tier: TierValue) -> str:
    """In two or three words, beside a gap that says the rest."""
    if not tier.proven:
        return "bound not known" if tier.bound is None else "not proven"
    known = claims.of_tier(judged, tier)
    return "by the solver's word" if known.startswith("by the solver") else known


def _gap(tier: TierValue) -> str:
    """In units where there are few, in per cent where there are many; of the value first reached."""
    if tier.bound is None or (tier.name == tiers.SESSIONS_CANONICAL.name and not tier.proven):
        return "-"
    room = max(0, (claims.room_left(tier) or 0) - tier.spent)
    if not room or abs(tier.bound) < 1000:
        return f"{room:,}"
    return f"{100 * room / max(1, abs(tier.bound)):.2f}%"


def reach(judged: JudgedPlan, people: int) -> list[str]:
    """Could more people be in a session by name under these rules, and how sure is that?"""
    tier = next((tier for tier in judged.plan.tiers if tier.name == tiers.REACH_GROUP.name), None)
    if tier is None or not people:
        return []
    if tier.proven and tier.spent:
        return lines(f"Under your rules {tier.spent:,} more could be in a session; your policy spends that later.")
    known = claims.of_tier(judged, tier)
    if tier.proven:
        return lines(
            f"Under your rules no timetable has more than {tier.value:,} of {people:,} in a session by name. "
            f"({known[0].upper()}{known[1:]}.)"
        )
    return lines(f"In a session by name: {tier.value:,} of {people:,}; {known}.")


def meaning(judged: JudgedPlan) -> list[str]:
    """What each tier about sessions counts."""
    given = [tier for tier in judged.plan.tiers if tier.name in NAMES]
    return columns([(tier.name, answers.tier_words(tier.name)) for tier in given]) if given else []
