"""What a travel table changed, to be printed with the plan: how much of it counted, and which rows look odd.

A row looks odd if it goes faster than 90 km/h over the straight line (7 km/h on foot), or takes less than a
third or more than three times the model's minutes. Odd is not wrong: the row still counts.
"""

from __future__ import annotations

import numpy as np
from attrs import frozen

from mentormatch.domain.problem import Cell, Problem, Severity
from mentormatch.domain.travelling import Mode
from mentormatch.travel.distance import straight_metres
from mentormatch.travel.legs import CANNOT, Legs, Spots
from mentormatch.travel.matrices import table_rows_used
from mentormatch.travel.table import TravelTable

TOP_SPEED = {Mode.FOOT: 7_000}
TOP_SPEED_BY_WHEEL = 90_000  # metres an hour
ODD_RATIO = 300  # per cent of the model, or the model of it


@frozen
class TableUse:
    """journeys, rows: how many of each the table decided. largest_ratio_percent: 100 x the larger of table
    / model and model / table, one way, None if nothing can be compared; largest_line: its row. doubts: one
    for each odd row."""

    journeys: int
    rows: int
    largest_ratio_percent: int | None = None
    largest_line: int | None = None
    doubts: tuple[Problem, ...] = ()


def table_use(table: TravelTable, origins: Spots, places: Spots, mode: Mode, *, modelled: Legs) -> TableUse:
    """How the table was used for these journeys. modelled: the same journeys without the table."""
    out, _ = table_rows_used(table, origins, places, mode)
    i, j = np.nonzero(out >= 0)
    rows = out[i, j]
    said = np.array([CANNOT if row.minutes is None else row.minutes for row in table.rows], dtype=np.int64)[rows]
    model = modelled.minutes[i, j].astype(np.int64)
    sound = (said > 0) & (said != CANNOT) & (model > 0) & (model != CANNOT)
    larger, smaller = np.maximum(said, model), np.maximum(np.minimum(said, model), 1)
    percent = np.where(sound, 100 * larger // smaller, 0)
    known = (origins.zone[i] >= 0) & (places.zone[j] >= 0)
    metres = _straight(origins, places, i, j)
    fast = known & (said != CANNOT) & (60 * metres > TOP_SPEED.get(mode, TOP_SPEED_BY_WHEEL) * np.maximum(said, 1))
    doubts = []
    for row in np.unique(rows[fast | (percent > ODD_RATIO)]):
        at = np.flatnonzero(rows == row)
        worst = at[percent[at].argmax()]
        says = f"{said[worst]} minutes by {mode.value}; the model says {_shown(int(model[worst]))}"
        says += f" for {metres[worst] / 1000:.1f} km in a straight line." if known[worst] else "."
        cell = Cell(file=table.file, row=table.rows[row].line)
        doubts.append(Problem(severity=Severity.WARNING, says=says, where=cell, remedy="Check the row."))
    if not sound.any():
        return TableUse(len(rows), len(np.unique(rows)), doubts=tuple(doubts))
    worst = int(percent.argmax())
    line = table.rows[int(rows[worst])].line
    return TableUse(len(rows), len(np.unique(rows)), int(percent[worst]), line, tuple(doubts))


def _straight(origins: Spots, places: Spots, i: np.ndarray, j: np.ndarray) -> np.ndarray:
    """Straight metres of the journeys (i, j), shape (n,)."""
    firsts, of_first = np.unique(i, return_inverse=True)
    east, north = origins.easting[firsts], origins.northing[firsts]
    return straight_metres(east, north, places.easting, places.northing)[of_first, j]


def _shown(minutes: int) -> str:
    return "that it cannot be done" if minutes == CANNOT else str(minutes)
