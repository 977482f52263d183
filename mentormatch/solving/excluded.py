"""Sets of a cluster that a column outside it goes with or not: rows for a search over sets, from what a choice broke.

A cut tells single columns apart, and a week of three that cannot stand beside a fourth meeting is only one of hundreds.
Where the programme is made of sets, the row that is meant can be said at once: of this column (and those that could be
chosen instead of it) and all sets that do not go with it, one at the most.
"""

from __future__ import annotations

import numpy as np
from attrs import define, evolve, field

from mentormatch.solving.inside import Cut, Unwritten
from mentormatch.solving.master import Master
from mentormatch.solving.model import BoolArray, IntArray
from mentormatch.solving.restricted import Restricted
from mentormatch.solving.rows import add_rows


@define(eq=False)
class Excluded:
    """met: cluster and column outside clusters that a choice had together and could not, in the order of meeting."""

    master: Master
    unwritten: Unwritten
    met: dict[tuple[int, int], None] = field(factory=dict)

    def meet(self, cuts: list[Cut], chosen: BoolArray) -> None:
        """Notes what a choice broke, where that is one cluster's set and one column outside clusters."""
        for cut in cuts:
            items = cut.items[chosen[cut.items]]
            clusters = self.master.cluster_of[items]
            known, alone = np.unique(clusters[clusters >= 0]), items[clusters < 0]
            if len(known) == 1 and len(alone) == 1:
                self.met[int(known[0]), int(alone[0])] = None

    def told_to(self, programme: Restricted) -> Restricted:
        """The programme with a row for each column of those met, or instead of them, and the sets it excludes."""
        pool, n = self.master.pool, len(programme.singles)
        of_cluster = np.array(pool.clusters, dtype=np.int64)[programme.sets]
        rows: list[IntArray] = []
        for cluster, column in self.met:
            sets = np.flatnonzero(of_cluster == cluster)
            same: dict[bytes, list[int]] = {}
            for at in self._instead(programme.singles, column).tolist():
                one = programme.singles[at : at + 1]
                excluded = [
                    number
                    for number in sets.tolist()
                    if not self.unwritten.fits(np.union1d(one, pool.columns[programme.sets[number]]))
                ]
                if excluded:
                    same.setdefault(np.array(excluded).tobytes(), []).append(at)
            rows += [np.append(singles, n + np.frombuffer(key, np.int64)) for key, singles in same.items()]
        if not rows:
            return programme
        row = np.repeat(np.arange(len(rows)), [len(one) for one in rows])
        return evolve(
            programme, model=add_rows(programme.model, row, np.concatenate(rows), 1, upper=1, n_rows=len(rows))
        )

    def _instead(self, singles: IntArray, column: int) -> IntArray:
        """Positions of those single columns of which, with this one, at most one is chosen; it is among them."""
        rows = self.master.rows
        _, row, value = rows.among(np.array([column]))
        one_only = np.zeros(rows.n_rows, bool)
        one_only[row[(value == 1) & (rows.upper[row] == 1)]] = True
        position, row, value = rows.among(singles)
        inside = one_only[row] & (value == 1)
        # Of rows that are not the same only the widest: of all its columns one is chosen at the most.
        widest = int(np.argmax(np.bincount(row[inside], minlength=rows.n_rows)))
        return np.unique(position[inside & (row == widest)])
