"""Sets of people who share too few places, or too few hours: found on the graph, checked by counting.

networkx finds a largest assignment of people to free places. A mentee whom some largest assignment leaves out stands,
with everybody reached from them along alternating paths, in a set that its mentors cannot all take (König; Schrijver,
Combinatorial Optimization, 16.3), and no part of that set is short by itself. From there the smallest are
searched.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from mentormatch.candidates import Candidates
from mentormatch.candidates.tie_breaks import hashes, tie_breaks
from mentormatch.domain import wording
from mentormatch.domain.plan import Answer, AnswerKind, Reason
from mentormatch.domain.programme import Programme
from mentormatch.matching.seats import Seats
from mentormatch.planning.answers.parts import SINK, SOURCE
from mentormatch.planning.answers.smallest import Short, Smallest
from mentormatch.planning.answers.swaps import Swaps
from mentormatch.planning.effort import Deadline
from mentormatch.planning.importing import networkx


class Shortages:
    """The acceptable pairs of a plan as a graph, and for each mentee who waits the set that falls short."""

    def __init__(self, programme: Programme, candidates: Candidates, seats: Seats, shared: np.ndarray) -> None:
        """shared: the acceptable pairs, bool by pair, of mentees who want one mentor and hold none."""
        self.programme, self.candidates, self.seats = programme, candidates, seats
        self.mentors_of: dict[int, list[int]] = {}
        self.mentees_of: dict[int, list[int]] = {}
        for mentee, mentor in zip(
            candidates.pair_mentee[shared].tolist(), candidates.pair_mentor[shared].tolist(), strict=True
        ):
            self.mentors_of.setdefault(mentee, []).append(mentor)
            self.mentees_of.setdefault(mentor, []).append(mentee)
        self.places = {mentor: int(seats.free_places[mentor]) for mentor in self.mentees_of}
        self.assigned = self._largest_assignment()

    def answers(self, mentees: Iterable[int], swap: Swaps, deadline: Deadline) -> dict[int, Answer]:
        """The answers "shortage", by mentee; nobody stands there of whom no set falls short.

        Once the deadline is over, sets are shown as they are known.
        """
        circuits = {mentee: self._circuit(mentee) for mentee in mentees if mentee in self.mentors_of}
        found = {mentee: frozenset(people) for mentee, people in circuits.items() if people is not None}
        ties = tie_breaks(hashes(self.programme.salt, self.candidates.mentees)).tolist() if found else []
        smallest = (
            Smallest(self.mentors_of, self.mentees_of, self.places, ties).around(found, deadline) if found else {}
        )
        return {mentee: self._answer(mentee, short, swap) for mentee, short in smallest.items()}

    def _answer(self, mentee: int, short: Short, swap: Swaps) -> Answer:
        people = short.people
        mentors = {mentor for person in people for mentor in self.mentors_of[person]}
        names = self.candidates.mentees
        places = sum(self.places[mentor] for mentor in mentors)
        mentor_names = tuple(self.candidates.mentors[mentor] for mentor in sorted(mentors))
        return Answer(
            mentee=names[mentee],
            kind=AnswerKind.SHORTAGE,
            reasons=(
                Reason(
                    rule="places",
                    says=wording.short_of_places(len(people), places),
                    figures={"people": len(people), "mentors": len(mentors), "places": places},
                ),
            ),
            people=tuple(names[person] for person in sorted(people)),
            mentors=mentor_names,
            places=places,
            smallest=short.proven,
            swap=swap.first(mentee),
        )

    def _largest_assignment(self) -> dict[int, int]:
        """mentee -> mentor in one largest assignment, the same on every machine: nodes and arcs are added in order."""
        nx = networkx()

        graph = nx.DiGraph()
        for mentee in sorted(self.mentors_of):
            graph.add_edge(SOURCE, ("person", mentee), capacity=1)
            for mentor in self.mentors_of[mentee]:
                graph.add_edge(("person", mentee), ("mentor", mentor), capacity=1)
        for mentor in sorted(self.places):
            graph.add_edge(("mentor", mentor), SINK, capacity=self.places[mentor])
        if SOURCE not in graph or SINK not in graph:
            return {}
        _, flow = nx.maximum_flow(graph, SOURCE, SINK, flow_func=nx.algorithms.flow.dinitz)
        return {
            mentee: mentor
            for mentee in sorted(self.mentors_of)
            for (_, mentor), used in flow[("person", mentee)].items()
            if used
        }

    def _circuit(self, mentee: int) -> set[int] | None:
        """The people reached from this mentee by alternating paths in an assignment that leaves them out, or None."""
        assigned = self._without(mentee)
        if assigned is None:
            return None
        by_mentor: dict[int, list[int]] = {}
        for person, mentor in assigned.items():
            by_mentor.setdefault(mentor, []).append(person)
        people, queue, seen = {mentee}, [mentee], set()
        while queue:
            for mentor in self.mentors_of[queue.pop()]:
                if mentor in seen:
                    continue
                seen.add(mentor)
                for person in by_mentor.get(mentor, ()):
                    if person not in people:
                        people.add(person)
                        queue.append(person)
        return people

    def _without(self, mentee: int) -> dict[int, int] | None:
        """A largest assignment that leaves this mentee out, or None where all of them need them in.

        Somebody left out takes the mentee's place along an alternating path, if one of them can.
        """
        if mentee not in self.assigned:
            return dict(self.assigned)
        by_mentor: dict[int, list[int]] = {}
        for person, mentor in self.assigned.items():
            by_mentor.setdefault(mentor, []).append(person)
        for outside in sorted(set(self.mentors_of) - set(self.assigned)):
            parent: dict[int, tuple[int, int]] = {}
            queue, seen = [outside], set()
            while queue:
                person = queue.pop(0)
                for mentor in self.mentors_of[person]:
                    if mentor in seen:
                        continue
                    seen.add(mentor)
                    for other in by_mentor.get(mentor, ()):
                        if other not in parent:
                            parent[other] = (person, mentor)
                            queue.append(other)
            if mentee in parent:
                moved = dict(self.assigned)
                moved.pop(mentee)
                person = mentee
                while person != outside:
                    taker, mentor = parent[person]
                    moved[taker] = mentor
                    person = taker
                return moved
        return None

    def component(self, mentee: int) -> tuple[list[int], list[int]]:
        people, mentors, queue = {mentee}, set(), [mentee]
        while queue:
            for mentor in self.mentors_of[queue.pop()]:
                if mentor not in mentors:
                    mentors.add(mentor)
                    fresh = [person for person in self.mentees_of[mentor] if person not in people]
                    people.update(fresh)
                    queue.extend(fresh)
        return sorted(people), sorted(mentors)
