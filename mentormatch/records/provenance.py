"""What a plan was made from, as one hash: the same for the same facts, in whatever order they were written."""

from __future__ import annotations

import hashlib
from typing import Any

from mentormatch.domain.history import History
from mentormatch.domain.programme import Programme
from mentormatch.records.canonical import canonical_bytes, field_names, plain

FORMAT = b"made from 1"


def made_from(programme: Programme, history: History) -> str:
    """32 hexadecimal digits of blake2b over programme, policy and history, rows in the order of their contents.

    Keep-apart rows go into it, and into nothing else that is written.
    """
    digest = hashlib.blake2b(FORMAT, digest_size=16)
    for whole in (programme, history):
        for name in field_names(type(whole)) or ():
            for line in _lines(getattr(whole, name)):
                digest.update(b"\0%d:%s:" % (len(line), name.encode()))
                digest.update(line)
    return digest.hexdigest()


def _lines(value: Any) -> list[bytes]:
    """One line for a plain value; for rows one each, sorted; of these only what is given, not what is None or empty."""
    if isinstance(value, tuple) and value and field_names(type(value[0])) is not None:
        return sorted(canonical_bytes(_given(row)) for row in value)
    return [canonical_bytes(plain(value))]


def _given(row: Any) -> dict[str, Any]:
    out = {}
    for name in field_names(type(row)) or ():
        value = getattr(row, name)
        if value is not None and value != ():
            out[name] = plain(value)
    return out
