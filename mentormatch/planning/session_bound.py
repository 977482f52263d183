"""A bound by a search: the best of a tier over all patterns that may be in a better plan, sessions for one merged.

The linear programme's bound stays some per cent above what whole sessions can do. Its prices leave few patterns that
could be in anything better (reduced-cost fixing; Dantzig, Fulkerson and Johnson 1954), and once sessions for one are
taken together (solving/merged.py) a solver of whole numbers can search those to the end. What it finds need not be a
timetable, for the merged sessions may clash, and ways between sessions may be left out; it is never worth less than
one. The nearer it comes to a timetable the longer the search: Detail says how near.
"""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.scheduling import Formulation
from mentormatch.scheduling.rows import diary
from mentormatch.scheduling.singles import alternatives, for_one
from mentormatch.solving import Effort, Model, Tier
from mentormatch.solving.blocks import RowBuilder
from mentormatch.solving.found import outward
from mentormatch.solving.merged import Alternatives, merge
from mentormatch.solving.rows import drop_idle_rows, joined
from mentormatch.solving.solvers import Claim, Clock, solve_integer


@attrs.frozen(kw_only=True)
class Detail:
    """What such a search tells apart. by_venue: sessions for one. ways: whether somebody gets from one session to
    another, those for one left out, and not only whether both are on at one moment."""

    by_venue: bool = False
    ways: bool = False


DETAILS = (Detail(), Detail(by_venue=True), Detail(by_venue=True, ways=True))
"""From the one that says least, and takes least time."""
FEW = 40
"""Alternatives of each label that the search of whole timetables is given."""


@attrs.frozen(eq=False, kw_only=True)
class Searched:
    """bound: no timetable of these patterns is better; None where nothing is known. patterns: those that it used."""

    bound: int | None
    patterns: np.ndarray


@attrs.frozen(eq=False, kw_only=True)
class Closing:
    """The search of one formulation. single: its sessions for one; part: by column, as in solving/separable.py."""

    formulation: Formulation
    part: np.ndarray
    single: np.ndarray = attrs.field(init=False)

    @single.default
    def _single(self) -> np.ndarray:
        return for_one(self.formulation.case)

    def size(self, patterns: np.ndarray) -> int:
        """Columns of some patterns, sessions for one left out."""
        apart = patterns & ~self.single
        return int(apart[self.formulation.case.pattern].sum())

    def searched(
        self, model: Model, tier: Tier, patterns: np.ndarray, clock: Clock, effort: Effort, detail: Detail = DETAILS[0]
    ) -> Searched:
        """The best of a tier over some patterns. model: the formulation's, with the tiers before held."""
        apart, nothing = patterns & ~self.single, np.zeros_like(patterns)
        if detail.ways:
            model = self._with_ways(model, apart)
        ways = alternatives(self.formulation.case, patterns & self.single, self.part, by_venue=detail.by_venue)
        kept = (self.part < 0) | apart[self.part]
        merged = merge(model, kept, ways)
        # CP-SAT's bounds are far off on such models, and it would take half of the machine.
        over = merged.tier(tier)
        claim = solve_integer(drop_idle_rows(merged.model), over, clock, effort=effort, kinds=("HIGHS",))
        if claim.status == "infeasible":
            return Searched(bound=_impossible(tier), patterns=nothing)
        if claim.bound is None:
            return Searched(bound=None, patterns=nothing)
        used = nothing.copy()
        if claim.values is not None:
            used[np.flatnonzero(apart)] = claim.values[: int(apart.sum())] > 0.5
            used[_best_of(ways, claim.values[len(merged.kept) :] > 0.5, tier)] = True
        return Searched(bound=_bound_of(claim, over), patterns=used)

    def _with_ways(self, model: Model, patterns: np.ndarray) -> Model:
        """The model with all that anybody's diary says of some patterns; over all of them that is too much."""
        rows = RowBuilder()
        diary.add(self.formulation.case, rows, patterns)
        return joined(model, rows.model(model.n_columns))


def _bound_of(claim: Claim, tier: Tier) -> int | None:
    """The bound claimed, rounded outward; of a search that ended, the value of its choice where that is the same."""
    if claim.bound is None:
        return None
    bound = outward(tier, claim.bound)
    if claim.status != "optimal" or claim.values is None:
        return bound
    value = tier.value_of(claim.values > 0.5)
    return value if outward(tier, value - tier.constant) == bound else bound


def _best_of(ways: Alternatives, chosen: np.ndarray, tier: Tier) -> np.ndarray:
    """The patterns of the best few alternatives of each label chosen: what is merged may be had in one of them."""
    points = np.append(tier.points, 0)[ways.columns].sum(axis=1) * (1 if tier.sense == "max" else -1)
    order = np.lexsort((np.arange(len(points)), -points, ways.label))
    begins = np.searchsorted(ways.label[order], np.arange(ways.count))
    rank = np.arange(len(order)) - begins[ways.label[order]]
    best = order[(rank < FEW) & chosen[ways.label[order]]]
    return np.unique(ways.columns[best, 0])


def _impossible(tier: Tier) -> int:
    """A bound that every choice reaches, where there is none."""
    return -(2**60) if tier.sense == "max" else 2**60
