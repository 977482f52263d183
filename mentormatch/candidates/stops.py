"""Which meetings or sessions of one person clash.

A stop is a place, a weekday, a start and an end, and the weeks in which it is planned. Two stops clash if they share a
date and the gap between them is less than the minutes between the places. Without travel the cliques of clashing stops
are those that cover one moment.
"""

from __future__ import annotations

import attrs
import numpy as np


@attrs.frozen(eq=False, kw_only=True)
class Stops:
    """Distinct stops of one person, in the order of weekday, start, end, place, turn. Arrays of shape (n_stops,).

    turn: index of the rhythm * 10 + first.
    """

    place: np.ndarray
    weekday: np.ndarray
    start: np.ndarray
    end: np.ndarray
    turn: np.ndarray
    weeks: np.ndarray
    of_column: np.ndarray
    """The stop of each column handed in, shape (n_columns,)."""

    def __len__(self) -> int:
        return len(self.place)


def stops_of(
    place: np.ndarray,
    weekday: np.ndarray,
    start: np.ndarray,
    end: np.ndarray,
    turn: np.ndarray,
    weeks: np.ndarray,
) -> Stops:
    """The distinct stops among columns, given by column."""
    low = (weeks & np.uint64(0xFFFFFFFF)).astype(np.int64)
    high = (weeks >> np.uint64(32)).astype(np.int64)
    keys = np.stack([weekday, start, end, place, turn, high, low], axis=1).astype(np.int64)
    distinct, of_column = np.unique(keys, axis=0, return_inverse=True)
    return Stops(
        weekday=distinct[:, 0],
        start=distinct[:, 1],
        end=distinct[:, 2],
        place=distinct[:, 3],
        turn=distinct[:, 4],
        weeks=(distinct[:, 5].astype(np.uint64) << np.uint64(32)) | distinct[:, 6].astype(np.uint64),
        of_column=of_column.reshape(-1),
    )


def clashes(stops: Stops, between: np.ndarray) -> np.ndarray:
    """Which stops clash, symmetric, shape (n_stops, n_stops), False on the diagonal.

    between: minutes between places by place index, NEVER where there is no way.
    """
    out = np.zeros((len(stops), len(stops)), dtype=bool)
    for weekday in range(7):  # those of other days never do: a seventh of all pairs is looked at
        here = np.flatnonzero(stops.weekday == weekday)
        place, start, end, weeks = (column[here] for column in (stops.place, stops.start, stops.end, stops.weeks))
        gap = between[np.ix_(place, place)].astype(np.int64)
        near = (start[None, :] < end[:, None] + gap) & (start[:, None] < end[None, :] + gap.T)
        out[np.ix_(here, here)] = near & ((weeks[:, None] & weeks[None, :]) != 0)
    np.fill_diagonal(out, False)
    return out


def clashes_with(stops: Stops, one: int, between: np.ndarray) -> np.ndarray:
    """Which stops clash with one of them, shape (n_stops,): its row of `clashes`."""
    there, back = between[stops.place[one], stops.place], between[stops.place, stops.place[one]]
    near = (stops.start < stops.end[one] + there) & (stops.start[one] < stops.end + back)
    out: np.ndarray = near & (stops.weekday == stops.weekday[one]) & ((stops.weeks & stops.weeks[one]) != 0)
    out[one] = False
    return out


def too_near(one: Stops, other: Stops, margin: int) -> np.ndarray:
    """Which stops of two people who are kept apart lie at one venue on one date within the margin; shape (n, m)."""
    same = (one.weekday[:, None] == other.weekday[None, :]) & (one.place[:, None] == other.place[None, :])
    share = (one.weeks[:, None] & other.weeks[None, :]) != 0
    near = (one.start[:, None] < other.end[None, :] + margin) & (other.start[None, :] < one.end[:, None] + margin)
    out: np.ndarray = same & share & near
    return out
