"""Fewer starts without loss: in one mentor's diary every meeting can be moved as early as those before it allow.

The tiers that decide who meets whom do not look at the hour. So among plans with the same pairs and places there is one
in which each meeting starts at the beginning of a run of its options, or as soon as an earlier meeting of the same
mentor and the way from it allow ("semi-active" schedules; Baker, Introduction to Sequencing and Scheduling, 1974).
Only such starts are kept, and what stands in the record. Hours by week stay the same, since a meeting stays on its day
and in its weeks.
"""

from __future__ import annotations

import numpy as np

from mentormatch.candidates import Candidates
from mentormatch.matching.seats import Seats

IntArray = np.ndarray


def early_options(candidates: Candidates, spots: np.ndarray, seats: Seats, step: int) -> np.ndarray:
    """Which options of the pair-places in `spots` need be looked at, bool by option."""
    usable = spots[candidates.option_spot]
    keep = usable & ~candidates.option_is_option  # the record as it stands, and "no meeting yet"
    keep |= usable & candidates.option_recorded
    real = np.flatnonzero(usable & candidates.option_is_option)
    mentor = candidates.pair_mentor[candidates.spot_pair[candidates.option_spot]]
    runs = _Runs(candidates, real, step)
    most = seats.free_places + seats.held_by_mentor
    for index in np.unique(mentor[real]).tolist():
        mine = np.flatnonzero(mentor[runs.head] == index)
        records = np.flatnonzero(keep & (mentor == index) & (candidates.option_weekday >= 0))
        name = candidates.mentors[index]
        between = candidates.between.minutes[candidates.between.class_by_person[name]].astype(np.int64)
        for day in range(7):
            runs.keep_early(mine[runs.weekday[mine] == day], records, day, between, int(most[index]), keep)
    return keep


class _Runs:
    """Stretches of options at one pair-place, weekday and turn that follow each other by the step."""

    def __init__(self, candidates: Candidates, real: IntArray, step: int) -> None:
        self.candidates, self.step = candidates, step
        start = candidates.option_start.astype(np.int64)
        fresh = np.ones(len(real), dtype=bool)
        if len(real):
            same = np.ones(len(real) - 1, dtype=bool)
            for key in (candidates.option_spot, candidates.option_first, candidates.option_weekday):
                same &= key[real][1:] == key[real][:-1]
            same &= start[real][1:] - start[real][:-1] == step
            fresh[1:] = ~same
        edges = np.flatnonzero(fresh)
        self.head = real[edges]
        self.low = start[self.head]
        self.high = start[real[np.append(edges[1:], len(real)) - 1]] if len(real) else start[:0]
        self.weekday = candidates.option_weekday[self.head]
        self.place = candidates.spot_place[candidates.option_spot[self.head]].astype(np.int64)
        self.minutes = candidates.option_minutes[self.head].astype(np.int64)
        self.weeks = candidates.option_planned[self.head]

    def keep_early(
        self, mine: IntArray, records: IntArray, day: int, between: IntArray, most: int, keep: np.ndarray
    ) -> None:
        """Marks in `keep` the starts of one mentor's day: each run's first, and the next after any other meeting."""
        if not len(mine):
            return
        keep[self.head[mine]] = True
        pairs = self.candidates
        records = records[pairs.option_weekday[records] == day]
        record_end = pairs.option_start[records].astype(np.int64) + pairs.option_minutes[records]
        record_place = pairs.spot_place[pairs.option_spot[records]].astype(np.int64)
        first_ends = (self.low[mine] + self.minutes[mine]).tolist()
        fronts = {
            *zip(self.place[mine].tolist(), first_ends, self.weeks[mine].tolist(), strict=True),
            *zip(record_place.tolist(), record_end.tolist(), pairs.option_planned[records].tolist(), strict=True),
        }  # fmt: skip
        seen = set(fronts)
        for _ in range(most - 1):
            later: set[tuple[int, int, int]] = set()
            for place, end, weeks in sorted(fronts):
                free = end + between[place, self.place[mine]]
                start = self.low[mine] + np.maximum(0, -(-(free - self.low[mine]) // self.step)) * self.step
                fits = (start <= self.high[mine]) & ((self.weeks[mine] & np.uint64(weeks)) != 0)
                runs, start = mine[fits], start[fits]
                keep[self.head[runs] + (start - self.low[runs]) // self.step] = True
                ends = (start + self.minutes[runs]).tolist()
                later.update(zip(self.place[runs].tolist(), ends, self.weeks[runs].tolist(), strict=True))
            fronts = later - seen
            seen |= fronts
