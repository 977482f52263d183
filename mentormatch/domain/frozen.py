"""The one way classes are made here: frozen, slotted, keyword-only attrs classes."""

from __future__ import annotations

from typing import dataclass_transform

import attrs


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def frozen(cls: type) -> type:
    """A frozen attrs class whose fields are given by name."""
    return attrs.frozen(cls, kw_only=True)
