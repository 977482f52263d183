"""A value at a path of nested tables; a table of a list goes by its heading or id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NAMES = ("heading", "id")


def at_path(table: Any, path: tuple[str, ...]) -> Any:
    """The value, or None where there is none."""
    for key in path:
        if isinstance(table, Mapping):
            table = table.get(key)
        elif isinstance(table, (list, tuple)):
            table = next((one for one in table if _is(one, key)), None)
        else:
            return None
    return table


def with_path(table: Mapping[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """The tables with that value there; nothing given is changed in place. Raises KeyError for what no list has."""
    key, rest = path[0], path[1:]
    if not rest:
        return {**table, key: value}
    inner = table.get(key, {})
    if isinstance(inner, list):
        return {**table, key: _in_list(inner, rest, value)}
    if not isinstance(inner, Mapping):
        raise KeyError(rest[0])
    return {**table, key: with_path(inner, rest, value)}


def _in_list(rows: list[Any], path: tuple[str, ...], value: Any) -> list[Any]:
    if not any(_is(one, path[0]) for one in rows) or len(path) < 2:
        raise KeyError(path[0])
    return [with_path(one, path[1:], value) if _is(one, path[0]) else one for one in rows]


def _is(row: Any, name: str) -> bool:
    return isinstance(row, Mapping) and any(str(row.get(key, "")).casefold() == name.casefold() for key in NAMES)
