"""Values of the domain -> plain JSON, one way only: the same value always gives the same bytes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from enum import Enum
from typing import Any

import attrs

LEFT_OUT = frozenset(("source",))
"""Fields that say where a thing was read, not what it is."""


def plain(value: Any) -> Any:
    """The value as dicts, lists, texts, whole numbers, truth and null. Raises TypeError for what has no such form."""
    kind = type(value)
    if value is None or kind in (str, int, bool, float):
        return value
    if kind is tuple or kind is list:
        return [plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    names = field_names(kind)
    if names is not None:
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if hasattr(value, "item"):  # a number of numpy
        return plain(value.item())
    raise TypeError(f"{kind.__name__} has no form in JSON: {value!r}")


def field_names(cls: Any) -> tuple[str, ...] | None:
    """The fields of an attrs class that belong to its value; None for any other class."""
    if cls not in _NAMES:
        fields = attrs.fields(cls) if attrs.has(cls) else None
        _NAMES[cls] = None if fields is None else tuple(field.name for field in fields if field.name not in LEFT_OUT)
    return _NAMES[cls]


_NAMES: dict[Any, tuple[str, ...] | None] = {}


def canonical_bytes(value: Any) -> bytes:
    """JSON with sorted keys, no blanks, in UTF-8. Raises ValueError for numbers that JSON does not have."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", errors="surrogatepass")


def hashed(value: Any) -> str:
    """32 hexadecimal digits of blake2b over the canonical bytes."""
    return hashlib.blake2b(canonical_bytes(value), digest_size=16).hexdigest()
