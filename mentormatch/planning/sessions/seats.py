"""Whether what is asked for at one moment can be given out at all: matching by augmenting paths (Kuhn 1955)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def all_served(asked: Sequence[tuple[int, Sequence[int]]], there: Mapping[int, int]) -> bool:
    """Whether everybody gets so many different ones of those that will do for them.

    asked: (how many, which will do) of each. there: of each thing how often it can be given.
    """
    given: dict[int, list[int]] = {}
    for who, (number, _) in enumerate(asked):
        for _ in range(number):
            if not _gets(who, asked, there, given, set()):
                return False
    return True


def _gets(
    who: int,
    asked: Sequence[tuple[int, Sequence[int]]],
    there: Mapping[int, int],
    given: dict[int, list[int]],
    seen: set[int],
) -> bool:
    for thing in asked[who][1]:
        holders = given.setdefault(thing, [])
        if thing in seen or who in holders:
            continue
        seen.add(thing)
        if len(holders) < there[thing]:
            holders.append(who)
            return True
        for holder in list(holders):
            if _gets(holder, asked, there, given, seen):
                holders.remove(holder)
                holders.append(who)
                return True
    return False
