"""Sets of people who share too few places, or too few hours: found on the graph, checked by counting.

networkx finds a largest assignment of people to free places. A mentee whom some largest assignment leaves out stands,
with everybody reached from them along alternating paths, in a set that its mentors cannot all take (König; Schrijver,
Combinatorial Optimization, 16.3), and no part of that set is short by itself. A smaller set that holds the same person
is looked for as a 0/1 problem, with a row for each set found that is short without them.
"""

from __future__ import annotations

import networkx as nx
import numpy as np

from mentormatch import solving
from mentormatch.candidates import Candidates
from mentormatch.domain.plan import Answer, AnswerKind, PlannedPair, Reason, Swap
from mentormatch.domain.programme import Programme
from mentormatch.matching.seats import Seats
from mentormatch.matching.tie_breaks import hashes, tie_breaks
from mentormatch.solving.blocks import RowBuilder

SOURCE, SINK = "source", "sink"
LARGEST_SEARCHED = 400
"""Sets of more people than this are shown as found; whether they are the smallest is then not known."""
WORK = 0.2
"""A search for a smaller set is cut after so much of the solver's count of work, the same on every machine."""
ROUNDS = 5
"""How often a smaller set is looked for before the one at hand is shown as "not proven smallest"."""


class Shortages:
    """The acceptable pairs of a plan as a graph, and for each mentee who waits the set that falls short."""

    def __init__(
        self,
        programme: Programme,
        candidates: Candidates,
        seats: Seats,
        acceptable: np.ndarray,
        pairs: tuple[PlannedPair, ...],
    ) -> None:
        self.programme, self.candidates, self.seats = programme, candidates, seats
        single = (seats.wants_left == 1) & (seats.held_by_mentee == 0)
        kept = acceptable & single[candidates.pair_mentee]
        self.mentors_of: dict[int, list[int]] = {}
        self.mentees_of: dict[int, list[int]] = {}
        for mentee, mentor in zip(
            candidates.pair_mentee[kept].tolist(), candidates.pair_mentor[kept].tolist(), strict=True
        ):
            self.mentors_of.setdefault(mentee, []).append(mentor)
            self.mentees_of.setdefault(mentor, []).append(mentee)
        self.places = {mentor: int(seats.free_places[mentor]) for mentor in self.mentees_of}
        self.ideas = [(pair.mentee, pair.mentor) for pair in pairs if not pair.state.holds]
        self.assigned = self._largest_assignment()

    def answer(self, mentee: int) -> Answer | None:
        """The answer "shortage" for a mentee, or None where no set of people with them in it falls short."""
        if mentee not in self.mentors_of:
            return None
        found = self._circuit(mentee)
        if found is None:
            return None
        people, mentors, smallest = self._smallest(mentee, found)
        names = self.candidates.mentees
        places = sum(self.places[mentor] for mentor in mentors)
        mentor_names = tuple(self.candidates.mentors[mentor] for mentor in sorted(mentors))
        return Answer(
            mentee=names[mentee],
            kind=AnswerKind.SHORTAGE,
            reasons=(
                Reason(
                    rule="places",
                    says=f"these {len(people)} people share {places} {'place' if places == 1 else 'places'}",
                    figures={"people": len(people), "mentors": len(mentors), "places": places},
                ),
            ),
            people=tuple(names[person] for person in sorted(people)),
            mentors=mentor_names,
            places=places,
            smallest=smallest,
            swap=self._swap(names[mentee], mentee),
        )

    def _largest_assignment(self) -> dict[int, int]:
        """mentee -> mentor in one largest assignment, the same on every machine: nodes and arcs are added in order."""
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

    def _smallest(self, mentee: int, found: set[int]) -> tuple[set[int], set[int], bool]:
        """(people, mentors, whether no smaller such set exists)."""
        mentors = {mentor for person in found for mentor in self.mentors_of[person]}
        least = sum(self.places[mentor] for mentor in self.mentors_of[mentee]) + 1
        if len(found) == least:
            return found, mentors, True
        if len(found) > LARGEST_SEARCHED:
            return found, mentors, False
        best, proven = self._searched(mentee, found)
        return best, {mentor for person in best for mentor in self.mentors_of[person]}, proven

    def _searched(self, mentee: int, found: set[int]) -> tuple[set[int], bool]:
        """The smallest set short by itself that holds the mentee, among everybody in the same part of the graph."""
        everybody, everywhere = self.component(mentee)
        rows, weights = self._rows(mentee, everybody, everywhere, len(found))
        for _ in range(ROUNDS):
            n = len(everybody) + len(everywhere)
            size = np.concatenate([np.ones(len(everybody), dtype=np.int64), np.zeros(len(everywhere), dtype=np.int64)])
            ties = np.concatenate([weights, np.zeros(len(everywhere), dtype=np.int64)])
            tiers = (solving.Tier("size", "min", size), solving.Tier("ties", "min", ties))
            solution = solving.solve(rows.model(n), tiers, solving.Effort(threads=1, work_limit=WORK, prices=False))
            if solution.chosen is None or solution.stopped:
                return found, solution.stopped == "infeasible"
            picked = {everybody[i] for i in np.flatnonzero(solution.chosen[: len(everybody)]).tolist()}
            part = self._short_without(mentee, picked)
            if part is None:
                return picked, True
            inside = np.array([index for index, person in enumerate(everybody) if person in part])
            rows.add(("not all of these",), inside, upper=len(inside) - 1)
        return found, False

    def _rows(
        self, mentee: int, everybody: list[int], everywhere: list[int], most: int
    ) -> tuple[RowBuilder, np.ndarray]:
        index = {person: at for at, person in enumerate(everybody)}
        at_mentor = {mentor: len(everybody) + at for at, mentor in enumerate(everywhere)}
        rows = RowBuilder()
        for person in everybody:
            for mentor in self.mentors_of[person]:
                rows.add(
                    ("with their mentors",),
                    np.array([index[person], at_mentor[mentor]]),
                    np.array([1, -1]),
                    upper=0,
                )
        columns = np.arange(len(everybody) + len(everywhere))
        places = np.array([-self.places[mentor] for mentor in everywhere], dtype=np.int64)
        values = np.concatenate([np.ones(len(everybody), dtype=np.int64), places])
        rows.add(("short",), columns, values, lower=1)
        rows.add(("this one",), np.array([index[mentee]]), lower=1)
        rows.add(("no larger",), np.arange(len(everybody)), upper=most)
        of_all = hashes(self.programme.salt, [self.candidates.mentees[person] for person in everybody])
        return rows, tie_breaks(of_all)

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

    def _short_without(self, mentee: int, people: set[int]) -> set[int] | None:
        """A part of these people that falls short by itself and does not hold the mentee, or None."""
        graph = nx.DiGraph()
        rest = sorted(people - {mentee})
        for person in rest:
            graph.add_edge(SOURCE, ("person", person), capacity=1)
            for mentor in self.mentors_of[person]:
                graph.add_edge(("person", person), ("mentor", mentor))
                graph.add_edge(("mentor", mentor), SINK, capacity=self.places[mentor])
        if not rest:
            return None
        value, (side, _) = nx.minimum_cut(graph, SOURCE, SINK)
        if value == len(rest):
            return None
        return {person for kind, person in (node for node in side if node != SOURCE) if kind == "person"}

    def _swap(self, name: str, mentee: int) -> Swap | None:
        """The first idea, by mentor and mentee, whose mentor could take this person instead."""
        mentors = {self.candidates.mentors[mentor] for mentor in self.mentors_of[mentee]}
        swaps = sorted((mentor, placed) for placed, mentor in self.ideas if mentor in mentors and placed != name)
        return Swap(mentor=swaps[0][0], instead_of=swaps[0][1]) if swaps else None
