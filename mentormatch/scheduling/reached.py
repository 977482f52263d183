"""Who is in something: one helper column a mentee for each of reach-group, wish and wish-first."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.scheduling.case import Case
from mentormatch.solving.blocks import RowBuilder

NAMES = ("reach-group", "wish", "wish-first")


@attrs.frozen(eq=False, kw_only=True)
class Reached:
    """columns: the helpers of each of NAMES; all of them stand from `first` to before `last`."""

    columns: dict[str, np.ndarray]
    first: int
    last: int


def add_reached(case: Case, rows: RowBuilder, first: int) -> Reached:
    """Rows (name, person): the helper less the attendances that count, at most 0."""
    attending = case.found.attending
    mentee = np.array([name in case.mentees for name in case.found.people], dtype=bool)
    of_mentee = mentee[attending.person] if len(mentee) else np.zeros(0, dtype=bool)
    counts = {
        "reach-group": of_mentee,
        "wish": of_mentee & (attending.wish >= 0),
        "wish-first": of_mentee & (attending.wish == 0),
    }
    columns: dict[str, np.ndarray] = {}
    at = first
    for name in NAMES:
        people, of_row = np.unique(attending.person[counts[name]], return_inverse=True)
        columns[name] = at + np.arange(len(people))
        rows.add_many(
            [(name, int(person)) for person in people],
            np.concatenate([np.arange(len(people)), of_row.reshape(-1)]),
            np.concatenate([columns[name], case.attended[counts[name]]]),
            np.repeat([1, -1], [len(people), int(counts[name].sum())]),
            np.zeros(len(people), dtype=np.int64),
        )
        at += len(people)
    return Reached(columns=columns, first=first, last=at)
