"""A checker for as much of JSON Schema as docs/plan.schema.json uses; a keyword that it does not know fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

TYPES = {"string": str, "integer": int, "object": dict, "array": list, "boolean": bool, "null": type(None)}
WORDS = {"$schema", "$defs", "title", "description"}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], path: str = "$") -> Iterator[str]:
    """What in a value does not fit a schema."""
    for keyword, wanted in schema.items():
        if keyword in WORDS:
            continue
        check = CHECKS[keyword]
        yield from check(value, wanted, schema, root, path)


def _type(value, wanted, schema, root, path):
    fits = isinstance(value, TYPES[wanted]) and not (wanted == "integer" and isinstance(value, bool))
    if not fits:
        yield f"{path} is no {wanted}: {value!r}"


def _properties(value, wanted, schema, root, path):
    for name, inner in wanted.items():
        if isinstance(value, dict) and name in value:
            yield from faults(value[name], inner, root, f"{path}.{name}")


def _required(value, wanted, schema, root, path):
    yield from (f"{path} lacks {name}" for name in wanted if isinstance(value, dict) and name not in value)


def _additional(value, wanted, schema, root, path):
    for name in value if isinstance(value, dict) else ():
        if name in schema.get("properties", {}):
            continue
        if wanted is False:
            yield f"{path} has {name}"
        else:
            yield from faults(value[name], wanted, root, f"{path}.{name}")


def _items(value, wanted, schema, root, path):
    for at, one in enumerate(value if isinstance(value, list) else ()):
        yield from faults(one, wanted, root, f"{path}[{at}]")


def _ref(value, wanted, schema, root, path):
    yield from faults(value, root["$defs"][wanted.removeprefix("#/$defs/")], root, path)


def _any_of(value, wanted, schema, root, path):
    if all(list(faults(value, one, root, path)) for one in wanted):
        yield f"{path} fits none: {value!r}"


def _enum(value, wanted, schema, root, path):
    if value not in wanted:
        yield f"{path} is none of {wanted}: {value!r}"


def _const(value, wanted, schema, root, path):
    if value != wanted:
        yield f"{path} is not {wanted!r}: {value!r}"


def _pattern(value, wanted, schema, root, path):
    if isinstance(value, str) and not re.search(wanted, value):
        yield f"{path} does not match {wanted}: {value!r}"


def _minimum(value, wanted, schema, root, path):
    if isinstance(value, int) and value < wanted:
        yield f"{path} is below {wanted}: {value!r}"


def _maximum(value, wanted, schema, root, path):
    if isinstance(value, int) and value > wanted:
        yield f"{path} is above {wanted}: {value!r}"


CHECKS = {
    "type": _type,
    "properties": _properties,
    "required": _required,
    "additionalProperties": _additional,
    "items": _items,
    "$ref": _ref,
    "anyOf": _any_of,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "minimum": _minimum,
    "maximum": _maximum,
}
