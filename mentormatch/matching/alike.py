"""The columns nearest to a plan that was made elsewhere: the same pairs, at the same hour where it is there."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from mentormatch.candidates import NO_HOUR, NO_PLACE
from mentormatch.domain.plan import PlannedPair
from mentormatch.matching.case import Case
from mentormatch.matching.columns import ANY_HOUR


def columns_like(case: Case, pairs: Iterable[PlannedPair], n_columns: int) -> np.ndarray:
    """Flags by column, shape (n_columns,): of each pair that is possible here its meeting; where that is not, every
    hour at its place; where there is none, everything that the pair can have. Helper columns are left out.
    """
    out = np.zeros(n_columns, dtype=bool)
    place_index = {name: at for at, name in enumerate(case.candidates.places)}
    for pair in pairs:
        mentee, mentor = case.mentee_index.get(pair.mentee), case.mentor_index.get(pair.mentor)
        if mentee is None or mentor is None:
            continue
        columns = case.columns_of_mentee(mentee)
        columns = columns[case.mentor[columns] == mentor]
        place, hour = NO_PLACE, (NO_HOUR, NO_HOUR, 0)
        if pair.meeting is not None:
            place = place_index.get(pair.meeting.place, NO_PLACE)
            hour = (pair.meeting.slot.weekday, pair.meeting.slot.start, pair.meeting.slot.first)
        out[_nearest(case, columns, place, hour)] = True
    return out


def _nearest(case: Case, columns: np.ndarray, place: int, hour: tuple[int, int, int]) -> np.ndarray:
    """Of the columns of one pair those nearest to a place and (weekday, start, first)."""
    pairs, option = case.candidates, case.columns.option[columns]
    here = pairs.spot_place[case.columns.spot[columns]] == place
    same = option != ANY_HOUR
    for of, wanted in zip((pairs.option_weekday, pairs.option_start, pairs.option_first), hour):
        same = same & (of[option] == wanted)
    for nearest in (here & same, here):
        if nearest.any():
            return columns[nearest]
    return columns
