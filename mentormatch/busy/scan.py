"""The lines of a calendar file that say when something is, without any library; every other line is passed over."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import attrs

from mentormatch.busy.errors import EXPORT_AGAIN, EXPORT_LESS, TAKE_OUT, BusyError
from mentormatch.busy.limits import DEEPEST, MOST_DATES, MOST_EVENTS, MOST_ZONE_LINES, MOST_ZONES

KEPT = frozenset((
    "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID", "STATUS", "TRANSP",
    "X-MICROSOFT-CDO-BUSYSTATUS", "FREEBUSY",
))  # fmt: skip
"""All that is ever looked at of an event."""
ZONE_KEPT = frozenset(("TZID", "DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"))
_SEVERAL = frozenset(("RDATE", "EXDATE", "FREEBUSY"))
_LINE = re.compile(rb"^([A-Za-z0-9-]+)((?:;[^:;=]+=(?:\"[^\"]*\"|[^\":;]*))*):(.*)$", re.DOTALL)
_PARAMETER = re.compile(r";([^=;:]+)=(?:\"([^\"]*)\"|([^\":;]*))")


@attrs.frozen(kw_only=True)
class Line:
    """One property: its name and parameters in capitals, its value as it stands."""

    name: str
    parameters: dict[str, str]
    value: str


@attrs.define(kw_only=True)
class Event:
    """One event (or list of busy times), by its number in the file from 1, and the lines kept of it."""

    number: int
    kind: str
    lines: list[Line] = attrs.field(factory=list)

    def first(self, name: str) -> Line | None:
        """The first line of that name."""
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> list[Line]:
        """All lines of that name."""
        return [line for line in self.lines if line.name == name]

    def says(self, name: str) -> str:
        """The value of the first line of that name in capitals, "" where there is none."""
        line = self.first(name)
        return "" if line is None else line.value.strip().upper()


@attrs.define(kw_only=True)
class Scanned:
    """events: in the order of the file. zones: the lines of each time zone defined in it, by TZID."""

    events: list[Event] = attrs.field(factory=list)
    zones: dict[str, list[str]] = attrs.field(factory=dict)


def scan(data: bytes) -> Scanned:
    """What a file says of when. Raises BusyError where it is no calendar, cut off, or larger than a diary can be."""
    return _Scan().run(data)


class _Scan:
    """The reading of one file: the components that are open, and the event or zone being read."""

    def __init__(self) -> None:
        self.out = Scanned()
        self.open: list[str] = []
        self.event: Event | None = None
        self.zone: list[str] | None = None
        self.zone_id = ""
        self.n_events = 0
        self.n_dates = 0

    def run(self, data: bytes) -> Scanned:
        lines = _unfolded(data.removeprefix(b"\xef\xbb\xbf"))
        first = next((line for line in lines if line.strip()), b"")
        if first.strip().upper() != b"BEGIN:VCALENDAR":
            raise BusyError("is not a calendar file", EXPORT_AGAIN)
        self._line(first)
        for line in lines:
            self._line(line)
        if self.open:
            where = f" in event {self.n_events}" if self.event is not None else ""
            raise BusyError(f"is cut off{where}", EXPORT_AGAIN)
        return self.out

    def _line(self, line: bytes) -> None:
        head = line[:6].upper()
        if head == b"BEGIN:":
            self._begins(_word(line[6:]))
        elif head[:4] == b"END:":
            self._ends(_word(line[4:]))
        elif self.zone is not None:
            self._of_zone(line)
        elif self.event is not None and len(self.open) == 2:
            self._of_event(line)

    def _begins(self, name: str) -> None:
        if len(self.open) >= DEEPEST:
            raise BusyError(f"holds parts within parts, deeper than a calendar has them{self._near()}", EXPORT_AGAIN)
        self.open.append(name)
        if len(self.open) != 2:
            if self.zone is not None:
                self.zone.append(f"BEGIN:{name}")
        elif name in ("VEVENT", "VFREEBUSY"):
            self.n_events += 1
            if self.n_events > MOST_EVENTS:
                raise BusyError(f"holds more than {MOST_EVENTS} events", EXPORT_LESS)
            self.event = Event(number=self.n_events, kind=name)
        elif name == "VTIMEZONE":
            self.zone, self.zone_id = [], ""

    def _ends(self, name: str) -> None:
        if not self.open or self.open[-1] != name:
            raise BusyError(f"is damaged: something ends that did not begin{self._near()}", EXPORT_AGAIN)
        self.open.pop()
        if len(self.open) == 1 and self.event is not None:
            self.out.events.append(self.event)
            self.event = None
        elif len(self.open) == 1 and self.zone is not None:
            if len(self.out.zones) >= MOST_ZONES:
                raise BusyError(f"defines more than {MOST_ZONES} time zones", EXPORT_LESS)
            self.out.zones.setdefault(self.zone_id, self.zone)
            self.zone = None
        elif self.zone is not None:
            self.zone.append(f"END:{name}")

    def _of_zone(self, line: bytes) -> None:
        read = _read(line, ZONE_KEPT)
        if read is None or self.zone is None:
            return
        if read.name == "TZID":
            self.zone_id = read.value.strip()
            return
        if len(self.zone) > MOST_ZONE_LINES or len(read.value) > 200:
            raise BusyError("defines a time zone with more changes than any has", EXPORT_AGAIN)
        if read.name == "RRULE" and not re.fullmatch(r"FREQ=YEARLY(;[A-Z]+=[-+0-9A-Z]+)*", read.value.strip().upper()):
            raise BusyError("defines a time zone that does not change by the year", EXPORT_AGAIN)
        self.zone.append(f"{read.name}:{read.value.strip()}")

    def _of_event(self, line: bytes) -> None:
        read = _read(line, KEPT)
        if read is None or self.event is None:
            return
        if read.name in _SEVERAL:
            self.n_dates += read.value.count(",") + 1
            if self.n_dates > MOST_DATES:
                says = f"lists more than {MOST_DATES} single dates by event {self.event.number}"
                raise BusyError(says, EXPORT_LESS)
        elif len(read.value) > 1000:
            raise BusyError(f"holds a line that no calendar writes in event {self.event.number}", TAKE_OUT)
        self.event.lines.append(read)

    def _near(self) -> str:
        return f" near event {self.n_events}" if self.n_events else ""


def _unfolded(data: bytes) -> Iterator[bytes]:
    """The lines, with those that go on (they begin with a blank) joined."""
    held: list[bytes] = []
    for raw in io.BytesIO(data):
        line = raw.rstrip(b"\r\n")
        if line[:1] in (b" ", b"\t"):
            held.append(line[1:])
            continue
        if held:
            yield b"".join(held)
        held = [line]
    if held:
        yield b"".join(held)


def _word(name: bytes) -> str:
    return name[:40].decode("ascii", "replace").strip().upper()


def _read(line: bytes, kept: frozenset[str]) -> Line | None:
    name = re.split(rb"[;:]", line[:64], maxsplit=1)[0].decode("ascii", "replace").upper()
    if name not in kept:
        return None
    found = _LINE.match(line)
    if found is None:
        return None
    parameters = {
        key.upper(): quoted or plain for key, quoted, plain in _PARAMETER.findall(found[2].decode("utf-8", "replace"))
    }
    return Line(name=name, parameters=parameters, value=found[3].decode("utf-8", "replace"))
