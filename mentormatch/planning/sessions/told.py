"""The sessions of a choice in the domain's words, with all that is said beside them."""

from __future__ import annotations

from mentormatch.domain.timetable import Offers, Timetable
from mentormatch.planning.sessions.beside import costs, left_out, not_reached
from mentormatch.planning.sessions.conflicts import conflicts
from mentormatch.planning.sessions.decode import Decoder


def timetable_of(decoder: Decoder, offers: tuple[Offers, ...]) -> Timetable:
    """What is held, who is not reached and why, what it costs, what could not be kept. offers: by person who asked."""
    fixed = left_out(decoder)
    return Timetable(
        sessions=tuple(decoder.sessions.values()),
        not_reached=not_reached(decoder),
        costs=costs(decoder),
        left_out=fixed,
        conflicts=conflicts(decoder, fixed),
        offers=offers,
    )
