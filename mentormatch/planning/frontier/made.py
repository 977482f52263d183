"""What comes of a trade-off: its points with a plan each, and where points may be missing."""

from __future__ import annotations

import attrs

from mentormatch.domain.plan import Plan
from mentormatch.solving.front import Open


@attrs.frozen(eq=False, kw_only=True)
class MadePoint:
    """A point's plan, not judged yet. proven: that nothing beats it, given what is held."""

    plan: Plan
    proven: bool


@attrs.frozen(eq=False, kw_only=True)
class Made:
    """points: the best of the first measure first. held: tiers brought to their best before both, in order.

    sure: whether what is held is proven to be its best. open: where points may be missing. most: how many there could
    have been by the ends. solves: searches for points. stopped: "clock", "interrupted" or None.
    """

    points: tuple[MadePoint, ...]
    held: tuple[str, ...]
    sure: bool
    open: tuple[Open, ...]
    most: int
    solves: int
    stopped: str | None
