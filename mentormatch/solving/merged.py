"""Alternatives taken together as one column: a relaxation that is far smaller, for a bound.

Where much can be chosen in many ways that hardly differ (one talk a month, at any hour, at any place), a search that
tells all those ways apart never ends, and hardly gains by it. Here all of them are one column, which takes of each row
what the alternative that needs least of it takes, and brings what the one that brings most does. Every choice of the
problem is a choice of this one, no dearer and worth no less; so a bound of this is a bound of that.
"""

from __future__ import annotations

import numpy as np
from attrs import evolve, frozen

from mentormatch.solving.model import NO_LOWER, NO_UPPER, BoolArray, IntArray, Model, Tier
from mentormatch.solving.rows import Entries, keep_rows, sum_by, tidy

MOST_ALTERNATIVES = 2_000_000
"""More would take longer to merge than they save."""


@frozen(eq=False)
class Alternatives:
    """Sets of columns of which a choice has at most one a label, as the rest of the problem sees it.

    label: of each alternative, from 0, ascending, shape (n,). columns: what it consists of, -1 for none, shape
    (n, width). part: by column of the model; a row whose columns are all of one part in `gone` is left out, for an
    alternative keeps it by itself. gone: by part, those that stand here and nowhere else.
    """

    label: IntArray
    columns: IntArray
    part: IntArray
    gone: BoolArray

    @property
    def count(self) -> int:
        """How many columns they become."""
        return int(self.label[-1]) + 1 if len(self.label) else 0


@frozen(eq=False)
class Merged:
    """The relaxation. kept: the columns of the problem that stand first in it, in order; after them the labels."""

    model: Model
    kept: IntArray
    alternatives: Alternatives

    def tier(self, tier: Tier) -> Tier:
        """The tier over the relaxation's columns."""
        columns = self.alternatives.columns
        points = np.append(tier.points, 0)[columns].sum(axis=1)
        best = _extreme(points, self.alternatives.label, self.alternatives.count, largest=tier.sense == "max")
        return evolve(tier, points=np.append(tier.points[self.kept], best))


def merge(model: Model, kept: BoolArray, alternatives: Alternatives) -> Merged:
    """The model over the columns kept and one column for each label of the alternatives.

    Raises ValueError where an alternative stands in a row with limits on both sides.
    """
    label, row, value = _by_row(model, alternatives)
    both = (model.row_lower > NO_LOWER) & (model.row_upper < NO_UPPER)
    if both[row].any():
        raise ValueError("a row with two limits has no alternative that needs least of it")
    columns = np.flatnonzero(kept)
    place = np.full(model.n_columns, -1, np.int64)
    place[columns] = np.arange(len(columns))
    used = kept[model.entry_column]
    whole = Model(
        n_columns=len(columns) + alternatives.count,
        entry_row=np.concatenate([model.entry_row[used], row]),
        entry_column=np.concatenate([place[model.entry_column[used]], len(columns) + label]),
        entry_value=np.concatenate([model.entry_value[used], value]),
        row_lower=model.row_lower,
        row_upper=model.row_upper,
    )
    inner = _inner(model, alternatives)
    return Merged(tidy(keep_rows(whole, ~inner)), columns, alternatives)


def _by_row(model: Model, alternatives: Alternatives) -> tuple[IntArray, IntArray, IntArray]:
    """(label, row, value): what a label needs of each row at the least."""
    at, columns = np.nonzero(alternatives.columns >= 0)
    member, of_row, of_value = Entries.of(model).among(alternatives.columns[at, columns])
    alternative = at[member]
    # What an alternative takes of a row, its columns added up; of rows with a lower limit, the other way round.
    sign = np.where(model.row_lower > NO_LOWER, -1, 1)
    keys, place = np.unique(alternative * model.n_rows + of_row, return_inverse=True)
    taken = sum_by(place.reshape(-1), of_value * sign[of_row], len(keys))
    label = alternatives.label[keys // model.n_rows]
    pairs, place = np.unique(label * model.n_rows + keys % model.n_rows, return_inverse=True)
    place = place.reshape(-1)
    least = _extreme(taken, place, len(pairs), largest=False)
    row, label = pairs % model.n_rows, pairs // model.n_rows
    some = np.bincount(place, minlength=len(pairs)) < np.bincount(alternatives.label)[label]
    least = np.where(some, np.minimum(least, 0), least) * sign[row]  # another alternative takes nothing of it
    return label[least != 0], row[least != 0], least[least != 0]


def _extreme(values: IntArray, group: IntArray, count: int, *, largest: bool) -> IntArray:
    """The largest or the smallest value of each group; none is empty."""
    out = np.full(count, -(2**62) if largest else 2**62, np.int64)
    (np.maximum if largest else np.minimum).at(out, group, values)
    return out


def _inner(model: Model, alternatives: Alternatives) -> BoolArray:
    """Rows all of whose columns are of one part that is gone."""
    part = alternatives.part[model.entry_column]
    low = np.full(model.n_rows, np.iinfo(np.int64).max)
    high = np.full(model.n_rows, -1)
    np.minimum.at(low, model.entry_row, part)
    np.maximum.at(high, model.entry_row, part)
    one = (low == high) & (low >= 0)
    out: BoolArray = np.zeros(model.n_rows, bool)
    out[one] = alternatives.gone[low[one]]
    return out
