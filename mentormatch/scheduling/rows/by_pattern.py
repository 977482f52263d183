"""One row for each of some patterns, over the column that it runs and those of its leaders and attendees."""

from __future__ import annotations

import numpy as np

from mentormatch.scheduling.case import Case
from mentormatch.solving.blocks import RowBuilder


def add_by_pattern(
    case: Case,
    rows: RowBuilder,
    name: tuple[str, ...],
    among: np.ndarray,
    *,
    runs: np.ndarray | int = 0,
    led: np.ndarray | int = 0,
    attended: np.ndarray | int = 0,
) -> None:
    """Rows (*name, pattern): so much of each column at most 0.

    among: which patterns have such a row, flags. runs: by pattern. led, attended: by row of leading and of attending.
    """
    patterns = np.flatnonzero(among)
    number = np.cumsum(among) - 1
    row, columns, values = [], [], []
    for pattern, column, value in (
        (np.arange(case.n_patterns), np.arange(case.n_patterns), runs),
        (case.found.leading.pattern, case.led, led),
        (case.found.attending.pattern, case.attended, attended),
    ):
        value = np.broadcast_to(np.asarray(value, dtype=np.int64), len(column))
        used = among[pattern] & (value != 0)
        row.append(number[pattern[used]])
        columns.append(column[used])
        values.append(value[used])
    rows.add_many(
        [(*name, int(pattern)) for pattern in patterns],
        np.concatenate(row),
        np.concatenate(columns),
        np.concatenate(values),
        np.zeros(len(patterns), dtype=np.int64),
    )
