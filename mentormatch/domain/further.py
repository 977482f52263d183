"""What one more session of an activity could bring to those who are in none."""

from __future__ import annotations

from mentormatch.domain.frozen import frozen
from mentormatch.domain.slots import Slot


@frozen
class Further:
    """One activity by name. asked, runs: sessions that it asks for, and those of them that run.

    could: how many of those who are in no session by name could go to some session of it that does not run. together:
    the most of them who could go to one and the same, as far as there is room and nobody is kept apart from another of
    them; slot, venue: the first of those sessions, None where nobody could. needs: the fewest who must come.
    """

    activity: str
    asked: int
    runs: int
    could: int
    together: int
    needs: int
    slot: Slot | None = None
    venue: str | None = None
