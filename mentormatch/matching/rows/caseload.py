"""Each mentor at most so many new people as there are free places."""

from __future__ import annotations

import numpy as np

from mentormatch.domain.rules import CASELOAD
from mentormatch.matching.case import Case
from mentormatch.solving.blocks import RowBuilder

RULE = CASELOAD


def add(case: Case, rows: RowBuilder) -> None:
    """Rows ("caseload", (mentor,)) over the columns of pairs that are not held."""
    mine = np.flatnonzero(~case.held)
    mentors, row = np.unique(case.mentor[mine], return_inverse=True)
    names = [("caseload", (case.candidates.mentors[mentor],)) for mentor in mentors]
    rows.add_many(names, row.reshape(-1), mine, 1, case.seats.free_places[mentors])
