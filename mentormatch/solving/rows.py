"""Rows that matching models are made of: building, stacking, summing, checking."""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mentormatch.solving.model import NO_LOWER, NO_UPPER, BoolArray, IntArray, Model, whole_numbers


def assignment_rows(
    mentee: IntArray,
    mentor: IntArray,
    wants: IntArray,
    places: IntArray,
    minutes: IntArray | None = None,
    hours: IntArray | None = None,
) -> Model:
    """At most `wants` columns per mentee, `places` per mentor and, if given, `hours` minutes per mentor.

    mentee, mentor, minutes: by column. wants: by mentee. places, hours: by mentor.
    Rows stand in that order: all mentees, all mentors, and again all mentors for the minutes.
    """
    columns = np.arange(len(mentee))
    wants, places = whole_numbers(wants), whole_numbers(places)
    row = [np.asarray(mentee), len(wants) + np.asarray(mentor)]
    value = [np.ones(len(columns), np.int64)] * 2
    upper = [wants, places]
    if minutes is not None and hours is not None:
        row.append(len(wants) + len(places) + np.asarray(mentor))
        value.append(whole_numbers(minutes))
        upper.append(whole_numbers(hours))
    elif minutes is not None or hours is not None:
        raise ValueError("minutes and hours go together")
    row_upper = np.concatenate(upper)
    return Model(
        n_columns=len(columns),
        entry_row=np.concatenate(row),
        entry_column=np.tile(columns, len(row)),
        entry_value=np.concatenate(value),
        row_lower=np.full(len(row_upper), NO_LOWER),
        row_upper=row_upper,
    )


def add_rows(
    model: Model,
    row: IntArray,
    column: IntArray,
    value: IntArray | int,
    *,
    lower: IntArray | int | None = None,
    upper: IntArray | int | None = None,
    n_rows: int | None = None,
) -> Model:
    """The model with rows after its own; `row` counts from 0 within what is added.

    lower and upper: one for each added row, or one for all, or None for no such limit.
    """
    row = whole_numbers(row)
    sizes = [len(np.atleast_1d(limit)) for limit in (lower, upper) if limit is not None and np.ndim(limit)]
    if n_rows is None:
        n_rows = max([*sizes, int(row.max(initial=-1)) + 1])
    added_lower = np.broadcast_to(NO_LOWER if lower is None else lower, n_rows)
    added_upper = np.broadcast_to(NO_UPPER if upper is None else upper, n_rows)
    return Model(
        n_columns=model.n_columns,
        entry_row=np.concatenate([model.entry_row, row + model.n_rows]),
        entry_column=np.concatenate([model.entry_column, whole_numbers(column)]),
        entry_value=np.concatenate([model.entry_value, whole_numbers(np.broadcast_to(value, row.shape))]),
        row_lower=np.concatenate([model.row_lower, added_lower]),
        row_upper=np.concatenate([model.row_upper, added_upper]),
    )


def joined(model: Model, more: Model) -> Model:
    """A model with the rows of another over the same columns after its own."""
    return add_rows(
        model,
        more.entry_row,
        more.entry_column,
        more.entry_value,
        lower=more.row_lower,
        upper=more.row_upper,
        n_rows=more.n_rows,
    )


def with_one_of(model: Model, columns: BoolArray) -> Model:
    """The model with a row that asks for one of some columns (flags by column) at least."""
    among = np.flatnonzero(columns)
    return add_rows(model, np.zeros(len(among), np.int64), among, 1, lower=1, n_rows=1)


def add_columns(model: Model, count: int) -> Model:
    """The model with `count` columns, in no row yet, after its own."""
    return Model(
        n_columns=model.n_columns + count,
        entry_row=model.entry_row,
        entry_column=model.entry_column,
        entry_value=model.entry_value,
        row_lower=model.row_lower,
        row_upper=model.row_upper,
    )


def with_helpers(model: Model) -> tuple[Model, int]:
    """The model with a column after its own for each row that asks for something, which does all that it asks.

    Also how many there are. The entries of the model come out sorted, as in tidy.
    """
    asking = np.flatnonzero(model.row_lower > 0)
    helpers = model.n_columns + np.arange(len(asking))
    wider = Model(
        n_columns=model.n_columns + len(asking),
        entry_row=np.append(model.entry_row, asking),
        entry_column=np.append(model.entry_column, helpers),
        entry_value=np.append(model.entry_value, model.row_lower[asking]),
        row_lower=model.row_lower,
        row_upper=model.row_upper,
    )
    return tidy(wider), len(asking)


def row_sums(model: Model, chosen: BoolArray) -> IntArray:
    """A x by row, in whole numbers."""
    used = chosen[model.entry_column]
    return sum_by(model.entry_row[used], model.entry_value[used], model.n_rows)


WIDEST = 5000
"""Columns of a row, beyond which it is about the whole and not about a neighbourhood."""


def sharing_rows(row: IntArray, column: IntArray, hot: BoolArray, n_rows: int) -> BoolArray:
    """By column: whether it stands in a row, not too wide, with a hot one.

    row, column: of each entry. hot: by column.
    """
    rows = np.zeros(n_rows, bool)
    rows[row[hot[column]]] = True
    rows &= np.bincount(row, minlength=n_rows) <= WIDEST
    out: BoolArray = np.zeros(len(hot), bool)
    out[column[rows[row]]] = True
    return out


def broken_rows(model: Model, chosen: BoolArray) -> IntArray:
    """The rows that a choice breaks; empty = it is allowed."""
    total = row_sums(model, chosen)
    return np.flatnonzero((total < model.row_lower) | (total > model.row_upper))


def sum_by(index: IntArray, value: IntArray, size: int) -> IntArray:
    """Exact sums of value by index (np.bincount would add in floats)."""
    total = np.zeros(size, np.int64)
    np.add.at(total, index, value)
    return total


def keep_rows(model: Model, kept: BoolArray) -> Model:
    """The model with the rows where kept is true, in order, and all its columns."""
    new_row = np.cumsum(kept) - 1
    used = kept[model.entry_row]
    return Model(
        n_columns=model.n_columns,
        entry_row=new_row[model.entry_row[used]],
        entry_column=model.entry_column[used],
        entry_value=model.entry_value[used],
        row_lower=model.row_lower[kept],
        row_upper=model.row_upper[kept],
    )


def keep_columns(model: Model, kept: BoolArray) -> Model:
    """The model with the columns where kept is true, in order, and all its rows."""
    new_column = np.cumsum(kept) - 1
    used = kept[model.entry_column]
    return Model(
        n_columns=int(kept.sum()),
        entry_row=model.entry_row[used],
        entry_column=new_column[model.entry_column[used]],
        entry_value=model.entry_value[used],
        row_lower=model.row_lower,
        row_upper=model.row_upper,
    )


def tidy(model: Model) -> Model:
    """The same model with entries sorted by row and column, double ones added up, zeros dropped."""
    key = model.entry_row * max(1, model.n_columns) + model.entry_column
    order = np.argsort(key, kind="stable")  # quick where long runs of it are in order already, as they mostly are
    distinct, value = key[order], model.entry_value[order]
    again = np.flatnonzero(distinct[1:] == distinct[:-1]) + 1
    if len(again):
        first = np.ones(len(distinct), dtype=bool)
        first[again] = False
        value = sum_by(np.cumsum(first) - 1, value, int(first.sum()))
        distinct = distinct[first]
    if not value.all():
        distinct, value = distinct[value != 0], value[value != 0]
    return Model(
        n_columns=model.n_columns,
        entry_row=distinct // max(1, model.n_columns),
        entry_column=distinct % max(1, model.n_columns),
        entry_value=value,
        row_lower=model.row_lower,
        row_upper=model.row_upper,
    )


def drop_idle_rows(model: Model) -> Model:
    """The same choices with fewer rows: without those that no choice can break."""
    most = sum_by(model.entry_row, np.maximum(model.entry_value, 0), model.n_rows)
    least = sum_by(model.entry_row, np.minimum(model.entry_value, 0), model.n_rows)
    return keep_rows(model, (most > model.row_upper) | (least < model.row_lower))


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
        # Running sums may leave 63 bits and come back: what lies between two of them is right if it fits by itself.
        paid = np.concatenate([[0], np.cumsum(price[self.row] * self.value)])
        result: IntArray = paid[self.begins[1:]] - paid[self.begins[:-1]]
        return result
