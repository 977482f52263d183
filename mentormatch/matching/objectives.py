"""The tiers of docs/problem.md section 8 as points on columns, in policy's order, up to the canonical one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from mentormatch.candidates import PairKind
from mentormatch.candidates.tie_breaks import hashes, tie_breaks
from mentormatch.domain import tiers as catalogue
from mentormatch.domain.tiers import TierKind
from mentormatch.matching.case import Case
from mentormatch.matching.load import Load
from mentormatch.solving import Tier


def pair_tiers(case: Case, load: Load) -> tuple[Tier, ...]:
    """Every tier that decides which pairs, in order. points have the shape (n_columns + n_units,)."""
    out = []
    for kind in case.programme.policy.tier_order():
        if kind.group == "meetings":
            continue
        if kind is catalogue.LOAD:
            give = case.programme.policy.gives.get(kind.name, 0)
            out.append(Tier(name=kind.name, sense="min", points=load.points, constant=load.constant, give=give))
        else:
            out.append(_tier(case, kind, load.n_units))
        if kind is catalogue.CANONICAL:
            break
    return tuple(out)


def _tier(case: Case, kind: TierKind, n_units: int) -> Tier:
    points = _points(case, kind)
    policy = case.programme.policy
    return Tier(
        name=kind.name,
        sense="max" if kind.sense == catalogue.MAX else "min",
        points=np.concatenate([points.astype(np.int64), np.zeros(n_units, dtype=np.int64)]),
        give=policy.gives.get(kind.name, 0),
        give_per_mille=policy.quality_give if kind is catalogue.QUALITY and kind.name not in policy.gives else 0,
    )


def _points(case: Case, kind: TierKind) -> np.ndarray:
    if kind.group == "fairness":
        return _in_band(case, int(kind.name.rpartition("-")[2]))
    return _BY_NAME[kind.name](case)


def _best(case: Case) -> np.ndarray:
    """Columns that make a counted mentee reached, each mentee once."""
    mine: np.ndarray = ~case.columns.further & case.seats.counted[case.mentee]
    return mine


def _nothing(case: Case) -> np.ndarray:
    return np.zeros(len(case.columns), dtype=np.int64)


def _pins(case: Case) -> np.ndarray:
    pins: np.ndarray = case.kind == PairKind.PIN
    return pins


def _pins_since(case: Case) -> np.ndarray:
    """The standing of pins: 1 for the youngest, the first by ids among equals, one more for each next one."""
    by_ids = sorted(case.candidates.pins, key=lambda row: (row.mentee, row.mentor))
    youngest_first = sorted(by_ids, key=lambda row: row.since, reverse=True)
    out = _nothing(case)
    for standing, row in enumerate(youngest_first, start=1):
        mentee, mentor = case.mentee_index[row.mentee], case.mentor_index[row.mentor]
        out[(case.mentee == mentee) & (case.mentor == mentor)] = standing
    return np.where(_pins(case), out, 0)


def _approval(case: Case) -> np.ndarray:
    asked: np.ndarray = case.candidates.pair_needs_approval[case.columns.pair] & ~case.held
    return asked


def _priority(case: Case) -> np.ndarray:
    return np.where(_best(case), case.seats.priority[case.mentee], 0)


def _meetings_moved(case: Case) -> np.ndarray:
    """1 where a held pair's meeting is not the recorded one, or is missing though there could be one."""
    pair, n_pairs = case.columns.pair, len(case.candidates.pair_mentee)
    has_record, has_hour = np.zeros(n_pairs, dtype=bool), np.zeros(n_pairs, dtype=bool)
    has_hour[pair[case.timed]] = True
    with_record = {(row.mentee, row.mentor) for row in case.candidates.held if row.slot is not None}
    for one in np.unique(pair[case.held]):
        who = (case.candidates.pair_mentee[one], case.candidates.pair_mentor[one])
        has_record[one] = (case.candidates.mentees[who[0]], case.candidates.mentors[who[1]]) in with_record
    missing = ~case.timed & has_hour[pair]
    moved: np.ndarray = case.held & np.where(has_record[pair], ~case.recorded, missing)
    return moved


def _in_band(case: Case, band: int) -> np.ndarray:
    bands = 1 + (case.points[:, None] > np.array(case.programme.policy.bands)).sum(axis=1)
    return _best(case) & (bands == band)


def _quality(case: Case) -> np.ndarray:
    return np.where(_best(case), case.points, 0)


def _further(case: Case) -> np.ndarray:
    further: np.ndarray = case.columns.further & case.seats.counted[case.mentee]
    return further


def _canonical(case: Case) -> np.ndarray:
    salt = case.programme.salt
    of_mentee, of_mentor = hashes(salt, case.candidates.mentees), hashes(salt, case.candidates.mentors)
    numbers = tie_breaks(of_mentee[case.mentee], of_mentor[case.mentor]) if len(case.columns) else _nothing(case)
    return np.where(case.held, 0, numbers)


_BY_NAME: dict[str, Callable[[Case], np.ndarray]] = {
    catalogue.PINS.name: _pins,
    catalogue.PINS_SINCE.name: _pins_since,
    catalogue.REACH.name: _best,
    catalogue.APPROVAL.name: _approval,
    catalogue.PRIORITY.name: _priority,
    catalogue.STABILITY_PEOPLE.name: _nothing,
    catalogue.STABILITY_PAIRS.name: _nothing,
    catalogue.STABILITY_MEETINGS.name: _meetings_moved,
    catalogue.QUALITY.name: _quality,
    catalogue.FURTHER_NUMBER.name: _further,
    catalogue.FURTHER_QUALITY.name: lambda case: np.where(_further(case), case.points, 0),
    catalogue.CANONICAL.name: _canonical,
}
