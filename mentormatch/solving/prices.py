"""Bounds by adding up prices: weak duality in whole numbers, no solver.

Take any prices on rows. A plan that respects the rows cannot earn more than the rows' limits at those
prices plus what each column earns above its price. Good prices come from a linear programme's duals;
bad or forged ones give a weaker bound, never a false one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mentormatch.solving.model import NO_LOWER, NO_UPPER, BoolArray, IntArray, Model, Prices, Tier

Fixed = Sequence[tuple[Tier, int]]
"""Earlier tiers with their values; each holds up to its own `give`."""


def priced_bound(model: Model, tier: Tier, fixed_tiers_with_values: Fixed, prices: Prices) -> int:
    """A bound that no plan beats which obeys the rows and keeps the earlier tiers' values less their give.

    At most (sense max) or at least (sense min). True for any prices; O(entries), whole numbers only.
    """
    limit, surplus = _limit_and_surplus(model, tier, fixed_tiers_with_values, prices)
    earned = limit + exact_sum(surplus[surplus > 0])
    best = earned // prices.scale  # in the sense of max: rounded down is still a bound, values being whole
    return tier.constant + (best if tier.sense == "max" else -best)


def surplus_by_column(model: Model, tier: Tier, fixed: Fixed, prices: Prices) -> IntArray:
    """What each column earns above its price, times the scale; a minimised tier earns minus its points."""
    return _limit_and_surplus(model, tier, fixed, prices)[1]


def slack_of(model: Model, tier: Tier, value: int, fixed: Fixed, prices: Prices) -> int:
    """How much, times the scale, the priced bound lies above `value` before any rounding."""
    limit, surplus = _limit_and_surplus(model, tier, fixed, prices)
    sign = 1 if tier.sense == "max" else -1
    return limit + exact_sum(surplus[surplus > 0]) - sign * (value - tier.constant) * prices.scale


def prices_from_duals(model: Model, duals: np.ndarray, sense: str, n_fixed: int, scale: int) -> Prices:
    """Whole-number prices from a solver's duals: rows first, then one row for each earlier tier."""
    sign = 1 if sense == "max" else -1
    whole = np.rint(np.nan_to_num(sign * duals) * scale)
    whole = np.clip(whole, -(2.0**60), 2.0**60).astype(np.int64)
    by_row = clipped(model.row_lower, model.row_upper, whole[: model.n_rows])
    return Prices(scale=scale, by_row=by_row, by_tier=tuple(int(p) for p in whole[model.n_rows :][:n_fixed]))


def clipped(row_lower: IntArray, row_upper: IntArray, price: IntArray) -> IntArray:
    """Prices by row, without those that no limit stands behind."""
    no_limit = ((price > 0) & (row_upper >= NO_UPPER)) | ((price < 0) & (row_lower <= NO_LOWER))
    result: IntArray = np.where(no_limit, 0, price)
    return result


def limits_at(row_lower: IntArray, row_upper: IntArray, price: IntArray) -> int:
    """What rows allow at prices behind which limits stand."""
    return exact_dot(price, np.where(price > 0, row_upper, np.where(price < 0, row_lower, 0)))


def _limit_and_surplus(model: Model, tier: Tier, fixed: Fixed, prices: Prices) -> tuple[int, IntArray]:
    sign = 1 if tier.sense == "max" else -1
    if prices.scale <= 0 or prices.by_row.shape != (model.n_rows,) or len(prices.by_tier) > len(fixed):
        raise ValueError("prices of another model: a scale above 0, one price a row, at most one a tier")
    by_row = clipped(model.row_lower, model.row_upper, prices.by_row)
    limit = limits_at(model.row_lower, model.row_upper, by_row)
    # Terms that might leave 63 bits are added as Python integers instead: slow, and never wrong.
    largest = prices.scale * _largest(tier.points) + _largest(by_row) * _largest(model.entry_value) * max(
        1, int(np.bincount(model.entry_column, minlength=1).max(initial=0))
    )
    largest += sum(abs(p) * _largest(t.points) for (t, _), p in zip(fixed, prices.by_tier, strict=False))
    kind = np.int64 if largest < 2**62 else object
    surplus = tier.points.astype(kind) * (sign * prices.scale)
    cost = np.zeros(model.n_columns, kind)
    np.add.at(cost, model.entry_column, by_row[model.entry_row].astype(kind) * model.entry_value)
    surplus = surplus - cost
    for (earlier, value), price in zip(fixed, prices.by_tier, strict=False):
        floor = earlier.least(value) - earlier.constant if earlier.sense == "max" else None
        ceiling = earlier.least(value) - earlier.constant if earlier.sense == "min" else None
        held = ceiling if price > 0 else floor
        if price == 0 or held is None:
            continue
        limit += price * held
        surplus = surplus - earlier.points.astype(kind) * price
    return limit, surplus


def _largest(values: IntArray) -> int:
    return int(np.abs(values).max(initial=0))


def exact_dot(a: IntArray, b: IntArray) -> int:
    """The sum of products, whatever its size."""
    used = np.flatnonzero(a)
    if _largest(a[used]) * _largest(b[used]) * max(1, len(used)) < 2**62:
        return int((a[used] * b[used]).sum())
    return sum(x * y for x, y in zip(a[used].tolist(), b[used].tolist(), strict=True))


def exact_sum(values: IntArray) -> int:
    """The sum, whatever its size."""
    if values.dtype == object or _largest(values) * max(1, len(values)) >= 2**62:
        return sum(int(v) for v in values.tolist())
    return int(values.sum())


def counted_bound(model: Model, tier: Tier, free: BoolArray, at_one: BoolArray) -> int:
    """What simple counting allows: every free column that helps is taken, in groups at most one each.

    Groups are the rows "at most u of these", each column counted in the widest such row it stands in;
    a group gives at most its u best points.
    """
    sign = 1 if tier.sense == "max" else -1
    gain = np.where(free, np.maximum(sign * tier.points, 0), 0)
    base = int((sign * tier.points)[~free & at_one].sum())
    total = int(gain.sum())
    if total == 0:
        return tier.constant + sign * base
    grouped = _best_of_groups(model, gain)
    return tier.constant + sign * (base + min(total, grouped))


def _best_of_groups(model: Model, gain: IntArray) -> int:
    n_rows = model.n_rows
    plain = np.ones(n_rows, bool)
    plain[model.entry_row[model.entry_value != 1]] = False
    plain &= (model.row_upper < NO_UPPER) & (model.row_upper >= 0)
    use = plain[model.entry_row] & (gain[model.entry_column] > 0)
    row, column = model.entry_row[use], model.entry_column[use]
    width = np.bincount(row, minlength=n_rows)
    # the row with most free helpful columns per place, for each column
    order = np.lexsort((row, -(width[row] / np.maximum(1, model.row_upper[row])), column))
    row, column = row[order], column[order]
    first = np.r_[True, column[1:] != column[:-1]] if len(column) else np.zeros(0, bool)
    row, column = row[first], column[first]
    loose = gain.copy()
    loose[column] = 0
    order = np.lexsort((-gain[column], row))
    row, best = row[order], gain[column][order]
    starts = np.flatnonzero(np.r_[True, row[1:] != row[:-1]]) if len(row) else np.zeros(0, int)
    rank = np.arange(len(row)) - np.repeat(starts, np.diff(np.r_[starts, len(row)]))
    return int(best[rank < model.row_upper[row]].sum()) + int(loose.sum())
