"""The one way classes are made here: frozen, slotted, keyword-only attrs classes."""

from __future__ import annotations

from typing import Any, TypeVar, dataclass_transform

import attrs

Value = TypeVar("Value")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def frozen(cls: type) -> type:
    """A frozen attrs class whose fields are given by name."""
    return attrs.frozen(cls, kw_only=True)


def evolve(value: Value, **changes: Any) -> Value:
    """The same value with some fields changed (attrs.evolve, for classes made by `frozen`)."""
    return attrs.evolve(value, **changes)  # type: ignore[misc]
