"""Whether the diary of a mentor whose hours were left open holds the people chosen for them."""

from __future__ import annotations

import numpy as np

from mentormatch.matching.case import Case
from mentormatch.matching.columns import ANY_HOUR
from mentormatch.matching.stops import clashes, stops_of


def crowded(case: Case, chosen: np.ndarray, open_hours: np.ndarray) -> np.ndarray:
    """Mentors with open hours whose chosen people cannot all be given an hour, bool by mentor."""
    columns = np.flatnonzero(chosen[: len(case.columns)] & (case.columns.option == ANY_HOUR))
    mentor = case.mentor[columns]
    count = np.bincount(mentor, minlength=len(open_hours))
    out = np.zeros(len(open_hours), dtype=bool)
    for index in np.flatnonzero((count > 1) & open_hours).tolist():
        out[index] = not _fits(case, columns[mentor == index], case.candidates.mentors[index])
    return out


def _fits(case: Case, columns: np.ndarray, mentor: str) -> bool:
    """Whether one option of each column's place can be taken without a clash: a search, shortest list first."""
    pairs = case.candidates
    edges = np.searchsorted(pairs.option_spot, np.stack([case.columns.spot[columns], case.columns.spot[columns] + 1]))
    options = np.concatenate([np.arange(low, high) for low, high in edges.T.tolist()])
    start = pairs.option_start[options].astype(np.int64)
    stops = stops_of(
        place=pairs.spot_place[pairs.option_spot[options]],
        weekday=pairs.option_weekday[options],
        start=start,
        end=start + pairs.option_minutes[options],
        turn=pairs.option_first[options],
        weeks=pairs.option_planned[options],
    )
    blocked = clashes(stops, case.between(mentor)) | np.eye(len(stops), dtype=bool)
    lists = [
        np.unique(stops.of_column[pairs.option_spot[options] == spot]).tolist()
        for spot in case.columns.spot[columns].tolist()
    ]
    return _search(sorted(lists, key=len), blocked, np.zeros(len(stops), dtype=bool))


def _search(lists: list[list[int]], blocked: np.ndarray, taken: np.ndarray) -> bool:
    if not lists:
        return True
    return any(_search(lists[1:], blocked, taken | blocked[stop]) for stop in lists[0] if not taken[stop])
