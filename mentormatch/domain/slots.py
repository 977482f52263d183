"""A slot: a weekday, a start, a length and a rhythm. Its dates in a term are the `term` room's business."""

from __future__ import annotations

from enum import Enum

import attrs

from mentormatch.domain.frozen import frozen
from mentormatch.domain.week import DAY, ICAL_DAYS, LONG_DAYS, WEEKDAYS, clock


class Rhythm(Enum):
    """How often something recurs."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"

    @property
    def firsts(self) -> tuple[int, ...]:
        """The values `Slot.first` may take: 1 for weekly, 1..2 for fortnightly, 1..4 for monthly."""
        return _FIRSTS[self.value]


_FIRSTS = {"weekly": (1,), "fortnightly": (1, 2), "monthly": (1, 2, 3, 4)}


@frozen
class Slot:
    """When something regularly takes place: local wall time, whole minutes.

    weekday: 0 = Monday. start: minute of the day. first: which week; 1 for weekly; 1 or 2 for fortnightly, counted from
    the term's first Monday; 1..4 for monthly, the n-th such weekday of the calendar month.
    """

    weekday: int = attrs.field(validator=attrs.validators.in_(range(7)))
    start: int
    minutes: int
    rhythm: Rhythm = Rhythm.WEEKLY
    first: int = 1

    def __attrs_post_init__(self) -> None:
        if self.minutes <= 0 or not self.start >= 0 or self.start + self.minutes > DAY:
            raise ValueError(f"{clock(self.start)} for {self.minutes} minutes does not lie within one day")
        if self.first not in self.rhythm.firsts:
            raise ValueError(f"first = {self.first} does not go with {self.rhythm.value}")

    @property
    def end(self) -> int:
        """The minute of the day at which it ends."""
        return self.start + self.minutes

    @property
    def key(self) -> tuple[int, int, str, int, int]:
        """A sort key: weekday, start, rhythm, first, minutes."""
        return (self.weekday, self.start, self.rhythm.value, self.first, self.minutes)

    @property
    def ical_day(self) -> str:
        """The weekday as "MO"."""
        return ICAL_DAYS[self.weekday]

    def __str__(self) -> str:
        when = f"{WEEKDAYS[self.weekday]} {clock(self.start)}"
        if self.rhythm is Rhythm.FORTNIGHTLY:
            return f"{when}, every second week (week {'AB'[self.first - 1]})"
        if self.rhythm is Rhythm.MONTHLY:
            nth = ("first", "second", "third", "fourth")[self.first - 1]
            return f"{when}, the {nth} {LONG_DAYS[self.weekday]} of the month"
        return when
