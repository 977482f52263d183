"""Where and when, once it is decided who: the last tiers, over all options of the chosen pairs."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates import Candidates
from mentormatch.candidates.tie_breaks import hashes, tie_breaks
from mentormatch.domain import tiers as catalogue
from mentormatch.domain.people import Member
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Rhythm
from mentormatch.matching.case import Case
from mentormatch.matching.columns import make_columns, usable_spots
from mentormatch.matching.load import Load
from mentormatch.matching.objectives import pair_tiers
from mentormatch.matching.quality import Quality
from mentormatch.matching.rows import ROWS
from mentormatch.matching.seats import Seats
from mentormatch.solving import Tier
from mentormatch.solving.blocks import Block, RowBuilder

RHYTHMS = tuple(Rhythm)


@attrs.frozen(eq=False, kw_only=True)
class MeetingFormulation:
    """A Block over the options of chosen pairs; its columns are those of the Case."""

    case: Case
    block: Block


def formulate_meetings(
    programme: Programme,
    candidates: Candidates,
    quality: Quality,
    seats: Seats,
    chosen_pairs: np.ndarray,
    values: dict[str, int],
) -> MeetingFormulation:
    """Places and hours of the chosen pairs (bool by pair), every tier of `values` kept at its value."""
    spots = usable_spots(programme, candidates, quality, seats) & chosen_pairs[candidates.spot_pair]
    columns = make_columns(candidates, spots, seats, open_hours=False)
    case = Case(
        programme=programme, candidates=candidates, quality=quality, seats=seats, columns=columns, open_hours=False
    )
    rows = RowBuilder()
    for rule in ROWS:
        rule.add(case, rows)
    _each_pair_once(case, rows)
    _keep(case, rows, values)
    return MeetingFormulation(
        case=case,
        block=Block(model=rows.model(len(columns)), tiers=_meeting_tiers(case), row_names=tuple(rows.names)),
    )


def _each_pair_once(case: Case, rows: RowBuilder) -> None:
    mine = np.flatnonzero(~case.held)
    pairs, row = np.unique(case.columns.pair[mine], return_inverse=True)
    first = len(rows.names)
    of_mentee, of_mentor = case.candidates.pair_mentee[pairs], case.candidates.pair_mentor[pairs]
    names = [
        ("pair", (case.candidates.mentees[mentee], case.candidates.mentors[mentor]))
        for mentee, mentor in zip(of_mentee.tolist(), of_mentor.tolist(), strict=True)
    ]
    rows.add_many(names, row.reshape(-1), mine, 1, np.ones(len(pairs), dtype=np.int64))
    rows.lower[first:] = [1] * len(pairs)


def _keep(case: Case, rows: RowBuilder, values: dict[str, int]) -> None:
    """Rows that hold the tiers on which place and hour could still turn."""
    nothing = Load(constant=0, points=np.zeros(len(case.columns), dtype=np.int64), n_units=0)
    for tier in pair_tiers(case, nothing):
        turns = tier.name.startswith(("fairness", "stability", "quality", "further"))
        columns = np.flatnonzero(tier.points)
        if turns and len(columns):
            value = values[tier.name]
            rows.add(("tier", (tier.name,)), columns, tier.points[columns], lower=value, upper=value)


def _meeting_tiers(case: Case) -> tuple[Tier, ...]:
    points = {
        catalogue.MEETINGS_WISHED.name: _wished(case),
        catalogue.MEETINGS_MIDDLE.name: _from_middle(case),
        catalogue.MEETINGS_PLACE.name: _place_rank(case),
        catalogue.MEETINGS_START.name: _start_rank(case),
        catalogue.MEETINGS_CANONICAL.name: _canonical(case),
    }
    return tuple(
        Tier(
            name=kind.name,
            sense="max" if kind.sense == catalogue.MAX else "min",
            points=np.where(case.timed, points[kind.name], 0),
        )
        for kind in case.programme.policy.tier_order()
        if kind.group == "meetings"
    )


def _wished(case: Case) -> np.ndarray:
    """How many sides wished for the hour, by column."""
    out = np.zeros(len(case.columns), dtype=np.int64)
    sides = (
        (case.programme.mentees, case.columns_of_mentee),
        (case.programme.mentors, case.columns_of_mentor),
    )
    for people, columns_of in sides:
        for index, person in enumerate(people):
            if person.wished_times is not None:
                columns = columns_of(index)
                out[columns] += _covered(case, person, columns[case.timed[columns]], columns)
    return out


def _covered(case: Case, person: Member, timed: np.ndarray, columns: np.ndarray) -> np.ndarray:
    wished = person.wished_times
    covered = dict.fromkeys(columns.tolist(), 0)
    pairs = case.candidates
    for column in timed.tolist():
        option = case.columns.option[column]
        start, first = int(pairs.option_start[option]), int(pairs.option_first[option])
        fortnightly = RHYTHMS[int(pairs.option_rhythm[option])] is Rhythm.FORTNIGHTLY
        letters = "AB"[first - 1] if fortnightly else "AB"
        end = start + int(pairs.option_minutes[option])
        covered[column] = int(
            wished is not None
            and all(wished.covers(int(pairs.option_weekday[option]), letter, start, end) for letter in letters)
        )
    return np.array([covered[column] for column in columns.tolist()], dtype=np.int64)


def _from_middle(case: Case) -> np.ndarray:
    """Twice the minutes from the middle of the run of options that the column's stands in, by column."""
    pairs, step = case.candidates, case.programme.policy.start_step
    start = pairs.option_start.astype(np.int64)
    real = np.flatnonzero(pairs.option_is_option)
    run = np.zeros(len(start), dtype=np.int64)
    if len(real):
        same = np.ones(len(real), dtype=bool)
        for key in (pairs.option_spot, pairs.option_first, pairs.option_weekday):
            same[1:] &= key[real][1:] == key[real][:-1]
        same[1:] &= start[real][1:] - start[real][:-1] == step
        same[0] = False
        number = np.cumsum(~same) - 1
        edges = np.flatnonzero(~same)
        low = start[real][edges]
        high = start[real][np.append(edges[1:], len(real)) - 1]
        run[real] = np.abs(2 * start[real] - low[number] - high[number])
    return np.where(case.timed, run[case.columns.option], 0)


def _place_rank(case: Case) -> np.ndarray:
    """How many of the pair's places have an id before this one's, by column; a recorded place may be none of them."""
    pairs = case.candidates
    by_name = np.argsort(np.argsort(np.array(pairs.places, dtype=str)))
    own = np.zeros(len(pairs.spot_pair), dtype=bool)
    own[pairs.option_spot[pairs.option_is_option]] = True
    spots = np.unique(case.columns.spot)
    spots = spots[pairs.spot_place[spots] >= 0]
    order = spots[np.lexsort((by_name[pairs.spot_place[spots]], pairs.spot_pair[spots]))]
    pair = pairs.spot_pair[order]
    before = np.cumsum(own[order]) - own[order]
    firsts = np.flatnonzero(np.append(True, pair[1:] != pair[:-1])) if len(order) else np.zeros(0, dtype=np.int64)
    rank = np.zeros(len(pairs.spot_pair), dtype=np.int64)
    rank[order] = before - np.repeat(before[firsts], np.diff(np.append(firsts, len(order))))
    return rank[case.columns.spot]


def _start_rank(case: Case) -> np.ndarray:
    option = case.columns.option
    minute = case.candidates.option_weekday[option].astype(np.int64) * 1440 + case.candidates.option_start[option]
    return minute // case.programme.policy.start_step


def _canonical(case: Case) -> np.ndarray:
    pairs, salt, option = case.candidates, case.programme.salt, case.columns.option
    if not len(option):
        return np.zeros(0, dtype=np.int64)
    keys = np.stack([pairs.option_weekday[option], pairs.option_start[option], pairs.option_first[option]], axis=1)
    slots, slot = np.unique(keys.astype(np.int64), axis=0, return_inverse=True)
    slot_hash = hashes(salt, [f"{weekday}/{start}/{first}" for weekday, start, first in slots.tolist()])
    return tie_breaks(
        hashes(salt, pairs.mentees)[case.mentee],
        hashes(salt, pairs.mentors)[case.mentor],
        hashes(salt, (*pairs.places, ""))[pairs.spot_place[case.columns.spot]],
        slot_hash[slot.reshape(-1)],
    )
