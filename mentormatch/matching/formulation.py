"""The whole formulation: candidates in, a Block out, with what each of its columns means."""

from __future__ import annotations

import attrs

from mentormatch.candidates import Candidates
from mentormatch.domain.programme import Programme
from mentormatch.matching.case import Case
from mentormatch.matching.columns import make_columns, usable_spots
from mentormatch.matching.load import add_load
from mentormatch.matching.objectives import pair_tiers
from mentormatch.matching.quality import Quality
from mentormatch.matching.rows import ROWS
from mentormatch.matching.seats import Seats
from mentormatch.solving.blocks import Block, RowBuilder


@attrs.frozen(eq=False, kw_only=True)
class Formulation:
    """A Block, and the Case that says what its first columns mean; columns after those are helpers."""

    case: Case
    block: Block


def formulate(
    programme: Programme,
    candidates: Candidates,
    quality: Quality,
    seats: Seats,
    *,
    open_hours: bool = False,
) -> Formulation:
    """The Block of all usable pairs. open_hours: whether to leave the hours of ideas open (see Case)."""
    return written_out(_case(programme, candidates, quality, seats, open_hours=open_hours))


def written_out(case: Case) -> Formulation:
    """The Block of the columns of a case."""
    rows = RowBuilder()
    for rule in ROWS:
        rule.add(case, rows)
    load = add_load(case, rows)
    model = rows.model(len(case.columns) + load.n_units)
    return Formulation(case=case, block=Block(model=model, tiers=pair_tiers(case, load), row_names=tuple(rows.names)))


def all_options(programme: Programme, candidates: Candidates, quality: Quality, seats: Seats) -> Case:
    """The Case of every usable option, hours named."""
    return _case(programme, candidates, quality, seats, open_hours=False)


def _case(programme: Programme, candidates: Candidates, quality: Quality, seats: Seats, *, open_hours: bool) -> Case:
    spots = usable_spots(programme, candidates, quality, seats)
    columns = make_columns(candidates, spots, seats, open_hours=open_hours)
    return Case(
        programme=programme, candidates=candidates, quality=quality, seats=seats, columns=columns, open_hours=open_hours
    )
