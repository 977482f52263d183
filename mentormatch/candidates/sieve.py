"""The assembly: all pairs in blocks of mentees, through the rules in their order, to candidates in columns."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import numpy as np

from mentormatch.candidates.bits import count
from mentormatch.candidates.block import Block, Staying
from mentormatch.candidates.candidates import Candidates, PairKind
from mentormatch.candidates.columns import Columns, gathered, in_mentee_order
from mentormatch.candidates.held import Standing, standing_of, with_recorded
from mentormatch.candidates.hours import Grid, Hours, Kind, Week, hours_of, kinds_of
from mentormatch.candidates.led import sessions_led
from mentormatch.candidates.options import options_of
from mentormatch.candidates.pins import impossible, problems_of, unknown_people
from mentormatch.candidates.places import chosen_places
from mentormatch.candidates.roster import Roster, roster_of
from mentormatch.candidates.rules import BEFORE_HOURS, WITH_HOURS
from mentormatch.domain.history import History
from mentormatch.domain.programme import Programme
from mentormatch.domain.rules import RULES
from mentormatch.travel import Travel, TravelTable

MOST_PAIRS = 1 << 18
"""So many pairs are looked at together."""
MOST_PLACES = 1 << 18
"""And, once they have places, so many pair-places."""
BIT = {rule: 1 << at for at, rule in enumerate(RULES)}


def find_candidates(programme: Programme, history: History, travel: Travel | None = None) -> Candidates:
    """Who may meet whom, where and when, and how many mentors each rule refused to each mentee."""
    roster = roster_of(programme, history, travel_of(programme) if travel is None else travel)
    standing = standing_of(roster)
    refused = np.zeros((len(roster.mentees), len(RULES)), dtype=np.int32)
    parts: list[Columns] = []
    problems = list(unknown_people(roster))
    for block in sifted(roster, standing, refused):
        hopeless = impossible(block)
        pins = zip(block.mentee[hopeless], block.mentor[hopeless], block.broken[hopeless])
        problems.extend(problems_of(roster, pins))
        block.keep(~hopeless)
        spots = chosen_places(block)
        spots, options = with_recorded(block, spots, options_of(block, spots), standing)
        parts.append(gathered(block, spots, options, standing))
    columns = in_mentee_order(parts)
    return Candidates(
        mentees=roster.mentees.ids,
        mentors=roster.mentors.ids,
        places=roster.places,
        **columns,
        refused=refused,
        free_places=roster.record.free_places,
        pins=roster.record.pins,
        on_hold=standing.on_hold,
        held=standing.held,
        input_problems=tuple(sorted(problems, key=lambda problem: str(problem.person))),
        between=roster.between,
        led=sessions_led(roster),
    )


def travel_of(programme: Programme) -> Travel:
    """Travel on the figures of a programme's policy and its table of journeys."""
    rows = [(row.origin, row.place, row.mode, row.minutes, row.pence) for row in programme.journeys]
    table, _ = TravelTable.from_rows(rows)
    return Travel(programme.policy.travel, table if table.rows else None, programme.as_of)


def sifted(roster: Roster, standing: Standing, refused: np.ndarray) -> Iterator[Block]:
    """Blocks of the pairs that are left after all rules; refusals are added up in `refused`."""
    if not len(roster.mentees) or not len(roster.mentors):
        return
    week = Week.of(roster.availabilities)
    mentors = np.arange(len(roster.mentors))
    size = max(1, MOST_PAIRS // len(mentors))
    for kind in kinds_of(roster):
        grid = Grid.of(roster, week, kind.rhythm, kind.minutes)
        planned = planned_of(roster, kind, kind.mentees[:1])
        mentor_hours = hours_of(roster, grid, roster.mentors, mentors, planned, opening=False)
        for begin in range(0, len(kind.mentees), size):
            members = kind.mentees[begin : begin + size]
            block = block_of(roster, grid, kind, members, mentor_hours)
            mark_standing(block, standing)
            for rule in BEFORE_HOURS:
                apply(rule, block, refused)
            for piece in pieces(block):
                for rule in WITH_HOURS:
                    apply(rule, piece, refused)
                yield piece


def planned_of(roster: Roster, kind: Kind, members: np.ndarray) -> np.ndarray:
    """The planned dates of some mentees of one kind, shape (n_members, n_firsts, 7)."""
    return np.asarray(roster.planned_by_rhythm[kind.rhythm] & roster.dates_from[members][:, None])


def block_of(roster: Roster, grid: Grid, kind: Kind, members: np.ndarray, mentor_hours: Hours) -> Block:
    """All pairs of some mentees of one kind with every mentor."""
    n = len(roster.mentors)
    planned = planned_of(roster, kind, members)
    local = np.repeat(np.arange(len(members), dtype=np.int32), n)
    return Block(
        roster=roster,
        grid=grid,
        mentee_hours=hours_of(roster, grid, roster.mentees, members, planned, opening=True),
        mentor_hours=mentor_hours,
        members=members,
        planned=planned,
        mentee=members.astype(np.int32)[local],
        mentor=np.tile(np.arange(n, dtype=np.int32), len(members)),
        local=local,
    )


def mark_standing(block: Block, standing: Standing) -> None:
    """Mark held pairs and pins, and leave out the pairs on hold."""
    keys = block.keys
    held, pins = standing.held_pairs.among(keys)[0], standing.pins.among(keys)[0]
    at = np.sort(np.concatenate([held, pins]))
    is_pin = np.isin(at, pins)
    block.staying = Staying(
        at=at,
        kind=np.where(is_pin, PairKind.PIN, PairKind.HELD).astype(np.uint8),
        new=is_pin | standing.new.contains(keys[at]),
        broken=np.zeros(len(at), dtype=np.uint32),
    )
    on_hold, _ = standing.on_hold_pairs.among(keys)
    if len(on_hold):
        left = np.ones(len(block), dtype=bool)
        left[on_hold] = False
        block.keep(left)


def apply(rule: ModuleType, block: Block, refused: np.ndarray) -> None:
    """Count and leave out the pairs that a rule refuses; held pairs and pins stay, with a note of what they break."""
    passes, staying = rule.passes(block), block.staying
    if passes.all():
        return
    fails = ~passes[staying.at]
    first_time = fails & (staying.kind == PairKind.PIN) & (staying.broken == 0)
    numbers = _by_member(block) + np.bincount(block.local[staying.at[first_time]], minlength=len(block.members))
    staying.broken[fails] |= np.uint32(BIT[rule.RULE])
    passes[staying.at] = True
    block.keep(passes)
    refused[block.members, RULES.index(rule.RULE)] += (numbers - _by_member(block)).astype(refused.dtype)


def _by_member(block: Block) -> np.ndarray:
    """How many pairs of a block each of its mentees has; pairs ascend by mentee."""
    return np.diff(np.searchsorted(block.local, np.arange(len(block.members) + 1)))


def pieces(block: Block) -> Iterator[Block]:
    """The block in pieces that have not too many places in common, cut between mentees."""
    if not len(block):
        return
    places_until = np.cumsum(count(block.common_places()).sum(axis=1, dtype=np.int64))
    if places_until[-1] <= MOST_PLACES:
        yield block
        return
    begins = np.flatnonzero(np.r_[True, block.local[1:] != block.local[:-1]])
    ends = np.r_[begins[1:], len(block)]
    first, before = 0, 0
    for begin, end in zip(begins.tolist(), ends.tolist()):
        if places_until[end - 1] - before > MOST_PLACES and begin > first:
            yield block.cut(first, begin)
            first, before = begin, int(places_until[begin - 1])
    yield block.cut(first, len(block))
