"""The linear programme over single columns and sets of a cluster's columns: grown as columns pay, bounded exactly.

Dantzig and Wolfe's decomposition (1960). Where a cluster's columns must fit together in ways that rows say badly, its
columns are chosen in sets that it can hold, one set each; all rows are told of single columns, and a set counts in a
row as its columns do together. Which sets there are is asked at the prices at hand (holding.py). Whatever the prices
are: the rows' limits at those prices, what each free column earns above its price, and the best set of each cluster add
up to a bound (Lagrange), in whole numbers.
"""

from __future__ import annotations

import numpy as np
from attrs import define, evolve, field, frozen

from mentormatch.solving.generated import AT_ONCE, best_of_rows
from mentormatch.solving.holding import Holding, Positions
from mentormatch.solving.inside import Cut, add_cuts
from mentormatch.solving.model import NO_LOWER, NO_UPPER, BoolArray, IntArray, Model, Tier
from mentormatch.solving.solvers import AT_LOWER, BASIC, Basis, Claim, Clock, FloatArray, solve_linear

FINEST = 2**30
LARGEST = 2.0**45
"""Of a price, or a column's points, times the scale: sums over a column's entries stay inside 63 bits."""
PAYS = 1e-9
"""What a column must earn above its price to join, as a share of the most points of a column."""
LARGEST_POINTS = 1000
JOIN = 0.5
"""How many single columns join at the most, as a share of those at hand."""
LEAST_JOIN = 1000
SETS_JOIN = 20
"""How many sets of a cluster join at once."""
ROUNDS = 200
NOISE = 1e-3
"""Of a point: prices are rounded, and what a relaxation uses should not be lost for that."""
TOLERANCE = 1e-6


@frozen(eq=False)
class Held:
    """A tier that is done: no choice may be worth less than `least` (at most, where it is minimised).

    relaxed: the relaxation that says what cannot be part of such a choice, where there is one.
    """

    tier: Tier
    least: int
    relaxed: Relaxed | None = None

    @property
    def own(self) -> int:
        """The limit on the columns' points alone."""
        return self.least - self.tier.constant


@frozen(eq=False)
class Relaxed:
    """A tier's linear relaxation, solved.

    bound: exact. over: the same before rounding, times scale, in the sense of max. activity: by single column, those in
    sets added up. worth: what each single column earns above its price, times scale; top: by cluster what no set of it
    earns more than. used: the sets in the relaxation's solution.
    """

    tier: Tier
    bound: int
    over: int
    scale: int
    activity: FloatArray
    worth: IntArray
    top: list[int]
    used: IntArray

    def slack(self, value: int) -> int:
        """What a choice worth `value` may lose, times scale, against the bound."""
        sign = 1 if self.tier.sense == "max" else -1
        return self.over - sign * (value - self.tier.constant) * self.scale


@define(eq=False)
class Pool:
    """The sets met so far: cluster and columns of each, in coordinates."""

    clusters: list[int] = field(factory=list)
    columns: list[IntArray] = field(factory=list)
    known: dict[tuple[int, Positions], int] = field(factory=dict)

    def add(self, cluster: int, holding: Holding, positions: Positions) -> bool:
        """Whether the set is new."""
        if (cluster, positions) in self.known:
            return False
        self.known[cluster, positions] = len(self.clusters)
        self.clusters.append(cluster)
        self.columns.append(holding.columns[list(positions)])
        return True

    def __len__(self) -> int:
        return len(self.clusters)

    def members(self) -> tuple[IntArray, IntArray]:
        """(set, column) of each membership, by set."""
        sizes = np.array([len(columns) for columns in self.columns], dtype=np.int64)
        sets = np.repeat(np.arange(len(self)), sizes)
        return sets, np.concatenate(self.columns) if len(self) else np.zeros(0, np.int64)


@frozen(eq=False)
class State:
    """Single columns alive and kept, sets alive, and tiers held."""

    alive: BoolArray
    kept: BoolArray
    sets_alive: tuple[bool, ...]
    held: tuple[Held, ...]


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
    basis: _WholeBasis | None = None
    by_column: Entries = field(init=False)

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
        self.by_column = Entries.of(self.model)

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
        if cuts:
            self.model = add_cuts(self.model, cuts)
            self.by_column = Entries.of(self.model)

    def begin(self, tier: Tier) -> None:
        """Columns to begin with: those at hand and the best few of each row for a tier; all where they are few."""
        if int(self.alive.sum()) <= AT_ONCE:
            self.kept = self.alive.copy()
        else:
            self.kept |= best_of_rows(self.model, tier) & self.alive

    def relax(self, tier: Tier, clock: Clock) -> Relaxed | None:
        """The tier's linear relaxation; None where it has no solution, or none in the time."""
        self.begin(tier)
        best: Relaxed | None = None
        whole = False
        for _ in range(ROUNDS):
            programme = self._programme(tier)
            claim = programme.solved(clock)
            if claim.status == "infeasible" and not whole and int(self.alive.sum()) <= AT_ONCE:
                self.kept, whole = self.alive.copy(), True  # too few columns to begin with: with all of them
                continue
            if claim.status != "optimal" or claim.duals is None or claim.values is None:
                return best if clock.over() else None
            self.basis = programme.basis_of(claim)
            best, joined = self._priced(tier, programme, claim)
            if not joined:
                return best
        return best

    def _programme(self, tier: Tier) -> Programme:
        return Programme.of(self, tier, *self.at_hand())

    def _priced(self, tier: Tier, programme: Programme, claim: Claim) -> tuple[Relaxed, bool]:
        """The bound at the prices found, and whether anything that pays at them has joined."""
        assert claim.duals is not None and claim.values is not None
        sign = 1 if tier.sense == "max" else -1
        duals = sign * claim.duals[: programme.n_priced]
        scale = _scale(duals, int(np.abs(tier.points).max(initial=0)))
        price = np.rint(duals * scale).astype(np.int64)
        limit, price = programme.limits(price)
        worth = self._worth(tier, price, scale)
        members, columns = self.pool.members()
        of_set = np.zeros(len(self.pool), np.int64)
        np.add.at(of_set, members, worth[columns])
        clusters = np.array(self.pool.clusters, dtype=np.int64)
        top = np.zeros(len(self.clusters), np.int64)
        alive = np.array(self.sets_alive, dtype=bool)
        if len(of_set):
            np.maximum.at(top, clusters[alive], of_set[alive])
        found = float(claim.values @ programme.points) + tier.constant
        free = np.flatnonzero(self.alive & (worth > 0))
        over = limit + _sum(worth[free]) + int(top.sum())
        air = int(PAYS * scale * max(1, int(np.abs(tier.points).max(initial=0))))
        paying = free[(worth[free] > air) & ~self.kept[free]]
        joined = False
        bounded = list(top.tolist())
        for number, holding in enumerate(self.clusters):
            got = holding.best(worth[holding.columns], int(top[number]), SETS_JOIN)
            bounded[number] = max(int(top[number]), got.top)
            for value, positions in got.sets:
                if value > top[number] + air:
                    joined |= self.add_set(number, positions)
        over += sum(bounded) - int(top.sum())
        bound = tier.constant + (over // scale if sign > 0 else -(over // scale))
        if bound == _rounded(found, tier.sense):
            joined = False  # nothing that might join can change the bound any more
        elif len(paying):
            most = max(LEAST_JOIN, int(JOIN * self.kept.sum()))
            if len(paying) > most:
                scrambled = (paying * 2654435761) & 0xFFFFFFFF  # columns of equal worth should not all be neighbours
                paying = paying[np.lexsort((scrambled, -worth[paying]))[:most]]
            self.kept[paying] = True
            joined = True
        return self._told(tier, programme, claim, bound, over, scale, worth, bounded), joined

    def _told(
        self,
        tier: Tier,
        programme: Programme,
        claim: Claim,
        bound: int,
        over: int,
        scale: int,
        worth: IntArray,
        top: list[int],
    ) -> Relaxed:
        assert claim.values is not None
        activity = programme.activity(claim.values)
        of_sets = claim.values[len(programme.singles) :]
        return Relaxed(tier, bound, over, scale, activity, worth, top, programme.sets[of_sets > TOLERANCE])

    def _worth(self, tier: Tier, price: IntArray, scale: int) -> IntArray:
        """What each single column earns above its price, times scale, in the sense of max."""
        sign = 1 if tier.sense == "max" else -1
        worth = sign * scale * tier.points - self.by_column.priced(price[: self.model.n_rows])
        for held, paid in zip(self.held, price[self.model.n_rows :].tolist(), strict=True):
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
            sets = _listed(holding, number, known, most)
            if sets is None:
                return None
            for positions in sets:
                self.add_set(number, positions)
                numbers.append(self.pool.known[number, positions])
        return np.flatnonzero(alive), np.array(sorted(numbers), dtype=np.int64)

    def hold_value(self, tier: Tier, relaxed: Relaxed | None, value: int) -> None:
        """Keeps a tier at a value that was searched for."""
        if relaxed is not None:
            self.hold(relaxed, value)
        else:
            self.held.append(Held(tier, tier.least(value)))

    def hold(self, relaxed: Relaxed, value: int) -> None:
        """Keeps a tier at a value; what cannot be part of any choice worth that leaves."""
        least = relaxed.tier.least(value)
        slack = relaxed.slack(least) + int(NOISE * relaxed.scale)
        self.alive = self.alive & (relaxed.worth >= -slack)
        self.kept &= self.alive
        members, columns = self.pool.members()
        of_set = np.zeros(len(self.pool), np.int64)
        np.add.at(of_set, members, relaxed.worth[columns])
        top = np.array(relaxed.top, dtype=np.int64)
        for number in np.flatnonzero(of_set < top[self.pool.clusters] - slack).tolist() if len(of_set) else ():
            self.sets_alive[number] = False
        self.held.append(Held(relaxed.tier, least, relaxed))


def _listed(holding: Holding, number: int, known: list[tuple[Relaxed, int]], most: int) -> list[Positions] | None:
    """The sets of a cluster that some relaxations allow at some values, by the last of them first."""
    filters = [(r.worth[holding.columns], r.top[number] - r.slack(value)) for r, value in reversed(known)]
    worth, least = filters[0] if filters else (np.zeros(len(holding.columns), np.int64), 0)
    sets = holding.all_above(worth, least, most)
    if sets is None:
        return None
    return [
        positions
        for positions in sets
        if all(int(worth[list(positions)].sum()) >= least for worth, least in filters[1:])
    ]


@frozen(eq=False)
class Entries:
    """A model's entries by column: those of column c stand from begins[c] to begins[c + 1]."""

    begins: IntArray
    row: IntArray
    value: IntArray

    @classmethod
    def of(cls, model: Model) -> Entries:
        order = np.argsort(model.entry_column, kind="stable")
        begins = np.r_[0, np.cumsum(np.bincount(model.entry_column, minlength=model.n_columns))]
        return cls(begins, model.entry_row[order], model.entry_value[order])

    def among(self, columns: IntArray) -> tuple[IntArray, IntArray, IntArray]:
        """(position in `columns`, row, value) of the entries of some columns."""
        sizes = self.begins[columns + 1] - self.begins[columns]
        position = np.repeat(np.arange(len(columns)), sizes)
        first = np.cumsum(sizes) - sizes
        at = np.arange(int(sizes.sum())) - first[position] + self.begins[columns][position]
        return position, self.row[at], self.value[at]

    def priced(self, price: IntArray) -> IntArray:
        """The price of each column: its entries at the prices of their rows."""
        paid = np.concatenate([[0], np.cumsum(price[self.row] * self.value)])
        result: IntArray = paid[self.begins[1:]] - paid[self.begins[:-1]]
        return result


@frozen(eq=False)
class Programme:
    """One linear programme: single columns and sets, rows of the problem, of tiers held, and one a cluster.

    n_priced: the rows of the problem and of tiers held, which stand first.
    """

    master: Master
    tier: Tier
    singles: IntArray
    sets: IntArray
    model: Model
    points: IntArray
    rows: IntArray  # of the whole programme, those that are in the model
    n_priced: int
    n_rows: int

    @classmethod
    def of(cls, master: Master, tier: Tier, singles: IntArray, sets: IntArray) -> Programme:
        """The programme of some single columns and sets."""
        pool, n_problem = master.pool, master.model.n_rows
        n = len(singles) + len(sets)
        column, row, value = master.by_column.among(singles)
        members, inside = pool.members()
        place = np.full(len(pool), -1)
        place[sets] = len(singles) + np.arange(len(sets))
        used = place[members] >= 0
        members, inside = members[used], inside[used]
        member, of_row, of_value = master.by_column.among(inside)
        parts = [(row, column, value), (of_row, place[members][member], of_value)]

        def told(points: IntArray) -> IntArray:
            out = np.concatenate([points[singles], np.zeros(len(sets), np.int64)])
            np.add.at(out, place[members], points[inside])
            return out

        lower, upper = [master.model.row_lower], [master.model.row_upper]
        for number, held in enumerate(master.held):
            points = told(held.tier.points)
            nonzero = np.flatnonzero(points)
            parts.append((np.full(len(nonzero), n_problem + number), nonzero, points[nonzero]))
            most = held.tier.sense == "max"
            lower.append(np.array([held.own if most else NO_LOWER]))
            upper.append(np.array([NO_UPPER if most else held.own]))
        n_priced = n_problem + len(master.held)
        clusters = np.array(pool.clusters, dtype=np.int64)[sets]
        parts.append((n_priced + clusters, len(singles) + np.arange(len(sets)), np.ones(len(sets), np.int64)))
        lower.append(np.full(len(master.clusters), NO_LOWER))
        upper.append(np.ones(len(master.clusters), np.int64))
        row, column, value = (np.concatenate([part[k] for part in parts]) for k in range(3))
        low, high = np.concatenate(lower), np.concatenate(upper)
        key, at = np.unique(row * max(1, n) + column, return_inverse=True)
        total = np.zeros(len(key), np.int64)
        np.add.at(total, at, value)
        row, column = key // max(1, n), key % max(1, n)
        standing = np.zeros(len(low), bool)
        standing[row] = True
        standing |= (low > 0) | (high < 0)
        model = Model(n, (np.cumsum(standing) - 1)[row], column, total, low[standing], high[standing])
        return cls(master, tier, singles, sets, model, told(tier.points), np.flatnonzero(standing), n_priced, len(low))

    def tier_here(self) -> Tier:
        """The tier over the programme's columns."""
        return evolve(self.tier, points=self.points)

    def hint(self, chosen: BoolArray) -> BoolArray | None:
        """A choice of the whole problem in this programme's columns; None where they are not all here."""
        out = np.concatenate([chosen[self.singles], np.zeros(len(self.sets), bool)])
        inside = int(out.sum())
        place = {number: len(self.singles) + at for at, number in enumerate(self.sets.tolist())}
        for cluster, positions in self.master.positions_of(chosen):
            number = self.master.pool.known.get((cluster, positions), -1)
            if number not in place:
                return None
            out[place[number]] = True
            inside += len(positions)
        return out if inside == int(chosen.sum()) else None

    def solved(self, clock: Clock) -> Claim:
        """The solver's claim; duals by row of the whole programme, 0 where a row has no column here."""
        # Points in the thousands at the most, or tolerances of the solver lose what makes ties.
        by = max(1.0, float(np.abs(self.points).max(initial=0)) / LARGEST_POINTS)
        claim = solve_linear(self.model, self.tier_here(), clock, basis=self._basis(), divided_by=by)
        if claim.duals is None:
            return claim
        duals: FloatArray = np.zeros(self.n_rows)
        duals[self.rows] = claim.duals * by
        return evolve(claim, duals=duals)

    def limits(self, price: IntArray) -> tuple[int, IntArray]:
        """What the rows allow at prices (times scale), and the prices, without those that no limit stands behind."""
        problem, held = self.master.model, self.master.held
        lower = np.concatenate([problem.row_lower, [h.own if h.tier.sense == "max" else NO_LOWER for h in held]])
        upper = np.concatenate([problem.row_upper, [NO_UPPER if h.tier.sense == "max" else h.own for h in held]])
        lower, upper = lower.astype(np.int64), upper.astype(np.int64)
        loose = ((price > 0) & (upper >= NO_UPPER)) | ((price < 0) & (lower <= NO_LOWER))
        price = np.where(loose, 0, price)
        at = np.flatnonzero(price)
        limit = np.where(price[at] > 0, upper[at], lower[at])
        return sum(p * u for p, u in zip(price[at].tolist(), limit.tolist(), strict=True)), price

    def activity(self, values: FloatArray) -> FloatArray:
        """What each single column of the problem is chosen, by itself or in sets."""
        out: FloatArray = np.zeros(self.master.model.n_columns)
        out[self.singles] = values[: len(self.singles)]
        members, columns = self.master.pool.members()
        of_set = np.zeros(len(self.master.pool))
        of_set[self.sets] = values[len(self.singles) :]
        np.add.at(out, columns, of_set[members])
        return out

    def basis_of(self, claim: Claim) -> _WholeBasis | None:
        """Where the search ended."""
        if claim.basis is None:
            return None
        of_single = np.full(self.master.model.n_columns, AT_LOWER)
        of_single[self.singles] = claim.basis.of_column[: len(self.singles)]
        of_set = np.full(len(self.master.pool), AT_LOWER)
        of_set[self.sets] = claim.basis.of_column[len(self.singles) :]
        of_row = np.full(self.n_rows, BASIC)
        of_row[self.rows] = claim.basis.of_row
        n_problem = self.master.model.n_rows
        return _WholeBasis(
            of_single, of_set, of_row[:n_problem], of_row[n_problem : self.n_priced], of_row[self.n_priced :]
        )

    def _basis(self) -> Basis | None:
        known = self.master.basis
        if known is None:
            return None
        of_set = _padded(known.of_set, len(self.master.pool), AT_LOWER)
        column = np.concatenate([known.of_single[self.singles], of_set[self.sets]])
        row = np.concatenate(
            [
                _padded(known.of_row, self.master.model.n_rows, BASIC),
                _padded(known.of_tier, len(self.master.held), BASIC),
                known.of_cluster,
            ]
        )
        return _as_many_as_rows(Basis(column, row[self.rows]))


@frozen(eq=False)
class _WholeBasis:
    """Where a search ended, in the whole problem: by single column, set, row, tier held and cluster."""

    of_single: IntArray
    of_set: IntArray
    of_row: IntArray
    of_tier: IntArray
    of_cluster: IntArray


def _as_many_as_rows(basis: Basis) -> Basis:
    """The basis with as many members as there are rows, or no solver takes it: columns and rows have left since."""
    column, row = basis.of_column.copy(), basis.of_row.copy()
    lacking = len(row) - int((column == BASIC).sum()) - int((row == BASIC).sum())
    if lacking > 0:
        row[np.flatnonzero(row != BASIC)[:lacking]] = BASIC
    elif lacking < 0:
        column[np.flatnonzero(column == BASIC)[:-lacking]] = AT_LOWER
    return Basis(column, row)


def _padded(known: IntArray, size: int, fill: int) -> IntArray:
    """The first `size` of them; what has come since stands out of the basis, or slack in it."""
    return np.concatenate([known, np.full(max(0, size - len(known)), fill)])[:size]


def _scale(duals: FloatArray, most: int) -> int:
    """Duals are often whole or simple fractions: then a small scale has no rounding, and bounds add up exactly."""
    for scale in (1, 60):
        off = np.abs(duals * scale - np.rint(duals * scale))
        if (off < scale * (1e-7 + 1e-12 * np.abs(duals))).all():
            return scale
    finest = FINEST
    while finest > 1 and max(most, np.abs(duals).max(initial=0)) * finest > LARGEST:
        finest //= 2
    return finest


def _sum(values: IntArray) -> int:
    largest = int(np.abs(values).max(initial=0))
    if largest * max(1, len(values)) < 2**62:
        return int(values.sum())
    return sum(values.tolist())


def _rounded(value: float, sense: str) -> int:
    """A linear programme's value, rounded to what a choice can be worth."""
    air = 1e-6 + 1e-10 * abs(value)
    return int(np.floor(value + air)) if sense == "max" else int(np.ceil(value - air))
