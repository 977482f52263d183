"""Nobody leads or attends what does not run, and fixed leaders lead what does. Person by person: that is the strength.

Summed over people these rows would say the same of whole choices and far less of the linear relaxation (design.md,
section 3).
"""

from __future__ import annotations

import numpy as np

from mentormatch.scheduling.case import Case
from mentormatch.solving.blocks import RowBuilder


def add(case: Case, rows: RowBuilder) -> None:
    """Rows ("leads", column), ("attends", column), and ("leads-given", column) the other way round."""
    columns = np.arange(case.n_patterns, case.n_choices)
    names = [("leads" if column < case.first_attended else "attends", int(column)) for column in columns]
    _add(case, rows, names, columns, 1)
    given = case.led[case.found.leading.given]
    _add(case, rows, [("leads-given", int(column)) for column in given], given, -1)


def _add(case: Case, rows: RowBuilder, names: list[tuple[str, int]], columns: np.ndarray, sign: int) -> None:
    n = len(columns)
    rows.add_many(
        names,
        np.tile(np.arange(n), 2),
        np.concatenate([columns, case.pattern[columns]]),
        np.repeat([sign, -sign], n),
        np.zeros(n, dtype=np.int64),
    )
