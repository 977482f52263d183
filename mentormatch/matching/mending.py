"""A choice made allowed, where it breaks diaries: what is taken out of it, and what may join it again."""

from __future__ import annotations

import numpy as np

from mentormatch.matching.case import Case
from mentormatch.matching.diaries import Diaries


class Mending(Diaries):
    """The rules of open hours, and what is done with a choice that does not keep them."""

    def __init__(self, case: Case) -> None:
        super().__init__(case)
        apart = {person for two in self.apart for person in two}
        self.bound = apart | (set(case.mentee_index) & set(case.mentor_index))

    def mended(self, chosen: np.ndarray) -> np.ndarray:
        """The choice without the last ideas of every week and group that does not hold."""
        result = chosen.copy()
        weeks = [mine for _, mine in self.crowded(np.flatnonzero(result[: len(self.case.columns)]))]
        result[self._lightened(weeks)] = False
        groups = self.groups(np.flatnonzero(result[: len(self.case.columns)]))
        result[self._lightened([group for group in groups if not self.fits(group)])] = False
        return self._first_ones_first(result)

    def joins(self, chosen: np.ndarray, column: int) -> bool:
        """Whether an allowed choice is still allowed with one column more."""
        if column >= len(self.case.columns):
            return True
        mine = self.case.columns_of_mentor(int(self.case.mentor[column]))
        if not self.fits(np.union1d(mine[chosen[mine]], [column])):
            return False
        if not self._bound_to_others(np.union1d(mine[chosen[mine]], [column])):
            return True
        after = np.union1d(np.flatnonzero(chosen[: len(self.case.columns)]), [column])
        return all(self.fits(group) for group in self.groups(after) if column in group)

    def _bound_to_others(self, mine: np.ndarray) -> bool:
        """Whether anybody in a mentor's meetings may have one elsewhere, or is kept apart from anybody."""
        case = self.case
        names = {case.candidates.mentees[index] for index in case.mentee[mine].tolist()}
        names.add(case.candidates.mentors[int(case.mentor[mine[0]])])
        return bool(case.seats.several[case.mentee[mine]].any()) or not names.isdisjoint(self.bound)

    def _first_ones_first(self, chosen: np.ndarray) -> np.ndarray:
        """The choice with the best of a mentee's further pairs in the place of a first one that is gone."""
        n, case = len(self.case.columns), self.case
        further = np.flatnonzero(chosen[:n] & case.columns.further)
        has_first = np.zeros(len(case.candidates.mentees), dtype=bool)
        has_first[case.mentee[chosen[:n] & ~case.columns.further]] = True
        lone = further[~has_first[case.mentee[further]]]
        lone = lone[np.lexsort((lone, -case.points[lone], case.mentee[lone]))]
        best = lone[np.flatnonzero(np.diff(case.mentee[lone], prepend=-1))]
        result = chosen.copy()
        result[best], result[best - 1] = False, True  # the same pair, place and hour stands before it, as a first one
        return result

    def _lightened(self, full: list[np.ndarray]) -> np.ndarray:
        """The last ideas of weeks or groups, as many as must go; what people agreed on is not ours to end.

        Of what cannot be held a further pair goes first: it costs nobody the only mentor there is for them.
        """
        out: list[int] = []
        for group in full:
            left = group
            while not self.fits(left):
                part = self.smallest(left)
                ideas = part[~self.case.held[part]]
                if not len(ideas):
                    break
                last = ideas[np.argsort(self.case.columns.further[ideas], kind="stable")][-1]
                out.append(int(last))
                left = left[left != last]
        return np.array(out, dtype=np.int64)
