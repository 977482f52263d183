"""Days, hours, ways and dates in the words that people say, short and without figures where words do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.week import LONG_DAYS

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_NTH = ("first", "second", "third", "fourth")
_BY = {
    "foot": "Walk", "bicycle": "Cycle", "bus": "Go by bus", "car": "Go by car", "lift": "You get a lift",
    "walk": "Walk",
}  # fmt: skip


def hour(minute: int) -> str:
    """ "half past 10", "quarter to 7", "10 o'clock"; other minutes in figures: "10:20"."""
    hours, past = divmod(minute, 60)
    now, then = (hours + 11) % 12 + 1, hours % 12 + 1
    told = {0: f"{now} o'clock", 15: f"quarter past {now}", 30: f"half past {now}", 45: f"quarter to {then}"}
    return told.get(past, f"{now}:{past:02}")


def part_of_day(minute: int) -> str:
    """ "in the morning", "midday", "in the afternoon", "in the evening"."""
    if minute == 12 * 60:
        return "midday"
    if minute < 12 * 60:
        return "in the morning"
    return "in the afternoon" if minute < 17 * 60 else "in the evening"


def figures(minute: int) -> str:
    """ "10:30 am" """
    hours, past = divmod(minute, 60)
    return f"{(hours + 11) % 12 + 1}:{past:02} {'am' if hours % 24 < 12 else 'pm'}"


def days(slot: Slot) -> str:
    """ "Every Tuesday", "Every second Tuesday", "The first Tuesday of the month"."""
    day = LONG_DAYS[slot.weekday]
    if slot.rhythm is Rhythm.FORTNIGHTLY:
        return f"Every second {day}"
    if slot.rhythm is Rhythm.MONTHLY:
        return f"The {_NTH[slot.first - 1]} {day} of the month"
    return f"Every {day}"


def when(slot: Slot) -> str:
    """ "half past 10 in the morning, until half past 11"."""
    return f"{hour(slot.start)} {part_of_day(slot.start)}, until {hour(slot.end)}"


def way(mode: str, minutes: int) -> str:
    """ "Go by bus: about 25 minutes." Minutes rounded up to five."""
    if minutes <= 0:
        return ""
    return f"{_BY.get(mode, 'The way there')}: about {-(-minutes // 5) * 5} minutes."


def date(day: dt.date) -> str:
    """ "12 January"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def listed(parts: Sequence[str], joint: str = "and") -> str:
    """ "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {joint} {parts[-1]}"
