"""Single times -> one recurring series that every reader understands: a rule, dates left out, dates moved.

No RDATE, which Outlook skips and others ignore: what fits no rule stands by itself. A moved date stays within the week
(the month, if monthly) of the one that it replaces, so that it never passes its neighbour, which Outlook refuses.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from mentormatch.calendars.contents import Occurrence, Where
from mentormatch.domain.frozen import frozen
from mentormatch.domain.slots import Rhythm

_LEFT_OUT, _MOVED, _ALONE = 1, 3, 5
"""What each is worth avoiding when a rule is chosen."""

_MONDAY = dt.date(1970, 1, 5)
Way = tuple[int, int, int, Where]
"""Weekday, start, minutes, where."""


@frozen
class Series:
    """first: the first date of the rule, at the usual hour and place. last: the last one; equal to first: no rule.

    nth: which weekday of the month, of monthly ones. left_out: dates of the rule that are not held. moved: (date of the
    rule, when and where it really is). alone: times that fit no date of the rule.
    """

    first: Occurrence
    last: dt.date
    rhythm: Rhythm = Rhythm.WEEKLY
    nth: int = 1
    left_out: tuple[dt.date, ...] = ()
    moved: tuple[tuple[dt.date, Occurrence], ...] = ()
    alone: tuple[Occurrence, ...] = ()


def series_of(occurrences: Sequence[Occurrence], rhythm: Rhythm) -> Series:
    """The simplest series that takes place exactly then; the usual rhythm where it does. Raises ValueError for none."""
    return _series(tuple(sorted(occurrences, key=lambda one: one.sort_key)), rhythm)


@lru_cache(maxsize=4096)
def _series(occurrences: tuple[Occurrence, ...], rhythm: Rhythm) -> Series:
    if not occurrences:
        raise ValueError("a series needs a time")
    usual = _usual(occurrences)
    found = _fitted(occurrences, usual, rhythm)
    if not found.moved and not found.alone:
        return found
    return min([found, *(_fitted(occurrences, usual, one) for one in Rhythm if one is not rhythm)], key=_cost)


def _cost(series: Series) -> int:
    return _LEFT_OUT * len(series.left_out) + _MOVED * len(series.moved) + _ALONE * len(series.alone)


def _way(one: Occurrence) -> Way:
    return (one.day.weekday(), one.start, one.minutes, one.where)


def _usual(occurrences: Sequence[Occurrence]) -> Way:
    """The commonest hour and place; of equals the latest."""
    counts, latest = Counter(_way(one) for one in occurrences), {_way(one): one.day for one in occurrences}
    return max(counts, key=lambda way: (counts[way], latest[way]))


def _nth(day: dt.date) -> int:
    return (day.day - 1) // 7 + 1


def _fitted(occurrences: Sequence[Occurrence], usual: Way, rhythm: Rhythm) -> Series:
    """The best series with that hour, place and rhythm."""
    weekday, start, minutes, where = usual
    regular = [one for one in occurrences if _way(one) == usual]
    nth = Counter(_nth(one.day) for one in regular).most_common(1)[0][0]
    grid = _Grid(rhythm, weekday, nth, regular[0].day if rhythm is not Rhythm.MONTHLY else None)
    held: dict[int, Occurrence] = {}
    rest: list[Occurrence] = []
    for one in occurrences:
        bucket = grid.bucket(one.day)
        if _way(one) == usual and grid.date(bucket) == one.day:
            held[bucket] = one
        else:
            rest.append(one)
    alone = []
    for one in rest:
        bucket = grid.bucket(one.day)
        if bucket in held or grid.date(bucket) is None:
            alone.append(one)
        else:
            held[bucket] = one
    if not held:  # nothing lies on the grid: the first stands for the series
        first, *alone = alone
        return Series(first=first, last=first.day, alone=tuple(alone))
    dates = {bucket: day for bucket in range(min(held), max(held) + 1) if (day := grid.date(bucket)) is not None}
    if len(held) == 1:
        (only,) = held.values()
        return Series(first=only, last=only.day, alone=tuple(alone))
    first_day = dates[min(held)]
    return Series(
        first=Occurrence(day=first_day, start=start, minutes=minutes, where=where),
        last=dates[max(held)],
        rhythm=rhythm,
        nth=nth,
        left_out=tuple(day for bucket, day in dates.items() if bucket not in held),
        moved=tuple(
            (dates[bucket], one)
            for bucket, one in sorted(held.items())
            if dates[bucket] != one.day or _way(one) != usual
        ),
        alone=tuple(alone),
    )


class _Grid:
    """The dates that a rule could have, one for each week or month of its rhythm."""

    def __init__(self, rhythm: Rhythm, weekday: int, nth: int, anchor: dt.date | None) -> None:
        self.rhythm, self.weekday, self.nth = rhythm, weekday, nth
        self.step = 2 if rhythm is Rhythm.FORTNIGHTLY else 1
        self.first = self.bucket(anchor) if anchor is not None else 0

    def bucket(self, day: dt.date) -> int:
        """The number of a date's week, or month."""
        return day.year * 12 + day.month if self.rhythm is Rhythm.MONTHLY else (day - _MONDAY).days // 7

    def date(self, bucket: int) -> dt.date | None:
        """The rule's date in that week or month, if it has one."""
        if self.rhythm is not Rhythm.MONTHLY:
            if (bucket - self.first) % self.step:
                return None
            return _MONDAY + dt.timedelta(days=7 * bucket + self.weekday)
        first = dt.date((bucket - 1) // 12, (bucket - 1) % 12 + 1, 1)
        day = first + dt.timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1))
        return day if day.month == first.month else None
