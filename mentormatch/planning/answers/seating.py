"""People and their mentors' places as bits: which mentors can be filled by people who have no other mentors.

A set of mentors is *full* of some people if each of its places can have one of them, all of whose mentors are in the
set. Full sets are closed under union, so a largest one lies in any set of mentors: it is what a largest seating leaves
when every mentor is taken out that some largest seating does not fill, again and again (Dulmage and Mendelsohn 1958).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

import attrs


def bits(mask: int) -> Iterator[int]:
    """The positions of the bits that are set, from the lowest."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


@attrs.frozen(eq=False)
class Full:
    """mentors: a full set. people: those who have no other mentors. seats: by mentor, the people who fill them."""

    mentors: int
    people: int
    seats: list[int]


class Seating:
    """The acceptable pairs of some people who share mentors, and the places of those mentors, each one at least.

    who, mentors: what each bit stands for. order: positions of people by their tie-breaks. work: how many mentors were
    looked at so far, the same on every machine.
    """

    def __init__(
        self,
        people: Iterable[int],
        mentors_of: Mapping[int, Sequence[int]],
        places: Mapping[int, int],
        ties: Sequence[int],
    ) -> None:
        self.who = sorted(people)
        self.at = {one: index for index, one in enumerate(self.who)}
        self.mentors = sorted({mentor for one in self.who for mentor in mentors_of[one]})
        bit_of = {mentor: 1 << index for index, mentor in enumerate(self.mentors)}
        self.places = [places[mentor] for mentor in self.mentors]
        self.own = [sum(bit_of[mentor] for mentor in mentors_of[one]) for one in self.who]
        self.ask = [0] * len(self.mentors)
        for index, own in enumerate(self.own):
            for mentor in bits(own):
                self.ask[mentor] |= 1 << index
        self.ties = [ties[one] for one in self.who]
        self.order = sorted(range(len(self.who)), key=lambda index: (self.ties[index], index))
        self.everybody, self.all_mentors = (1 << len(self.who)) - 1, (1 << len(self.mentors)) - 1
        self.work = 0
        self._room: dict[int, int] = {}

    def room(self, mentors: int) -> int:
        """The places of some mentors, all together."""
        known = self._room.get(mentors)
        if known is None:
            known = self._room[mentors] = sum(self.places[mentor] for mentor in bits(mentors))
        return known

    def inside(self, mentors: int, people: int) -> int:
        """Those of some people who have no mentors but these."""
        return people & ~reduce(or_, (self.ask[mentor] for mentor in bits(self.all_mentors & ~mentors)), 0)

    def full(self, mentors: int, people: int, needed: int, like: Full | None = None) -> Full | None:
        """The largest full set among some mentors, or None where it does not hold those needed.

        like: seats to begin with, as far as they can stay.
        """
        seats = [0] * len(self.mentors) if like is None else list(like.seats)
        while True:
            people = self.inside(mentors, people)
            for mentor in range(len(seats)):
                seats[mentor] = seats[mentor] & people if mentors >> mentor & 1 else 0
            unfilled = self._filled(mentors, people, seats)
            if not unfilled:
                return Full(mentors, people, seats)
            mentors &= ~unfilled
            if needed & ~mentors:
                return None

    def _filled(self, mentors: int, people: int, seats: list[int]) -> int:
        """Seats more people until all mentors are filled; else those whom some largest seating does not fill."""
        self.work += mentors.bit_count()
        taken = reduce(or_, seats, 0)
        for mentor in bits(mentors):
            lacks = self.places[mentor] - seats[mentor].bit_count()
            while lacks:
                free = self.ask[mentor] & people & ~taken
                if free:
                    seats[mentor] |= free & -free
                    taken |= free & -free
                else:
                    came = self._path(mentor, mentors, people, seats, taken)
                    if isinstance(came, int):
                        return came
                    taken |= came[0]
                    for one, at, to in came[1]:
                        seats[to] |= one
                        seats[at] &= ~one
                    seats[came[2]] |= came[0]
                lacks -= 1
        return 0

    def _path(
        self, first: int, mentors: int, people: int, seats: list[int], taken: int
    ) -> int | tuple[int, list[tuple[int, int, int]], int]:
        """Who could be seated so that, others moved on, the first mentor has one more: (that one, the moves (one, from,
        to), where that one sits); or the mentors that can pass somebody on to the first, as bits."""
        came: dict[int, tuple[int, int]] = {}
        queue, rest = [first], mentors & ~(1 << first)
        for mentor in queue:
            self.work += rest.bit_count()
            asking = self.ask[mentor] & people
            free = asking & ~taken
            if free:
                moves, at = [], mentor
                while at != first:
                    to, one = came[at]
                    moves.append((one, at, to))
                    at = to
                return free & -free, moves, mentor
            for other in bits(rest):
                sitting = seats[other] & asking
                if sitting:
                    came[other] = (mentor, sitting & -sitting)
                    queue.append(other)
                    rest &= ~(1 << other)
        return sum(1 << mentor for mentor in queue)

    def cheapest(self, mentors: int, people: int, number: int) -> tuple[int, int] | None:
        """(sum of ties, who): so many of some people who can sit with some mentors, with the least sum; None: too few.

        People who can sit side by side are the independent sets of a matroid: the greedy choice is the least.
        """
        seats, chosen, total, left = [0] * len(self.mentors), 0, 0, number
        for one in self.order:
            if not left:
                break
            if people >> one & 1 and self._seated(one, mentors, seats):
                chosen |= 1 << one
                total += self.ties[one]
                left -= 1
        return None if left else (total, chosen)

    def _seated(self, one: int, mentors: int, seats: list[int]) -> bool:
        """Seats one more, moving others on where that takes it; whether that was possible (Kuhn)."""
        before: dict[int, int] = {}
        sat: dict[int, int] = {}
        queue, rest = [one], mentors
        for person in queue:
            mine = self.own[person] & rest
            rest &= ~mine
            self.work += mine.bit_count()
            for mentor in bits(mine):
                before[mentor] = person
                if seats[mentor].bit_count() < self.places[mentor]:
                    _move_up(one, mentor, before, sat, seats)
                    return True
                for other in bits(seats[mentor]):
                    sat[other] = mentor
                    queue.append(other)
        return False


def _move_up(first: int, mentor: int, before: dict[int, int], sat: dict[int, int], seats: list[int]) -> None:
    """Everybody on the way takes the seat that the next one leaves."""
    while True:
        person = before[mentor]
        seats[mentor] |= 1 << person
        if person == first:
            return
        mentor = sat[person]
        seats[mentor] &= ~(1 << person)
