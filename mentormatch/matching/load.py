"""How evenly mentors carry: the sum of squares of their people, made linear.

The k-th person of a mentor costs 2k - 1. Each mentor has one unit column for each new person there may be, and a row:
no more pairs than those held and units. The cheap units are taken first.
"""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.matching.case import Case
from mentormatch.solving.blocks import RowBuilder


@attrs.frozen(eq=False, kw_only=True)
class Load:
    """constant: what is there already. points: by column, the units after the columns of the case."""

    constant: int
    points: np.ndarray
    n_units: int


def load_of(case: Case, chosen: np.ndarray) -> int:
    """The load of chosen pairs (flags by column); units that a search cut short may have taken in vain do not count."""
    seats = case.seats
    pairs = np.bincount(case.mentor[chosen[: len(case.columns)]], minlength=len(seats.elsewhere))
    return int(((seats.elsewhere + seats.on_hold_by_mentor + pairs) ** 2).sum())


def add_load(case: Case, rows: RowBuilder) -> Load:
    """Unit columns with their rows ("load", (mentor,)), and the points of the load tier over all columns."""
    seats = case.seats
    base = seats.elsewhere + seats.held_by_mentor + seats.on_hold_by_mentor
    n = len(case.columns)
    unit_points: list[int] = []
    for mentor in range(len(base)):
        mine = case.columns_of_mentor(mentor)
        if case.held[mine].all():
            continue
        most = int(seats.free_places[mentor])
        units = n + len(unit_points) + np.arange(most)
        unit_points.extend(int(2 * (base[mentor] + k) - 1) for k in range(1, most + 1))
        rows.add(
            ("load", (case.candidates.mentors[mentor],)),
            np.concatenate([mine, units]),
            np.concatenate([np.ones(len(mine), dtype=np.int64), -np.ones(most, dtype=np.int64)]),
            upper=len(np.unique(case.columns.pair[mine[case.held[mine]]])),
        )
    points = np.concatenate([np.zeros(n, dtype=np.int64), np.array(unit_points, dtype=np.int64)])
    return Load(constant=int((base * base).sum()), points=points, n_units=len(unit_points))
