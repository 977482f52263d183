"""The smallest sets of people who share too few places, of which no part is short without the person asked about.

Such a set without that person fills the places of its mentors exactly. So the search is for the fewest places of a set
of mentors that holds this person's own and is full of others (see seating.py); who those others are, the least sum of
tie-breaks says. Mentors are taken in or left out one by one; the largest full set without a mentor tells which others
have to go with it, and most of the time how a choice ends. Whoever is in a smallest set known already, and whose own is
no larger, need not be looked at again: sets of others that hold them are no smaller. That makes one search after
another smaller.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import attrs

from mentormatch.planning.answers.seating import Full, Seating, bits
from mentormatch.planning.effort import Deadline

WORK = 600_000
"""A search is cut after so many mentors looked at (about a second), the same on every machine."""
ALL_WORK = 6_000_000
"""After so many in all the others are shown with the smallest set known by then, not proven."""
CUTS = 3
"""So many searches may be cut at one set before the others in it are left with it: they are as hard."""
LARGEST_SEARCHED = 400
"""Sets of more people than this are shown as found; whether they are the smallest is then not known."""
TOGETHER = 250
"""People with up to so many mentors among them are searched on one graph; above, each on what is near them."""


@attrs.frozen(kw_only=True)
class Short:
    """People who fall short together; proven: no smaller such set, and none as small that comes first by ids."""

    people: frozenset[int]
    proven: bool


class Smallest:
    """The acceptable pairs as a graph; ties: the number of each person in the order of ids."""

    def __init__(
        self,
        mentors_of: Mapping[int, Sequence[int]],
        mentees_of: Mapping[int, Sequence[int]],
        places: Mapping[int, int],
        ties: Sequence[int],
    ) -> None:
        self.mentors_of, self.mentees_of, self.places, self.ties = mentors_of, mentees_of, places, ties
        self.together: dict[int, _Ground] = {}
        self.work = 0

    def around(self, found: Mapping[int, frozenset[int]], deadline: Deadline) -> dict[int, Short]:
        """The smallest set of each person, from some set of each.

        Those with the smallest set known come first: by then most others are out of their way. Where searches for
        people in one set were cut again and again, the others in it are shown with that set.
        """
        out = {person: Short(people=people, proven=False) for person, people in found.items()}
        turns = {person for person in found if len(found[person]) <= LARGEST_SEARCHED}
        hard: Counter[frozenset[int]] = Counter()
        while turns and self.work < ALL_WORK and not deadline.over():
            person = min(turns, key=lambda one: (*self._value(out[one].people), -self._room(one), one))
            turns.remove(person)
            if hard[out[person].people] >= CUTS:
                continue
            out[person], standing = self._searched(person, out, turns, deadline)
            if not out[person].proven:
                hard[out[person].people] += 1
            for other in standing:
                out[other] = Short(people=out[person].people, proven=False)
        return out

    def _searched(
        self, person: int, out: Mapping[int, Short], turns: set[int], deadline: Deadline
    ) -> tuple[Short, list[int]]:
        """The smallest set of one person; and who else has none so small yet, and could be told of it as well."""
        before = self._value(out[person].people)
        gone = {other for other, short in out.items() if short.proven and self._value(short.people) >= before}
        ground = self._ground(person, gone, len(out[person].people))
        seating, begun = ground.seating, ground.seating.work
        search = _Search(ground, person, out[person].people, *before)
        proven = search.run(gone, deadline)
        people = frozenset(seating.who[at] for at in bits(search.people)) if search.people else out[person].people
        value = self._value(people)
        standing = [
            other
            for other in sorted(turns & people)
            if value < self._value(out[other].people) and self._stands(seating, other, people)
        ]
        self.work += seating.work - begun
        return Short(people=people, proven=proven), standing

    def _value(self, people: frozenset[int]) -> tuple[int, int]:
        return len(people), sum(self.ties[person] for person in people)

    def _room(self, person: int) -> int:
        return sum(self.places[mentor] for mentor in self.mentors_of[person])

    def _stands(self, seating: Seating, person: int, people: frozenset[int]) -> bool:
        """Whether no part of these people is short without this one."""
        others = sum(1 << seating.at[other] for other in people if other != person)
        return seating.cheapest(seating.all_mentors, others, len(people) - 1) is not None

    def _ground(self, person: int, gone: set[int], most: int) -> _Ground:
        """The graph to search on: everybody who is joined to this person, or only those who could matter."""
        if person not in self.together:
            people, n_mentors = self._joined(person)
            if n_mentors > TOGETHER:
                near = self._near(person, gone, most)
                return _Ground(Seating(near, self.mentors_of, self.places, self.ties), probed=False)
            ground = _Ground(Seating(people, self.mentors_of, self.places, self.ties), probed=True)
            self.work += ground.seating.work
            self.together.update(dict.fromkeys(people, ground))
        return self.together[person]

    def _joined(self, person: int) -> tuple[set[int], int]:
        """Who is joined to a person by mentors in common, and how many mentors that takes; no more than needed."""
        people, seen, queue = {person}, set[int](), [person]
        while queue and len(seen) <= TOGETHER:
            for mentor in self.mentors_of[queue.pop()]:
                if mentor not in seen:
                    seen.add(mentor)
                    fresh = set(self.mentees_of[mentor]) - people
                    people |= fresh
                    queue += sorted(fresh)
        return people, len(seen)

    def _near(self, person: int, gone: set[int], most: int) -> set[int]:
        """Everybody who could stand in a set smaller than so many with this person."""
        own = set(self.mentors_of[person])
        people, seen, queue = {person}, set(), [person]
        while queue:
            for mentor in self.mentors_of[queue.pop()]:
                if mentor in seen:
                    continue
                seen.add(mentor)
                for other in self.mentees_of[mentor]:
                    both = own.union(self.mentors_of[other])
                    fits = other not in gone and sum(self.places[one] for one in both) < most
                    if fits and other not in people:
                        people.add(other)
                        queue.append(other)
        return people


class _Ground:
    """A graph to search on, with the largest full set of its mentors, and without each of them; or None where those are
    not reckoned beforehand."""

    def __init__(self, seating: Seating, *, probed: bool) -> None:
        self.seating = seating
        self.whole = seating.full(seating.all_mentors, seating.everybody, 0)
        self.without: dict[int, Full] | None = None
        if probed and self.whole is not None:
            probes = {
                mentor: seating.full(self.whole.mentors & ~(1 << mentor), seating.everybody, 0, self.whole)
                for mentor in bits(self.whole.mentors)
            }
            self.without = {mentor: probe for mentor, probe in probes.items() if probe is not None}


@attrs.frozen(eq=False)
class _Node:
    """Mentors taken in; those that may be (a full set with those taken in); and for each of the latter a set that holds
    every full set without them."""

    taken: int
    open: Full
    without: dict[int, Full]


class _Search:
    """size, ties, people: the best set known, people as bits (0: the one given)."""

    def __init__(self, ground: _Ground, person: int, given: frozenset[int], size: int, ties: int) -> None:
        self.ground, self.seating, self.person = ground, ground.seating, ground.seating.at[person]
        self.given, self.size, self.ties, self.people = given, size, ties, 0
        self.exact = False

    def run(self, gone: set[int], deadline: Deadline) -> bool:
        """Whether the best set was found and proven: first no smaller, then none as small with a lesser sum of ties.

        gone: people whom no better set holds.
        """
        begun = self.seating.work
        for self.exact in (False, True):
            stack = self._start(gone)
            while stack:
                if self.seating.work - begun > WORK or deadline.over():
                    return False
                node = self._narrowed(stack.pop())
                if node is not None:
                    stack += self._branches(node)
        return True

    def _start(self, gone: set[int]) -> list[_Node]:
        seating = self.seating
        out = sum(1 << seating.at[other] for other in gone if other in seating.at) | 1 << self.person
        own = seating.own[self.person]
        if self.ground.whole is None:
            return []
        first = seating.full(self.ground.whole.mentors, seating.everybody & ~out, own)
        if first is None:
            return []
        known = self.ground.without
        without = {mentor: first if known is None else known[mentor] for mentor in bits(first.mentors & ~own)}
        return [_Node(own, first, without)]

    def _too_many(self, mentors: int) -> bool:
        """Whether a set with these mentors is no better than the one known."""
        return self.seating.room(mentors) + 1 > (self.size if self.exact else self.size - 1)

    def _narrowed(self, node: _Node) -> _Node | None:
        """The node with everything taken in, or left out, that has to be; None where nothing better is in it."""
        while True:
            node = self._probed(node)
            if self._too_many(node.taken):
                return None
            along = self._along(node)
            dear = sum(1 << mentor for mentor, more in along.items() if self._too_many(node.taken | more))
            if dear:
                less = self.seating.full(node.open.mentors & ~dear, node.open.people, node.taken, node.open)
                if less is None:
                    return None
                node = attrs.evolve(node, open=less)
                continue
            more = self._seats_wanted(node, along)
            if more is None:
                return None
            if not more & ~node.taken:
                return node
            node = attrs.evolve(node, taken=node.taken | more)

    def _probed(self, node: _Node) -> _Node:
        """The node with those taken in without whom no full set holds all that are."""
        taken, without = node.taken, {}
        for mentor, known in node.without.items():
            if not (node.open.mentors & ~taken) >> mentor & 1:
                continue
            left = known.mentors & node.open.mentors & ~(1 << mentor)
            probe: Full | None = None if taken & ~left else known
            if probe is not None and left != known.mentors:
                probe = self.seating.full(left, node.open.people, taken, node.open)
            if probe is None:
                taken |= 1 << mentor
            else:
                without[mentor] = probe
        while lost := [mentor for mentor, probe in without.items() if taken & ~probe.mentors]:
            for mentor in lost:
                taken |= 1 << mentor
                del without[mentor]
        return _Node(taken, node.open, without)

    def _along(self, node: _Node) -> dict[int, int]:
        """For each open mentor who has to be taken in along with them, themselves included."""
        along = {mentor: 1 << mentor for mentor in node.without}
        every = sum(along.values())
        for mentor, probe in node.without.items():
            for other in bits(every & ~probe.mentors):
                along[other] |= 1 << mentor
        return along

    def _seats_wanted(self, node: _Node, along: Mapping[int, int]) -> int | None:
        """Mentors that come in however the seats of those taken in are filled; None where they cannot all be.

        A mentor with r seats more than people who have no others needs r of those who have: what all but r - 1 of them
        bring has to come in.
        """
        seating, wanted = self.seating, 0
        inside = seating.inside(node.taken, node.open.people)
        brings: dict[int, int] = {}
        for mentor in bits(node.taken):
            seats = seating.places[mentor] - (seating.ask[mentor] & inside).bit_count()
            if seats <= 0:
                continue
            brought: Counter[int] = Counter()
            come = 0
            for one in bits(seating.ask[mentor] & node.open.people & ~inside):
                if one not in brings:
                    brings[one] = 0
                    for other in bits(seating.own[one] & ~node.taken):
                        brings[one] |= along[other]
                if not self._too_many(node.taken | brings[one]):
                    come += 1
                    brought.update(bits(brings[one]))
            if come < seats:
                return None
            wanted |= sum(1 << other for other, number in brought.items() if number > come - seats)
        return wanted

    def _branches(self, node: _Node) -> list[_Node]:
        """None where the mentors taken in are full, or where ties say that nothing better comes; the last first."""
        seating = self.seating
        if seating.full(node.taken, node.open.people, node.taken, node.open) is not None:
            self._take(node)
            return []
        if seating.room(node.taken) + 1 >= self.size:
            return []
        if self.exact:
            least = seating.cheapest(node.open.mentors, node.open.people, self.size - 1)
            if least is None or least[0] + seating.ties[self.person] >= self.ties:
                return []
        mentor = min(node.without, key=lambda one: (seating.room(node.without[one].mentors), one))
        branches = [_Node(node.taken | 1 << mentor, node.open, node.without)]
        rest = seating.full(node.without[mentor].mentors, node.open.people, node.taken, node.open)
        if rest is not None:
            branches.append(_Node(node.taken, rest, node.without))
        return branches

    def _take(self, node: _Node) -> None:
        """The set of those who fill the mentors taken in, with the least sum of ties, if it is better."""
        seating, number = self.seating, self.seating.room(node.taken)
        found = seating.cheapest(node.taken, seating.inside(node.taken, node.open.people), number)
        if found is None:
            return
        ties, people = found[0] + seating.ties[self.person], found[1] | 1 << self.person
        if (number + 1, ties) < (self.size, self.ties):
            self.size, self.ties, self.people = number + 1, ties, people
