"""Searches about one relaxation: what it has whole is settled, and what stands beside its pieces is searched.

Of a large problem the last of a run of relaxations is whole almost everywhere. Where it is, and nothing at hand
disputes it, it is taken as it is (relaxation induced neighbourhoods; Danna, Rothberg and Le Pape 2005); what is left is
small. An allowed choice is bettered the same way, where it and the relaxation agree.
"""

from __future__ import annotations

import numpy as np
from attrs import define, evolve, field

from mentormatch.solving.excluded import Excluded
from mentormatch.solving.filling import making_room
from mentormatch.solving.generated import worthiest
from mentormatch.solving.inside import Cut, Unwritten
from mentormatch.solving.master import Master
from mentormatch.solving.model import BoolArray, Effort, IntArray, Tier
from mentormatch.solving.relaxed import Relaxed
from mentormatch.solving.restricted import Restricted
from mentormatch.solving.rows import WIDEST, sharing_rows
from mentormatch.solving.solvers import Clock, FloatArray, solve_integer

BESIDE = 6_000
"""Half so many of the best columns beside what a relaxation is undecided about join a search for anything at all."""
WIDER = 2
"""How often twice as many join, where there is no choice at all."""
WHOLE = 1 - 1e-6


@define(eq=False)
class About:
    """What searches about a relaxation have at hand: single columns and sets, more with each search.

    trouble: single columns that broke unwritten rules. paired: rows say which two of the columns never go together.
    """

    master: Master
    unwritten: Unwritten
    effort: Effort
    relaxed: Relaxed
    columns: BoolArray = field(init=False)
    sets: IntArray = field(factory=lambda: np.zeros(0, np.int64))
    trouble: IntArray = field(factory=lambda: np.zeros(0, np.int64))
    excluded: Excluded = field(init=False)
    paired: bool = False
    wider: int = 0

    def __attrs_post_init__(self) -> None:
        self.columns = np.zeros(self.master.model.n_columns, bool)
        self.columns[making_room(self.master.model)] = True
        self.excluded = Excluded(self.master, self.unwritten)

    def any_choice(self, tier: Tier, ends: Clock) -> BoolArray | None:
        """A choice that keeps the tiers held and all rows, whatever it is worth in the tier; None where none is found.

        Only of what could be part of a choice worth the relaxation's bound.
        """
        self._joined(between(self.relaxed.activity), BESIDE << self.wider, short=False)
        self.sets = np.union1d(self.sets, self.master.at_hand()[1])
        if not self.paired:
            singles = self._singles()
            self.master.add_cuts(self.unwritten.pairs_among(singles, singles))
            self.paired = True
        nothing = evolve(tier, points=np.zeros_like(tier.points))
        return self._searched(nothing, self.relaxed.activity > WHOLE, ends, None)

    def widened(self) -> bool:
        """More is at hand for the next choice; False where it was often enough."""
        self.wider, self.paired = self.wider + 1, False
        return self.wider <= WIDER

    def bettered(self, tier: Tier, best: BoolArray, ends: Clock, *, short: bool) -> BoolArray | None:
        """The best choice in a tier of what is at hand about an allowed one, which is seeded (Master.seed).

        short: whether what could not be part of a choice worth the relaxation's bound joins what is at hand as well.
        """
        whole = self.relaxed.activity > WHOLE
        self._joined(between(self.relaxed.activity) | (best != whole), 0, short=short)
        self.columns |= best
        self.sets = np.union1d(self.sets, self.master.sets_of(best))
        return self._searched(tier, whole & best, ends, best)

    def meet(self, cuts: list[Cut], chosen: BoolArray) -> None:
        """Notes what a choice broke."""
        for cut in cuts:
            self.trouble = np.union1d(self.trouble, cut.items[chosen[cut.items]])
        self.excluded.meet(cuts, chosen)

    def _joined(self, hot: BoolArray, at_hand: int, *, short: bool) -> None:
        """Takes in what the relaxation uses, and the best beside what is hot or made trouble."""
        self.columns |= self.relaxed.activity > 1 - WHOLE
        hot[self.trouble] = True
        self.columns[open_beside(self.master, self.relaxed, hot, at_hand, but=self.columns, short=short)] = True

    def _singles(self) -> IntArray:
        return np.flatnonzero(self.columns & self.master.alive)

    def _searched(self, tier: Tier, whole: BoolArray, ends: Clock, best: BoolArray | None) -> BoolArray | None:
        singles = self._singles()
        sets = self.sets[np.array(self.master.sets_alive, dtype=bool)[self.sets]]
        programme = self.excluded.told_to(Restricted.of(self.master, tier, singles, sets))
        model, left = programme.settled(self._undisputed(whole, singles))
        hint = None if best is None else programme.hint(best)
        here = evolve(tier, points=programme.points[left])
        claim = solve_integer(model, here, ends, effort=self.effort, hint=None if hint is None else hint[left])
        if claim.values is None:
            return None
        values = np.ones(len(left))
        values[left] = claim.values
        return programme.choice(evolve(claim, values=values))

    def _undisputed(self, whole: BoolArray, singles: IntArray) -> BoolArray:
        """Those of the whole ones that share no row about a neighbourhood with any other of some single columns."""
        model, rows = self.master.model, self.master.rows
        near = np.ones(rows.n_rows, bool)
        near[: model.n_rows] = np.bincount(model.entry_row, minlength=model.n_rows) <= WIDEST
        sure = singles[whole[singles]]
        others = np.setdiff1d(singles[~whole[singles]], making_room(model), assume_unique=True)
        disputed = np.zeros(rows.n_rows, bool)
        disputed[rows.among(others)[1]] = True
        position, row, _ = rows.among(sure)
        touched = np.zeros(len(sure), bool)
        touched[position[(disputed & near)[row]]] = True
        out = np.zeros(model.n_columns, bool)
        out[sure[~touched]] = True
        return out


def open_beside(
    master: Master, relaxed: Relaxed, hot: BoolArray, at_hand: int, *, but: BoolArray | None = None, short: bool = False
) -> IntArray:
    """The best single columns that share a row with one of these, and could be in a choice worth the bound.

    Not of rows that are about the whole and not about a neighbourhood; some thousands, or half of those at hand.
    but: columns that are none of them. short: whether what falls short of the bound may join as well.
    """
    model = master.model
    beside = sharing_rows(model.entry_row, model.entry_column, hot, model.n_rows)
    beside &= master.alive
    if but is not None:
        beside &= ~but
    if not short:
        beside &= relaxed.worth >= -relaxed.slack(relaxed.bound)
    return np.sort(worthiest(np.flatnonzero(beside), relaxed.worth[beside], at_hand))


def between(activity: FloatArray) -> BoolArray:
    """Of which columns a relaxation uses a part."""
    out: BoolArray = np.abs(activity - np.rint(activity)) > 1e-6
    return out
