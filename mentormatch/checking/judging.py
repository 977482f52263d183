"""The judgement itself: form first, then rules, figures, values, answers and bounds, of pairs, of sessions or both.

What judges sessions is loaded for plans that have some.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentormatch.checking import answers, approvals, figures, form, points, sentences, values, witnesses
from mentormatch.checking.bounds import Bounds, claims
from mentormatch.checking.case import Case
from mentormatch.checking.order import MATCH, SCHEDULE
from mentormatch.checking.rules import JUDGED
from mentormatch.checking.sieve import Sieve
from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.domain.verdict import Breach, Depth, JudgedPlan, TierVerdict, Verdict

if TYPE_CHECKING:
    from mentormatch.checking.timetable.court import Court
    from mentormatch.checking.timetable.judging import InDepth

LIMIT = 2_000_000
"""Mentee x mentor x place: up to here the judge lists every pair itself, which takes some seconds at the most."""


def judge(
    programme: Programme,
    history: History,
    plan: Plan,
    *,
    bounds: bool = True,
    limit: int = LIMIT,
    made_from: str | None = None,
    answered: bool = True,
) -> JudgedPlan:
    """The plan with the judge's verdict; the only place where a JudgedPlan is made."""
    verdict = verdict_of(programme, history, plan, bounds=bounds, limit=limit, made_from=made_from, answered=answered)
    return JudgedPlan(plan=plan, verdict=verdict)


def verdict_of(
    programme: Programme,
    history: History,
    plan: Plan,
    *,
    bounds: bool = True,
    limit: int = LIMIT,
    made_from: str | None = None,
    answered: bool = True,
) -> Verdict:
    """What the judge finds.

    bounds: whether to list every pair, and so to judge answers, runners-up and bounds too; above `limit` (mentees x
    mentors x places) only what the plan itself names is added up, and the verdict says so tier by tier.
    Of sessions the limit is on mentees x activities x venues.
    made_from: the hash that the plan should carry, if the caller knows it.
    answered: whether everybody who waits must have an answer; a plan that is only compared may do without.
    """
    unreadable = tuple(form.breaches(programme, plan, made_from))
    if any(breach.rule == form.PLAN for breach in unreadable):
        return Verdict(breaches=unreadable, checked=(("pairs", len(plan.pairs)),))
    case, found = Case(programme, history, plan), list(unreadable)
    court = _court(case) if plan.scope != MATCH else None
    checked: list[tuple[str, int]] = []
    values_anew: dict[str, int] = {}
    if plan.scope != SCHEDULE:
        values_anew |= values.values(case)
    if court is not None:
        values_anew |= _sessions(court, found, checked)
    if plan.scope != SCHEDULE:
        _pairs(case, values_anew, found, checked, answered)
    found.extend(values.breaches(case, values_anew))
    found.extend(points.breaches(case, values_anew))
    found.extend(claims(case))
    checked.append(("tiers", len(plan.tiers)))
    depths: dict[str, Depth] = {}
    if bounds and plan.scope != SCHEDULE:
        depths |= _in_depth(case, values_anew, limit, found, checked, answered)
    priced: dict[str, int] = {}
    if bounds and court is not None:
        judged = _sessions_in_depth(court, limit, found, checked)
        depths, priced = depths | judged.depths, judged.priced
    tiers = tuple(
        TierVerdict(
            name=tier.name,
            value=values_anew[tier.name],
            bound=depths.get(tier.name, Depth.CLAIMED),
            priced=priced.get(tier.name),
        )
        for tier in plan.tiers
        if tier.name in values_anew
    )
    return Verdict(breaches=tuple(found), tiers=tiers, checked=tuple(checked))


def _pairs(
    case: Case, values_anew: dict[str, int], found: list[Breach], checked: list[tuple[str, int]], answered: bool
) -> None:
    """Pairs, their figures, and who waits; adds to what was found and counted."""
    for rule in JUDGED:
        found.extend(rule.breaches(case))
    found.extend(figures.breaches(case))
    found.extend(sentences.breaches(case))
    found.extend(answers.listed(case, values_anew, everybody=answered and case.plan.point is None))
    found.extend(approvals.breaches(case))
    found.extend(witnesses.breaches(case, values_anew))
    checked += [
        ("pairs", len(case.planned)),
        ("witnesses", len(case.plan.evidence.witnesses)),
        ("rules", len(JUDGED)),
    ]


def _court(case: Case) -> Court:
    from mentormatch.checking.timetable.court import Court

    return Court.of(case)


def _sessions(court: Court, found: list[Breach], checked: list[tuple[str, int]]) -> dict[str, int]:
    """Sessions, and what is said of them; adds to what was found and counted. The values of their tiers."""
    from mentormatch.checking.timetable import judging as timetable
    from mentormatch.checking.timetable.values import values as values_of_sessions

    found.extend(timetable.broken(court))
    found.extend(timetable.said(court))
    checked += [("sessions", len(court.held)), ("people in sessions", len(court.people))]
    return values_of_sessions(court)


def _sessions_in_depth(court: Court, limit: int, found: list[Breach], checked: list[tuple[str, int]]) -> InDepth:
    """Answers, moves and bounds of sessions; adds to what was found and counted."""
    from mentormatch.checking.timetable.judging import InDepth

    programme = court.case.programme
    size = len(programme.mentees) * len(programme.activities) * len(programme.venues)
    judged = InDepth(court, whole=size <= limit)
    found.extend(judged.breaches())
    if judged.conflicts:
        checked.append(("sets that cannot hold together", judged.conflicts))
    checked.append(("bounds of sessions", sum(depth is not Depth.CLAIMED for depth in judged.depths.values())))
    if judged.priced:
        checked.append(("bounds of sessions added up from prices", len(judged.priced)))
    return judged


def _in_depth(
    case: Case,
    values_anew: dict[str, int],
    limit: int,
    found: list[Breach],
    checked: list[tuple[str, int]],
    answered: bool,
) -> dict[str, Depth]:
    """Answers and bounds over the judge's own list of pairs; adds to what was found and counted.

    A plan that is only compared has the list where a bound rests on it: all its pairs are told of only where somebody
    reads the verdict.
    """
    sieve = Sieve(case)
    size = len(case.facts.counted) * len(case.programme.mentors) * len(case.options.all_places)
    whole = size <= limit
    if whole:
        found.extend(answers.breaches(case, sieve, values_anew))
        checked.append(("answers", len(case.plan.unmatched)))
        checked.append(("runners-up", sum(len(one.pair.runners_up) for one in case.planned)))
    judged = Bounds(case, sieve, whole)
    found.extend(judged.breaches())
    if answered or judged.listed is not None:
        checked.append(("possible pairs", len(judged.columns)))
    checked.append(("bounds", sum(depth is not Depth.CLAIMED for depth in judged.depths.values())))
    return judged.depths
