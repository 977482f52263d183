"""Who shares the places of which mentors: what can be counted against a set that is said to fall short.

No part of such a set may be short without the person asked about. Where it is called the smallest, a smaller one is
looked for among the mentors of that person, with those of one other, and with those of all but one of the set. Finding
none proves nothing: the word stays the planner's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import attrs

from mentormatch.checking.case import Case
from mentormatch.checking.sieve import Sieve
from mentormatch.domain.plan import Answer

LARGEST_LOOKED_INTO = 60
"""In sets of more people no smaller one is looked for."""


@attrs.define(eq=False, slots=False)
class Sharing:
    """Everybody who waits or has only ideas, with the mentors whom they could have."""

    case: Case
    sieve: Sieve

    def wrong(self, answer: Answer) -> Iterator[str]:
        """What is wrong with a set that is short of places; its people are all among those who could be in one."""
        others = [person for person in answer.people if person != answer.mentee]
        if len(self._seated(others)) < len(others):
            yield f"A part of the set of {answer.mentee} is short of places without them."
        elif answer.smallest and len(answer.people) <= LARGEST_LOOKED_INTO:
            tried = [mentors for mentors in self._tried(answer.mentee, others) if self._room(mentors) < len(others)]
            smaller = [1 + self._room(mentors) for mentors in tried if self._all_taken(answer.mentee, mentors)]
            if smaller:
                says = f"The set of {answer.mentee} is called the smallest, and one of {min(smaller)} is short as well."
                yield says

    @cached_property
    def _mentors_of(self) -> dict[str, frozenset[str]]:
        people = (*self.case.waiting, *self.case.with_ideas_only)
        return {one.id: frozenset(found.mentor.id for found in self.sieve.acceptable(one)) for one in people}

    @cached_property
    def _in_order(self) -> dict[str, list[str]]:
        """By person, their mentors by id."""
        return {person: sorted(mentors) for person, mentors in self._mentors_of.items()}

    @cached_property
    def _people_of(self) -> dict[str, list[str]]:
        """By mentor, those who want one mentor: nobody else stands in a set."""
        out: dict[str, list[str]] = {}
        for person, mentors in self._mentors_of.items():
            if self.case.facts.wants_left(self.case.facts.mentees[person]) == 1:
                for mentor in mentors:
                    out.setdefault(mentor, []).append(person)
        return out

    def _tried(self, person: str, others: list[str]) -> set[frozenset[str]]:
        """Sets of mentors, the person's own among them."""
        own = self._mentors_of[person]
        out = {own, *(own | self._mentors_of[other] for other in others)}
        for left_out in others:
            rest = (self._mentors_of[other] for other in others if other != left_out)
            out.add(own.union(*rest))
        return out

    def _all_taken(self, person: str, mentors: frozenset[str]) -> bool:
        """Whether others who have only these mentors can take every place of theirs.

        Then the person, who has only these as well, is one too many: a set of one more than the places falls short, and
        no part of it does without the person.
        """
        inside = sorted({one for mentor in mentors for one in self._people_of.get(mentor, ())} - {person})
        seated = self._seated(one for one in inside if self._mentors_of[one] <= mentors)
        return len(seated) == self._room(mentors)

    def _room(self, mentors: frozenset[str]) -> int:
        return sum(map(self._places, mentors))

    def _places(self, mentor: str) -> int:
        return self._free[mentor]

    @cached_property
    def _free(self) -> dict[str, int]:
        return {mentor.id: self.case.facts.free_places(mentor) for mentor in self.case.programme.mentors}

    def _seated(self, people: Iterable[str]) -> dict[str, str]:
        """As many of these people as can have places at once, each with a mentor (Kuhn)."""
        mentor_of: dict[str, str] = {}
        seats: dict[str, list[str]] = {}
        for person in people:
            came: dict[str, tuple[str, str]] = {}
            queue, seen = [person], set[str]()
            for one in queue:
                free = self._free_or_next(one, seats, seen, came, queue)
                if free is not None:
                    self._move_up(person, one, free, came, seats, mentor_of)
                    break
        return mentor_of

    def _free_or_next(
        self, one: str, seats: dict[str, list[str]], seen: set[str], came: dict[str, tuple[str, str]], queue: list[str]
    ) -> str | None:
        """A mentor of somebody's with a place left; else those who sit in the others' places are asked to move."""
        for mentor in self._in_order[one]:
            if mentor in seen:
                continue
            seen.add(mentor)
            sitting = seats.setdefault(mentor, [])
            if len(sitting) < self._places(mentor):
                return mentor
            for other in sitting:
                came[other] = (one, mentor)
                queue.append(other)
        return None

    @staticmethod
    def _move_up(
        first: str,
        one: str,
        mentor: str,
        came: dict[str, tuple[str, str]],
        seats: dict[str, list[str]],
        mentor_of: dict[str, str],
    ) -> None:
        """Everybody on the way takes the place that the next one leaves."""
        while True:
            seats[mentor].append(one)
            mentor_of[one], left = mentor, mentor_of.get(one)
            if one == first or left is None:
                return
            seats[left].remove(one)
            one, mentor = came[one][0], left
