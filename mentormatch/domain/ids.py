"""Numbers that depend on ids alone, so that ties fall the same way on every machine.

Each id is hashed once (blake2b of the salt and the id), and the hashes of a pair are mixed with splitmix64's finaliser,
so that arrays of pairs can be reckoned without hashing each pair.
"""

from __future__ import annotations

import hashlib

TIE_BITS = 30
WORD = (1 << 64) - 1
MIX = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
"""The multipliers of splitmix64 (Steele, Lea, Flood 2014; Stafford's variant 13)."""


def id_hash(salt: str, text: str) -> int:
    """64 bits of blake2b over the salt and the text, each ended by a NUL byte."""
    data = salt.encode() + b"\0" + text.encode() + b"\0"
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big")


def mix(state: int) -> int:
    """splitmix64's finaliser: every bit of the result depends on every bit of the state."""
    state = ((state ^ (state >> 30)) * MIX[0]) & WORD
    state = ((state ^ (state >> 27)) * MIX[1]) & WORD
    return state ^ (state >> 31)


def tie_break(salt: str, *ids: str) -> int:
    """A number of 30 bits from the ids in their order: the weight of the canonical tiers."""
    state = 0
    for text in ids:
        state = mix(state ^ id_hash(salt, text))
    return state >> (64 - TIE_BITS)
