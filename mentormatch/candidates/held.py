"""Pairs that people have made: which are on hold, what their recorded meetings are, and pins (section 5)."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.candidates import NO_HOUR, NO_PLACE, PairKind
from mentormatch.candidates.hours import LETTERS, RHYTHMS
from mentormatch.candidates.journeys import Journeys, journeys_of
from mentormatch.candidates.options import Options, weeks_lost
from mentormatch.candidates.people import UNKNOWN, People
from mentormatch.candidates.places import Spots
from mentormatch.candidates.record import PairSet
from mentormatch.candidates.roster import Roster, needed
from mentormatch.domain.history import PairRecord
from mentormatch.domain.slots import Slot

Pair = tuple[int, int]
"""Mentee index, mentor index."""


@attrs.frozen(eq=False, kw_only=True)
class Meeting:
    """A recorded meeting: the index of its place and its slot."""

    place: int
    slot: Slot


@attrs.frozen(eq=False, kw_only=True)
class Standing:
    """held, on_hold: rows of the record. held_pairs, on_hold_pairs, pins, new: the same and more as sets.

    recorded: the meetings of held pairs that stand in the record at a place of the programme; safe: those of them that
    break no safeguarding rule. ways: journeys of the people in them, limits left aside, one row each, by side.
    """

    held: tuple[PairRecord, ...]
    on_hold: tuple[PairRecord, ...]
    held_pairs: PairSet
    on_hold_pairs: PairSet
    pins: PairSet
    new: PairSet
    recorded: Mapping[Pair, Meeting]
    safe: frozenset[Pair]
    ways: tuple[Ways, Ways]


@attrs.frozen(eq=False, kw_only=True)
class Ways:
    """How one side of recorded meetings gets to any place: within limits where there is such a way, else beyond."""

    people: People
    beyond: Journeys
    row: Mapping[int, int]

    @classmethod
    def of(cls, roster: Roster, people: People, members: list[int]) -> Ways:
        """The ways of some members."""
        listed = sorted(set(members))
        rows = [people.members[at] for at in listed]
        beyond = journeys_of(rows, roster.journey_matrices, roster.programme.policy, limits=False)
        return cls(people=people, beyond=beyond, row={member: at for at, member in enumerate(listed)})

    def source(self, member: int, place: int) -> tuple[Journeys, int]:
        """(the matrices that hold the journey, its row there)."""
        if self.people.journeys.possible[member, place]:
            return self.people.journeys, member
        return self.beyond, self.row[member]

    def minutes(self, member: int, place: int) -> int:
        """Minutes one way; 0 where no way is known at all."""
        journeys, row = self.source(member, place)
        return int(journeys.minutes[row, place]) if journeys.possible[row, place] else 0


def standing_of(roster: Roster) -> Standing:
    """What the record says of pairs that hold their places, and of pins."""
    held = tuple(row for row in roster.record.holding if not _on_hold(roster, row))
    on_hold = tuple(row for row in roster.record.holding if _on_hold(roster, row))
    place_index = {name: at for at, name in enumerate(roster.places)}
    recorded = {
        _pair(roster, row): Meeting(place=place_index[row.place], slot=row.slot)
        for row in held
        if row.slot is not None and row.place is not None and row.place in place_index
    }
    ways = (
        Ways.of(roster, roster.mentees, [mentee for mentee, _ in recorded]),
        Ways.of(roster, roster.mentors, [mentor for _, mentor in recorded]),
    )
    new = frozenset(_pair(roster, row) for row in held if row.state.new)
    n_mentors = len(roster.mentors)
    return Standing(
        held=held,
        on_hold=on_hold,
        held_pairs=PairSet.of((_pair(roster, row) for row in held), n_mentors),
        on_hold_pairs=PairSet.of((_pair(roster, row) for row in on_hold), n_mentors),
        pins=PairSet.of((_pair(roster, row) for row in roster.record.pins), n_mentors),
        new=PairSet.of(new, n_mentors),
        recorded=recorded,
        safe=frozenset(pair for pair, meeting in recorded.items() if _safe(roster, ways, pair, meeting, pair in new)),
        ways=ways,
    )


def _pair(roster: Roster, row: PairRecord) -> Pair:
    return roster.mentees.index[row.mentee], roster.mentors.index[row.mentor]


def _on_hold(roster: Roster, row: PairRecord) -> bool:
    """Whether somebody must first look: a rest, or a safeguarding rule or approval that no longer holds."""
    mentee, mentor = _pair(roster, row)
    key = np.array([mentee * len(roster.mentors) + mentor])
    given, _, _ = roster.record.approvals.of(np.array([mentee]), key)
    holds = (
        roster.mentees.active[mentee]
        and roster.mentors.active[mentor]
        and not roster.record.apart.contains(key)[0]
        and roster.cleared[mentor]
        and roster.trained[mentor]
        and (given[0] or not needed(roster, np.array([mentee]), np.array([mentor]))[0])
    )
    return not holds


# ------------------------------------------------------------------------------------- is a recorded meeting safe


def _safe(roster: Roster, ways: tuple[Ways, Ways], pair: Pair, meeting: Meeting, new: bool) -> bool:
    """Whether it breaks neither not-at, home-by, keep-apart nor, of a new pair, first-meetings."""
    if meeting.place >= roster.n_venues:
        return True
    sides = list(zip((roster.mentees, roster.mentors), ways, pair))
    return (
        not any(people.barred[member, meeting.place] for people, _, member in sides)
        and all(_home_in_time(people, way, member, meeting) for people, way, member in sides)
        and not _near_miss(roster, pair, meeting)
        and (not new or roster.programme.policy.supervised_meetings <= 0 or _staffed(roster, meeting))
    )


def _home_in_time(people: People, way: Ways, member: int, meeting: Meeting) -> bool:
    journeys, row = way.source(member, meeting.place)
    if not journeys.possible[row, meeting.place]:  # nobody can tell when they would be home
        return people.members[member].home_by is None and people.members[member].out_from is None
    minutes, slot = way.minutes(member, meeting.place), meeting.slot
    return bool(slot.start - minutes >= people.out_from[member] and slot.end + minutes <= people.home_by[member])


def _near_miss(roster: Roster, pair: Pair, meeting: Meeting) -> bool:
    """Whether somebody whom either is kept apart from has a commitment there within the margin."""
    apart = roster.record.apart_from
    names = (roster.mentees.ids[pair[0]], roster.mentors.ids[pair[1]])
    table, slot = roster.commitments, meeting.slot
    rows = table.rows_of_all(sorted({other for name in names for other in apart.get(name, ())}))
    margin = roster.programme.policy.keep_apart_margin
    planned = planned_dates(roster, pair[0], slot)
    return any(
        table.site[row] == meeting.place
        and table.weekday[row] == slot.weekday
        and planned & int(table.weeks[row])
        and slot.start < table.end[row] + margin
        and slot.end > table.start[row] - margin
        for row in rows
    )


def _staffed(roster: Roster, meeting: Meeting) -> bool:
    pattern, slot = roster.staffed_pattern[meeting.place], meeting.slot
    if pattern == UNKNOWN or not roster.first_meeting_ok[meeting.place]:
        return False
    staffed = roster.availabilities[pattern]
    letters = LETTERS[slot.rhythm][slot.first - 1]
    return all(staffed.covers(slot.weekday, letter, slot.start, slot.end) for letter in letters)


def planned_dates(roster: Roster, mentee: int, slot: Slot) -> int:
    """The planned dates of a pair in a slot, as a mask."""
    return roster.dates.mask_of(slot) & int(roster.dates_from[mentee, slot.weekday])


# ------------------------------------------------------------------------------------------ into a block's columns


def with_recorded(block: Block, spots: Spots, options: Options, standing: Standing) -> tuple[Spots, Options]:
    """The columns with recorded meetings, and "no meeting yet" for held pairs and pins that need it, put in."""
    staying = block.staying
    if not len(staying.at):
        return spots, options
    more = _More(block=block, spots=spots, options=options)
    for at, kind in zip(staying.at.tolist(), staying.kind.tolist()):
        pair = (int(block.mentee[at]), int(block.mentor[at]))
        if kind == PairKind.HELD and pair in standing.safe:
            more.add_recorded(at, standing.recorded[pair])
        if (kind == PairKind.HELD and pair not in standing.safe) or not more.any_option(at):
            more.add_no_meeting_yet(at)
    return more.sorted()


@attrs.define(eq=False, kw_only=True)
class _More:
    """Collects rows to be added to a block's spots and options."""

    block: Block
    spots: Spots
    options: Options
    new_spots: list[Pair] = attrs.field(factory=list)
    new_options: list[tuple[int, ...]] = attrs.field(factory=list)
    given: set[int] = attrs.field(factory=set)

    def any_option(self, pair: int) -> bool:
        low, high = np.searchsorted(self.spots.pair, (pair, pair + 1))
        return bool(high > low) or pair in self.given

    def add_recorded(self, pair: int, meeting: Meeting) -> None:
        """Mark the option that is the recorded meeting, or add it as one that is no option."""
        slot, options = meeting.slot, self.options
        self.given.add(pair)
        spot = self._spot(pair, meeting.place)
        low, high = np.searchsorted(options.spot, (spot, spot + 1))
        same = np.flatnonzero(
            (options.weekday[low:high] == slot.weekday)
            & (options.start[low:high] == slot.start)
            & (options.first[low:high] == slot.first)
        )
        usual = self.block.grid.rhythm is slot.rhythm and self.block.grid.minutes == slot.minutes
        if len(same) and usual:
            options.recorded[low + same[0]] = True
            return
        roster, mentee = self.block.roster, self.block.mentee[pair]
        planned = planned_dates(roster, int(mentee), slot)
        lost = weeks_lost(roster, self.block.mentee[[pair]], self.block.mentor[[pair]], self.block.keys[[pair]])
        held = planned & ~int(lost[0, slot.weekday] | roster.shut[meeting.place, slot.weekday])
        rhythm = RHYTHMS.index(slot.rhythm)
        self.new_options.append(
            (spot, slot.weekday, slot.start, slot.first, slot.minutes, rhythm, planned, held, True, False)
        )

    def add_no_meeting_yet(self, pair: int) -> None:
        """The option of having no meeting yet; it may fall into any week from the pair's first possible date on."""
        block = self.block
        spot = self._spot(pair, NO_PLACE)
        weeks = int(np.bitwise_or.reduce(block.roster.dates_from[block.mentee[pair]]))
        rhythm = RHYTHMS.index(block.grid.rhythm)
        self.new_options.append((spot, NO_HOUR, NO_HOUR, 0, block.grid.minutes, rhythm, weeks, 0, False, False))

    def _spot(self, pair: int, place: int) -> int:
        low, high = np.searchsorted(self.spots.pair, (pair, pair + 1))
        found = np.flatnonzero(self.spots.place[low:high] == place)
        if len(found):
            return int(low + found[0])
        self.new_spots.append((pair, place))
        return len(self.spots.pair) + len(self.new_spots) - 1

    def sorted(self) -> tuple[Spots, Options]:
        """All rows together in their order: the new ones are put in where they belong."""
        n, place = len(self.spots.pair), self.spots.place
        order = sorted(range(len(self.new_spots)), key=lambda at: self.new_spots[at])
        added = np.array([self.new_spots[at] for at in order], dtype=np.intp).reshape(-1, 2)
        where = np.array([_position(self.spots.pair, place, *row) for row in added.tolist()], dtype=np.intp)
        rank = np.empty(n + len(order), dtype=np.int32)
        rank[:n] = np.arange(n) + np.searchsorted(where, np.arange(n), side="right")
        rank[n + np.array(order, dtype=np.intp)] = where + np.arange(len(order))
        spots = Spots(
            pair=np.insert(self.spots.pair, where, added[:, 0]),
            place=np.insert(place, where, added[:, 1]),
            words=np.insert(self.spots.words, where, np.uint64(0), axis=0),
            choice=np.insert(self.spots.choice, where, 0),
        )
        options = {field.name: getattr(self.options, field.name) for field in attrs.fields(Options)}
        options["spot"] = rank[options["spot"]]
        rows = sorted((int(rank[row[0]]), *row[1:]) for row in self.new_options)
        before = [self._options_before(options["spot"], *row[:4]) for row in rows]
        for name, column in zip(options, _typed(rows, len(options))):
            options[name] = np.insert(options[name], before, column.astype(options[name].dtype))
        return spots, Options(**options)

    def _options_before(self, spot_of_option: np.ndarray, spot: int, weekday: int, start: int, first: int) -> int:
        """How many options come before one, by (spot, first, weekday, start)."""
        low, high = np.searchsorted(spot_of_option, (spot, spot + 1))
        here = zip(*(getattr(self.options, name)[low:high].tolist() for name in ("first", "weekday", "start")))
        return int(low) + sum(other <= (first, weekday, start) for other in here)


def _position(pair_of_spot: np.ndarray, place_of_spot: np.ndarray, pair: int, place: int) -> int:
    """How many spots come before one, by (pair, place)."""
    low, high = np.searchsorted(pair_of_spot, (pair, pair + 1))
    return int(low + np.searchsorted(place_of_spot[low:high], place))


def _typed(rows: list[tuple[int, ...]], n: int) -> list[np.ndarray]:
    """The n columns of rows; masks do not fit the type numpy would choose."""
    columns = list(zip(*rows)) or [()] * n
    return [np.array(one, dtype=np.uint64 if min(one, default=0) >= 0 else np.int64) for one in columns]
