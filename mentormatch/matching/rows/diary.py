"""Nobody is in two places at once, and everybody has time to get from one to the other."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates.stops import Stops, clashes
from mentormatch.domain.rules import DIARY
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.matching.case import Case
from mentormatch.solving.blocks import RowBuilder
from mentormatch.solving.cliques import cliques_with_singles
from mentormatch.term import Calendar

RULE = DIARY
RHYTHMS = tuple(Rhythm)


def add(case: Case, rows: RowBuilder) -> None:
    """Rows ("diary", (person,), stops): at most one of stops that clash pairwise.

    `stops` is empty where a stop does not run the whole term; such a row cannot be priced by name.
    """
    if case.open_hours:
        return
    terms = Terms(Calendar.of(case.programme))
    for person in case.everybody():
        columns = case.timed_columns(person)
        if len(columns) and _several_in(case, person):
            _of_person(case, rows, terms, person, columns)


def _several_in(case: Case, person: str) -> bool:
    """Whether a plan can hold more than one meeting of this person."""
    mentee, mentor = case.mentee_index.get(person), case.mentor_index.get(person)
    most = 0 if mentee is None else int(case.seats.most_pairs[mentee])
    if mentor is not None:
        most += int(case.seats.free_places[mentor] + case.seats.held_by_mentor[mentor])
    return most > 1


def _of_person(case: Case, rows: RowBuilder, terms: Terms, person: str, columns: np.ndarray) -> None:
    stops = case.stops(columns)
    named = names_of(case, terms, stops)
    for clique in cliques_with_singles(clashes(stops, case.between(person))):
        if len(clique) == 1 and not stops.weeks[clique[0]]:
            continue  # no date, so nothing to clash on
        inside = np.zeros(len(stops), dtype=bool)
        inside[clique] = True
        mine = columns[inside[stops.of_column]]
        pair = case.columns.pair[mine]
        if (pair == pair[0]).all():
            continue  # one pair has one meeting anyway
        about = tuple(named[stop] for stop in clique)
        recorded = int((case.recorded[mine] & ~case.columns.further[mine]).sum())
        rows.add(("diary", (person,), () if None in about else about), mine, upper=max(1, recorded))


@attrs.frozen(eq=False)
class Terms:
    """The weeks of the term in which a slot is planned, by weekday and turn, each asked for once."""

    calendar: Calendar
    _weeks: dict[tuple[int, int], int] = attrs.field(factory=dict)

    def weeks(self, weekday: int, turn: int) -> int:
        """As a mask. turn: as of Stops."""
        key = (weekday, turn)
        if key not in self._weeks:
            slot = Slot(weekday=weekday, start=0, minutes=1, rhythm=RHYTHMS[turn // 10], first=turn % 10)
            self._weeks[key] = self.calendar.mask(self.calendar.planned(slot))
        return self._weeks[key]


def names_of(case: Case, terms: Terms, stops: Stops) -> list[tuple[str, int, int, int, str, int] | None]:
    """Each stop as (place, weekday, start, minutes, rhythm, first); None where it does not run the whole term."""
    out: list[tuple[str, int, int, int, str, int] | None] = []
    columns = (stops.place, stops.weekday, stops.start, stops.end, stops.turn, stops.weeks)
    for place, weekday, start, end, turn, weeks in zip(*(column.tolist() for column in columns), strict=True):
        name = (case.candidates.places[place], weekday, start, end - start, RHYTHMS[turn // 10].value, turn % 10)
        out.append(name if weeks == terms.weeks(weekday, turn) else None)
    return out
