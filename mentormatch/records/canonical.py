"""Values of the domain -> plain JSON, one way only: the same value always gives the same bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any

import attrs

LEFT_OUT = frozenset(("source",))
"""Fields that say where a thing was read, not what it is."""


def plain(value: Any) -> Any:
    """The value as dicts, lists, texts, whole numbers, truth and null. Raises TypeError for what has no such form."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, int):
        return value
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    names = field_names(type(value))
    if names is not None:
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, float):
        return value
    if hasattr(value, "item"):  # a number of numpy
        return plain(value.item())
    raise TypeError(f"{type(value).__name__} has no form in JSON: {value!r}")


@cache
def field_names(cls: Any) -> tuple[str, ...] | None:
    """The fields of an attrs class that belong to its value; None for any other class."""
    if not attrs.has(cls):
        return None
    return tuple(field.name for field in attrs.fields(cls) if field.name not in LEFT_OUT)


def canonical_bytes(value: Any) -> bytes:
    """JSON with sorted keys, no blanks, in UTF-8. Raises ValueError for numbers that JSON does not have."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", errors="surrogatepass")


def hashed(value: Any) -> str:
    """32 hexadecimal digits of blake2b over the canonical bytes."""
    return hashlib.blake2b(canonical_bytes(value), digest_size=16).hexdigest()
