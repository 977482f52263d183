"""Columns that differ only inside one cluster taken together: first who and where, then the hour.

In a matching model most columns say the same thing to everybody but one mentor: the same pair at the same place an hour
later. Whatever the rest of the problem can tell apart is an *item*; which items a cluster can hold side by side is all
that is left of its inside. That is exact as long as every set of items that the cluster cannot hold is forbidden:

- two that never go together: cliques of such items, at most one of each (and of two that together overrun a row with
  coefficients, such as hours);
- three or more: a row for the set once a choice runs into it (lazily; the choice is then searched again), grown to all
  items of which no three, four ... ever go together;
- rows with coefficients stay, and beside each stand its Chvatal-Gomory roundings "at most two (three) of the large".

What is solved over items is a relaxation until its choice can be lifted: given a column for each item that it chose.
A lifted optimum is an optimum of the problem itself. Projection of integer programmes with cuts for what it loses is
logic-based Benders decomposition (Hooker and Ottosson 2003), with the small sets written out beforehand.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from attrs import evolve, frozen

from mentormatch.solving.cliques import as_masks
from mentormatch.solving.clusters import Clusters, find_clusters
from mentormatch.solving.inside import Cut, Inside, add_cuts
from mentormatch.solving.model import NO_UPPER, BoolArray, IntArray, Model, Tier
from mentormatch.solving.rows import keep_columns, keep_rows

WORTH_IT = 0.85
"""Of all columns: with more items than that the problem is left as it is."""
MOST_ROUNDED = 3
"""Roundings "at most k" of a row with coefficients, for k up to this."""


@frozen(eq=False)
class Projection:
    """The problem over items, and the way back.

    item: by column. first: a column of each item. cluster: by item, -1 = in none. inside: the clusters whose hours were
    left out. column_of: by such a cluster, the column of an item (position in the cluster's) at a stop.
    """

    model: Model
    item: IntArray
    first: IntArray
    cluster: IntArray
    inside: tuple[Inside, ...]
    column_of: tuple[dict[tuple[int, int], int], ...]

    def tier(self, tier: Tier) -> Tier:
        """The tier over items."""
        return evolve(tier, points=tier.points[self.first])

    def items_of(self, chosen: BoolArray) -> BoolArray:
        """The items of a choice of columns."""
        result = np.zeros(len(self.first), bool)
        result[self.item[chosen]] = True
        return result

    def lift(self, chosen: BoolArray) -> tuple[BoolArray, list[Cut]]:
        """A column for each chosen item; where a cluster cannot hold its items, the cuts that say so instead."""
        columns = np.zeros(len(self.item), bool)
        inner = np.zeros(len(self.first), bool)
        cuts = []
        for cluster, column_of in zip(self.inside, self.column_of, strict=True):
            inner[cluster.items] = True
            mine = np.flatnonzero(chosen[cluster.items]).tolist()
            stops = cluster.held(mine)
            if stops is None:
                cuts.append(cluster.cut_for(mine))
                continue
            for item, stop in zip(mine, stops, strict=True):
                columns[column_of[item, stop]] = True
        columns[self.first[chosen & ~inner]] = True
        return columns, cuts

    def without_excess(self, chosen: BoolArray) -> BoolArray:
        """The chosen items less those, last first, that keep a cluster from holding the others."""
        result = chosen.copy()
        for cluster in self.inside:
            mine = np.flatnonzero(chosen[cluster.items]).tolist()
            while cluster.held(mine) is None:
                result[cluster.items[mine.pop()]] = False
        return result


def project(model: Model, tiers: tuple[Tier, ...], whole: Collection[int] = ()) -> Projection | None:
    """The problem over items; None where that would hardly be smaller. model must be tidy.

    whole: clusters that are left as they are, for too much is lost of them.
    """
    clusters = find_clusters(model)
    inner = _inner_rows(model, clusters) & ~np.isin(clusters.of_row, list(whole))
    if not inner.any():
        return None
    item, first = _items(model, tiers, clusters, inner)
    if len(first) > WORTH_IT * model.n_columns:
        return None
    kept = np.zeros(model.n_columns, bool)
    kept[first] = True
    outer = keep_columns(keep_rows(model, ~inner), kept)
    of_row = clusters.of_row[~inner]
    tables = _Tables(model, clusters, inner, item, first)
    inside, column_of, cuts = [], [], []
    for cluster in np.unique(clusters.of_row[inner]).tolist():
        part, found_at = tables.inside(cluster)
        rows = _Rows.of(outer, of_row == cluster, part.items, clusters.own[first])
        excluded = _excluded(outer, part.items)
        part = evolve(part, never=part.never | rows.never | excluded)
        inside.append(part)
        column_of.append(found_at)
        cuts += part.pair_cuts(excluded) + rows.rounded()
    return Projection(add_cuts(outer, cuts), item, first, clusters.of_column[first], tuple(inside), tuple(column_of))


def _inner_rows(model: Model, clusters: Clusters) -> BoolArray:
    """Rows "at most one" that lie inside one cluster."""
    inner: BoolArray = (clusters.of_row >= 0) & _at_most_one(model)
    return inner & (model.row_lower <= 0)


def _at_most_one(model: Model) -> BoolArray:
    plain: BoolArray = np.asarray(model.row_upper == 1, dtype=bool)
    plain[model.entry_row[model.entry_value != 1]] = False
    return plain


def _items(model: Model, tiers: tuple[Tier, ...], clusters: Clusters, inner: BoolArray) -> tuple[IntArray, IntArray]:
    """(item by column, first column by item): columns of one cluster that are alike outside it and exclude each other.

    Items are numbered in the order of their first columns.
    """
    label = np.where(clusters.own | (clusters.of_column < 0), -1 - np.arange(model.n_columns), clusters.of_column)
    for tier in tiers:
        label = _refined(label, tier.points)
    use = ~inner[model.entry_row]
    order = np.lexsort((model.entry_row[use], model.entry_column[use]))
    column = model.entry_column[use][order]
    entry = _refined(model.entry_row[use][order], model.entry_value[use][order])
    begins = np.searchsorted(column, np.arange(model.n_columns + 1))
    nth = np.arange(len(column)) - begins[column]
    for position in range(int(nth.max(initial=-1)) + 1):
        here = np.full(model.n_columns, -1)
        here[column[nth == position]] = entry[nth == position]
        label = _refined(label, here)
    label = np.where(_excluding(model, label, inner), label, -1 - np.arange(model.n_columns))
    _, first, item = np.unique(label, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty(len(first), np.int64)
    rank[order] = np.arange(len(first))
    return rank[item.reshape(-1)], first[order]


def _refined(label: IntArray, other: IntArray) -> IntArray:
    """A label for each distinct pair of the two."""
    one = np.unique(label, return_inverse=True)[1].reshape(-1)
    names, two = np.unique(other, return_inverse=True)
    result: IntArray = np.unique(one * len(names) + two.reshape(-1), return_inverse=True)[1].reshape(-1)
    return result


def _excluding(model: Model, label: IntArray, inner: BoolArray) -> BoolArray:
    """By column whether all columns of its label stand together in a row "at most one"."""
    size = np.bincount(label)
    use = _at_most_one(model)[model.entry_row]
    key = label[model.entry_column[use]] * model.n_rows + model.entry_row[use]
    together, count = np.unique(key, return_counts=True)
    whole = np.zeros(len(size), bool)
    of_label = together // max(1, model.n_rows)
    whole[of_label[count == size[of_label]]] = True
    return whole[label]


def _excluded(outer: Model, items: IntArray) -> BoolArray:
    """Which items exclude each other by a row outside the cluster, shape (n, n), False on the diagonal."""
    stands = _standing(outer, _at_most_one(outer), items)
    both: BoolArray = (stands @ stands.T) > 0
    np.fill_diagonal(both, False)
    return both


def _standing(model: Model, rows: BoolArray, columns: IntArray) -> np.ndarray:
    """1 where a column stands in one of the rows that hold any of them, shape (columns, such rows), float32."""
    place = np.full(model.n_columns, -1)
    place[columns] = np.arange(len(columns))
    use = rows[model.entry_row] & (place[model.entry_column] >= 0)
    held, at = np.unique(model.entry_row[use], return_inverse=True)
    table = np.zeros((len(columns), len(held)), np.float32)
    table[place[model.entry_column[use]], at.reshape(-1)] = 1
    return table


def _kinds(stands: np.ndarray) -> tuple[np.ndarray, IntArray]:
    """(the different rows of a table of 0 and 1, in order; which of them each row is): as bytes, for speed."""
    packed = np.ascontiguousarray(np.packbits(stands > 0, axis=1))
    if not packed.size:
        return stands[:1], np.zeros(len(stands), np.int64)
    _, first, kind = np.unique(packed.view(f"S{packed.shape[1]}").reshape(-1), return_index=True, return_inverse=True)
    return stands[first], kind.reshape(-1)


@frozen(eq=False)
class _Tables:
    model: Model
    clusters: Clusters
    inner: BoolArray
    item: IntArray
    first: IntArray

    def inside(self, cluster: int) -> tuple[Inside, dict[tuple[int, int], int]]:
        """The stops of a cluster's items, and which go together; and the column of each item at each stop."""
        columns = np.flatnonzero((self.clusters.of_column == cluster) & ~self.clusters.own)
        stands = _standing(self.model, self.inner & (self.clusters.of_row == cluster), columns)
        kinds, stop = _kinds(stands)
        clash = (kinds @ kinds.T) > 0
        items, place = np.unique(self.item[columns], return_inverse=True)
        place = place.reshape(-1)
        has = np.zeros((len(items), len(kinds)), bool)
        has[place, stop] = True
        weight = has.astype(np.float32)
        never: BoolArray = (weight @ (~clash).astype(np.float32) @ weight.T) == 0
        np.fill_diagonal(never, False)
        column_of: dict[tuple[int, int], int] = {}
        for at, kind, column in zip(place.tolist(), stop.tolist(), columns.tolist(), strict=True):
            column_of.setdefault((at, kind), column)
        return Inside(items, as_masks(has), as_masks(~clash), never), column_of


@frozen(eq=False)
class _Rows:
    """The rows with coefficients of a cluster, by item of it: value has the shape (rows, items), upper (rows,).

    most: no choice has more members than that.
    """

    items: IntArray
    value: IntArray
    upper: IntArray
    most: int

    @classmethod
    def of(cls, outer: Model, rows: BoolArray, items: IntArray, own: BoolArray) -> _Rows:
        """rows: those of the cluster. own: columns that only help their row (units of load)."""
        at = np.flatnonzero(rows & (outer.row_upper < NO_UPPER))
        row_at, item_at = np.full(outer.n_rows, -1), np.full(outer.n_columns, -1)
        row_at[at], item_at[items] = np.arange(len(at)), np.arange(len(items))
        use = row_at[outer.entry_row] >= 0
        row, column, value = row_at[outer.entry_row[use]], outer.entry_column[use], outer.entry_value[use]
        help_ = np.bincount(row[own[column]], minlength=len(at))
        table = np.zeros((len(at), len(items)), np.int64)
        mine = item_at[column] >= 0
        table[row[mine], item_at[column[mine]]] = value[mine]
        whole = (table > 0).all(axis=1)
        room = outer.row_upper[at] + help_
        least = table.min(axis=1, initial=2**40)
        most = int((room[whole] // least[whole]).min(initial=len(items)))
        hours = (table >= 0).all(axis=1) & (help_ == 0) & (table.max(axis=1, initial=0) > 1)
        return cls(items, table[hours], outer.row_upper[at][hours], most)

    @property
    def never(self) -> BoolArray:
        """Items of which two together overrun a row, shape (n, n)."""
        n = len(self.items)
        over = np.zeros((n, n), bool)
        for value, upper in zip(self.value, self.upper.tolist(), strict=True):
            over |= value[:, None] + value[None, :] > upper
        np.fill_diagonal(over, False)
        return over

    def rounded(self) -> list[Cut]:
        """Each row times (k + 1) / (upper + 1), rounded down: at most k of what needs more than its k + 1st part."""
        cuts = []
        for value, upper in zip(self.value, self.upper.tolist(), strict=True):
            for k in range(2, min(MOST_ROUNDED, self.most - 1) + 1):
                weight = value * (k + 1) // (upper + 1)
                if np.sort(weight)[::-1][: self.most].sum() > k:
                    used = weight > 0
                    cuts.append(Cut(self.items[used], k, weight[used]))
        return cuts
