"""What one entry of a calendar says: words, and every single time that it takes place."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from enum import Enum
from functools import cached_property, lru_cache
from typing import Any

import attrs

from mentormatch.calendars.text import clean
from mentormatch.domain.appointments import APPOINTMENT, Appointment
from mentormatch.domain.frozen import frozen
from mentormatch.domain.places import PHONE, VIDEO, Venue
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.term.daylight import latitude_longitude

REMOTE_WORDS = {PHONE: "By phone", VIDEO: "By video call"}


class State(Enum):
    """What holds of an entry."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


@frozen
class Where:
    """A place in words, and where it lies in thousandths of a degree (some 100 m) north and east, if known."""

    words: str
    north: int | None = None
    east: int | None = None


@frozen
class Occurrence:
    """One time that it takes place: local date, minute of the day, minutes, where."""

    day: dt.date
    start: int
    minutes: int
    where: Where

    @property
    def sort_key(self) -> tuple[dt.date, int, int, str]:
        """Date and hour first."""
        return (self.day, self.start, self.minutes, self.where.words)


@attrs.frozen(kw_only=True, slots=False)
class Content:
    """title, notes: words that the reader may see. alarm: minutes before, or None. rhythm: how often it recurs."""

    title: str
    notes: str = ""
    alarm: int | None = None
    state: State = State.CONFIRMED
    private: bool = False
    rhythm: Rhythm = Rhythm.WEEKLY
    occurrences: tuple[Occurrence, ...] = ()

    @cached_property
    def text(self) -> str:
        """The same as canonical JSON (`to_json`)."""
        return to_json(self)


def content_of(appointment: Appointment, *, private: bool = False) -> Content:
    """The content of an appointment, as its one reader may see it. private: marked so for those who look on."""
    where = _where(appointment.venue) if appointment.venue else Where(words=REMOTE_WORDS.get(appointment.place, ""))
    return _content(
        clean(appointment.title) or APPOINTMENT,
        clean(f"You meet {appointment.meets}.") if appointment.meets else "",
        appointment.alarm,
        State.TENTATIVE if appointment.tentative else State.CONFIRMED,
        private,
        appointment.slot,
        where,
        appointment.held,
    )


@lru_cache(maxsize=8192)
def _content(
    title: str, notes: str, alarm: int | None, state: State, private: bool, slot: Slot, where: Where,
    days: tuple[dt.date, ...],
) -> Content:  # fmt: skip
    """A content, made once for all who see the same."""
    return Content(
        title=title,
        notes=notes,
        alarm=alarm,
        state=state,
        private=private,
        rhythm=slot.rhythm,
        occurrences=tuple(Occurrence(day=day, start=slot.start, minutes=slot.minutes, where=where) for day in days),
    )


@lru_cache(maxsize=1024)
def _where(venue: Venue) -> Where:
    parts = (venue.name, venue.address, venue.town, venue.spot.postcode)
    words = clean(", ".join(dict.fromkeys(part for part in parts if part)))
    if not (venue.spot.known and venue.spot.postcode):  # the middle of a town would send people to the wrong street
        return Where(words=words)
    north, east = latitude_longitude(venue.spot.easting, venue.spot.northing)
    return Where(words=words, north=round(north * 1000), east=round(east * 1000))


def to_json(content: Content) -> str:
    """Canonical JSON: equal contents give equal texts, places are written once."""
    wheres = list(dict.fromkeys(one.where for one in content.occurrences))
    at = {where: number for number, where in enumerate(wheres)}
    return json.dumps(
        {
            "title": content.title,
            "notes": content.notes,
            "alarm": content.alarm,
            "state": content.state.value,
            "private": content.private,
            "rhythm": content.rhythm.value,
            "wheres": [[where.words, where.north, where.east] for where in wheres],
            "times": [[one.day.isoformat(), one.start, one.minutes, at[one.where]] for one in content.occurrences],
        },
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def from_json(text: str) -> Content:
    """The content that `to_json` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    node: Mapping[str, Any] = json.loads(text)
    wheres = [Where(words=words, north=north, east=east) for words, north, east in node["wheres"]]
    return Content(
        title=node["title"],
        notes=node["notes"],
        alarm=node["alarm"],
        state=State(node["state"]),
        private=node["private"],
        rhythm=Rhythm(node["rhythm"]),
        occurrences=tuple(
            Occurrence(day=dt.date.fromisoformat(day), start=start, minutes=minutes, where=wheres[where])
            for day, start, minutes, where in node["times"]
        ),
    )
