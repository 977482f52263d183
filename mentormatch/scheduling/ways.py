"""Clashes that a linear programme overlooks: rows of the diary found where they are broken, not all written out."""

from __future__ import annotations

import numpy as np
from attrs import define, field

from mentormatch.candidates.stops import Stops, clashes
from mentormatch.scheduling.case import Case
from mentormatch.solving.blocks import RowName

AIR = 0.02
"""By how much more than one a row must be broken to be worth having."""


@define(eq=False)
class Ways:
    """Finds cliques of stops of one person that together are on more than once."""

    case: Case
    _stops: dict[int, tuple[Stops, np.ndarray]] = field(factory=dict, init=False)

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

    def _clashes(self, person: int) -> tuple[Stops, np.ndarray]:
        if person not in self._stops:
            stops = self.case.stops(self.case.columns_of(person))
            self._stops[person] = (stops, clashes(stops, self.case.between(person)))
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
