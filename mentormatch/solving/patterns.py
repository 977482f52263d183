"""The same problem with one column for each possible *set* of a cluster's columns.

Hours and diaries make the linear relaxation of single choices weak: it books a mentor for 1.2 hours of two
people each. Dantzig and Wolfe's remedy is to list what a mentor could do as a whole; the relaxation over
those lists is nearly always whole already, and the tiers fall one after another. A mentor takes few people, so
that the lists can be written out, cluster by cluster, and the result is exact:

- two sets that use the same linking rows differ only inside the cluster, so the better one in tier order
  replaces the other in any plan (with one tier that gives, the pairs of "more of that tier" and "more of what
  comes after" that beat each other nowhere are kept);
- of the last column to join a set, only the best of its class is looked at.

Clusters whose lists grow too long keep their columns and rows as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from attrs import frozen

from mentormatch.solving.clusters import Clusters, find_clusters
from mentormatch.solving.model import NO_LOWER, NO_UPPER, BoolArray, IntArray, Model, Tier
from mentormatch.solving.rows import sum_by
from mentormatch.solving.sets import Options, TooMany, as_words, best_sets

MOST_SETS = 300_000  # over all clusters
MOST_AT_ONCE = 400_000  # while one cluster is written out
LONGEST = 5  # members of a set; a cluster that could hold more keeps its columns


@frozen(eq=False)
class Patterns:
    """The problem over sets, and the way back.

    member_pattern, member_column: which columns each column of `model` stands for, in coordinates.
    strict: no two sets with equal links were traded off by later tiers: bounds hold while every tier is proven.
    """

    model: Model
    tiers: tuple[Tier, ...]
    member_pattern: IntArray
    member_column: IntArray
    n_columns: int

    def columns_of(self, chosen: BoolArray) -> BoolArray:
        """The choice of the problem as it was, from a choice of sets."""
        result = np.zeros(self.n_columns, bool)
        result[self.member_column[chosen[self.member_pattern]]] = True
        return result


def write_out(model: Model, tiers: Sequence[Tier]) -> Patterns | None:
    """The problem over sets of columns; None where it would be no help. model must be tidy."""
    if sum(1 for tier in tiers if tier.gives) > 1 or not model.n_columns:
        return None
    clusters = find_clusters(model)
    if not clusters.count:
        return None
    return _assemble(model, tiers, clusters, *_list_clusters(model, tiers, clusters))


def _list_clusters(model: Model, tiers: Sequence[Tier], clusters: Clusters) -> tuple[list[_Listed], BoolArray]:
    """What each cluster could hold, and which clusters were written out."""
    parts = worth_in_parts(model, tiers)
    written = np.zeros(clusters.count, bool)
    listed: list[_Listed] = []
    if parts is None:
        return listed, written
    sheet = _Sheet.of(model, tiers, clusters)
    left = MOST_SETS
    for cluster in range(clusters.count):
        try:
            found = sheet.one_cluster(cluster, parts, MOST_AT_ONCE)
        except TooMany:
            continue
        if found.count > left:
            continue
        written[cluster] = True
        listed.append(found)
        left -= found.count
    return listed, written


@frozen(eq=False)
class _Listed:
    """The sets of one cluster: members in coordinates (set, column), and whether it may hold nothing."""

    cluster: int
    count: int
    member_set: IntArray
    member_column: IntArray
    may_be_empty: bool


@frozen(eq=False)
class Parts:
    """Worth of a column in tier order as few whole numbers: (columns, words), compared from the left.

    Words before `fixed` are never traded, those from `fixed` to `tail` are the tier that gives.
    """

    words: IntArray
    fixed: int
    tail: int


def worth_in_parts(model: Model, tiers: Sequence[Tier]) -> Parts | None:
    """Tier points packed into 62-bit words, so that sums of up to LONGEST columns compare like the tiers."""
    giving = [k for k, tier in enumerate(tiers) if tier.gives]
    cuts = [0, *([giving[0], giving[0] + 1] if giving else []), len(tiers)]
    words: list[IntArray] = []
    widths: list[int] = []
    for begin, end in pairwise(cuts):
        packed = _pack([tier.points * (1 if tier.sense == "max" else -1) for tier in tiers[begin:end]])
        if packed is None:
            return None
        words += packed
        widths.append(len(packed))
    if not giving:
        return Parts(np.column_stack([*words, np.zeros(model.n_columns, np.int64)]), 0, 0)
    words.append(np.zeros(model.n_columns, np.int64))
    return Parts(np.column_stack(words), widths[0], widths[0] + widths[1])


def _pack(gains: list[IntArray]) -> list[IntArray] | None:
    """Mixed radix from the last tier up: a digit outweighs all that the digits below it can differ by."""
    words: list[IntArray] = []
    word: IntArray | None = None
    weight = 1
    for gain in reversed(gains):
        spread = (int(gain.max(initial=0)) - int(gain.min(initial=0))) * (LONGEST + 1) + 1
        if spread >= 2**60:
            return None
        if word is None or weight * spread >= 2**61:
            if word is not None:
                words.append(word)
            word, weight = gain.astype(np.int64), spread
        else:
            word = word + gain * weight
            weight *= spread
    if word is not None:
        words.append(word)
    return words[::-1]


@frozen(eq=False)
class _Sheet:
    """Everything about columns that clusters need, worked out once for all of them."""

    model: Model
    clusters: Clusters
    link: IntArray  # by column: equal numbers use linking, asking and unit rows alike; -1 = cannot be written
    by_cluster: IntArray  # columns that are not units, sorted by cluster
    cluster_begins: IntArray
    entries_by_column: tuple[IntArray, IntArray]  # entry numbers sorted by column, where each column begins
    bad_cluster: BoolArray  # clusters with rows of a kind that cannot be written out
    unit_order: IntArray  # unit columns sorted by row, cheapest first
    unit_row: IntArray
    asks: BoolArray  # rows inside clusters with a lower limit
    has_units: BoolArray  # rows with unit columns

    @classmethod
    def of(cls, model: Model, tiers: Sequence[Tier], clusters: Clusters) -> _Sheet:
        inside = clusters.of_row >= 0
        has_units = np.zeros(model.n_rows, bool)
        unit_entry = clusters.own[model.entry_column]
        has_units[model.entry_row[unit_entry]] = True
        asks = inside & (model.row_lower > NO_LOWER)
        bad = np.zeros(clusters.count, bool)
        bad[clusters.of_row[asks & has_units]] = True
        limited = inside & (model.row_upper < NO_UPPER)
        bad[clusters.of_row[limited & (model.row_upper < 0)]] = True
        negative = (model.entry_value < 0) & ~unit_entry & limited[model.entry_row]
        bad[clusters.of_row[model.entry_row[negative]]] = True
        gains = np.array([tier.points * (1 if tier.sense == "max" else -1) for tier in tiers]).reshape(
            len(tiers), model.n_columns
        )
        own = np.flatnonzero(clusters.own)
        odd = (gains[:, own] > 0).any(axis=0) | ((gains[:, own] != 0).sum(axis=0) > 1)
        bad[clusters.of_column[own[odd]]] = True
        row_of_unit = np.zeros(model.n_columns, np.int64)
        row_of_unit[model.entry_column[unit_entry]] = model.entry_row[unit_entry]
        cost = -gains[:, own].sum(axis=0)
        order = np.lexsort((own, cost, row_of_unit[own]))

        link = _link_numbers(model, ~inside | asks | has_units, clusters.own)
        bad[clusters.of_column[(link < 0) & (clusters.of_column >= 0)]] = True
        bad |= ~_worth_it(model, clusters, link, limited & ~has_units)
        plain = np.flatnonzero(~clusters.own & (clusters.of_column >= 0))
        plain = plain[np.argsort(clusters.of_column[plain], kind="stable")]
        by_column = np.argsort(model.entry_column, kind="stable")
        return cls(
            model=model,
            clusters=clusters,
            link=link,
            by_cluster=plain,
            cluster_begins=np.searchsorted(clusters.of_column[plain], np.arange(clusters.count + 1)),
            entries_by_column=(
                by_column,
                np.searchsorted(model.entry_column[by_column], np.arange(model.n_columns + 1)),
            ),
            bad_cluster=bad,
            unit_order=own[order],
            unit_row=row_of_unit[own][order],
            asks=asks,
            has_units=has_units,
        )

    def one_cluster(self, cluster: int, parts: Parts, most: int) -> _Listed:
        if self.bad_cluster[cluster]:
            raise TooMany
        columns = self.by_cluster[self.cluster_begins[cluster] : self.cluster_begins[cluster + 1]]
        if len(columns) > 2000:
            raise TooMany
        matrix, rows = self._inside(columns, cluster)
        options, columns, matrix = self._options(columns, matrix, rows, parts)
        sets = best_sets(options, most, LONGEST)
        return self._with_units(cluster, sets, columns, matrix, rows)

    def _inside(self, columns: IntArray, cluster: int) -> tuple[IntArray, IntArray]:
        """(coefficients by column and row of this cluster, those rows)."""
        order, begins = self.entries_by_column
        count = begins[columns + 1] - begins[columns]
        at = np.repeat(np.arange(len(columns)), count)
        entry = order[np.arange(count.sum()) + np.repeat(begins[columns] - np.cumsum(count) + count, count)]
        here = self.clusters.of_row[self.model.entry_row[entry]] == cluster
        at, entry = at[here], entry[here]
        rows, position = np.unique(self.model.entry_row[entry], return_inverse=True)
        matrix = np.zeros((len(columns), len(rows)), np.int64)
        matrix[at, position] = self.model.entry_value[entry]
        return matrix, rows

    def _options(
        self, columns: IntArray, matrix: IntArray, rows: IntArray, parts: Parts
    ) -> tuple[Options, IntArray, IntArray]:
        upper = self.model.row_upper[rows] + np.where(
            self.has_units[rows],
            np.searchsorted(self.unit_row, rows, "right") - np.searchsorted(self.unit_row, rows, "left"),
            0,
        )
        limited = self.model.row_upper[rows] < NO_UPPER
        plain = limited & (matrix <= 1).all(axis=0) & (upper == 1)
        binding = limited & ~plain & (matrix.sum(axis=0) > upper)
        use, room = matrix[:, binding], upper[binding]
        link = np.unique(self.link[columns], return_inverse=True)[1]
        worth = parts.words[columns]
        class_keys = [link, *use.T, *(worth[:, word] for word in range(parts.tail))]
        order = np.lexsort(
            (
                columns,
                *(-worth[:, word] for word in reversed(range(parts.tail, worth.shape[1]))),
                *reversed(class_keys),
            )
        )
        sorted_keys = np.column_stack(class_keys)[order]
        kind = np.cumsum(np.r_[0, (np.diff(sorted_keys, axis=0) != 0).any(axis=1)])[: len(order)]
        bits = as_words(matrix[:, plain][order] > 0)
        clash = np.zeros((len(order), len(order)), bool)
        for word in range(bits.shape[1]):
            clash |= (bits[:, None, word] & bits[None, :, word]) != 0
        np.fill_diagonal(clash, True)
        full = [int(room[k] // use[:, k].min()) for k in range(len(room)) if len(use) and use[:, k].min() > 0]
        return (
            Options(
                link=link[order],
                kind=kind,
                clash=clash,
                use=use[order],
                room=room,
                worth=worth[order],
                fixed=parts.fixed,
                tail=parts.tail,
                longest=min([*full, len(order)]),
            ),
            columns[order],
            matrix[order],
        )

    def _with_units(
        self, cluster: int, sets: list[IntArray], columns: IntArray, matrix: IntArray, rows: IntArray
    ) -> _Listed:
        """The sets as columns, each with the cheapest units that its rows need, less those that ask in vain."""
        asked = np.flatnonzero(self.asks[rows])
        lower = self.model.row_lower[rows[asked]]
        set_of, column_of, count = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], 0
        for members in sets:
            total = matrix[members].sum(axis=1)
            enough = (total[:, asked] >= lower).all(axis=1)
            members, total = members[enough], total[enough]
            number = count + np.arange(len(members))
            set_of.append(np.repeat(number, members.shape[1]))
            column_of.append(columns[members].ravel())
            for position in np.flatnonzero(self.has_units[rows]):
                first, last = np.searchsorted(self.unit_row, [rows[position], rows[position] + 1])
                need = np.maximum(0, total[:, position] - self.model.row_upper[rows[position]])
                rank = np.arange(need.sum()) - np.repeat(np.cumsum(need) - need, need)
                set_of.append(np.repeat(number, need))
                column_of.append(self.unit_order[first:last][rank])
            count += len(members)
        asked_of_cluster = self.asks & (self.clusters.of_row == cluster)
        may_be_empty = bool((self.model.row_lower[asked_of_cluster] <= 0).all())
        return _Listed(cluster, count, np.concatenate(set_of), np.concatenate(column_of), may_be_empty)


def _worth_it(model: Model, clusters: Clusters, link: IntArray, limited: BoolArray) -> BoolArray:
    """By cluster whether it has rows that spoil the linear relaxation; the others are networks already.

    Such rows have coefficients above one, or forbid two differently linked columns to go together without
    being about the whole cluster (a cell of a diary, not the number of places).
    """
    use = limited[model.entry_row] & ~clusters.own[model.entry_column]
    row, column, value = model.entry_row[use], model.entry_column[use], model.entry_value[use]
    size = np.bincount(clusters.of_column[(clusters.of_column >= 0) & ~clusters.own], minlength=clusters.count)
    count = np.bincount(row, minlength=model.n_rows)
    lowest = np.full(model.n_rows, np.iinfo(np.int64).max)
    highest = np.full(model.n_rows, -1)
    np.minimum.at(lowest, row, link[column])
    np.maximum.at(highest, row, link[column])
    partial = (count > 0) & (lowest < highest) & (count < np.r_[size, 0][clusters.of_row])
    spoils = partial.copy()
    spoils[row[value > 1]] = True
    result = np.zeros(clusters.count, bool)
    result[clusters.of_row[spoils]] = True
    return result


def _link_numbers(model: Model, counts: BoolArray, own: BoolArray) -> IntArray:
    """Equal numbers for columns with equal entries in the rows that count; -1 where there are too many."""
    use = counts[model.entry_row] & ~own[model.entry_column]
    row, column, value = model.entry_row[use], model.entry_column[use], model.entry_value[use]
    order = np.lexsort((row, column))
    row, column, value = row[order], column[order], value[order]
    begins = np.searchsorted(column, np.arange(model.n_columns + 1))
    widest = 24
    rank = np.arange(len(column)) - begins[column]
    sheet = np.full((model.n_columns, 2 * widest), -1)
    fits = rank < widest
    sheet[column[fits], 2 * rank[fits]] = row[fits]
    sheet[column[fits], 2 * rank[fits] + 1] = value[fits]
    order = np.lexsort(sheet.T)
    number = np.empty(model.n_columns, np.int64)
    number[order] = np.cumsum(np.r_[0, (np.diff(sheet[order], axis=0) != 0).any(axis=1)])[: len(order)]
    number[np.unique(column[~fits])] = -1
    return number


def _assemble(
    model: Model, tiers: Sequence[Tier], clusters: Clusters, listed: list[_Listed], written: BoolArray
) -> Patterns | None:
    if not listed:
        return None
    gone_column = (clusters.of_column >= 0) & np.r_[written, False][clusters.of_column]
    gone_row = (clusters.of_row >= 0) & np.r_[written, False][clusters.of_row]
    stay = np.flatnonzero(~gone_column)
    count = np.array([one.count for one in listed])
    begins = len(stay) + np.cumsum(count) - count
    n_patterns = len(stay) + int(count.sum())
    member_pattern = np.concatenate(
        [np.arange(len(stay)), *(one.member_set + b for one, b in zip(listed, begins, strict=True))]
    )
    member_column = np.concatenate([stay, *(one.member_column for one in listed)])

    # Linking rows: the entries of a pattern are its members' entries, added up.
    kept_rows = np.flatnonzero(~gone_row)
    new_row = np.full(model.n_rows, -1)
    new_row[kept_rows] = np.arange(len(kept_rows))
    linking = new_row[model.entry_row] >= 0
    row, column, value = (a[linking] for a in (model.entry_row, model.entry_column, model.entry_value))
    order = np.argsort(column, kind="stable")
    row, column, value = row[order], column[order], value[order]
    first = np.searchsorted(column, np.arange(model.n_columns + 1))
    size = (first[1:] - first[:-1])[member_column]
    entry = np.arange(size.sum()) + np.repeat(first[member_column] - np.cumsum(size) + size, size)
    cluster_row = len(kept_rows) + np.repeat(np.arange(len(listed)), count)
    at_least = np.array([NO_LOWER if one.may_be_empty else 1 for one in listed])
    patterns = Model(
        n_columns=n_patterns,
        entry_row=np.r_[new_row[row[entry]], cluster_row],
        entry_column=np.r_[np.repeat(member_pattern, size), len(stay) + np.arange(n_patterns - len(stay))],
        entry_value=np.r_[value[entry], np.ones(n_patterns - len(stay), np.int64)],
        row_lower=np.r_[model.row_lower[kept_rows], at_least],
        row_upper=np.r_[model.row_upper[kept_rows], np.ones(len(listed), np.int64)],
    )
    over_sets = tuple(
        Tier(
            tier.name,
            tier.sense,
            sum_by(member_pattern, tier.points[member_column], n_patterns),
            tier.constant,
            tier.give,
            tier.give_per_mille,
        )
        for tier in tiers
    )
    return Patterns(patterns, over_sets, member_pattern, member_column, model.n_columns)
