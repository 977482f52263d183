"""Who is in something: one helper column a mentee for each of reach-group, wish and wish-first."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.scheduling.case import Case
from mentormatch.solving.blocks import RowBuilder

NAMES = ("reach-group", "wish", "wish-first")


@attrs.frozen(eq=False, kw_only=True)
class Reached:
    """columns: the helpers of each of NAMES, all of them from `first` to before `last`.

    attended, helper: of each of NAMES, the columns of attending that count, and for which helper each.
    """

    columns: dict[str, np.ndarray]
    attended: dict[str, np.ndarray]
    helper: dict[str, np.ndarray]
    first: int
    last: int

    def fill(self, chosen: np.ndarray) -> None:
        """Sets the helpers of a choice, flags by column, to what its attendances say."""
        for name in NAMES:
            chosen[self.helper[name][chosen[self.attended[name]]]] = True


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
    attended: dict[str, np.ndarray] = {}
    helper: dict[str, np.ndarray] = {}
    at = first
    for name in NAMES:
        people, of_row = np.unique(attending.person[counts[name]], return_inverse=True)
        columns[name] = at + np.arange(len(people))
        attended[name] = case.attended[counts[name]]
        helper[name] = columns[name][of_row.reshape(-1)]
        rows.add_many(
            [(name, int(person)) for person in people],
            np.concatenate([np.arange(len(people)), of_row.reshape(-1)]),
            np.concatenate([columns[name], attended[name]]),
            np.repeat([1, -1], [len(people), len(attended[name])]),
            np.zeros(len(people), dtype=np.int64),
        )
        at += len(people)
    return Reached(columns=columns, attended=attended, helper=helper, first=first, last=at)
