"""The hours, options and places of a pair, and the first rule under which somebody is refused: the judge's own list."""

from __future__ import annotations

from enum import Enum
from functools import cached_property

import attrs

from mentormatch.checking.dates import Dates, Turn
from mentormatch.checking.facts import Facts, Pair
from mentormatch.checking.journeys import Journeys
from mentormatch.checking.starts import Starts
from mentormatch.domain.history import PairRecord
from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.places import REMOTE
from mentormatch.domain.slots import Slot


class Standing(Enum):
    """On what terms a pair's options are drawn up."""

    IDEA = "an idea"
    HELD_NEW = "held, first meetings still to come"
    HELD = "held"


ByFirst = tuple[tuple[Turn, int], ...]
"""Start sets by turn; only turns with a start."""


@attrs.frozen(eq=False, kw_only=True)
class PairOptions:
    """The options of one pair by place, and those of the places that count as the pair's."""

    by_place: dict[str, ByFirst]
    places: tuple[str, ...]


class Options:
    """Options of pairs, worked out once each."""

    def __init__(self, facts: Facts, journeys: Journeys, dates: Dates, starts: Starts) -> None:
        self.facts, self.journeys, self.dates, self.starts = facts, journeys, dates, starts
        self.venue_ids = tuple(venue.id for venue in facts.programme.venues)
        self.all_places = (*self.venue_ids, *REMOTE)
        self._rows: dict[tuple[int, Turn], list[int]] = {}
        self._mentee_rows: dict[tuple[int, Turn, bool], list[int | None]] = {}
        self._mentor_rows: dict[tuple[int, Turn], list[tuple[int, int]]] = {}
        self._place_rows: dict[tuple[Turn, bool], list[int]] = {}
        self._of: dict[Pair, PairOptions] = {}
        self._ways: dict[tuple[int, str], tuple[int, int]] = {}
        self._away: dict[int, int] = {}
        self._fewest: dict[Turn, int] = {}
        self._last_day = facts.programme.term.last_day
        self._usable: dict[int, int] = {}

    # ------------------------------------------------------------------------------------------- what a pair has

    def standing(self, pair: Pair) -> Standing:
        record = self.facts.held.get(pair)
        if record is None:
            return Standing.IDEA
        return Standing.HELD_NEW if record.state.new else Standing.HELD

    def of(self, mentee: Mentee, mentor: Mentor) -> PairOptions:
        """The options of a pair on its own terms, places below the floor left in."""
        pair = (mentee.id, mentor.id)
        if pair not in self._of:
            by_place = self._by_place(mentee, mentor, self.standing(pair))
            self._of[pair] = PairOptions(by_place=by_place, places=self._places(mentee, mentor, by_place))
        return self._of[pair]

    def has(self, mentee: Mentee, mentor: Mentor, place: str, slot: Slot) -> bool:
        """Whether a slot at a place is one of the pair's options there."""
        if slot.start % self.starts.step:
            return False
        bit = self.starts.bit(slot.weekday, slot.start)
        turn = self.dates.turn(mentee, slot)
        return any(own is turn and starts & bit for own, starts in self.of(mentee, mentor).by_place.get(place, ()))

    def recorded(self, pair: Pair) -> tuple[str, Slot] | None:
        """The meeting that people wrote down for a held pair, if place and hour are both known."""
        record: PairRecord | None = self.facts.held.get(pair)
        if record is None or record.place is None or record.slot is None:
            return None
        return record.place, record.slot

    # ----------------------------------------------------------------------------------------------------- hours

    def hours(self, mentee: Mentee, mentor: Mentor, *, with_dates: bool) -> bool:
        """Whether the two have an hour in common; with_dates: one with enough dates."""
        for turn in self.dates.turns(mentee):
            common = zip(self._row(mentee, turn), self._row(mentor, turn), self._place_row(turn, first=False))
            for at, (one, other, place) in enumerate(common):
                starts = one & other & place
                if starts and with_dates:
                    starts = self._with_dates(mentee, mentor, self.all_places[at], turn, starts)
                if starts:
                    return True
        return False

    def share_a_place(self, mentee: Mentee, mentor: Mentor) -> bool:
        """Whether some venue is usable for both, or both accept phone, or both video."""
        return bool(self._usable_by(mentee) & self._usable_by(mentor))

    def _usable_by(self, member: Mentee | Mentor) -> int:
        if id(member) not in self._usable:
            out = 0
            for at, venue in enumerate(self.venue_ids):
                out |= int(self.journeys.usable(member, venue)) << at
            for at, remote in enumerate(REMOTE, start=len(self.venue_ids)):
                out |= int(self.journeys.meets_by(member, remote)) << at
            self._usable[id(member)] = out
        return self._usable[id(member)]

    def _by_place(self, mentee: Mentee, mentor: Mentor, standing: Standing) -> dict[str, ByFirst]:
        found: dict[str, list[tuple[Turn, int]]] = {}
        new = standing is not Standing.HELD
        may_lapse = standing is Standing.IDEA and not self._cleared_all_term(mentor)
        may_lose = self._most_away(mentee) + self._most_away(mentor)
        for turn in self.dates.turns(mentee):
            own_row = self._mentee_row(mentee, turn, first=new)
            for at, other in self._where_safe(mentor, turn):
                if (one := own_row[at]) is None:
                    one = own_row[at] = self._mentee_at(mentee, turn, at, first=new)
                if starts := one & other:
                    place = self.all_places[at]
                    if 2 * (may_lose + self._most_shut[at]) > self._fewest_planned(turn):
                        starts = self._with_dates(mentee, mentor, place, turn, starts)
                    if may_lapse:
                        starts = self._cleared(mentor, turn, starts)
                    if starts:
                        found.setdefault(place, []).append((turn, starts))
        return {place: tuple(by_turn) for place, by_turn in found.items()}

    def _with_dates(self, mentee: Mentee, mentor: Mentor, place: str, turn: Turn, starts: int) -> int:
        """The starts on weekdays with enough dates."""
        for day in range(7):
            of_day = self.starts.day(day)
            if starts & of_day and not self.dates.enough(mentee, mentor, place, turn, day):
                starts &= ~of_day
        return starts

    def _cleared(self, mentor: Mentor, turn: Turn, starts: int) -> int:
        """The starts on weekdays on which the clearance lasts for enough dates."""
        for day in range(7):
            if starts & self.starts.day(day) and not self.dates.cleared_enough(mentor, turn, day):
                starts &= ~self.starts.day(day)
        return starts

    # ------------------------------------------------------------------- figures that spare a look at single dates

    def _cleared_all_term(self, mentor: Mentor) -> bool:
        return mentor.cleared_until is not None and mentor.cleared_until >= self._last_day

    def _fewest_planned(self, turn: Turn) -> int:
        if turn not in self._fewest:
            self._fewest[turn] = min(self.dates.planned(turn, day).bit_count() for day in range(7))
        return self._fewest[turn]

    def _most_away(self, member: Mentee | Mentor) -> int:
        key = id(member)
        if key not in self._away:
            self._away[key] = max(self.dates.away(member, day).bit_count() for day in range(7))
        return self._away[key]

    @cached_property
    def _most_shut(self) -> tuple[int, ...]:
        """By place: the most dates of one weekday on which it is shut."""
        days = range(7)
        return tuple(max(self.dates.shut(place, day).bit_count() for day in days) for place in self.all_places)

    # -------------------------------------------------------------------------------------------- rows of places

    def _row(self, member: Mentee | Mentor, turn: Turn) -> list[int]:
        key = (id(member), turn)
        if key not in self._rows:
            self._rows[key] = [self.starts.free(member, place, turn) for place in self.all_places]
        return self._rows[key]

    def _mentee_row(self, mentee: Mentee, turn: Turn, *, first: bool) -> list[int | None]:
        """The safe starts of a mentee where the place itself allows a meeting; None: not yet asked for."""
        key = (id(mentee), turn, first)
        if key not in self._mentee_rows:
            self._mentee_rows[key] = [None] * len(self.all_places)
        return self._mentee_rows[key]

    def _mentee_at(self, mentee: Mentee, turn: Turn, at: int, *, first: bool) -> int:
        there = self._place_row(turn, first=first)[at]
        return there and there & self.starts.safe(mentee, self.all_places[at], turn)

    def _where_safe(self, mentor: Mentor, turn: Turn) -> list[tuple[int, int]]:
        """The places, by number, at which a mentor has safe starts, and those starts."""
        key = (id(mentor), turn)
        if key not in self._mentor_rows:
            row = ((at, self.starts.safe(mentor, place, turn)) for at, place in enumerate(self.all_places))
            self._mentor_rows[key] = [(at, starts) for at, starts in row if starts]
        return self._mentor_rows[key]

    def _place_row(self, turn: Turn, *, first: bool) -> list[int]:
        """Start sets of the places themselves; first: only where a first meeting may be."""
        key = (turn, first)
        if key not in self._place_rows:
            row = [self.starts.open(place, turn) for place in self.all_places]
            if first:
                row = [starts & self.starts.staffed(place, turn) for starts, place in zip(row, self.all_places)]
            self._place_rows[key] = row
        return self._place_rows[key]

    # ---------------------------------------------------------------------------------------------------- places

    def _places(self, mentee: Mentee, mentor: Mentor, with_options: dict[str, ByFirst]) -> tuple[str, ...]:
        """Venues that no other beats, the first few by (summed minutes, pence, id); then phone and video."""
        ways = []
        for place in with_options:
            if place not in REMOTE:
                one, other = self._figures(mentee, place), self._figures(mentor, place)
                figures = (one[0], other[0], one[1], other[1])
                ways.append((one[0] + other[0], one[1] + other[1], place, figures))
        kept: list[tuple[int, int, int, int]] = []
        out: list[str] = []
        for _, _, place, figures in sorted(ways):
            if any(_beats(earlier, figures) for earlier in kept):
                continue
            kept.append(figures)
            out.append(place)
            if len(out) == self.facts.programme.policy.places:
                break
        return (*out, *(place for place in REMOTE if place in with_options))

    def _figures(self, member: Mentee | Mentor, place: str) -> tuple[int, int]:
        """Minutes and pence of the journey to a venue that is usable."""
        key = (id(member), place)
        if key not in self._ways:
            way = self.journeys.to(member, place)
            assert way is not None, f"{place} has options without a way for {member.id}"
            self._ways[key] = (way.minutes, way.pence)
        return self._ways[key]


def _beats(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    """Whether one place is no worse than another in all four figures and better in one.

    Only places earlier by (summed minutes, pence, id) are asked: none that comes later can beat an earlier one.
    """
    return one != other and all(a <= b for a, b in zip(one, other))
