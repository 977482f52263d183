"""The smallest sets of people who share too few places, against trying every set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentormatch.planning.answers import smallest
from mentormatch.planning.answers.smallest import Smallest
from mentormatch.planning.effort import Deadline

Graph = tuple[dict[int, list[int]], dict[int, list[int]], dict[int, int], list[int]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    n_mentors = draw(st.integers(1, 5))
    own = st.sets(st.integers(0, n_mentors - 1), min_size=1).map(sorted)
    mentors_of = dict(enumerate(draw(st.lists(own, min_size=2, max_size=8))))
    mentees_of: dict[int, list[int]] = {}
    for person, mentors in mentors_of.items():
        for mentor in mentors:
            mentees_of.setdefault(mentor, []).append(person)
    places = {mentor: draw(st.integers(1, 3)) for mentor in mentees_of}
    ties = draw(st.lists(st.integers(0, 30), min_size=len(mentors_of), max_size=len(mentors_of), unique=True))
    return mentors_of, mentees_of, places, ties


def short(people: Sequence[int], mentors_of: Mapping[int, Sequence[int]], places: Mapping[int, int]) -> bool:
    return sum(places[mentor] for mentor in {m for one in people for m in mentors_of[one]}) < len(people)


def every_set(person: int, graph: Graph) -> list[tuple[int, int, frozenset[int]]]:
    """(size, ties, people) of every set that may be an answer to this person, the best first."""
    mentors_of, _, places, ties = graph
    others = [other for other in mentors_of if other != person]
    found = []
    for size in range(len(mentors_of)):
        for rest in combinations(others, size):
            parts = (part for n in range(1, size + 1) for part in combinations(rest, n))
            if short([person, *rest], mentors_of, places) and not any(short(p, mentors_of, places) for p in parts):
                people = frozenset([person, *rest])
                found.append((len(people), sum(ties[one] for one in people), people))
    return sorted(found, key=lambda one: one[:2])


@given(graphs())
@pytest.mark.parametrize("together", [250, 0])
def test_the_smallest_sets_are_those_of_trying_every_set(together: int, graph: Graph) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(smallest, "TOGETHER", together)
        every = {person: every_set(person, graph) for person in graph[0]}
        largest = {person: sets[-1][2] for person, sets in every.items() if sets}
        found = Smallest(*graph).around(largest, Deadline())
    assert {one: (len(short.people), short.proven) for one, short in found.items()} == {
        one: (every[one][0][0], True) for one in largest
    }
    values = {one: sum(graph[3][other] for other in short.people) for one, short in found.items()}
    assert values == {one: every[one][0][1] for one in largest}


@given(graphs())
def test_a_search_that_was_cut_says_so_and_still_shows_a_set_that_falls_short_with_the_person_alone(
    graph: Graph,
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(smallest, "WORK", 12)
        every = {person: every_set(person, graph) for person in graph[0]}
        largest = {person: sets[-1][2] for person, sets in every.items() if sets}
        found = Smallest(*graph).around(largest, Deadline())
    for one, shown in found.items():
        assert shown.people in [people for _, _, people in every[one]]
        assert not shown.proven or len(shown.people) == every[one][0][0]


def test_once_the_time_is_over_sets_are_shown_as_they_are_known() -> None:
    mentors_of = {0: [0], 1: [0], 2: [0]}
    found = Smallest(mentors_of, {0: [0, 1, 2]}, {0: 1}, [3, 1, 2]).around(
        {0: frozenset({0, 2})}, Deadline(stopped="clock")
    )
    assert (found[0].people, found[0].proven) == (frozenset({0, 2}), False)
