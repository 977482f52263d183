"""The seal of a record: a hash over all of it, so that a figure changed by hand or by a bad disk is noticed.

It is no signature: whoever can change the record can make a new seal. What a plan claims is for the judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mentormatch.records.canonical import hashed

SEAL = "seal"


def sealed(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its seal as the last key."""
    bare = {key: value for key, value in record.items() if key != SEAL}
    return {**bare, SEAL: hashed(bare)}


def seal_ok(record: Mapping[str, Any]) -> bool:
    """Whether the seal is there and fits everything else in the record."""
    try:
        return record.get(SEAL) == sealed(record)[SEAL]
    except (TypeError, ValueError, RecursionError):
        return False
