"""Every fixed session takes place as people fixed it, with its people, or is named as left out."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court, Held
from mentormatch.domain.rules import SESSION_FIXED
from mentormatch.domain.verdict import Breach

RULE = SESSION_FIXED


def breaches(court: Court) -> Iterator[Breach]:
    """Sessions marked wrongly as fixed or not, or with other leaders; who and what is left out is told elsewhere."""
    for one in court.held:
        for says in _wrong(court, one):
            yield Breach(rule=RULE.id, says=f"{one.id} {says}")


def _wrong(court: Court, one: Held) -> Iterator[str]:
    activity = one.pattern.activity
    if one.pattern.fixed:
        if one.session.slot not in activity.fixed:
            yield f"is marked as fixed, and {activity.id} is not fixed at {one.session.slot}."
        if activity.fixed_venue is not None and activity.fixed_venue != one.session.venue:
            yield f"is fixed at {activity.fixed_venue}, not at {one.session.venue}."
        missing = set(activity.fixed_leaders) - set(one.session.leaders)
        if missing:
            yield f"is led without {', '.join(sorted(missing))}."
    elif court.ground.patterns.is_fixed_elsewhere(one.pattern):
        yield "is a fixed session, and not marked so."
