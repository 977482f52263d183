"""Which trade-off is wanted, and what is told while it is looked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from mentormatch.domain.frozen import frozen
from mentormatch.domain.tradeoff import HELD_ALWAYS, MOVED, Measure, scope_of

TOO_LARGE = (
    "This programme is too large for every point of such a trade-off to be looked for. What can be: two measures of "
    "pairs, or cost against reach-group, wish, wish-first or group-quality, with no tier freed or giving."
)


class TooLargeError(ValueError):
    """The programme is too large for every point of a trade-off to be looked for."""


@frozen
class Asked:
    """measures: the two. scope: what is planned, None = what they need. free: tiers that are not held.

    earlier: the pairs of an earlier plan as (mentee, mentor), of which `moved` counts those that are not kept.
    all_tiers: whether plans of one point are told apart by every tier left, and not by the tie-breaks alone.
    most: so many points at the most, spread out; None = every one.
    """

    measures: tuple[Measure, Measure]
    scope: str | None = None
    free: frozenset[str] = frozenset()
    earlier: frozenset[tuple[str, str]] | None = None
    all_tiers: bool = False
    most: int | None = attrs.field(default=None, validator=attrs.validators.optional(attrs.validators.ge(2)))

    def __attrs_post_init__(self) -> None:
        one, other = self.names
        if one == other:
            raise ValueError(f"{one} cannot be traded for itself")
        if MOVED.name in self.names and self.earlier is None:
            raise ValueError(f"{MOVED.name} needs an earlier plan")
        if kept := sorted(self.free & set(HELD_ALWAYS)):
            raise ValueError(f"{kept[0]} is always held")

    @property
    def names(self) -> tuple[str, str]:
        """The names of the measures."""
        return self.measures[0].name, self.measures[1].name

    @property
    def measured_in(self) -> str:
        """The least scope that both measures are in."""
        return scope_of(self.names)

    @property
    def planned(self) -> str:
        """The scope of each plan."""
        return self.scope or self.measured_in


Progressed = Callable[[Any], None]
"""Called with solving's Ends and Step, values in the order of the measures, and with a Settled for each plan."""


@frozen
class Settled:
    """Told when a point has its plan: which, of how many."""

    number: int
    of: int
