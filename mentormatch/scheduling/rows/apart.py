"""Two who are kept apart are never in one session, nor in two at one venue within the margin."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates.stops import Stops, clashes, too_near
from mentormatch.scheduling.case import Case
from mentormatch.solving.blocks import RowBuilder
from mentormatch.solving.cliques import clique_cover


def add(case: Case, rows: RowBuilder) -> None:
    """Rows ("keep-apart", one, other, pattern) and ("keep-apart-margin", one, other, patterns): at most one of those.

    Somebody whom a drop-in is offered to is in it whenever it runs.
    """
    offered: dict[str, list[int]] = {}
    for pattern, names in case.found.patterns.offers.items():
        for name in names:
            offered.setdefault(name, []).append(pattern)
    for one, other in case.found.apart:
        _in_one(case, rows, one, other)
        sides = [_Side.of(case, person, offered.get(case.found.people[person], [])) for person in (one, other)]
        _near(case, rows, *sides)


def _in_one(case: Case, rows: RowBuilder, one: int, other: int) -> None:
    first, second = case.columns_of(one), case.columns_of(other)
    for pattern in np.intersect1d(case.pattern[first], case.pattern[second]).tolist():
        mine = [*first[case.pattern[first] == pattern], *second[case.pattern[second] == pattern]]
        values = np.array([*[1] * len(mine), -1])
        rows.add(("keep-apart", one, other, pattern), np.array([*mine, pattern]), values, upper=0)


def _near(case: Case, rows: RowBuilder, one: _Side, other: _Side) -> None:
    """Cliques of nodes that lie too near each other or clash; each such nearness lies in one."""
    cross = too_near(one.stops, other.stops, case.programme.policy.keep_apart_margin)[np.ix_(one.stop, other.stop)]
    near_one, near_other = np.flatnonzero(cross.any(axis=1)), np.flatnonzero(cross.any(axis=0))
    n = len(near_one)
    graph = np.zeros((n + len(near_other),) * 2, dtype=bool)
    graph[:n, :n] = one.clash[np.ix_(near_one, near_one)]
    graph[n:, n:] = other.clash[np.ix_(near_other, near_other)]
    graph[:n, n:] = cross[np.ix_(near_one, near_other)]
    graph[n:, :n] = graph[:n, n:].T
    needed = graph.copy()
    needed[:n, :n] = needed[n:, n:] = False
    for clique in clique_cover(graph, needed):
        nodes = [one.columns[near_one[node]] if node < n else other.columns[near_other[node - n]] for node in clique]
        mine = np.unique(np.concatenate(nodes))
        about = tuple(np.unique(case.pattern[mine]).tolist())
        rows.add(("keep-apart-margin", one.person, other.person, about), mine, upper=1)


@attrs.frozen(eq=False, kw_only=True)
class _Side:
    """One of the two: nodes of columns of which at most one can be chosen, and which nodes clash.

    Where somebody leads or attends, a node is a stop; a drop-in that is offered is one by itself, and clashes with
    nothing of theirs: nobody need go. stop: of each node, an index into `stops`.
    """

    person: int
    stops: Stops
    stop: np.ndarray
    columns: tuple[np.ndarray, ...]
    clash: np.ndarray

    @classmethod
    def of(cls, case: Case, person: int, offered: list[int]) -> _Side:
        own = case.columns_of(person)
        stops = case.stops(np.concatenate([np.array(offered, dtype=np.int64), own]))
        of_offer, of_own = stops.of_column[: len(offered)], stops.of_column[len(offered) :]
        distinct = np.unique(of_own)
        stop = np.concatenate([distinct, of_offer])
        clash = clashes(stops, case.between(person))[np.ix_(stop, stop)]
        clash[len(distinct) :] = clash[:, len(distinct) :] = False
        columns = (*(own[of_own == at] for at in distinct), *(np.array([pattern]) for pattern in offered))
        return cls(person=person, stops=stops, stop=stop, columns=columns, clash=clash)
