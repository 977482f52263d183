"""Lines of events -> the stretches of local days that they keep somebody busy; repeats by recurring-ical-events."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import attrs

from mentormatch.busy.errors import EXPORT_LESS, TAKE_OUT, BusyError
from mentormatch.busy.limits import MOST_RELEVANT, MOST_STEPS, MOST_STRETCHES, MOST_TIMES, STEPS_OF_A_RARE_RULE
from mentormatch.busy.rules import Rule, rule_of
from mentormatch.busy.scan import Event, Line, Scanned, scan
from mentormatch.busy.single import NUMBER, single
from mentormatch.busy.zones import zone_name

if TYPE_CHECKING:
    from icalendar import Calendar as Icalendar

DAY_MINUTES = 24 * 60
NIGHT = dt.timedelta(days=2)
"""What lies within two days of the term is looked at: other zones' days begin at other hours."""
LEAST = 15
"""Minutes that something takes at least: what lies in the hour that a spring clock change skips is not lost."""
OURS = "@MM.INVALID"
"""How the UIDs of our own calendars end: what a plan put into a diary keeps nobody from it."""
_FREE = frozenset(("FREE", "WORKINGELSEWHERE"))


@attrs.frozen(kw_only=True, order=True)
class Busy:
    """Busy on a day from one minute of it to another, at most 1440. number: of the event in its file."""

    day: dt.date
    start: int
    end: int
    number: int = attrs.field(order=False)

    @property
    def whole(self) -> bool:
        """Whether it takes the whole day."""
        return self.start == 0 and self.end == DAY_MINUTES


@attrs.frozen(kw_only=True)
class BusyTimes:
    """times: in order. zoneless: numbers of events whose zone nobody knows, read by the programme's clock.

    endless: numbers of events that take no time at all (a reminder), left out.
    """

    times: tuple[Busy, ...]
    zoneless: tuple[int, ...] = ()
    endless: tuple[int, ...] = ()


def busy_times(data: bytes, first: dt.date, last: dt.date, timezone: str) -> BusyTimes:
    """When an iCalendar file keeps somebody busy between two days, both included, in local time of the zone.

    Raises BusyError for a file that cannot be used; ImportError where the extra `calendars` is not installed.
    """
    import icalendar

    # Zones that a file defines are kept by the library for the whole process: none may leak into the next file.
    icalendar.use_zoneinfo()
    return _Reading(first, last, timezone).run(scan(data))


class _Reading:
    """The reading of one file."""

    def __init__(self, first: dt.date, last: dt.date, timezone: str) -> None:
        self.first, self.last, self.zone = first, last, ZoneInfo(timezone)
        self.zoneless: set[int] = set()
        self.endless: set[int] = set()
        self.durations: dict[int, dt.timedelta] = {}
        self.steps = self.times = self.stretches = 0

    def run(self, scanned: Scanned) -> BusyTimes:
        found: set[Busy] = set()
        series: dict[str, list[Event]] = defaultdict(list)
        n_relevant = 0
        for event in scanned.events:
            if event.kind == "VFREEBUSY":
                found.update(self._listed(event))
                continue
            if event.says("UID").endswith(OURS) or not self._relevant(event):
                continue
            n_relevant += 1
            if n_relevant > MOST_RELEVANT:
                raise BusyError(f"holds more than {MOST_RELEVANT} events in the term", EXPORT_LESS)
            series[event.says("UID") or f"{event.number}"].append(event)
        for events in series.values():
            once = single(events[0]) if len(events) == 1 else None
            if once is not None:
                found.update(self._times(once) if _busy(once) else ())
            else:
                found.update(self._series(events, scanned.zones))
        return BusyTimes(
            times=tuple(sorted(found)), zoneless=tuple(sorted(self.zoneless)), endless=tuple(sorted(self.endless))
        )

    # --------------------------------------------------------------------------------------- what has to be looked at

    def _relevant(self, event: Event) -> bool:
        """Whether an event may touch the days asked for; by its dates as text, before anything is parsed."""
        if event.first("RECURRENCE-ID") is not None or event.first("RDATE") is not None:
            return True
        begins = event.first("DTSTART")
        if begins is None:
            raise BusyError(f"does not say when event {event.number} begins", TAKE_OUT)
        day = _date8(begins.value, event.number)
        if day - NIGHT > self.last:
            return False
        if event.first("RRULE") is not None or event.first("DURATION") is not None:
            return True
        ends = event.first("DTEND")
        return (day if ends is None else _date8(ends.value, event.number)) + NIGHT >= self.first

    # ------------------------------------------------------------------------------------------------------- repeats

    def _series(self, events: list[Event], zones: dict[str, list[str]]) -> Iterator[Busy]:
        """All times of one UID: the event that repeats, and single times of it that were changed."""
        import recurring_ical_events

        numbers = [event.number for event in events]
        calendar = self._calendar(events, zones)
        low = dt.datetime.combine(self.first - NIGHT, dt.time(), tzinfo=self.zone)
        high = dt.datetime.combine(self.last + NIGHT, dt.time(), tzinfo=self.zone)
        try:
            repeats = recurring_ical_events.of(calendar).between(low, high)
        except (ValueError, TypeError, OverflowError, AttributeError, KeyError):
            # The library's own errors are ValueErrors; what dates at the edges of the calendar raise are the others.
            raise _not_understood(numbers[0], len(numbers)) from None
        for one in repeats:
            if _busy(one):
                yield from self._times(one)

    def _calendar(self, events: list[Event], zones: dict[str, list[str]]) -> Icalendar:
        """The events as the library reads them: nothing in them but when they are."""
        from icalendar import Calendar

        used: dict[str, None] = {}
        lines = []
        for event in events:
            lines += ["BEGIN:VEVENT", "UID:one", f"{NUMBER}:{event.number}", *self._lines(event, zones, used)]
            lines.append("END:VEVENT")
        defined = [line for tzid in used for line in ("BEGIN:VTIMEZONE", f"TZID:{tzid}", *zones[tzid], "END:VTIMEZONE")]
        text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-", *defined, *lines, "END:VCALENDAR", ""])
        try:
            calendar = Calendar.from_ical(text)
        except (ValueError, TypeError, OverflowError, IndexError, KeyError):
            raise _not_understood(events[0].number, len(events)) from None
        assert isinstance(calendar, Calendar)  # one text, one calendar; for the type checker
        for component in calendar.walk("VEVENT"):
            if component.errors:  # the library leaves out a line that it cannot read, and goes on
                raise _not_understood(int(str(component[NUMBER])))
        return calendar

    def _lines(self, event: Event, zones: dict[str, list[str]], used: dict[str, None]) -> Iterator[str]:
        begins = event.first("DTSTART")
        timed = begins is not None and "T" in begins.value.upper()
        for name in ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"):
            if event.says(name).replace("-", "").isalpha():
                yield f"{name}:{event.says(name)}"
        for name in ("DTSTART", "DTEND", "RECURRENCE-ID", "DURATION"):
            line = event.first(name)
            if line is not None:
                yield self._line(line, event, zones, used)
        for name in ("EXDATE", "RDATE"):
            for line in event.all(name):
                yield self._line(line, event, zones, used)
        rules = [rule_of(line.value, event.number, timed=timed) for line in event.all("RRULE")]
        dates = sum(line.value.count(",") + 1 for line in event.all("RDATE"))
        self._count(event, rules, dates, begins)
        yield from (f"RRULE:{rule.text}" for rule in rules)

    def _count(self, event: Event, rules: list[Rule], dates: int, begins: Line | None) -> None:
        """Adds what an event costs, and refuses a file that costs too much."""
        since = self.first if begins is None else _date8(begins.value, event.number)
        low, high = self.first - NIGHT, self.last + NIGHT
        self.times += dates + 1
        for rule in rules:
            until = high if rule.ends is None else min(rule.ends, high)
            self.steps += rule.repeats(since, until) if until >= since else 0
            self.steps += STEPS_OF_A_RARE_RULE if rule.rare else 0
            self.times += rule.repeats(max(since, low), until) if until >= max(since, low) else 0
        if self.steps > MOST_STEPS:
            remedy = "Let what repeats begin nearer to the term. " + EXPORT_LESS
            raise BusyError(f"repeats too often before the term by event {event.number}", remedy)
        if self.times > MOST_TIMES:
            says = f"holds more than {MOST_TIMES} times in the term by event {event.number}"
            raise BusyError(says, EXPORT_LESS)

    def _line(self, line: Line, event: Event, zones: dict[str, list[str]], used: dict[str, None]) -> str:
        """A line with its zone by the name that the library knows, or without one where nobody knows it."""
        value = line.value.strip().upper()
        if not value or not set(value) <= set("0123456789TZPWDHMS/+-,"):
            raise _not_understood(event.number)
        more = f";VALUE={line.parameters['VALUE'].upper()}" if _is_kind(line.parameters.get("VALUE", "")) else ""
        tzid = line.parameters.get("TZID", "")
        if tzid and "T" in value and not value.endswith("Z"):
            name = zone_name(tzid)
            if name is not None:
                more += f";TZID={name}"
            elif tzid in zones and tzid.replace(" ", "").isalnum():
                used[tzid] = None
                more += f';TZID="{tzid}"'
            else:
                self.zoneless.add(event.number)
        if line.name == "DURATION" and "T" in value:
            self.durations[event.number] = _duration(value, event.number)
        return f"{line.name}{more}:{value}"

    # ------------------------------------------------------------------------------------------------------- stretches

    def _times(self, one: Mapping[str, Any]) -> Iterator[Busy]:
        number = int(one[NUMBER])
        begins = one["DTSTART"].dt
        ends = one["DTEND"].dt if "DTEND" in one else begins
        if not isinstance(begins, dt.datetime):
            yield from self._days(begins, ends if ends > begins else begins + dt.timedelta(days=1), number)
            return
        begins = self._local(begins)
        # A length given as such is of real hours, also over a change of the clocks.
        length = self.durations.get(number)
        ends = self._local(ends) if length is None else (begins.astimezone(dt.UTC) + length).astimezone(self.zone)
        if length is None and one["DTSTART"].dt == (one["DTEND"].dt if "DTEND" in one else one["DTSTART"].dt):
            self.endless.add(number)
            return
        yield from self._between(begins, ends, number)

    def _local(self, moment: dt.datetime) -> dt.datetime:
        """A moment by the programme's clock; one without a zone is meant by it."""
        return moment.replace(tzinfo=self.zone) if moment.tzinfo is None else moment.astimezone(self.zone)

    def _between(self, begins: dt.datetime, ends: dt.datetime, number: int) -> Iterator[Busy]:
        start = begins.hour * 60 + begins.minute
        end = ends.hour * 60 + ends.minute + bool(ends.second or ends.microsecond)
        if ends.date() == begins.date():
            yield from self._stretch(begins.date(), start, max(end, start + LEAST), number)
            return
        yield from self._stretch(begins.date(), start, DAY_MINUTES, number)
        yield from self._days(begins.date() + dt.timedelta(days=1), ends.date(), number)
        if end:
            yield from self._stretch(ends.date(), 0, end, number)

    def _days(self, begins: dt.date, ends: dt.date, number: int) -> Iterator[Busy]:
        """Whole days, the last one not included."""
        day = max(begins, self.first)
        while day < ends and day <= self.last:
            yield from self._stretch(day, 0, DAY_MINUTES, number)
            day += dt.timedelta(days=1)

    def _stretch(self, day: dt.date, start: int, end: int, number: int) -> Iterator[Busy]:
        if not self.first <= day <= self.last:
            return
        self.stretches += 1
        if self.stretches > MOST_STRETCHES:
            raise BusyError(f"holds more than {MOST_STRETCHES} days that are taken by event {number}", EXPORT_LESS)
        yield Busy(day=day, start=start, end=min(end, DAY_MINUTES), number=number)

    # ------------------------------------------------------------------------------------------------- lists of times

    def _listed(self, event: Event) -> Iterator[Busy]:
        """The periods of a list of busy times; they are in UTC."""
        for line in event.all("FREEBUSY"):
            if line.parameters.get("FBTYPE", "BUSY").upper() == "FREE":
                continue
            for period in line.value.strip().upper().split(","):
                low, _, high = period.partition("/")
                begins = _utc(low, event.number)
                ends = begins + _duration(high, event.number) if high.startswith("P") else _utc(high, event.number)
                if ends > begins and begins.date() - NIGHT <= self.last and ends.date() + NIGHT >= self.first:
                    yield from self._between(begins.astimezone(self.zone), ends.astimezone(self.zone), event.number)


def _busy(one: Mapping[str, Any]) -> bool:
    """Whether a time keeps somebody busy: not cancelled, not shown as free. Tentative is busy."""
    says = {name: str(one.get(name, "")).upper() for name in ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")}
    free = says["X-MICROSOFT-CDO-BUSYSTATUS"] in _FREE
    return not (says["STATUS"] == "CANCELLED" or says["TRANSP"] == "TRANSPARENT" or free)


def _is_kind(value: str) -> bool:
    return value.upper() in ("DATE", "DATE-TIME", "PERIOD")


def _date8(text: str, number: int) -> dt.date:
    text = text.strip()
    try:
        day = dt.date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        raise _not_understood(number) from None
    if not 1900 <= day.year < 2200:
        raise _not_understood(number)
    return day


def _utc(text: str, number: int) -> dt.datetime:
    try:
        return dt.datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    except ValueError:
        raise _not_understood(number) from None


def _duration(text: str, number: int) -> dt.timedelta:
    from icalendar.prop import vDuration

    try:
        length: dt.timedelta = vDuration.from_ical(text)
    except (ValueError, OverflowError):
        raise _not_understood(number) from None
    if not dt.timedelta(0) <= length < dt.timedelta(days=1000):
        raise _not_understood(number)
    return length


def _not_understood(number: int, of: int = 1) -> BusyError:
    which = f"event {number}" if of == 1 else f"event {number} or another time of it"
    return BusyError(f"does not say clearly when {which} is", TAKE_OUT)
