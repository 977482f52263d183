"""Dates of the term as week masks: uint64 by weekday, bit k = week k of the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

import attrs
import numpy as np

from mentormatch.candidates.bits import ALL
from mentormatch.domain.places import Venue
from mentormatch.domain.policy import Term
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.week import DateRange
from mentormatch.term.calendar import Calendar

DAYS = np.arange(7)
EVER = dt.date.max.toordinal() - 400
"""An ordinal after every term, for "no end known"."""


@attrs.frozen(eq=False, kw_only=True)
class Dates:
    """The calendar of the term, in masks. All masks by weekday have shape (..., 7)."""

    calendar: Calendar
    term: np.ndarray

    @classmethod
    def of(cls, calendar: Calendar) -> Dates:
        """The masks of a calendar."""
        first, last = calendar.term.first_day.toordinal(), calendar.term.last_day.toordinal()
        starts, ends = _weeks_from(calendar, np.array([first, last + 1]))
        return cls(calendar=calendar, term=starts & ~ends)

    def since(self, ordinals: np.ndarray) -> np.ndarray:
        """The weeks whose date is on or after a day, shape (n, 7); not cut by the term."""
        return _weeks_from(self.calendar, ordinals)

    def until(self, ordinals: np.ndarray) -> np.ndarray:
        """The weeks whose date is on or before a day, shape (n, 7); not cut by the term."""
        return ~_weeks_from(self.calendar, np.asarray(ordinals) + 1)

    def planned(self, rhythm: Rhythm) -> np.ndarray:
        """The planned dates in the term of every slot of a rhythm, shape (n_firsts, 7)."""
        return _planned(self.calendar.term, rhythm)

    def mask_of(self, slot: Slot, since: dt.date | None = None, until: dt.date | None = None) -> int:
        """The planned dates of one slot."""
        return self.calendar.mask(self.calendar.planned(slot, since, until))

    def away(self, stretches: Iterable[DateRange]) -> np.ndarray:
        """The weeks in which a date lies in one of the stretches, shape (7,)."""
        out = np.zeros(7, dtype=np.uint64)
        for stretch in stretches:
            ends = _weeks_from(self.calendar, np.array([stretch.first.toordinal(), stretch.last.toordinal() + 1]))
            out |= ends[0] & ~ends[1]
        return out

    def shut(self, venue: Venue) -> np.ndarray:
        """The weeks in which a venue is shut, shape (7,)."""
        return np.array([self.calendar.shut(venue, day) for day in range(7)], dtype=np.uint64)

    def last_ordinal(self, mask: int, weekday: int) -> int:
        """The last date of a mask that is not 0, as an ordinal."""
        return self.calendar.day_in(mask.bit_length() - 1, weekday).toordinal()


@lru_cache(maxsize=32)  # asked again with every question about one pair, and by every scenario
def _planned(term: Term, rhythm: Rhythm) -> np.ndarray:
    """What `Dates.planned` gives; not to be written to."""
    dates = Dates.of(Calendar(term=term))
    masks = np.array(
        [[dates.mask_of(Slot(weekday=day, start=0, minutes=1, rhythm=rhythm, first=first)) for day in range(7)]
         for first in rhythm.firsts],
        dtype=np.uint64,
    )  # fmt: skip
    masks.flags.writeable = False
    return masks


def _weeks_from(calendar: Calendar, ordinals: np.ndarray) -> np.ndarray:
    gap = np.asarray(ordinals, dtype=np.int64)[:, None] - calendar.first_week.toordinal() - DAYS
    first = np.clip(-(-gap // 7), 0, 64)
    return np.where(first >= 64, np.uint64(0), ALL << np.minimum(first, 63).astype(np.uint64))
