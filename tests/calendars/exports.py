"""Exports in a line, and what they ought to hold, told by the zone itself and not by a calendar."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from builders import MONDAY
from disclosed import disclosed, meets, runs

from mentormatch.calendars.contents import from_json
from mentormatch.calendars.exporting import CalendarFile, Exported, export
from mentormatch.calendars.stamping import Now
from mentormatch.domain.appointments import Disclosed
from mentormatch.domain.exported import Reader, ReaderKind

KEY = b"k" * 32
COORDINATOR = Reader(kind=ReaderKind.COORDINATOR)


def person(id: str) -> Reader:
    return Reader(kind=ReaderKind.PERSON, id=id)


def at(day: dt.date, hour: int = 9, planned_from: dt.date = MONDAY) -> Now:
    """An export at that hour (UTC) of a day."""
    moment = dt.datetime.combine(day, dt.time(hour), dt.UTC)
    return Now(moment=moment, today=day, planned_from=planned_from)


BEFORE = at(MONDAY - dt.timedelta(days=30))


def exported(given: Disclosed, before: Exported | None = None, now: Now = BEFORE, **more: Any) -> Exported:
    """An export, beside the one before."""
    return export(given, before.entries if before else (), KEY, now, **more)


def file_of(made: Exported, reader: Reader = COORDINATOR) -> CalendarFile:
    """A reader's calendar."""
    (one,) = [file for file in made.files if file.reader == reader]
    return one


def instants(made: Exported, reader: Reader = COORDINATOR, zone: str = "Europe/London") -> list[tuple[Any, ...]]:
    """What a reader's calendar should hold: start and end in UTC, summary, location; cancelled ones left out."""
    out = []
    for entry in made.entries:
        content = from_json(entry.content)
        if entry.reader == reader and content.state.value != "cancelled":
            for one in content.occurrences:
                local = dt.datetime.combine(one.day, dt.time(one.start // 60, one.start % 60), ZoneInfo(zone))
                start = local.astimezone(dt.UTC)
                end = start + dt.timedelta(minutes=one.minutes)
                out.append((start, end, content.title, one.where.words))
    return sorted(out)


__all__ = [
    "BEFORE",
    "COORDINATOR",
    "KEY",
    "at",
    "disclosed",
    "exported",
    "file_of",
    "instants",
    "meets",
    "person",
    "runs",
]
