"""Blocks that went through the sieve, put together as the columns of Candidates."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.candidates import NO_MODE, PairKind
from mentormatch.candidates.held import Standing, Ways
from mentormatch.candidates.hours import RHYTHMS
from mentormatch.candidates.options import Options
from mentormatch.candidates.places import Spots
from mentormatch.candidates.roster import needed
from mentormatch.domain.rules import PLACES, RULES, STATE

Columns = dict[str, np.ndarray]
"""Columns by their names in Candidates."""

NOT_OF_HELD = np.uint32(sum(1 << RULES.index(rule) for rule in (STATE, PLACES)))
"""Rules that a held pair breaks, if at all, only because it is held."""


def gathered(block: Block, spots: Spots, options: Options, standing: Standing) -> Columns:
    """The columns of one block; spot_pair and option_spot count from 0 in it."""
    roster, n = block.roster, len(block)
    given, _, _ = roster.record.approvals.of(block.mentee, block.keys)
    broken = np.where(block.kind == PairKind.HELD, block.broken & ~NOT_OF_HELD, block.broken)
    return {
        "pair_mentee": block.mentee,
        "pair_mentor": block.mentor,
        "pair_kind": block.kind,
        "pair_needs_approval": needed(roster, block.mentee, block.mentor) & ~given,
        "pair_acceptable": broken == 0,
        "pair_minutes": np.full(n, block.grid.minutes, dtype=np.int16),
        "pair_rhythm": np.full(n, RHYTHMS.index(block.grid.rhythm), dtype=np.uint8),
        "spot_pair": spots.pair.astype(np.int32),
        "spot_place": spots.place.astype(np.int16),
        "spot_choice": spots.choice,
        **_ways("mentee", block.mentee[spots.pair], spots.place, standing.ways[0]),
        **_ways("mentor", block.mentor[spots.pair], spots.place, standing.ways[1]),
        **{f"option_{field.name}": getattr(options, field.name) for field in attrs.fields(Options)},
    }


def _ways(side: str, member: np.ndarray, place: np.ndarray, ways: Ways) -> Columns:
    """How one side gets to each spot; nothing where there is no place, or no way."""
    journeys = ways.people.journeys
    there = journeys.possible[member, place] & (place >= 0)
    at = np.where(there, place, 0)
    columns = {
        "minutes": np.where(there, journeys.minutes[member, at], 0).astype(np.int16),
        "pence": np.where(there, journeys.pence[member, at], 0).astype(np.int32),
        "mode": np.where(there, journeys.mode[member, at], NO_MODE).astype(np.int8),
        "from": np.where(there, journeys.provenance[member, at], 0).astype(np.uint8),
        "check": there & journeys.check[member, at],
    }
    for spot in np.flatnonzero(~there & (place >= 0)):
        beyond, row = ways.source(int(member[spot]), int(place[spot]))
        if beyond.possible[row, place[spot]]:
            columns["minutes"][spot] = beyond.minutes[row, place[spot]]
            columns["pence"][spot] = beyond.pence[row, place[spot]]
            columns["mode"][spot] = beyond.mode[row, place[spot]]
            columns["from"][spot] = beyond.provenance[row, place[spot]]
            columns["check"][spot] = beyond.check[row, place[spot]]
    return {f"spot_{name}_{side}": values for name, values in columns.items()}


EMPTY: dict[str, type] = {
    **dict.fromkeys(("pair_mentee", "pair_mentor", "spot_pair", "option_spot"), np.int32),
    "pair_kind": np.uint8, "pair_needs_approval": bool, "pair_acceptable": bool, "pair_minutes": np.int16,
    "pair_rhythm": np.uint8, "spot_place": np.int16, "spot_choice": np.int16,
    **{f"spot_{name}_{side}": kind for side in ("mentee", "mentor") for name, kind in (
        ("minutes", np.int16), ("pence", np.int32), ("mode", np.int8), ("from", np.uint8), ("check", bool))},
    "option_weekday": np.int8, "option_start": np.int16, "option_first": np.int8, "option_minutes": np.int16,
    "option_rhythm": np.uint8, "option_planned": np.uint64, "option_held": np.uint64, "option_recorded": bool,
    "option_is_option": bool,
}  # fmt: skip


def in_mentee_order(parts: Sequence[Columns]) -> Columns:
    """The columns of all blocks, ascending by (mentee, mentor). A mentee's pairs lie in one block; takes parts apart.

    Blocks are of one kind of mentee each, so that the mentees of two blocks may alternate: rows are moved by mentee, a
    run of rows at a time.
    """
    runs = sorted(
        (int(part["pair_mentee"][first]), at, first, last)
        for at, part in enumerate(parts)
        for first, last in _runs(part["pair_mentee"])
    )
    if not runs:
        return {name: np.zeros(0, dtype=kind) for name, kind in EMPTY.items()}
    runs = _joined(runs)
    edges_of_spots = [np.searchsorted(part["spot_pair"], np.arange(len(part["pair_mentee"]) + 1)) for part in parts]
    edges_of_options = [np.searchsorted(part["option_spot"], np.arange(len(part["spot_pair"]) + 1)) for part in parts]
    pairs = [(at, first, last) for _, at, first, last in runs]
    spots = [(at, int(edges_of_spots[at][first]), int(edges_of_spots[at][last])) for at, first, last in pairs]
    options = [(at, int(edges_of_options[at][first]), int(edges_of_options[at][last])) for at, first, last in spots]
    _renumber(parts, "spot_pair", pairs, spots)
    _renumber(parts, "option_spot", spots, options)
    runs_by_level = {"pair": pairs, "spot": spots, "option": options}
    out = {}
    for name in EMPTY:
        out[name] = np.concatenate([parts[at][name][low:high] for at, low, high in runs_by_level[name.split("_")[0]]])
        for part in parts:
            del part[name]
    return out


def in_pair_order(parts: Sequence[Columns], n_mentors: int) -> Columns:
    """The columns of parts that have no pair in common, ascending by (mentee, mentor), whatever lies in which part."""
    counted = {"pair": "pair_mentee", "spot": "spot_pair", "option": "option_spot"}
    begins = {level: np.cumsum([0, *(len(part[name]) for part in parts)]) for level, name in counted.items()}
    whole = {name: np.concatenate([part[name] for part in parts]) for name in EMPTY}
    for name, above in (("spot_pair", "pair"), ("option_spot", "spot")):
        whole[name] = np.concatenate([part[name] + first for part, first in zip(parts, begins[above])])
    order = np.argsort(whole["pair_mentee"].astype(np.int64) * n_mentors + whole["pair_mentor"], kind="stable")
    out = {name: column[order] for name, column in whole.items() if name.startswith("pair_")}
    for level, name in (("spot", "spot_pair"), ("option", "option_spot")):
        position = np.empty(len(order), dtype=np.int32)
        position[order] = np.arange(len(order))
        whole[name] = position[whole[name]]
        order = np.argsort(whole[name], kind="stable")
        out |= {column: whole[column][order] for column in whole if column.startswith(f"{level}_")}
    return {name: out[name] for name in EMPTY}


Run = tuple[int, int, int]
"""Rows low .. high - 1 of a part: (part, low, high)."""


def _runs(mentee: np.ndarray) -> list[tuple[int, int]]:
    begins = np.flatnonzero(np.r_[True, mentee[1:] != mentee[:-1]]) if len(mentee) else np.zeros(0, dtype=np.intp)
    return list(zip(begins.tolist(), [*begins[1:].tolist(), len(mentee)]))


def _joined(runs: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Neighbouring runs of one part as one."""
    out: list[tuple[int, int, int, int]] = []
    for mentee, at, first, last in runs:
        if out and out[-1][1] == at and out[-1][3] == first:
            out[-1] = (out[-1][0], at, out[-1][2], last)
        else:
            out.append((mentee, at, first, last))
    return out


def _renumber(parts: Sequence[Columns], name: str, above: Sequence[Run], below: Sequence[Run]) -> None:
    """Let a column that counts rows of the level above count them in their new order."""
    new = [np.empty(0, dtype=np.int32)] * len(parts)
    for at, part in enumerate(parts):
        new[at] = part[name].astype(np.int32)
    begin = 0
    for (at, first, last), (_, low, high) in zip(above, below):
        new[at][low:high] += begin - first
        begin += last - first
    for at, part in enumerate(parts):
        part[name] = new[at]
