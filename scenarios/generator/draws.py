"""Draws that are the same on every machine and in every version of Python.

Only `random.Random(seed).random()` is used, whose sequence Python promises to keep for one seed; `choice`, `shuffle`
and `sample` may change between versions. Each row has a stream of its own, seeded with the words that name it, so that
a programme of 200 people begins with the very people of a programme of 150.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")

_GOLDEN = 0x9E3779B97F4A7C15
_TURN = 1 << 64


class Draws:
    """One stream of draws, named by the words it is seeded with."""

    def __init__(self, *name: object) -> None:
        self._random = random.Random("/".join(str(word) for word in name)).random

    def below(self, n: int) -> int:
        """0 .. n - 1."""
        return int(self._random() * n)

    def between(self, low: int, high: int) -> int:
        """low .. high, both included."""
        return low + self.below(high - low + 1)

    def chance(self, per_mille: int) -> bool:
        """True so many times in a thousand."""
        return self.below(1000) < per_mille

    def one(self, options: Sequence[T]) -> T:
        """Any of them."""
        return options[self.below(len(options))]

    def weighted(self, options: Mapping[T, int]) -> T:
        """Any of them, as often as its weight says."""
        at = self.below(sum(options.values()))
        for option, weight in options.items():
            at -= weight
            if at < 0:
                return option
        raise AssertionError("the weights add up to more than their sum")

    def some(self, options: Sequence[T], n: int) -> list[T]:
        """n different ones, or all of them, in the order drawn."""
        left = list(options)
        return [left.pop(self.below(len(left))) for _ in range(min(n, len(left)))]


def spread(index: int, total: int, offset: int) -> int:
    """The index-th point, 0 .. total - 1, of a sequence that covers the whole evenly however early one stops.

    The multiples of the golden ratio, in integers: so that 150 homes are as much in proportion as 10,000 are.
    """
    return (((index + 1) * _GOLDEN + offset * _GOLDEN * 7919) % _TURN) * total // _TURN
