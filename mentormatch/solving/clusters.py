"""Which columns belong together through awkward rows, and which rows only link such clusters.

In a matching model a cluster is one mentor: hours, diary, places and load bind columns of that mentor alone,
and people's rows link the mentors. Nothing of that is assumed: a cluster grows from rows with coefficients
other than one, and from rows with columns of their own (a load row's units). Columns in no such row are loose.
The split is exact; whether it is a useful one is a guess that the caller checks by size.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mentormatch.solving.model import NO_UPPER, BoolArray, IntArray, Model

WIDEST = 0.6  # of all columns: a wider row is about the whole, not about a cluster


@frozen(eq=False)
class Clusters:
    """of_column: cluster by column, -1 = loose. of_row: cluster by row, -1 = a row that links.

    own: columns that stand in one row only, with -1, and only help that row (units of load).
    """

    of_column: IntArray
    of_row: IntArray
    own: BoolArray
    count: int


def find_clusters(model: Model) -> Clusters:
    """Clusters by label propagation over the awkward rows: a few passes, no loop over columns."""
    entries = np.bincount(model.entry_column, minlength=model.n_columns)
    own = np.zeros(model.n_columns, bool)
    single = (entries[model.entry_column] == 1) & (model.entry_value == -1)
    single &= model.row_upper[model.entry_row] < NO_UPPER
    own[model.entry_column[single]] = True
    awkward = np.zeros(model.n_rows, bool)
    awkward[model.entry_row[np.abs(model.entry_value) > 1]] = True
    # Limits upwards only, of a part of the columns: a row that holds an earlier tier says nothing of clusters.
    width = np.bincount(model.entry_row, minlength=model.n_rows)
    awkward &= (model.row_upper < NO_UPPER) & (width <= max(2, model.n_columns * WIDEST))
    # "This only if that" can be broken by taking less: such a row is left to the links, wherever it lies.
    gives_back = np.zeros(model.n_rows, bool)
    gives_back[model.entry_row[(model.entry_value < 0) & ~own[model.entry_column]]] = True
    awkward &= ~gives_back
    awkward[model.entry_row[own[model.entry_column]]] = True

    use = awkward[model.entry_row]
    label = connected(model.entry_row[use], model.entry_column[use], model.n_rows, model.n_columns)
    seeded = label < model.n_rows
    names, numbered = np.unique(label[seeded], return_inverse=True)
    of_column = np.full(model.n_columns, -1)
    of_column[seeded] = numbered
    of_row = _rows_inside(model, of_column)
    of_row[gives_back] = -1
    return Clusters(of_column, of_row, own & seeded, len(names))


def connected(row: IntArray, column: IntArray, n_rows: int, n_columns: int) -> IntArray:
    """By column the lowest row that it hangs together with; n_rows where it stands in none."""
    label = np.full(n_columns, n_rows)
    np.minimum.at(label, column, row)
    while True:
        smallest = np.full(n_rows + 1, n_rows)
        np.minimum.at(smallest, row, label[column])
        smallest = smallest[smallest]  # a row's label is a row too: jumping halves the number of passes
        again = label.copy()
        np.minimum.at(again, column, smallest[row])
        if np.array_equal(again, label):
            return label
        label = again


def _rows_inside(model: Model, of_column: IntArray) -> IntArray:
    """The cluster of each row whose columns all lie in that cluster, else -1."""
    lowest = np.full(model.n_rows, np.iinfo(np.int64).max)
    highest = np.full(model.n_rows, -1)
    np.minimum.at(lowest, model.entry_row, of_column[model.entry_column])
    np.maximum.at(highest, model.entry_row, of_column[model.entry_column])
    inside: IntArray = np.where(lowest == highest, highest, -1)
    return inside
