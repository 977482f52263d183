"""A session is at an hour at which the activity may be, of its own length and rhythm."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court
from mentormatch.domain.rules import SESSION_TIME
from mentormatch.domain.verdict import Breach

RULE = SESSION_TIME


def breaches(court: Court) -> Iterator[Breach]:
    """Placed sessions at an hour that is none; a fixed one that is not fixed so is a breach of `session-fixed`."""
    for one in court.held:
        if not one.pattern.fixed and not court.ground.patterns.hour_fits(one.pattern):
            says = f"{one.id}: {one.session.slot} is no hour at which {one.session.activity} may be."
            yield Breach(rule=RULE.id, says=says)
