"""domain.ids.tie_break on arrays: the same numbers, without hashing each pair."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mentormatch.domain.ids import MIX, TIE_BITS, id_hash


def hashes(salt: str, texts: Sequence[str]) -> np.ndarray:
    """id_hash of each text, shape (n,)."""
    return np.array([id_hash(salt, text) for text in texts], dtype=np.uint64)


def tie_breaks(*hashes_in_order: np.ndarray) -> np.ndarray:
    """tie_break of rows of ids, given the hash of each id: arrays of one shape (n,)."""
    state = np.zeros_like(hashes_in_order[0])
    for column in hashes_in_order:
        state = state ^ column
        for shift, multiplier in zip((30, 27), MIX, strict=True):
            state = (state ^ (state >> np.uint64(shift))) * np.uint64(multiplier)
        state = state ^ (state >> np.uint64(31))
    numbers: np.ndarray = (state >> np.uint64(64 - TIE_BITS)).astype(np.int64)
    return numbers
