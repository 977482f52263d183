"""Whose an object on a server is, and whether a person has changed it: told from the object itself.

Each object that is put there carries a hash of what it shows. Servers sort properties anew, break lines elsewhere and
drop what they please; so the hash is of what a person sees, read back, and never of bytes. An object whose hash fits is
ours and as we left it, even where everything that was remembered is lost.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import icalendar

from mentormatch.domain.frozen import frozen

_SUM = "X-MM-SUM"
_LINE = re.compile(rb"^UID:[^\r\n]*\r?\n", re.MULTILINE)
_SEEN = (
    "SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "LOCATION", "DESCRIPTION",
    "STATUS", "TRANSP", "COMMENT", "URL", "CATEGORIES", "ATTENDEE", "ATTACH", "TRIGGER",
)  # fmt: skip
"""What a person can see or change. Stamps, SEQUENCE and what programs write for themselves do not count."""


@frozen
class Seen:
    """An object as found: the hash it carries, None if it is not ours; the hash of what it shows."""

    carried: str | None
    shows: str

    @property
    def untouched(self) -> bool:
        """Whether it is ours and as we left it."""
        return self.carried is not None and self.carried == self.shows


def marked(body: bytes) -> tuple[bytes, str]:
    """An object with its hash in it, and the hash."""
    shows = _shows(icalendar.Calendar.from_ical(body))
    return _LINE.sub(lambda line: line[0] + f"{_SUM}:{shows}\r\n".encode(), body, count=1), shows


def seen(body: bytes) -> Seen:
    """What an object from a server is. Whatever cannot be read is somebody else's, and never touched."""
    try:
        calendar = icalendar.Calendar.from_ical(body)
        carried = [str(event[_SUM]) for event in calendar.walk("VEVENT") if _SUM in event]
        return Seen(carried=carried[0] if carried else None, shows=_shows(calendar))
    except (ValueError, KeyError, IndexError):
        return Seen(carried=None, shows="")


def _shows(calendar: icalendar.Component) -> str:
    events = sorted(json.dumps(_plain(event), sort_keys=True) for event in calendar.walk("VEVENT"))
    return hashlib.sha256("\n".join(events).encode()).hexdigest()[:32]


def _plain(component: icalendar.Component) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name in _SEEN:
        if name in component:
            value = component[name]
            values = value if isinstance(value, list) else [value]
            out[name] = sorted(piece for one in values for piece in _pieces(one))
    inner = sorted(json.dumps(_plain(one), sort_keys=True) for one in component.subcomponents)
    return {**out, "parts": inner} if inner else out


def _pieces(value: Any) -> list[str]:
    """One value as texts: each date of a list by itself, with its zone."""
    if hasattr(value, "dts"):
        return [_moment(one.dt) for one in value.dts]
    if hasattr(value, "dt"):
        return [_moment(value.dt)]
    if isinstance(value, str):
        return [str(value).replace("\r\n", "\n").rstrip()]
    written = value.to_ical()
    text = written.decode("utf-8", "replace") if isinstance(written, bytes) else str(written)
    return [";".join(sorted(text.split(";")))]


def _moment(value: Any) -> str:
    zone = getattr(getattr(value, "tzinfo", None), "key", None) or str(getattr(value, "tzinfo", "") or "")
    return f"{value}|{zone}"
