"""At a venue no more sessions run at a time than it has rooms, those that recorded meetings take left out."""

from __future__ import annotations

import numpy as np

from mentormatch.scheduling.case import N_WEEKDAYS, Case, full_weeks_of, on_in, weeks_of
from mentormatch.solving.blocks import RowBuilder


def add(case: Case, rows: RowBuilder) -> None:
    """Rows ("session-rooms", venue, weekday, week, minute): what is on then, at most the rooms left."""
    patterns = case.found.patterns
    for venue in np.unique(patterns.venue).tolist():
        for weekday in range(N_WEEKDAYS):
            there = np.flatnonzero((patterns.venue == venue) & (patterns.weekday == weekday))
            if len(there):
                _on_a_day(case, rows, venue, weekday, there)


def _on_a_day(case: Case, rows: RowBuilder, venue: int, weekday: int, there: np.ndarray) -> None:
    """Something is too full for the first time when something begins: only those minutes have rows."""
    patterns = case.found.patterns
    taken = [
        (start, end, weeks) for at, day, start, end, weeks in case.found.busy.rooms if (at, day) == (venue, weekday)
    ]
    start, end = patterns.start[there], patterns.end[there]
    masks = np.array([weeks for _, _, weeks in taken], dtype=np.uint64)
    begins = sorted({*start.tolist(), *(begin for begin, _, _ in taken)})
    before: set[int] = set()
    for minute in begins:
        now = there[(start <= minute) & (minute < end)]
        meeting = np.array([begin <= minute < finish for begin, finish, _ in taken], dtype=bool)
        on = set(now.tolist())
        if on <= before and not meeting.any():
            continue
        before = on if not meeting.any() else set()
        weeks: list[tuple[int, np.ndarray | None, int]]
        if meeting.any():
            planned, used = patterns.planned[now], weeks_of(masks[meeting]).sum(axis=0)
            room = np.maximum(0, patterns.venues[venue].rooms - used)
            weeks = [(week, on_in(planned, week), int(room[week])) for week in full_weeks_of(planned, room)]
        else:
            rooms = patterns.venues[venue].rooms
            weeks = [(week, held, rooms) for week, held in case.weeks.full(now, rooms)]
        for week, held, most in weeks:
            columns = now if held is None else now[held]
            if len(columns) > most:
                rows.add(("session-rooms", venue, weekday, week, minute), columns, upper=most)
