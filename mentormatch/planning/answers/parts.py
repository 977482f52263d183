"""Which part of some people falls short by itself: a smallest cut between what they need and what mentors have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from mentormatch.planning.importing import networkx

SOURCE, SINK = "source", "sink"


def short_part(
    people: Iterable[int],
    mentors_of: Mapping[int, list[int]],
    needs: Callable[[int], int],
    room: Callable[[int], int],
) -> set[int] | None:
    """Some of these people whose mentors, all together, have less room than they need, or None.

    needs: by person; room: by mentor. Picard (1976): the largest surplus of needs over room is a smallest cut.
    """
    nx = networkx()

    graph, total = nx.DiGraph(), 0
    for person in sorted(people):
        total += needs(person)
        graph.add_edge(SOURCE, ("person", person), capacity=needs(person))
        for mentor in mentors_of[person]:
            graph.add_edge(("person", person), ("mentor", mentor))
            graph.add_edge(("mentor", mentor), SINK, capacity=room(mentor))
    if not total:
        return None
    value, (side, _) = nx.minimum_cut(graph, SOURCE, SINK)
    if value == total:
        return None
    return {person for kind, person in (node for node in side if node != SOURCE) if kind == "person"}
