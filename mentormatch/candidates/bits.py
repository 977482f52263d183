"""Sets as little-endian uint64 words."""

from __future__ import annotations

import numpy as np

WORD = 64
ALL = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


def n_words(n_bits: int) -> int:
    """How many words so many bits take, at least one."""
    return max(1, -(-n_bits // WORD))


def pack(flags: np.ndarray) -> np.ndarray:
    """Booleans of shape (..., n) as words of shape (..., n_words(n)); bit k stands for flag k."""
    n = flags.shape[-1]
    words = n_words(n)
    out = np.zeros((*flags.shape[:-1], 8 * words), dtype=np.uint8)
    if n:
        packed = np.packbits(flags, axis=-1, bitorder="little")
        out[..., : packed.shape[-1]] = packed
    return out.view("<u8").astype(np.uint64, copy=False)


def unpack(words: np.ndarray) -> np.ndarray:
    """Words of shape (..., w) as booleans of shape (..., 64 w)."""
    as_bytes = np.ascontiguousarray(words, dtype="<u8").view(np.uint8)
    return np.unpackbits(as_bytes, axis=-1, bitorder="little").view(bool)


def _count_without_help(words: np.ndarray) -> np.ndarray:
    return np.unpackbits(np.ascontiguousarray(words)[..., None].view(np.uint8), axis=-1).sum(-1, dtype=np.uint8)


count = getattr(np, "bitwise_count", _count_without_help)
"""The number of bits set in each word, uint8."""
