"""What can be said of a timetable before anything is searched: what can never be, and which hours are asked of whom."""

from __future__ import annotations

from collections.abc import Mapping

from mentormatch.domain.frozen import frozen
from mentormatch.domain.timetable import Conflict, FixedLeftOut

WEEKS = 4
"""Hours are counted over so many weeks: what is every second week counts twice in them, what is monthly once."""


@frozen
class Hours:
    """Minutes in four weeks, of a leader or a venue.

    needed: of sessions that cannot be without them. could: of all sessions that they could lead, or that could be
    there. there: those that they give, or that the venue is open, all its rooms together.
    """

    who: str
    needed: int
    could: int
    there: int

    @property
    def short(self) -> bool:
        """Whether more is needed than there is."""
        return self.needed > self.there


@frozen
class Forecast:
    """unheld: by activity without any possible session, the rule in the way as shown, or "few" or "too-few" people.

    apart: (mentee, activities): the smallest set of their wishes of which each is possible and all together are not.
    leaders, venues: the hours asked of each, by id. left_out: fixed slots that can never be, each with the rule as it
    may be shown. conflicts: of fixed slots that could each be, the sets that cannot hold together.
    """

    unheld: Mapping[str, str]
    apart: tuple[tuple[str, tuple[str, ...]], ...]
    leaders: tuple[Hours, ...]
    venues: tuple[Hours, ...]
    left_out: tuple[FixedLeftOut, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
