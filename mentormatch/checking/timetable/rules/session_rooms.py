"""No venue has more sessions at a time than rooms, those that one-to-one meetings take left out."""

from __future__ import annotations

from collections.abc import Iterator

from mentormatch.checking.timetable.court import Court, Held
from mentormatch.checking.timetable.meetings import Met
from mentormatch.checking.timetable.patterns import weeks_of
from mentormatch.domain.places import Venue
from mentormatch.domain.rules import SESSION_ROOMS
from mentormatch.domain.slots import Slot
from mentormatch.domain.verdict import Breach

RULE = SESSION_ROOMS


def breaches(court: Court) -> Iterator[Breach]:
    """The minutes of the week, told once each, at which too many begin or have begun."""
    by_day: dict[tuple[str, int], list[Held]] = {}
    for one in court.held:
        by_day.setdefault((one.session.venue, one.session.slot.weekday), []).append(one)
    for (venue_id, weekday), sessions in sorted(by_day.items()):
        venue = court.case.facts.venues[venue_id]
        meetings = [met for met in court.ground.meetings if met.place == venue_id and met.slot.weekday == weekday]
        yield from _on_a_day(venue, sessions, meetings if venue.takes_room else [])


def _on_a_day(venue: Venue, sessions: list[Held], meetings: list[Met]) -> Iterator[Breach]:
    """Something is too full for the first time when one of them begins: only those minutes are looked at."""
    for minute in sorted({*(one.session.slot.start for one in sessions), *(met.slot.start for met in meetings)}):
        now = [one for one in sessions if _on(one.session.slot, minute)]
        taken = [met for met in meetings if _on(met.slot, minute)]
        weeks = 0
        for one in now:
            weeks |= one.pattern.planned
        for week in weeks_of(weeks):
            there = [one.id for one in now if one.pattern.planned >> week & 1]
            left = max(0, venue.rooms - sum(met.weeks >> week & 1 for met in taken))
            if len(there) > left:
                says = (
                    f"{venue.id} has {left} rooms left for {len(there)} sessions at once: {', '.join(sorted(there))}."
                )
                yield Breach(rule=RULE.id, says=says)
                break


def _on(slot: Slot, minute: int) -> bool:
    return slot.start <= minute < slot.end
