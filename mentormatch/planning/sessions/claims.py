"""What a plan may claim of the tiers of sessions: values of the choice, bounds, and what each bound rests on."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mentormatch.domain import tiers as catalogue
from mentormatch.domain.plan import Proof, TierValue
from mentormatch.domain.tiers import OF_SESSIONS, TierKind
from mentormatch.domain.timetable import TOTAL
from mentormatch.planning.tiers import Priced
from mentormatch.scheduling import Case
from mentormatch.scheduling.rows.budget import pence_under

SCHEDULE = "schedule"
LIMITED_BY = {catalogue.WISH.name: catalogue.REACH_GROUP.name, catalogue.WISH_FIRST.name: catalogue.WISH.name}
"""Tiers that cannot pass what the tier before them reached."""


def tier_values(
    case: Case, searched: Mapping[str, Priced], values: Mapping[str, int], bettered: str | None = None
) -> tuple[TierValue, ...]:
    """Every tier in order. values: of the choice that counts.

    bettered: the first tier that moves raised after the search; what was found of it and after it is not proven. A
    bound of a tier holds as long as every tier before it is at least what the search kept of it: the better it is, the
    less is left to choose.
    """
    counts = counted(case)
    out: dict[str, TierValue] = {}
    names = [kind.name for kind in OF_SESSIONS]
    moved_from = len(names) if bettered is None else names.index(bettered)
    # Where fixed sessions may be given up for what comes later, cost and load may have been less than they take.
    runs_all = values[catalogue.FIXED_SESSIONS.name] == counts[catalogue.FIXED_SESSIONS.name]
    runs_all = runs_all and not case.programme.policy.gives.get(catalogue.FIXED_SESSIONS.name)
    kept = True
    for at, kind in enumerate(OF_SESSIONS):
        result, value = searched[kind.name].result, values[kind.name]
        bound = result.bound if kept else None
        proven = result.proof is not None and at < moved_from
        reached = result.value if proven else value
        count = counts.get(kind.name)
        if count is not None and kind.name in LIMITED_BY:
            count = min(count, first_reached(out[LIMITED_BY[kind.name]]))
        if kind.name in (catalogue.COST.name, catalogue.LEADERS_LOAD.name) and not runs_all:
            count = 0
        proof = Proof.CLAIMED if proven else None
        if count is not None and count == reached:
            bound, proof = count, Proof.COUNTED
        elif count is not None and not proven:
            bound = _tighter(kind, bound, count)
        out[kind.name] = TierValue(
            name=kind.name,
            part=SCHEDULE,
            sense=kind.sense,
            value=value,
            bound=bound,
            proof=proof,
            spent=abs(reached - value) if proof else 0,
        )
        kept = kept and (at < moved_from or _no_worse(case, kind, value, result.value))
    return tuple(out.values())


def _no_worse(case: Case, kind: TierKind, value: int, kept: int) -> bool:
    """Whether a value is what the search left to later tiers of one, or better."""
    policy = case.programme.policy
    per_mille = policy.quality_give if kind.name == catalogue.GROUP_QUALITY.name else 0
    allowance = policy.gives.get(kind.name, abs(kept) * per_mille // 1000)
    return value >= kept - allowance if kind.sense == catalogue.MAX else value <= kept + allowance


def spent_of(searched: Mapping[str, Priced], values: Mapping[str, int], names: tuple[str, ...]) -> list[int]:
    """What later tiers took of some tiers that are proven, as `tier_values` will say."""
    results = [searched[name].result for name in names]
    return [abs(result.value - values[result.name]) if result.proof is not None else 0 for result in results]


def first_reached(tier: TierValue) -> int:
    """The value before later tiers spent of it."""
    return tier.value + tier.spent if tier.sense == catalogue.MAX else tier.value - tier.spent


def _tighter(kind: TierKind, bound: int | None, count: int) -> int:
    if bound is None:
        return count
    return min(bound, count) if kind.sense == catalogue.MAX else max(bound, count)


def counted(case: Case) -> dict[str, int]:
    """Bounds by counting what could be (T7), each by itself; of cost and load where all fixed sessions run."""
    found = case.found
    patterns, attending = found.patterns, found.attending
    fixed = np.flatnonzero(~case.placed)
    slots = {(int(patterns.activity[at]), int(patterns.fixed[at])) for at in fixed}
    of_mentee = np.array([name in case.mentees for name in found.people], dtype=bool)
    counts = of_mentee[attending.person] if len(found.people) else np.zeros(0, dtype=bool)
    given = attending.pattern[attending.given]
    people = {
        (int(patterns.activity[at]), int(patterns.fixed[at]), int(person))
        for at, person in zip(given, attending.person[attending.given])
    }

    def mentees(flags: np.ndarray) -> int:
        return len(np.unique(attending.person[counts & flags]))

    return {
        catalogue.FIXED_SESSIONS.name: len(slots),
        catalogue.FIXED_PEOPLE.name: len(people),
        catalogue.REACH_GROUP.name: mentees(np.ones(len(counts), dtype=bool)),
        catalogue.WISH.name: mentees(attending.wish >= 0),
        catalogue.WISH_FIRST.name: mentees(attending.wish == 0),
        catalogue.COST.name: _least_cost(case, fixed),
        catalogue.LEADERS_LOAD.name: _least_load(case, slots),
        catalogue.SESSIONS_CANONICAL.name: 0,
    }


def _least_cost(case: Case, fixed: np.ndarray) -> int:
    """Hire, fixed leaders and offers of every fixed slot, at the venue where that is least."""
    patterns, leading = case.found.patterns, case.found.leading
    pence = pence_under(case, TOTAL)
    whole = pence[: case.n_patterns].copy()
    np.add.at(whole, leading.pattern[leading.given], pence[case.led[leading.given]])
    whole *= case.open_dates
    least: dict[tuple[int, int], int] = {}
    for at in fixed.tolist():
        slot = (int(patterns.activity[at]), int(patterns.fixed[at]))
        least[slot] = min(int(whole[at]), least.get(slot, int(whole[at])))
    return sum(least.values())


def _least_load(case: Case, slots: set[tuple[int, int]]) -> int:
    """The squares of the fixed sessions that each fixed leader leads."""
    number: dict[str, int] = {}
    for at, _ in slots:
        for leader in set(case.found.patterns.activities[at].fixed_leaders):
            number[leader] = number.get(leader, 0) + 1
    return sum(much**2 for much in number.values())
