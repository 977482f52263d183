"""Cells that say when something is: "Tue 10:30", "Tue 10:00; A: Thu 14:00", "Tue 10-11:30"."""

from __future__ import annotations

import re

from mentormatch.domain import week
from mentormatch.domain.frozen import frozen
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.week import WeekError
from mentormatch.files.cells import CellError, pieces

_START = re.compile(
    r"^(?:(?:weeks?\s*)?([ab])\s*:\s*)?([a-z]+)\.?\s+(?:at\s+)?([0-9][^-–]*?|noon|midday)(?:\s*(?:-|–|\bto\b)\s*(.+))?$",
    re.I,
)


@frozen
class Start:
    """A weekday and a minute of the day; minutes where an end was given too; week "A" or "B" where one was named."""

    weekday: int
    start: int
    minutes: int | None = None
    week: str | None = None

    def slot(self, minutes: int, rhythm: Rhythm, first: int = 1) -> Slot:
        """The slot that begins here; a named week makes it fortnightly."""
        if self.week is not None:
            return Slot(
                weekday=self.weekday,
                start=self.start,
                minutes=self.minutes or minutes,
                rhythm=Rhythm.FORTNIGHTLY,
                first="AB".index(self.week) + 1,
            )
        return Slot(weekday=self.weekday, start=self.start, minutes=self.minutes or minutes, rhythm=rhythm, first=first)


def start(text: str) -> Start:
    """A weekday and an hour: "Tue 10:30", "Tuesday 6.30pm", "Tue 10:30-11:30", "A: Tue 10:30"."""
    found = _START.match(text.strip())
    if not found:
        raise CellError("is not a day and an hour", 'Write "Tue 10:30".')
    letter, day, begins, ends = found.groups()
    if ends is not None:
        window = week.parse_availability(f"{letter}: " * bool(letter) + f"{day} {begins}-{ends}").windows
        if len(window) != 1:
            raise CellError("is not one day and hour", 'Write "Tue 10:30-11:30".')
        one = window[0]
        return Start(weekday=one.weekday, start=one.start, minutes=one.end - one.start, week=letter and letter.upper())
    # A whole day read by the same grammar tells which weekday is meant, whatever way it is spelt.
    days = week.parse_availability(day).windows
    if len(days) != 1:
        raise CellError("is not one day", 'Write "Tue 10:30".')
    return Start(weekday=days[0].weekday, start=week.parse_clock(begins), week=letter and letter.upper())


def starts(text: str) -> tuple[Start, ...]:
    """Several, parted by semicolons (or commas, where there are none)."""
    return tuple(start(piece) for piece in pieces(text))


def spans(text: str) -> tuple[Slot, ...]:
    """Slots of "Tue 10:00-11:30; A: Thu 9-10": each weekly, or fortnightly where a week is named."""
    read = week.parse_availability(text)
    if read.away:
        raise WeekError("holds dates", 'Write dates in the columns "from" and "until".')
    out = []
    for window in read.windows:
        rhythm, first = (
            (Rhythm.WEEKLY, 1)
            if window.weeks == week.EVERY_WEEK
            else (Rhythm.FORTNIGHTLY, "AB".index(window.weeks) + 1)
        )
        length = window.end - window.start
        out.append(Slot(weekday=window.weekday, start=window.start, minutes=length, rhythm=rhythm, first=first))
    return tuple(out)
