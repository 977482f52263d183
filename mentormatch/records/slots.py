"""A slot as records hold it: {weekday: "MO", start: "18:30", minutes, rhythm, first}."""

from __future__ import annotations

from typing import Any

from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.week import DAY, ICAL_DAYS, clock
from mentormatch.records.reading import Node, number, text, word


def slot_to_dict(slot: Slot) -> dict[str, Any]:
    """A slot as a table."""
    return {
        "weekday": slot.ical_day,
        "start": clock(slot.start),
        "minutes": slot.minutes,
        "rhythm": slot.rhythm.value,
        "first": slot.first,
    }


def slot_from(node: Node) -> Slot:
    """The slot that a table holds."""
    return Slot(
        weekday=node.get("weekday", _weekday),
        start=node.get("start", _clock),
        minutes=node.get("minutes", number),
        rhythm=node.get("rhythm", word(Rhythm)),
        first=node.get("first", number),
    )


def _weekday(value: Any) -> int:
    if value not in ICAL_DAYS:
        raise ValueError(f"is none of: {', '.join(ICAL_DAYS)}")
    return ICAL_DAYS.index(value)


def _clock(value: Any) -> int:
    hours, colon, minutes = text(value).partition(":")
    if not (
        colon and len(hours) == len(minutes) == 2 and (hours + minutes).isdecimal() and (hours + minutes).isascii()
    ):
        raise ValueError('is not a time such as "18:30"')
    if int(minutes) > 59 or int(hours) * 60 + int(minutes) > DAY:
        raise ValueError("is not a time of day")
    return int(hours) * 60 + int(minutes)
