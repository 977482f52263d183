"""The linear programme over single columns and sets of a cluster's columns: grown as columns pay, bounded exactly.

Dantzig and Wolfe's decomposition (1960). Where a cluster's columns must fit together in ways that rows say badly, its
columns are chosen in sets that it can hold, one set each; all rows are told of single columns, and a set counts in a
row as its columns do together. Which sets there are is asked at the prices at hand (holding.py). Whatever the prices
are: the rows' limits at those prices, what each free column earns above its price, and the best set of each cluster add
up to a bound (Lagrange), in whole numbers.
"""

from __future__ import annotations

import numpy as np
from attrs import define, field

from mentormatch.solving.cut_rows import Rows
from mentormatch.solving.generated import AT_ONCE, best_of_rows, worthiest
from mentormatch.solving.holding import Holding, Positions
from mentormatch.solving.inside import Cut
from mentormatch.solving.model import BoolArray, IntArray, Model, Tier
from mentormatch.solving.prices import exact_sum
from mentormatch.solving.relaxed import Held, Pool, Relaxed, State, fine_enough, listed, rounded
from mentormatch.solving.restricted import Restricted, WholeBasis, padded
from mentormatch.solving.solvers import AT_LOWER, Claim, Clock

PAYS = 1e-9
"""What a column must earn above its price to join, as a share of the most points of a column."""
SETS_JOIN = 20
"""How many sets of a cluster join at once."""
MORE = 40
"""Columns of each row where a few of each allow no choice at all."""
JOIN = 0.4
"""Of the single columns at hand: so many of them count where it is said how many more may join at once."""
MANY_JOIN = 0.02
"""Of the columns and sets at hand: while more than this join of what is known, new sets are not looked for."""
ROUNDS = 200
"""Linear programmes of one tier at the most; a bound is true at any prices, so an early end only weakens it."""
NOISE = 1e-3
"""Of a point: prices are rounded, and what a relaxation uses should not be lost for that."""
TOLERANCE = 1e-6
"""What a solver calls more than nothing."""


@define(eq=False)
class Master:
    """The problem over single columns, the clusters among them, the tiers held, and what of it is in the programme.

    alive: single columns outside clusters that may still be chosen. kept: those in the linear programme.
    """

    model: Model
    clusters: list[Holding]
    pool: Pool
    alive: BoolArray
    kept: BoolArray
    cluster_of: IntArray
    held: list[Held] = field(factory=list)
    sets_alive: list[bool] = field(factory=list)
    basis: WholeBasis | None = None
    begun: Tier | None = None
    rows: Rows = field(init=False)

    @classmethod
    def of(cls, model: Model, clusters: list[Holding]) -> Master:
        """Each cluster begins with the sets of one column, and some that hold what its rows ask for."""
        cluster_of = np.full(model.n_columns, -1)
        for number, holding in enumerate(clusters):
            cluster_of[holding.columns] = number
        alive = cluster_of < 0
        master = cls(model, clusters, Pool(), alive, np.zeros(model.n_columns, bool), cluster_of)
        asked = np.zeros(model.n_columns, bool)
        asked[model.entry_column[(model.row_lower > 0)[model.entry_row] & (model.entry_value > 0)]] = True
        for number, holding in enumerate(clusters):
            for position in range(len(holding.columns)):
                if holding.holds((position,)):
                    master.add_set(number, (position,))
            wanted = asked[holding.columns].astype(np.int64)
            if wanted.any():
                for _, positions in holding.best(wanted, 0, SETS_JOIN).sets:
                    master.add_set(number, positions)
        return master

    def __attrs_post_init__(self) -> None:
        self.rows = Rows.of(self.model)

    def state(self) -> State:
        """What tiers and their prices have left, to come back to."""
        return State(self.alive, self.kept.copy(), tuple(self.sets_alive), tuple(self.held))

    def restore(self, state: State) -> None:
        """Back to a state before; sets and rows that were met since stay known."""
        self.alive, self.kept = state.alive, state.kept.copy()
        newer = len(self.sets_alive) - len(state.sets_alive)
        self.sets_alive = [*state.sets_alive, *([True] * newer)]
        self.held = list(state.held)

    def add_set(self, cluster: int, positions: Positions) -> bool:
        """Whether the set is new to the programme; one that had left comes back."""
        new = self.pool.add(cluster, self.clusters[cluster], positions)
        if new:
            self.sets_alive.append(True)
            return True
        number = self.pool.known[cluster, positions]
        if self.sets_alive[number]:
            return False
        self.sets_alive[number] = True
        return True

    def add_cuts(self, cuts: list[Cut]) -> None:
        """Rows that every choice obeys, told of single columns."""
        self.rows.add(cuts)

    def begin(self, tier: Tier) -> None:
        """Columns to begin with: all where they are few; else where the last search ended, and the best of each row."""
        if int(self.alive.sum()) <= AT_ONCE:
            self.kept = self.alive.copy()
            return
        if self.begun is tier:  # once more, with rows that have come since
            return
        self.begun = tier
        if self.basis is not None:
            self.kept &= self.basis.of_single != AT_LOWER
            used = padded(self.basis.of_set != AT_LOWER, len(self.pool), True)
            self.sets_alive = (np.array(self.sets_alive, dtype=bool) & used).tolist()
        self.kept |= best_of_rows(self.model, tier, self.alive)

    def relax(self, tier: Tier, clock: Clock) -> Relaxed | None:
        """The tier's linear relaxation; None where it has no solution, or none in the time."""
        self.begin(tier)
        best: Relaxed | None = None
        wider = [MORE, None] if int(self.alive.sum()) > AT_ONCE else [None]
        for _ in range(ROUNDS):
            programme = Restricted.of(self, tier, *self.at_hand())
            claim = programme.solved(clock)
            if claim.status == "infeasible" and wider:  # too few columns to begin with: with more of them, then all
                many = wider.pop(0)
                more = self.alive if many is None else best_of_rows(self.model, tier, self.alive, many)
                self.kept, self.sets_alive = self.kept | more, [True] * len(self.pool)
                continue
            if claim.status == "nothing" and self.basis is not None and not clock.over():
                self.basis = None  # the simplex search lost its way from where the last one ended: from the beginning
                continue
            if claim.status != "optimal" or claim.duals is None or claim.values is None:
                return None if claim.status == "infeasible" else best  # the last bound is as true as a later one
            self.basis = programme.basis_of(claim)
            latest, joined = self._priced(tier, programme, claim)
            best = latest or best
            if not joined:
                return best
        return best

    def _priced(self, tier: Tier, programme: Restricted, claim: Claim) -> tuple[Relaxed | None, bool]:
        """The bound at the prices found, and whether anything that pays at them has joined.

        No bound where so much joins of what is known already that the best sets need not be looked for yet.
        """
        assert claim.duals is not None and claim.values is not None
        sign = 1 if tier.sense == "max" else -1
        duals, largest = sign * claim.duals[: programme.n_priced], int(np.abs(tier.points).max(initial=0))
        scale = fine_enough(duals, largest)
        limit, price = programme.limits(np.rint(duals * scale).astype(np.int64))
        worth = self._worth(tier, price, scale)
        air = int(PAYS * scale * max(1, largest))
        paying = np.flatnonzero(self.alive & (worth > air) & ~self.kept)
        at_hand = len(programme.singles) + len(programme.sets)
        if self._known_sets_join(worth, air) + len(paying) > MANY_JOIN * at_hand:
            self.kept[worthiest(paying, worth[paying], int(JOIN * self.kept.sum()))] = True
            return None, True
        top, joined = self._best_sets(worth, air)
        free = np.flatnonzero(self.alive & (worth > 0))
        over = limit + exact_sum(worth[free]) + sum(top)
        bound = tier.constant + (over // scale if sign > 0 else -(over // scale))
        if bound == rounded(float(claim.values @ programme.points) + tier.constant, tier.sense):
            joined = False  # nothing that might join can change the bound any more
        elif len(paying):
            self.kept[worthiest(paying, worth[paying], int(JOIN * self.kept.sum()))] = True
            joined = True
        used = programme.sets[claim.values[len(programme.singles) :] > TOLERANCE]
        return Relaxed(tier, bound, over, scale, programme.activity(claim.values), worth, top, used), joined

    def _known_sets_join(self, worth: IntArray, air: int) -> int:
        """How many sets that had left come back: by cluster the best few of those worth more than any at hand."""
        if not len(self.pool):
            return 0
        alive, cluster = np.array(self.sets_alive, dtype=bool), np.array(self.pool.clusters)
        of_set, top = self.pool.worth(worth), np.array(self._top(worth))
        paying = np.flatnonzero(~alive & (of_set > top[cluster] + air))
        order = paying[np.lexsort((paying, -of_set[paying], cluster[paying]))]
        first = np.searchsorted(cluster[order], cluster[order], side="left")
        joining = order[np.arange(len(order)) - first < SETS_JOIN]
        alive[joining] = True
        self.sets_alive = alive.tolist()
        return len(joining)

    def _best_sets(self, worth: IntArray, air: int) -> tuple[list[int], bool]:
        """By cluster what no set of it is worth more than, and whether any joined that is worth more than those here.

        air: by how much it must be.
        """
        here, joined = self._top(worth), False
        top = []
        for number, holding in enumerate(self.clusters):
            got = holding.best(worth[holding.columns], here[number], SETS_JOIN)
            top.append(max(here[number], got.top))
            for value, positions in got.sets:
                if value > here[number] + air:
                    joined |= self.add_set(number, positions)
        return top, joined

    def _top(self, worth: IntArray) -> list[int]:
        """By cluster what the best of its sets in the programme is worth; no set is worth nothing."""
        alive = np.array(self.sets_alive, dtype=bool)
        top = np.zeros(len(self.clusters), np.int64)
        if alive.any():
            np.maximum.at(top, np.array(self.pool.clusters)[alive], self.pool.worth(worth)[alive])
        result: list[int] = top.tolist()
        return result

    def _worth(self, tier: Tier, price: IntArray, scale: int) -> IntArray:
        """What each single column earns above its price, times scale, in the sense of max."""
        sign = 1 if tier.sense == "max" else -1
        worth = sign * scale * tier.points - self.rows.priced(price[: self.rows.n_rows])
        for held, paid in zip(self.held, price[self.rows.n_rows :].tolist(), strict=True):
            if paid:
                worth = worth - paid * held.tier.points
        return np.asarray(worth, dtype=np.int64)

    def positions_of(self, chosen: BoolArray) -> list[tuple[int, Positions]]:
        """What each cluster has of a choice, where it has anything."""
        out = []
        for number, holding in enumerate(self.clusters):
            positions = tuple(np.flatnonzero(chosen[holding.columns]).tolist())
            if positions:
                out.append((number, positions))
        return out

    def seed(self, chosen: BoolArray) -> None:
        """Sees to it that a choice is in the programme."""
        self.kept |= chosen & (self.cluster_of < 0)
        self.alive = self.alive | (chosen & (self.cluster_of < 0))
        for number, positions in self.positions_of(chosen):
            self.add_set(number, positions)

    def at_hand(self) -> tuple[IntArray, IntArray]:
        """The single columns and the sets in the programme."""
        return np.flatnonzero(self.kept & self.alive), np.flatnonzero(np.array(self.sets_alive, dtype=bool))

    def sets_of(self, chosen: BoolArray) -> IntArray:
        """The sets of a choice that is in the programme, by number."""
        found = [self.pool.known[cluster, positions] for cluster, positions in self.positions_of(chosen)]
        return np.array(found, dtype=np.int64)

    def could_reach(self, relaxed: Relaxed | None, value: int, most: int) -> tuple[IntArray, IntArray] | None:
        """All single columns and sets that a choice worth `value` may use; None where a cluster has too many sets.

        Without a relaxation: all that the tiers held have left.
        """
        known = [(held.relaxed, held.least) for held in self.held if held.relaxed is not None]
        if relaxed is not None:
            known.append((relaxed, value))
        alive = self.alive
        if relaxed is not None:
            alive = alive & (relaxed.worth >= -relaxed.slack(value))
        numbers: list[int] = []
        for number, holding in enumerate(self.clusters):
            sets = listed(holding, number, known, most)
            if sets is None:
                return None
            for positions in sets:
                self.add_set(number, positions)
                numbers.append(self.pool.known[number, positions])
        return np.flatnonzero(alive), np.array(sorted(numbers), dtype=np.int64)

    def hold(self, tier: Tier, value: int, relaxed: Relaxed | None) -> None:
        """Keeps a tier at a value; by its relaxation, where there is one, what no choice worth that has leaves."""
        least = tier.least(value)
        self.held.append(Held(tier, least, relaxed))
        if relaxed is None:
            return
        slack = relaxed.slack(least) + int(NOISE * relaxed.scale)
        self.alive = self.alive & (relaxed.worth >= -slack)
        self.kept &= self.alive
        if len(self.pool):
            lost = self.pool.worth(relaxed.worth) < np.array(relaxed.top)[self.pool.clusters] - slack
            self.sets_alive = (np.array(self.sets_alive) & ~lost).tolist()
