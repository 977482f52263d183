"""A session is at a venue that is open then, suits the activity, and has what it needs."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court
from mentormatch.domain.rules import SESSION_PLACE
from mentormatch.domain.verdict import Breach

RULE = SESSION_PLACE


def breaches(court: Court) -> Iterator[Breach]:
    """Sessions at a venue that is none for them, or shut at that hour."""
    for one in court.held:
        if not court.ground.patterns.venue_fits(one.pattern):
            says = (
                f"{one.id}: {one.session.venue} is no place for {one.session.activity}, or not open {one.session.slot}."
            )
            yield Breach(rule=RULE.id, says=says)
