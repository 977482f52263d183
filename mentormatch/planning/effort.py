"""How long to search, and with what. None of it changes what is right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from mentormatch.domain.frozen import frozen


@frozen
class Effort:
    """threads: of the solver. time_limit: wall seconds for the search, None = until proven. seed: of the solver.

    explain: whether to answer for everybody who waits (witnesses take further searches).
    """

    threads: int = attrs.field(default=2, validator=attrs.validators.ge(1))
    time_limit: float | None = None
    seed: int = 0
    explain: bool = True


Progress = Callable[[Any], None]
"""Called with an event that has tier, value, bound and seconds."""
