"""The whole formulation: candidates in, a Block out, with what each of its columns means."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates import Candidates, PairKind
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Rhythm
from mentormatch.matching.case import Case
from mentormatch.matching.columns import make_columns, usable_spots
from mentormatch.matching.load import add_load
from mentormatch.matching.objectives import pair_tiers
from mentormatch.matching.quality import Quality
from mentormatch.matching.rows import ROWS
from mentormatch.matching.seats import Seats
from mentormatch.matching.stops import clashes, never_crowded, stops_of
from mentormatch.solving.blocks import Block, RowBuilder

WEEKLY = tuple(Rhythm).index(Rhythm.WEEKLY)


@attrs.frozen(eq=False, kw_only=True)
class Formulation:
    """A Block, and the Case that says what its first columns mean; columns after those are helpers."""

    case: Case
    block: Block


def formulate(
    programme: Programme, candidates: Candidates, quality: Quality, seats: Seats, open_hours: np.ndarray
) -> Formulation:
    """The Block of all usable pairs. open_hours: mentors whose hours are left open, bool by mentor."""
    spots = usable_spots(programme, candidates, quality, seats)
    columns = make_columns(candidates, spots, seats, open_hours)
    case = Case(programme=programme, candidates=candidates, quality=quality, seats=seats, columns=columns)
    rows = RowBuilder()
    for rule in ROWS:
        rule.add(case, rows)
    load = add_load(case, rows)
    model = rows.model(len(columns) + load.n_units)
    return Formulation(case=case, block=Block(model=model, tiers=pair_tiers(case, load), row_names=tuple(rows.names)))


def may_be_left_open(programme: Programme, candidates: Candidates, seats: Seats) -> np.ndarray:
    """Mentors whose diary matters to nobody else: no held pairs, not kept apart, nobody's mentee. Bool by mentor.

    Fortnightly and monthly meetings need their hours named, because the weeks they fall in depend on them.
    """
    mentees = set(candidates.mentees)
    own = np.array([name not in mentees and not programme.apart(name) for name in candidates.mentors], dtype=bool)
    rhythmic = np.zeros(len(candidates.mentors), dtype=bool)
    rhythmic[candidates.pair_mentor[candidates.pair_rhythm != WEEKLY]] = True
    return own & (seats.held_by_mentor == 0) & ~rhythmic


def never_crowded_mentors(candidates: Candidates, seats: Seats) -> np.ndarray:
    """Mentors whose diary can hold any people they have places for, whatever is chosen first. Bool by mentor."""
    pair_of_option = candidates.spot_pair[candidates.option_spot]
    mentor_of_option = candidates.pair_mentor[pair_of_option]
    order = np.argsort(mentor_of_option, kind="stable")
    edges = np.searchsorted(mentor_of_option[order], np.arange(len(candidates.mentors) + 1))
    out = np.zeros(len(candidates.mentors), dtype=bool)
    for mentor, name in enumerate(candidates.mentors):
        mine = order[edges[mentor] : edges[mentor + 1]]
        mine = mine[candidates.pair_kind[pair_of_option[mine]] != PairKind.HELD]
        most = int(seats.free_places[mentor] + seats.held_by_mentor[mentor])
        out[mentor] = most <= 1 or _roomy(candidates, mine, name, most)
    return out


def _roomy(candidates: Candidates, options: np.ndarray, mentor: str, most: int) -> bool:
    start = candidates.option_start[options].astype(np.int64)
    if (start < 0).any():
        return False
    stops = stops_of(
        place=candidates.spot_place[candidates.option_spot[options]],
        weekday=candidates.option_weekday[options],
        start=start,
        end=start + candidates.option_minutes[options],
        turn=candidates.option_first[options],
        weeks=candidates.option_planned[options],
    )
    spot = candidates.option_spot[options]
    stops_by_spot = [np.unique(stops.of_column[spot == one]) for one in np.unique(spot)]
    return never_crowded(
        clashes(stops, candidates.between.minutes[candidates.between.class_by_person[mentor]]),
        stops_by_spot,
        most,
    )
