"""At least half of a session's planned dates are open."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court
from mentormatch.domain.rules import SESSION_DATES
from mentormatch.domain.verdict import Breach

RULE = SESSION_DATES


def breaches(court: Court) -> Iterator[Breach]:
    """Sessions that lose too many dates; too few dates for one person are told with the people."""
    for one in court.held:
        if not court.ground.patterns.dates_suffice(one.pattern):
            left, planned = one.pattern.open.bit_count(), one.pattern.planned.bit_count()
            yield Breach(rule=RULE.id, says=f"{one.id}: {left} of {planned} planned dates are left.")
