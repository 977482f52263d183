"""Nobody is in two places at once, and everybody has time to get from one to the other."""

from __future__ import annotations

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
    calendar = Calendar.of(case.programme)
    for person in case.everybody():
        columns = case.timed_columns(person)
        if len(columns) and _several_in(case, person):
            _of_person(case, rows, calendar, person, columns)


def _several_in(case: Case, person: str) -> bool:
    """Whether a plan can hold more than one meeting of this person."""
    mentee, mentor = case.mentee_index.get(person), case.mentor_index.get(person)
    most = 0 if mentee is None else int(case.seats.most_pairs[mentee])
    if mentor is not None:
        most += int(case.seats.free_places[mentor] + case.seats.held_by_mentor[mentor])
    return most > 1


def _of_person(case: Case, rows: RowBuilder, calendar: Calendar, person: str, columns: np.ndarray) -> None:
    stops = case.stops(columns)
    named = names_of(case, calendar, stops)
    for clique in cliques_with_singles(clashes(stops, case.between(person))):
        if len(clique) == 1 and not stops.weeks[clique[0]]:
            continue  # no date, so nothing to clash on
        inside = np.zeros(len(stops), dtype=bool)
        inside[clique] = True
        mine = columns[inside[stops.of_column]]
        if len(np.unique(case.columns.pair[mine])) < 2:
            continue  # one pair has one meeting anyway
        about = tuple(named[stop] for stop in clique)
        recorded = int((case.recorded[mine] & ~case.columns.further[mine]).sum())
        rows.add(("diary", (person,), () if None in about else about), mine, upper=max(1, recorded))


def names_of(case: Case, calendar: Calendar, stops: Stops) -> list[tuple[str, int, int, int, str, int] | None]:
    """Each stop as (place, weekday, start, minutes, rhythm, first); None where it does not run the whole term."""
    out: list[tuple[str, int, int, int, str, int] | None] = []
    whole: dict[tuple[int, int], int] = {}
    for stop in range(len(stops)):
        rhythm, first = RHYTHMS[int(stops.turn[stop]) // 10], int(stops.turn[stop]) % 10
        weekday, start = int(stops.weekday[stop]), int(stops.start[stop])
        minutes = int(stops.end[stop]) - start
        key = (weekday, int(stops.turn[stop]))
        if key not in whole:
            slot = Slot(weekday=weekday, start=0, minutes=1, rhythm=rhythm, first=first)
            whole[key] = calendar.mask(calendar.planned(slot))
        plain = int(stops.weeks[stop]) == whole[key]
        place = case.candidates.places[int(stops.place[stop])]
        out.append((place, weekday, start, minutes, rhythm.value, first) if plain else None)
    return out
