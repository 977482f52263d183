"""Events that take place once, read without the library: nine in ten of a diary, and most of the time to read it."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import attrs

from mentormatch.busy.scan import Event, Line
from mentormatch.busy.zones import zone_name

NUMBER = "X-NUMBER"
"""The property by which the number of an event in its file goes through the library."""
_AGAIN = ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "DURATION")
_DAY, _MOMENT = re.compile(r"\d{8}"), re.compile(r"\d{8}T\d{6}Z?")


@attrs.frozen
class When:
    """A day or a moment, as the library holds them."""

    dt: dt.date


def single(event: Event) -> dict[str, str | int | When] | None:
    """An event in the form in which the library gives each of its times.

    None where it repeats, is part of a series, or is written in any but the plainest way: then the library reads it.
    """
    if any(event.first(name) is not None for name in _AGAIN):
        return None
    begins, ends = event.first("DTSTART"), event.first("DTEND")
    start = None if begins is None else _when(begins)
    end = start if ends is None else _when(ends)
    if start is None or end is None or _mixed(start, end) or end < start:
        return None
    out: dict[str, str | int | When] = {NUMBER: event.number, "DTSTART": When(start), "DTEND": When(end)}
    out.update((name, event.says(name)) for name in ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"))
    return out


def _mixed(start: dt.date, end: dt.date) -> bool:
    """Whether the two cannot be compared: a day and a moment, or only one of two moments in a zone."""
    zoned = [one.tzinfo is not None if isinstance(one, dt.datetime) else None for one in (start, end)]
    return zoned[0] != zoned[1]


def _when(line: Line) -> dt.date | None:
    value, kind, tzid = line.value.strip().upper(), line.parameters.get("VALUE", ""), line.parameters.get("TZID", "")
    try:
        if _DAY.fullmatch(value) and kind.upper() == "DATE":
            return dt.datetime.strptime(value, "%Y%m%d").date()
        if not _MOMENT.fullmatch(value) or kind:
            return None
        moment = dt.datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")
    except ValueError:
        return None
    if value.endswith("Z"):
        return moment.replace(tzinfo=dt.UTC)
    if not tzid:
        return moment
    name = zone_name(tzid)
    return None if name is None else moment.replace(tzinfo=ZoneInfo(name))
