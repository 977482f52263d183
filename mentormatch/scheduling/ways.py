"""Clashes that a linear programme overlooks: rows of the diary found where they are broken, not all written out.

For whoever leads, two sessions that are too long for one week exclude each other as two at one time do.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from attrs import define, field

from mentormatch.candidates.stops import Stops, clashes
from mentormatch.scheduling.case import Case
from mentormatch.scheduling.formulation import Formulation
from mentormatch.solving.blocks import RowName

AIR = 0.02
"""By how much more than one a row must be broken to be worth having."""

Hours = tuple[np.ndarray, int]
"""Minutes of each choice in one week, and how many there may be."""


@define(eq=False, slots=False)
class Ways:
    """Finds cliques of stops of one person that together are on more than once.

    with_hours: whether what somebody's hours of a week exclude counts too.
    """

    formulation: Formulation
    with_hours: bool = True
    _stops: dict[int, tuple[Stops, np.ndarray]] = field(factory=dict, init=False)

    @property
    def case(self) -> Case:
        """What the columns mean."""
        return self.formulation.case

    @cached_property
    def _hours(self) -> dict[int, list[Hours]]:
        """The rows "hours" of each person."""
        model = self.formulation.block.model
        out: dict[int, list[Hours]] = {}
        if not self.with_hours:
            return out
        rows = [row for row, name in enumerate(self.formulation.block.row_names) if name[0] == "hours"]
        for row in rows:
            used = model.entry_row == row
            minutes = np.zeros(self.case.n_choices, dtype=np.int64)
            minutes[model.entry_column[used]] = model.entry_value[used]
            person = int(str(self.formulation.block.row_names[row][1]))
            out.setdefault(person, []).append((minutes, int(model.row_upper[row])))
        return out

    def broken(self, activity: np.ndarray) -> list[tuple[RowName, np.ndarray]]:
        """Names and columns of broken rows "at most one of these", given the columns' values in a linear programme."""
        out: list[tuple[RowName, np.ndarray]] = []
        used = np.flatnonzero(activity[: self.case.n_choices] > 1e-6)
        for person in np.unique(self.case.person[used]).tolist():
            if person >= 0:
                out += self._of_person(person, activity)
        return out

    def _of_person(self, person: int, activity: np.ndarray) -> list[tuple[RowName, np.ndarray]]:
        columns = self.case.columns_of(person)
        values = activity[columns]
        if values.sum() <= 1 + AIR:
            return []
        stops, clash = self._clashes(person)
        on = np.bincount(stops.of_column, values, minlength=len(stops))
        out: list[tuple[RowName, np.ndarray]] = []
        seen: set[tuple[int, ...]] = set()
        for first in np.flatnonzero(on > 1e-6).tolist():
            clique = _grown(first, clash, on)
            if on[clique].sum() > 1 + AIR and tuple(clique) not in seen:
                seen.add(tuple(clique))
                inside = np.zeros(len(stops), dtype=bool)
                inside[clique] = True
                mine = columns[inside[stops.of_column]]
                out.append((("diary", person, tuple(np.unique(self.case.pattern[mine]).tolist())), mine))
        return out

    def all_of(self, person: int, patterns: Sequence[int]) -> np.ndarray | None:
        """Somebody's columns at the stops of some patterns, if any two of those stops exclude each other; else None."""
        columns = self.case.columns_of(person)
        stops, clash = self._clashes(person)
        at = np.unique(stops.of_column[np.isin(self.case.pattern[columns], patterns)])
        between = clash[np.ix_(at, at)] | np.eye(len(at), dtype=bool)
        return columns[np.isin(stops.of_column, at)] if between.all() else None

    def _clashes(self, person: int) -> tuple[Stops, np.ndarray]:
        if person not in self._stops:
            columns = self.case.columns_of(person)
            stops = self.case.stops(columns)
            clash = clashes(stops, self.case.between(person))
            for minutes, room in self._hours.get(person, ()):
                least = np.full(len(stops), room + 1)  # of all that somebody could do there and then
                np.minimum.at(least, stops.of_column, minutes[columns])
                clash |= least[:, None] + least[None, :] > room
            np.fill_diagonal(clash, False)
            self._stops[person] = (stops, clash)
        return self._stops[person]


def _grown(first: int, clash: np.ndarray, on: np.ndarray) -> list[int]:
    """A maximal clique round a stop, those that are on most first, then all others in their order; ascending."""
    clique, able = [first], clash[first].copy()
    while able.any():
        members = np.flatnonzero(able)
        following = int(members[np.argmax(on[members])])
        clique.append(following)
        able &= clash[following]
    return sorted(clique)
