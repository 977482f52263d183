"""The front of two tiers of a small programme by trying every plan: an oracle that shares nothing with the planner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from brute_force import BruteForce
from joint_brute import JointBrute
from timetable_brute import TimetableBrute
from timetable_rows import SENSE, TIERS

from mentormatch.domain.tiers import MAX

Values = tuple[int, int]


def unbeaten(values: Iterable[Values], signs: Sequence[int]) -> list[Values]:
    """Those that no other is as good as in both and better in one, the best of the first first."""
    out: list[Values] = []
    for a, b in sorted({(signs[0] * a, signs[1] * b) for a, b in values}, reverse=True):
        if not out or b > out[-1][1]:
            out.append((a, b))
    return [(signs[0] * a, signs[1] * b) for a, b in out]


def front_of_pairs(
    brute: BruteForce, names: Sequence[str], free: Iterable[str], kept: frozenset[tuple[str, str]] | None = None
) -> list[Values] | None:
    """Of pairs alone; None where no plan is allowed. kept: pairs of an earlier plan, where a name is `moved`."""
    kinds = brute.table.kinds
    order = [kind.name for kind in kinds]
    order.insert(order.index("stability-meetings") + 1, "moved")
    values = {kind.name: brute.table.values[:, at] for at, kind in enumerate(kinds)}
    if kept is not None:
        values["moved"] = _moved(brute, kept)
    senses = {kind.name: 1 if kind.sense == MAX else -1 for kind in kinds} | {"moved": -1}
    rows = np.arange(len(brute.table.values))
    for kind in kinds:
        if order.index(kind.name) >= min(order.index(name) for name in names):
            break
        if kind.name not in free:
            best = brute._best_value(rows, kind)
            if best is None:
                return None
            rows = brute._no_worse(rows, kind, best, brute._give(kind, best))
    rows = [row for row in rows.tolist() if brute.allowed(row)]
    found = [(int(values[names[0]][row]), int(values[names[1]][row])) for row in rows]
    return unbeaten(found, [senses[name] for name in names])


def _moved(brute: BruteForce, kept: frozenset[tuple[str, str]]) -> np.ndarray:
    """By set of pairs: those of an earlier plan that could be in one, and are not."""
    could = {(pair.mentee, pair.mentor) for pair in brute.pairs} & kept
    chosen = [
        {(brute.pairs[index].mentee, brute.pairs[index].mentor) for index, _ in brute.table.chosen(row)}
        for row in range(len(brute.table.values))
    ]
    return np.array([len(could - pairs) for pairs in chosen])


def front_of_sessions(brute: TimetableBrute, names: Sequence[str], free: Iterable[str], gives: dict[str, int]) -> list:
    """Of a timetable alone. gives: what later tiers may spend, by name."""
    left = brute.values
    at = {name: number for number, name in enumerate(TIERS)}
    for name in TIERS[: min(at[name] for name in names)]:
        if name not in free:
            best = (SENSE[name] * left[:, at[name]]).max()
            left = left[SENSE[name] * left[:, at[name]] >= best - gives.get(name, 0)]
    found = zip(*(left[:, at[name]].tolist() for name in names))
    return unbeaten(found, [SENSE[name] for name in names])


def front_of_both(brute: JointBrute, names: Sequence[str], free: Iterable[str]) -> list[Values] | None:
    """Of pairs and sessions together; nothing gives."""
    kinds = {kind.name: at for at, kind in enumerate(brute.pairs.table.kinds)}
    order = [kind for kind in brute.order if kind.group != "meetings"]
    both = [
        (row, at)
        for row in range(len(brute.pairs.table.values))
        if brute.pairs.allowed(row)
        for at in range(len(brute.timetables))
        if brute._go(row, at)
    ]
    if not both:
        return None

    def value(name: str, row: int, at: int) -> int:
        return int(brute.pairs.table.values[row, kinds[name]]) if name in kinds else brute.worth[at][name]

    signs = {kind.name: 1 if kind.sense == MAX else -1 for kind in order}
    first = min([kind.name for kind in order].index(name) for name in names)
    for kind in order[:first]:
        if kind.name not in free:
            best = max(signs[kind.name] * value(kind.name, *one) for one in both)
            both = [one for one in both if signs[kind.name] * value(kind.name, *one) == best]
    found = [(value(names[0], *one), value(names[1], *one)) for one in both]
    return unbeaten(found, [signs[name] for name in names])
