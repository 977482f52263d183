"""What a plan was made from, as one hash: the same for the same facts, in whatever order they were written."""

from __future__ import annotations

from mentormatch.domain.history import History
from mentormatch.domain.programme import Programme
from mentormatch.records.canonical import canonical_bytes, field_names, hashed, plain


def made_from(programme: Programme, history: History) -> str:
    """A hash of programme, policy and history. Rows that differ in nothing but where they stood count as the same.

    Keep-apart rows go into it, and into nothing else that is written.
    """
    return hashed({"format": 1, "programme": _rows_sorted(programme), "history": _rows_sorted(history)})


def _rows_sorted(whole: Programme | History) -> dict[str, object]:
    out: dict[str, object] = {}
    for name in field_names(type(whole)) or ():
        value = getattr(whole, name)
        rows = plain(value)
        if isinstance(value, tuple) and value and not isinstance(value[0], str):
            rows = sorted(rows, key=canonical_bytes)
        out[name] = rows
    return out
