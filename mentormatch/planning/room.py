"""Whether the diary and the hours of a mentor hold the people chosen for them."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates import NO_HOUR
from mentormatch.matching.case import Case
from mentormatch.matching.columns import ANY_HOUR
from mentormatch.matching.rows.hours import led_minutes, minutes_a_week
from mentormatch.matching.stops import clashes
from mentormatch.term import Calendar


def crowded(case: Case, chosen: np.ndarray, open_hours: np.ndarray) -> np.ndarray:
    """Mentors with open hours whose chosen people cannot all be given an hour, bool by mentor.

    Who has an hour in the chosen columns keeps it; who has none may have any option at the chosen place.
    """
    columns = np.flatnonzero(chosen[: len(case.columns)])
    mentor = case.mentor[columns]
    loose = np.bincount(mentor[case.columns.option[columns] == ANY_HOUR], minlength=len(open_hours))
    count = np.bincount(mentor, minlength=len(open_hours))
    led = led_minutes(case, Calendar.of(case.programme).n_weeks)
    out = np.zeros(len(open_hours), dtype=bool)
    for index in np.flatnonzero((loose > 0) & (count > 1) & open_hours).tolist():
        out[index] = not _Diary(case, index, led[index]).holds(columns[mentor == index])
    return out


class _Diary:
    """One mentor's week, filled meeting by meeting: a search, those with fewest options first."""

    def __init__(self, case: Case, mentor: int, led: np.ndarray) -> None:
        self.case, self.mentor = case, mentor
        self.left = np.maximum(0, minutes_a_week(case, mentor) - led)

    def holds(self, columns: np.ndarray) -> bool:
        """Whether all these columns can have an hour together; what is recorded is taken as it is."""
        pairs = self.case.candidates
        lists = [self._options(int(column)) for column in columns]
        lists = [options for options in lists if len(options)]
        options = np.unique(np.concatenate(lists)) if lists else np.zeros(0, dtype=np.int64)
        stops = self.case.stops_of_options(options)
        clash = clashes(stops, self.case.between(pairs.mentors[self.mentor])) | np.eye(len(stops), dtype=bool)
        spot = pairs.option_spot[options]
        length = pairs.option_minutes[options].astype(np.int64)
        minutes = length + 2 * pairs.spot_minutes_mentor[spot].astype(np.int64)
        weeks = np.arange(len(self.left), dtype=np.uint64)
        in_week = (pairs.option_planned[options][:, None] >> weeks & np.uint64(1)).astype(np.int64)
        use = in_week * minutes[:, None]
        recorded = pairs.option_recorded[options]
        fixed = {int(at) for one in lists if len(one) == 1 for at in np.searchsorted(options, one) if recorded[at]}
        self.left = np.maximum(self.left, use[sorted(fixed)].sum(axis=0)) if fixed else self.left
        self.clash, self.of_column, self.use, self.fixed = clash, stops.of_column, use, fixed
        positions = sorted((np.searchsorted(options, one).tolist() for one in lists), key=len)
        return self._fill(positions, np.zeros(len(stops), dtype=bool), np.zeros(len(self.left), dtype=np.int64))

    def _options(self, column: int) -> np.ndarray:
        option = int(self.case.columns.option[column])
        pairs = self.case.candidates
        if option != ANY_HOUR:
            timed = int(pairs.option_weekday[option]) != NO_HOUR
            return np.array([option] if timed else [], dtype=np.int64)
        spot = self.case.columns.spot[column]
        low, high = np.searchsorted(pairs.option_spot, [spot, spot + 1])
        return np.arange(low, high)

    def _fill(self, lists: list[list[int]], taken: np.ndarray, used: np.ndarray) -> bool:
        if not lists:
            return True
        for option in lists[0]:
            stop = self.of_column[option]
            minutes = used + self.use[option]
            free = option in self.fixed or not taken[stop]
            if free and (minutes <= self.left).all() and self._fill(lists[1:], taken | self.clash[stop], minutes):
                return True
        return False
