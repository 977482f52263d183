"""The tiers of a timetable: docs/timetable.md, T7."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.tie_breaks import hashes, tie_breaks
from mentormatch.domain import tiers as catalogue
from mentormatch.domain.timetable import TOTAL
from mentormatch.scheduling.case import Case
from mentormatch.scheduling.load import Load
from mentormatch.scheduling.reached import Reached
from mentormatch.scheduling.rows.budget import pence_under
from mentormatch.solving import Tier


def session_tiers(case: Case, reached: Reached, load: Load) -> tuple[Tier, ...]:
    """Every tier of the scope "schedule", in order, over choices, then helpers."""
    patterns, attending = case.found.patterns, case.found.attending
    n_columns = load.first + len(load.points)

    def over(points: np.ndarray, at: int | np.ndarray = 0) -> np.ndarray:
        out = np.zeros(n_columns, dtype=np.int64)
        out[at + np.arange(len(points)) if isinstance(at, int) else at] = points
        return out

    def counted(name: str) -> np.ndarray:
        columns = reached.columns[name]
        return over(np.ones(len(columns), dtype=np.int64), columns)

    dated = case.open_dates[case.pattern]
    points = {
        catalogue.FIXED_SESSIONS: over(~case.placed),
        catalogue.FIXED_PEOPLE: over(attending.given, case.first_attended),
        catalogue.REACH_GROUP: counted("reach-group"),
        catalogue.WISH: counted("wish"),
        catalogue.WISH_FIRST: counted("wish-first"),
        catalogue.GROUP_QUALITY: over(patterns.points) + over(attending.points, case.first_attended),
        catalogue.COST: over(pence_under(case, TOTAL) * dated),
        catalogue.LEADERS_LOAD: over(load.points, load.first),
        catalogue.SESSIONS_CANONICAL: over(numbers(case)),
    }
    policy = case.programme.policy
    gives = {name: give for name, give in policy.gives.items() if name != catalogue.SESSIONS_CANONICAL.name}
    by_default = {catalogue.GROUP_QUALITY.name: policy.quality_give}
    return tuple(
        Tier(
            name=kind.name,
            sense="max" if kind.sense == catalogue.MAX else "min",
            points=values,
            give=gives.get(kind.name, 0),
            give_per_mille=0 if kind.name in gives else by_default.get(kind.name, 0),
        )
        for kind, values in points.items()
    )


def numbers(case: Case) -> np.ndarray:
    """The tie-break of each choice, shape (n_choices,)."""
    patterns, salt = case.found.patterns, case.programme.salt
    activity = hashes(salt, [row.id for row in patterns.activities])[patterns.activity]
    venue = hashes(salt, [row.id for row in patterns.venues])[patterns.venue]
    slots, of_slot = np.unique(
        np.stack([patterns.weekday, patterns.start, patterns.first], axis=1).astype(np.int64),
        axis=0,
        return_inverse=True,
    )
    slot = hashes(salt, ["/".join(str(figure) for figure in row) for row in slots.tolist()])[of_slot.reshape(-1)]
    person = hashes(salt, case.found.people)
    at, who = case.pattern[case.n_patterns :], case.person[case.n_patterns :]
    return np.concatenate(
        [tie_breaks(activity, venue, slot), tie_breaks(activity[at], venue[at], slot[at], person[who])]
    )
