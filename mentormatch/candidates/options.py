"""From the starts left at a pair's places to options in columns."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates.bits import WORD, unpack
from mentormatch.candidates.block import Block
from mentormatch.candidates.dates import EVER
from mentormatch.candidates.hours import RHYTHMS
from mentormatch.candidates.places import Spots
from mentormatch.candidates.roster import Roster, needed

SPOTS_AT_A_TIME = 1 << 16


@attrs.define(eq=False, kw_only=True)
class Options:
    """Options of a block, ascending by (spot, first, weekday, start); columns as in Candidates."""

    spot: np.ndarray
    weekday: np.ndarray
    start: np.ndarray
    first: np.ndarray
    minutes: np.ndarray
    rhythm: np.ndarray
    planned: np.ndarray
    held: np.ndarray
    recorded: np.ndarray
    is_option: np.ndarray


def options_of(block: Block, spots: Spots) -> Options:
    """Every start at every place, with its planned dates and those held."""
    grid, lost = block.grid, weeks_lost(block.roster, block.mentee, block.mentor, block.keys)
    parts: list[tuple[np.ndarray, ...]] = []
    bits_of_a_first = grid.n_words * WORD
    for begin in range(0, len(spots.pair), SPOTS_AT_A_TIME):
        at, bit = np.nonzero(unpack(spots.words[begin : begin + SPOTS_AT_A_TIME]))
        spot = (at + begin).astype(np.int32)
        first, start = np.divmod(bit, bits_of_a_first)
        weekday, pair = grid.weekday[start], spots.pair[spot]
        planned = block.planned[block.local[pair], first, weekday]
        held = planned & ~(lost[pair, weekday] | block.roster.shut[spots.place[spot], weekday])
        parts.append(
            (spot, weekday.astype(np.int8), grid.start[start], (first + 1).astype(np.int8), planned, held)
        )  # fmt: skip
    empty = (np.int32, np.int8, np.int16, np.int8, np.uint64, np.uint64)
    parts.append(tuple(np.zeros(0, dtype=one) for one in empty))
    spot, weekday, start, first, planned, held = (np.concatenate(column) for column in zip(*parts))
    n = len(spot)
    return Options(
        spot=spot,
        weekday=weekday,
        start=start,
        first=first,
        minutes=np.full(n, grid.minutes, dtype=np.int16),
        rhythm=np.full(n, RHYTHMS.index(grid.rhythm), dtype=np.uint8),
        planned=planned,
        held=held,
        recorded=np.zeros(n, dtype=bool),
        is_option=np.ones(n, dtype=bool),
    )


def weeks_lost(roster: Roster, mentee: np.ndarray, mentor: np.ndarray, keys: np.ndarray) -> np.ndarray:
    """The weeks in which pairs cannot meet by their own dates, as masks, shape (n_pairs, 7).

    Dates away of both, and dates after the clearance's and the approval's end; keys ascending.
    """
    lost = roster.mentees.away[mentee] | roster.mentors.away[mentor] | ~roster.cleared_weeks[mentor]
    given, _, until = roster.record.approvals.of(mentee, keys)
    ends = np.flatnonzero(given & (until < EVER) & needed(roster, mentee, mentor))
    lost[ends] |= ~roster.dates.until(until[ends])
    return np.asarray(lost)
