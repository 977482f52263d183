"""The assembly: all pairs in blocks of mentees, through the rules in their order, to candidates in columns."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import attrs
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
from mentormatch.domain.problem import Problem
from mentormatch.domain.programme import Programme
from mentormatch.domain.rules import RULES
from mentormatch.travel import Travel, TravelTable

MOST_PAIRS = 1 << 18
"""So many pairs are looked at together."""
MOST_PLACES = 1 << 18
"""And, once they have places, so many pair-places."""
BIT = {rule: 1 << at for at, rule in enumerate(RULES)}


NOBODY = 255
"""Stands for the rule where no rule refused a pair."""


@attrs.frozen(eq=False, kw_only=True)
class Sieved:
    """A programme's candidates, and what they were found from.

    ruled: the rule that refused each pair, as an index into RULES, NOBODY = none; uint8, shape (n_mentees, n_mentors).
    """

    roster: Roster
    standing: Standing
    history: History
    candidates: Candidates
    ruled: np.ndarray


def find_candidates(programme: Programme, history: History, travel: Travel | None = None) -> Candidates:
    """Who may meet whom, where and when, and how many mentors each rule refused to each mentee."""
    return sieved(programme, history, travel).candidates


def sieved(programme: Programme, history: History, travel: Travel | None = None) -> Sieved:
    """The candidates of a programme, from the beginning."""
    roster = roster_of(programme, history, travel_of(programme) if travel is None else travel)
    return sieved_from(roster, standing_of(roster), history)


def sieved_from(roster: Roster, standing: Standing, history: History) -> Sieved:
    """The same where people are columns already."""
    ruled = np.full((len(roster.mentees), len(roster.mentors)), NOBODY, dtype=np.uint8)
    problems = list(unknown_people(roster))
    parts = list(found_in(sifted(roster, standing, ruled), standing, problems))
    return put_together(roster, standing, history, ruled, in_mentee_order(parts), problems)


def found_in(blocks: Iterator[Block], standing: Standing, problems: list[Problem]) -> Iterator[Columns]:
    """The columns of blocks that are through the rules; pins that are impossible are told in `problems`."""
    for block in blocks:
        hopeless = impossible(block)
        pins = zip(block.mentee[hopeless], block.mentor[hopeless], block.broken[hopeless])
        problems.extend(problems_of(block.roster, pins))
        block.keep(~hopeless)
        spots = chosen_places(block)
        spots, options = with_recorded(block, spots, options_of(block, spots), standing)
        yield gathered(block, spots, options, standing)


def put_together(
    roster: Roster,
    standing: Standing,
    history: History,
    ruled: np.ndarray,
    columns: Columns,
    problems: list[Problem],
) -> Sieved:
    """Everything that is handed on of a programme whose pairs are found."""
    candidates = Candidates(
        mentees=roster.mentees.ids,
        mentors=roster.mentors.ids,
        places=roster.places,
        **columns,
        refused=refused_by_rule(ruled),
        free_places=roster.record.free_places,
        pins=roster.record.pins,
        on_hold=standing.on_hold,
        held=standing.held,
        input_problems=tuple(sorted(problems, key=lambda problem: str(problem.person))),
        between=roster.between,
        led=sessions_led(roster),
    )
    return Sieved(roster=roster, standing=standing, history=history, candidates=candidates, ruled=ruled)


def refused_by_rule(ruled: np.ndarray) -> np.ndarray:
    """How many mentors each rule refused to each mentee, shape (n_mentees, n_rules)."""
    counts = [np.count_nonzero(ruled == at, axis=1) for at in range(len(RULES))]
    return np.stack(counts, axis=1).astype(np.int32)


def travel_of(programme: Programme) -> Travel:
    """Travel on the figures of a programme's policy and its table of journeys."""
    rows = [(row.origin, row.place, row.mode, row.minutes, row.pence) for row in programme.journeys]
    table, _ = TravelTable.from_rows(rows)
    return Travel(programme.policy.travel, table if table.rows else None, programme.as_of)


def sifted(
    roster: Roster,
    standing: Standing,
    ruled: np.ndarray,
    mentees: np.ndarray | None = None,
    mentors: np.ndarray | None = None,
) -> Iterator[Block]:
    """Blocks of the pairs that are left after all rules; which rule refused each other pair is noted in `ruled`.

    mentees, mentors: whose pairs are looked at, bool by index; None = everybody's.
    """
    n = len(roster.mentors)
    listed = np.arange(n) if mentors is None else np.flatnonzero(mentors)
    if not len(roster.mentees) or not len(listed) or (mentees is not None and not mentees.any()):
        return
    week = Week.of(roster.availabilities)
    size = max(1, MOST_PAIRS // len(listed))
    for kind in kinds_of(roster):
        asked = kind.mentees if mentees is None else kind.mentees[mentees[kind.mentees]]
        if not len(asked):
            continue
        grid = Grid.of(roster, week, kind.rhythm, kind.minutes)
        planned = planned_of(roster, kind, asked[:1])
        mentor_hours = hours_of(roster, grid, roster.mentors, listed, planned, opening=False)
        if len(listed) < n:
            mentor_hours = mentor_hours.among(listed, n)
        for begin in range(0, len(asked), size):
            block = block_of(roster, grid, kind, asked[begin : begin + size], mentor_hours, listed)
            mark_standing(block, standing)
            for rule in BEFORE_HOURS:
                apply(rule, block, ruled)
            for piece in pieces(block):
                for rule in WITH_HOURS:
                    apply(rule, piece, ruled)
                yield piece


def planned_of(roster: Roster, kind: Kind, members: np.ndarray) -> np.ndarray:
    """The planned dates of some mentees of one kind, shape (n_members, n_firsts, 7)."""
    return np.asarray(roster.planned_by_rhythm[kind.rhythm] & roster.dates_from[members][:, None])


def block_of(
    roster: Roster, grid: Grid, kind: Kind, members: np.ndarray, mentor_hours: Hours, mentors: np.ndarray
) -> Block:
    """All pairs of some mentees of one kind with some mentors, ascending."""
    n = len(mentors)
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
        mentor=np.tile(mentors.astype(np.int32), len(members)),
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


def apply(rule: ModuleType, block: Block, ruled: np.ndarray) -> None:
    """Note and leave out the pairs that a rule refuses; held pairs and pins stay, with a note of what they break."""
    passes, staying = rule.passes(block), block.staying
    if passes.all():
        return
    number = RULES.index(rule.RULE)
    fails = ~passes[staying.at]
    first_time = staying.at[fails & (staying.kind == PairKind.PIN) & (staying.broken == 0)]
    staying.broken[fails] |= np.uint32(BIT[rule.RULE])
    passes[staying.at] = True
    gone = np.concatenate([np.flatnonzero(~passes), first_time])
    ruled[block.mentee[gone], block.mentor[gone]] = number
    block.keep(passes)


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
