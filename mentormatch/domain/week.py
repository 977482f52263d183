"""The week in whole minutes: windows, alternate weeks, days away, and the words that people write them in.

    Mon-Fri 10:00-16:00; Sat 10:00-13:00      every week
    A: Tue 18-20; B: Thu 18-20                alternate weeks; A is the week of the term's first Monday
    not 2027-02-15..2027-02-19                dates away, both included

A window says when somebody may be away from home: the way there, the thing itself and the way back lie inside it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

import attrs

from mentormatch.domain.frozen import frozen

DAY = 24 * 60
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ICAL_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVERY_WEEK = "AB"
PARTS_OF_DAY = {
    "morning": (9 * 60, 12 * 60),
    "afternoon": (12 * 60, 17 * 60),
    "evening": (17 * 60, 21 * 60),
    "all day": (0, DAY),
    "any time": (0, DAY),
}


class WeekError(ValueError):
    """Text that is no availability: `says` is what is wrong, `remedy` what to write instead."""

    def __init__(self, says: str, remedy: str = "") -> None:
        super().__init__(says)
        self.says = says
        self.remedy = remedy


@frozen
class Window:
    """From start to end, minutes of one weekday (0 = Monday, end at most 1440), in weeks "AB", "A" or "B"."""

    weekday: int = attrs.field(validator=attrs.validators.in_(range(7)))
    start: int
    end: int
    weeks: str = attrs.field(default=EVERY_WEEK, validator=attrs.validators.in_(("AB", "A", "B")))

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start < self.end <= DAY:
            raise ValueError(f"a window must end after it starts: {clock(self.start)}-{clock(self.end)}")

    def __str__(self) -> str:
        weeks = "" if self.weeks == EVERY_WEEK else f"{self.weeks}: "
        return f"{weeks}{WEEKDAYS[self.weekday]} {clock(self.start)}-{clock(self.end)}"


@frozen
class DateRange:
    """From first to last, both included."""

    first: dt.date
    last: dt.date

    def __attrs_post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.last} is before {self.first}")

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}..{self.last.isoformat()}"


@frozen
class Availability:
    """When somebody may be away from home, or a place is open: merged windows by week, and dates not."""

    windows: tuple[Window, ...] = attrs.field(converter=lambda given: merged(given))  # noqa: PLW0108 - defined below
    away: tuple[DateRange, ...] = ()

    def on(self, weekday: int, week: str) -> tuple[tuple[int, int], ...]:
        """The merged (start, end) stretches of one weekday in an "A" or a "B" week, in order."""
        return tuple(sorted((w.start, w.end) for w in self.windows if w.weekday == weekday and week in w.weeks))

    def covers(self, weekday: int, week: str, start: int, end: int) -> bool:
        """Whether start..end of that weekday and week lies inside one stretch."""
        return any(low <= start and end <= high for low, high in self.on(weekday, week))

    def away_on(self, day: dt.date) -> bool:
        """Whether that date is one of the dates away."""
        return any(day in stretch for stretch in self.away)

    def __str__(self) -> str:
        return "; ".join([*(str(w) for w in self.windows), *(f"not {stretch}" for stretch in self.away)])


def merged(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The same minutes with touching and overlapping windows joined, by weekday and start.

    10:00-12:00 and 12:00-14:00 are one window, so that something from 11:00 to 13:00 fits.
    """
    given = tuple(windows)
    out: list[Window] = []
    for day in range(7):
        by_week = {week: _joined([w for w in given if w.weekday == day and week in w.weeks]) for week in "AB"}
        both = [stretch for stretch in by_week["A"] if stretch in by_week["B"]]
        for low, high in both:
            out.append(Window(weekday=day, start=low, end=high))
        for week in "AB":
            for low, high in by_week[week]:
                if (low, high) not in both:
                    out.append(Window(weekday=day, start=low, end=high, weeks=week))
    return tuple(sorted(out, key=lambda w: (w.weekday, w.start, w.end, w.weeks)))


def _joined(windows: list[Window]) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for low, high in sorted((w.start, w.end) for w in windows):
        if stretches and low <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(high, stretches[-1][1]))
        else:
            stretches.append((low, high))
    return stretches


def clock(minute: int) -> str:
    """A minute of the day as "18:30"; 1440 is "24:00"."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def parse_clock(text: str) -> int:
    """The minute of the day of "18:30", "18.30", "6:30pm", "18" or "24:00". Raises WeekError."""
    minute, half = _time(text.strip().lower())
    if half is None and ":" not in text and "." not in text and minute < 13 * 60 and minute > 0:
        raise WeekError("could be morning or evening", f'Write "{clock(minute)}" or "{clock(minute + 720)}".')
    return minute


_TIME = re.compile(r"^(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*(am|pm|a\.m\.|p\.m\.)?$")


def _time(text: str) -> tuple[int, str | None]:
    if text in ("noon", "midday"):
        return 720, "pm"
    if text == "midnight":
        return DAY, "am"
    found = _TIME.match(text)
    if not found:
        raise WeekError(f'"{text}" is not a time', 'Write times as "18:30".')
    hour, minute = int(found[1]), int(found[2] or 0)
    half = found[3][0] + "m" if found[3] else None
    if half and not 1 <= hour <= 12:
        raise WeekError(f'"{text}" has an hour that does not go with am or pm', 'Write times as "18:30".')
    if half == "pm" and hour != 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    if minute > 59 or hour * 60 + minute > DAY:
        raise WeekError(f'"{text}" is not a time of day', 'Write times as "18:30", at most "24:00".')
    return hour * 60 + minute, half


_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‑": "-", "\u00a0": " ", "\n": ";", "\t": " "})
_DAY_NAMES = {
    **{name.lower(): day for day, name in enumerate(LONG_DAYS)},
    **{name.lower(): day for day, name in enumerate(WEEKDAYS)},
    **{name.lower(): day for day, name in enumerate(ICAL_DAYS)},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
_GROUPS = {
    "weekdays": (0, 1, 2, 3, 4),
    "weekday": (0, 1, 2, 3, 4),
    "weekend": (5, 6),
    "weekends": (5, 6),
    "daily": tuple(range(7)),
    "every day": tuple(range(7)),
    "any day": tuple(range(7)),
}
_PREFIX = re.compile(r"^(?:weeks?\s*)?([ab])\s*:\s*(.*)$", re.IGNORECASE)
_DAYS = re.compile(
    r"^((?:every day|any day|[a-z]+)(?:\s*(?:-|to|,|&|and)\s*[a-z]+)*?)s?"
    r"(?=\s+\d|\s+(?:all|any|morn|aft|eve|noon|midd)|\s*$)(.*)$"
)
_SPAN = re.compile(r"^\s*([^-]+?)\s*(?:-|to)\s*([^-]+?)\s*$")


@lru_cache(maxsize=4096)
def parse_availability(text: str) -> Availability:
    """The windows and dates that a coordinator wrote. Raises WeekError with the piece that cannot be read.

    Remembered, for a programme is read again with each scenario.
    """
    windows: list[Window] = []
    away: list[DateRange] = []
    for piece in re.split(r"[;\n]", text.translate(_DASHES)):
        piece = piece.strip()
        if not piece:
            continue
        if piece.lower().startswith("not "):
            away.append(parse_dates(piece[4:]))
            continue
        windows.extend(_windows(piece))
    return Availability(windows=tuple(windows), away=tuple(sorted(away, key=lambda r: (r.first, r.last))))


def parse_dates(text: str) -> DateRange:
    """A date or a range such as 2027-02-15..2027-02-19 (also dd/mm/yyyy). Raises WeekError."""
    ends = [part.strip() for part in re.split(r"\.\.|\bto\b", text.translate(_DASHES).strip())]
    if len(ends) > 2:
        raise WeekError(f'"{text.strip()}" is not a range of dates', 'Write "not 2027-02-15..2027-02-19".')
    days = [parse_date(end) for end in ends]
    try:
        return DateRange(first=days[0], last=days[-1])
    except ValueError as error:
        raise WeekError(f"the dates run backwards: {error}", "Write the earlier date first.") from error


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?$")
_BRITISH = re.compile(r"^(\d{1,2})[/. -](\d{1,2})[/. -](\d{2}|\d{4})(?: 00:00(?::00)?)?$")
_WORDS = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{2}|\d{4})$")


def parse_date(text: str) -> dt.date:
    """A day first date or an ISO date: 04/03/2027, 4.3.27, 4 Mar 2027 and 2027-03-04 are one day. Raises WeekError."""
    cleaned = text.translate(_DASHES).strip().lower()
    if found := _ISO.match(cleaned):
        year, month, day = (int(part) for part in found.groups())
    elif found := _BRITISH.match(cleaned):
        day, month, year = (int(part) for part in found.groups())
    elif (found := _WORDS.match(cleaned)) and found[2][:3] in _MONTHS:
        day, month, year = int(found[1]), _MONTHS.index(found[2][:3]) + 1, int(found[3])
    else:
        raise WeekError("is not a date", 'Write dates as "25/03/2027" (day first) or "2027-03-25".')
    if year < 100:
        year += 2000
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        hint = " It looks like an American date: day first, please." if month > 12 >= day else ""
        raise WeekError("is not a day in the calendar", f'Write dates as "25/03/2027".{hint}') from error


def _windows(piece: str) -> list[Window]:
    weeks = EVERY_WEEK
    if found := _PREFIX.match(piece):
        weeks, piece = found[1].upper(), found[2]
    lowered = piece.strip().lower()
    found = _DAYS.match(lowered)
    if not found:
        raise WeekError(f'"{piece}" does not start with a day', 'Write "Mon-Fri 10:00-16:00".')
    days = _days(found[1].strip(), piece)
    spans = _spans(found[2].strip(), piece)
    return [Window(weekday=day, start=low, end=high, weeks=weeks) for day in days for low, high in spans]


def _days(text: str, piece: str) -> list[int]:
    out: list[int] = []
    for part in re.split(r"\s*(?:,|&|\band\b)\s*", text):
        if part in _GROUPS:
            out.extend(_GROUPS[part])
            continue
        ends = [_day(end.strip(), piece) for end in re.split(r"\s*(?:-|\bto\b)\s*", part)]
        if len(ends) > 2:
            raise WeekError(f'"{part}" is not a range of days', 'Write "Mon-Fri".')
        first, last = ends[0], ends[-1]
        out.extend(range(first, last + 1) if first <= last else [*range(first, 7), *range(last + 1)])
    return sorted(set(out))


def _day(text: str, piece: str) -> int:
    for candidate in (text, text.rstrip("s")):
        if candidate in _DAY_NAMES:
            return _DAY_NAMES[candidate]
    raise WeekError(f'"{text}" in "{piece}" is not a day', 'Write days as "Mon", "Tue" and so on.')


def _spans(text: str, piece: str) -> list[tuple[int, int]]:
    if not text:
        return [(0, DAY)]
    return [_span(part.strip(), piece) for part in re.split(r"\s*(?:,|&|\band\b)\s*", text)]


def _span(text: str, piece: str) -> tuple[int, int]:
    for word, minutes in PARTS_OF_DAY.items():
        if text in (word, word + "s"):
            return minutes
    found = _SPAN.match(text)
    if not found:
        raise WeekError(f'"{text}" in "{piece}" is not a stretch of time', 'Write "Tue 18:00-20:00".')
    (low, low_half), (high, high_half) = _time(found[1]), _time(found[2])
    bare = not re.search(r"[:.]", text) and low_half is None and high_half is None
    if low_half is None and high_half == "pm" and low < 720 and low + 720 < high:
        low += 720  # "6-8pm" is an evening
    elif bare and high <= 720 and not (8 * 60 <= low < high):
        evening = f"{clock(low + 720)}-{clock(high + 720)}"
        raise WeekError(
            f'"{piece}" has no am or pm and could be morning or evening',
            f'Write "{clock(low)}-{clock(high)}" or "{evening}".',
        )
    if high == 0:
        high = DAY
    if high <= low:
        raise WeekError(
            f'"{piece}" ends before it starts',
            'Split what runs past midnight in two: "Fri 20:00-24:00; Sat 00:00-02:00".',
        )
    return low, high


ALWAYS = Availability(windows=tuple(Window(weekday=day, start=0, end=DAY) for day in range(7)))
