"""Columns as tiers see them: which better the first tier that they touch, and which come first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mentormatch.solving.model import BoolArray, IntArray, Tier


def gains(tiers: Sequence[Tier]) -> list[IntArray]:
    """By tier what each column brings, as of a tier to be made large."""
    return [tier.points if tier.sense == "max" else -tier.points for tier in tiers]


def bettering(tiers: Sequence[Tier], n_columns: int) -> BoolArray:
    """Which columns better the first tier that they touch, shape (n_columns,)."""
    better, touched = np.zeros(n_columns, bool), np.zeros(n_columns, bool)
    for gain in gains(tiers):
        better |= ~touched & (gain > 0)
        touched |= gain != 0
    return better


def best_first(tiers: Sequence[Tier], columns: IntArray) -> IntArray:
    """These columns in tier order, the best first; of equals the first by number."""
    keys = [-gain[columns] for gain in gains(tiers)]
    return columns[np.lexsort((columns, *reversed(keys)))]
