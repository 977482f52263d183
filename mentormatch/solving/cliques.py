"""Cliques of a clash graph: sets of which at most one can be chosen, grown greedily until every clash lies in one.

A greedy cover (after Kellerman 1973; Kou, Stockmeyer and Wong 1978): it need not be the smallest, and it is the same
every time.
"""

from __future__ import annotations

import numpy as np

from mentormatch.solving.model import BoolArray


def clique_cover(adjacent: BoolArray, needed: BoolArray | None = None) -> list[list[int]]:
    """Cliques of a graph such that each edge (of `needed`, if given) lies in one at least; none inside another.

    adjacent, needed: symmetric, shape (n, n), False on the diagonal.
    """
    neighbours = as_masks(adjacent)
    bare = list(neighbours) if needed is None else as_masks(needed)  # edges not covered yet
    cliques: list[list[int]] = []
    for node in range(len(adjacent)):
        before = (1 << node) - 1
        while bare[node] & before:
            clique = _grown(node, neighbours, bare)
            members = bits(clique)
            for member in members:
                bare[member] &= ~clique
            cliques.append(members)
    inside = _inside_another(cliques, len(adjacent))
    return [members for members, lost in zip(cliques, inside, strict=True) if not lost]


def cliques_with_singles(adjacent: BoolArray) -> list[list[int]]:
    """clique_cover, and each node without neighbours by itself: several columns can stand for the very same node."""
    cliques = clique_cover(adjacent)
    covered = {node for clique in cliques for node in clique}
    return cliques + [[node] for node in range(len(adjacent)) if node not in covered]


def as_masks(table: BoolArray) -> list[int]:
    """Each row as the bits of one whole number, the first column lowest."""
    if not table.size:
        return [0] * len(table)
    packed = np.packbits(table, axis=1, bitorder="little")
    return [int.from_bytes(row.tobytes(), "little") for row in packed]


def bits(mask: int) -> list[int]:
    """The positions of the bits that are set, ascending."""
    out = []
    while mask:
        low = mask & -mask
        out.append(low.bit_length() - 1)
        mask ^= low
    return out


def _grown(node: int, neighbours: list[int], bare: list[int]) -> int:
    """A maximal clique round a node with an edge not covered yet; such edges first, latest first."""
    newest = (bare[node] & ((1 << node) - 1)).bit_length() - 1
    clique, open_to = 1 << node | 1 << newest, neighbours[node] & neighbours[newest]
    for wanted in (bare[node], neighbours[node]):
        left = wanted & open_to
        while left:
            member = left.bit_length() - 1
            clique |= 1 << member
            open_to &= neighbours[member]
            left &= open_to
    return clique


def _inside_another(cliques: list[list[int]], n_nodes: int) -> list[bool]:
    """By clique whether a larger one, or an equal one before it, has all its nodes."""
    having = [0] * n_nodes  # by node the cliques with it, as bits
    for number, members in enumerate(cliques):
        for member in members:
            having[member] |= 1 << number
    out = []
    for number, members in enumerate(cliques):
        others = ~(1 << number)
        for member in members:
            others &= having[member]
            if not others:
                break
        out.append(any(len(cliques[at]) > len(members) or at < number for at in bits(others)))
    return out
