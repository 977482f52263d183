"""Rules of a problem for the same problem with more columns."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mentormatch.solving.holding import Holding
from mentormatch.solving.inside import Cut, Unwritten
from mentormatch.solving.model import BoolArray, IntArray


@frozen(eq=False)
class Longer:
    """Unwritten rules of the first n columns, for choices of more."""

    rules: Unwritten
    n: int

    def broken(self, chosen: BoolArray, among: IntArray | None = None) -> list[Cut]:
        return self.rules.broken(chosen[: self.n], None if among is None else among[among < self.n])

    def pairs_among(self, columns: IntArray, used: IntArray) -> list[Cut]:
        return self.rules.pairs_among(columns[columns < self.n], used[used < self.n])

    def mended(self, chosen: BoolArray) -> BoolArray:
        return np.concatenate([self.rules.mended(chosen[: self.n]), chosen[self.n :]])

    def joins(self, chosen: BoolArray, column: int) -> bool:
        return column >= self.n or self.rules.joins(chosen[: self.n], column)

    def fits(self, columns: IntArray) -> bool:
        return self.rules.fits(columns[columns < self.n])

    def holdings(self) -> list[Holding]:
        return self.rules.holdings()
