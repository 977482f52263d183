"""How long to search, and with what. None of it changes what is right."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import attrs

from mentormatch.domain.forecast import Forecast
from mentormatch.domain.frozen import frozen


@frozen
class Effort:
    """threads: of the solver. time_limit: wall seconds for the search, None = until proven. seed: of the solver.

    explain: whether to answer for everybody who waits (witnesses take further searches).
    only: names of the tiers of pairs that are searched in the scope "match", None = all; the others are what they
    happen to be, and nothing is proven of them. enough: seconds after which a tier that was searched to its end is the
    last, though the limit leaves more: as in solving.Effort.
    """

    threads: int = attrs.field(default=2, validator=attrs.validators.ge(1))
    time_limit: float | None = None
    seed: int = 0
    explain: bool = True
    only: frozenset[str] | None = None
    enough: float | None = None


@attrs.define
class Deadline:
    """When answers must be found by (None: whenever), and why they were cut short, if they were.

    ends: on the clock of time.monotonic. stopped: "clock" or "interrupted".
    """

    ends: float | None = None
    stopped: str | None = None

    def over(self) -> bool:
        """Whether nothing more may be searched; who asks has something left to search."""
        if self.stopped is None and self.ends is not None and time.monotonic() > self.ends:
            self.stopped = "clock"
        return self.stopped is not None

    def left(self) -> float | None:
        """Seconds until the end, 0 once it is over; None where there is no end."""
        if self.over():
            return 0.0
        return None if self.ends is None else max(0.0, self.ends - time.monotonic())

    def interrupt(self) -> None:
        """Somebody pressed Ctrl-C."""
        self.stopped = "interrupted"


Progress = Callable[[Any], None]
"""Called with an event that has tier, value, bound and seconds."""
Foreseen = Callable[[Forecast], None]
"""Called with what is known of a timetable before it is searched for."""
