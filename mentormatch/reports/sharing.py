"""Figures that may be shared: no count under five, nor one that others give away.

Every count is told as a range of five: "under 5", "5 to 9", "70 to 74". So what two of them differ by, within a plan or
from plan to plan, is never told to the person. Ranges of sums and of their parts can still meet in one point: parts of
at most 9, 4, 4, 4 and 4 that make 25 or more. So each count under five is looked at: somebody more, less or elsewhere,
or two who change places, must change it and no range at all. While nobody does, one way of breaking people up is given
up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import attrs

FEWEST = 5
"""Counts of people below this are not told: few may be somebody."""
OF_PEOPLE = ("reached", "waiting", "choice", "full-mentors", "in-groups", "wished")
"""Counts that the pictures of comparisons draw."""


def shown(figure: str, value: int | None) -> int | None:
    """A figure as it may be drawn; None where it is a count of people under five, 0 included, or not there."""
    if value is None or (figure in OF_PEOPLE and value < FEWEST):
        return None
    return value


@attrs.frozen(order=True)
class Range:
    """A count as it is told: from `low` to `high`, both included."""

    low: int
    high: int

    @classmethod
    def of(cls, count: int) -> Range:
        """The range of five that a count lies in."""
        low = count // FEWEST * FEWEST
        return cls(low, low + FEWEST - 1)

    def __str__(self) -> str:
        return f"under {FEWEST}" if self.low < FEWEST else f"{self.low:,} to {self.high:,}"


Part = tuple[str, str]
"""One way of breaking people up, and one part: ("area", "South"), ("band", "band-2")."""
ALL: Part = ("all", "")
BAND = "band"
WANTING, REACHED, WAITING = "wanting", "reached", "waiting"
UNRANKED = ""
"""The band of whoever is reached and has no pair that is ranked."""
Key = tuple[str, Part, str]
"""A count: of a plan, a part, and WANTING, REACHED or WAITING; of a band REACHED alone."""


@attrs.frozen
class State:
    """Somebody under one plan: the parts that they are of, and the band of their best pair; None: they wait."""

    parts: tuple[Part, ...]
    band: str | None


Somebody = Mapping[str, State]
"""One who wants a mentor, by the plans under which they do, as far as figures tell people apart."""


def counted(people: Sequence[Somebody], kinds: Sequence[str], bands: Sequence[str] = ()) -> dict[Key, int]:
    """Each count that is told of people, or follows by subtraction. kinds: ways of breaking up that are told.

    bands: all that there are, also without anybody.
    """
    plans = sorted({plan for one in people for plan in one})
    out: dict[Key, int] = {(plan, (BAND, band), REACHED): 0 for plan in plans for band in bands if BAND in kinds}
    for one in people:
        for plan, state in one.items():
            for part in (ALL, *(part for part in state.parts if part[0] in kinds)):
                out.setdefault((plan, part, REACHED), 0)
                out.setdefault((plan, part, WAITING), 0)
            for key, by in _counts_in(plan, state, kinds).items():
                out[key] = out.get(key, 0) + by
    return out


def safe_kinds(people: Sequence[Somebody], kinds: Sequence[str], bands: Sequence[str] = ()) -> tuple[str, ...]:
    """The kinds that may be told beside each other: as many as leave no count under five to be worked out.

    They are given up in the order in which they stand.
    """
    left = tuple(kinds)
    while left and not is_safe(people, left, bands):
        left = left[1:]
    return left


def is_safe(people: Sequence[Somebody], kinds: Sequence[str], bands: Sequence[str] = ()) -> bool:
    """Whether each count under five might be another one with every range as it is."""
    counts = counted(people, kinds, bands)
    hidden = {key for key, count in counts.items() if count < FEWEST}
    for changed in chain(_possible(people, kinds, bands, counts), _changed_places(people, kinds, counts)):
        hidden -= changed
        if not hidden:
            return True
    return not hidden


def _possible(
    people: Sequence[Somebody], kinds: Sequence[str], bands: Sequence[str], counts: Mapping[Key, int]
) -> Iterator[set[Key]]:
    """Counts that are others in a programme that might be behind the same ranges: one person more, less or elsewhere.

    Who is more or less is so under every plan, in whatever state keeps the ranges there: nothing is told of the same
    person under two plans.
    """
    alike: dict[tuple[tuple[str, tuple[Part, ...]], ...], list[Somebody]] = {}
    for one in people:
        alike.setdefault(tuple((plan, state.parts) for plan, state in sorted(one.items())), []).append(one)
    for profile, those in alike.items():
        more: list[list[set[Key]]] = []
        less: list[list[set[Key]]] = []
        for plan, parts in profile:
            there = {one[plan].band for one in those}
            every = {None, *bands, *there}
            first = {band: _counts_in(plan, State(parts, band), kinds) for band in every}
            more.append([set(by) for by in first.values() if _fits(by, counts)])
            less.append([set(by) for band in there if _fits(by := _less(first[band]), counts)])
            for before in there:
                for after in every:
                    by = _sum(_less(first[before]), first[after])
                    if _fits(by, counts):
                        yield set(by)
        for plans in (more, less):
            if all(plans):
                yield set().union(*(keys for options in plans for keys in options))


def _changed_places(people: Sequence[Somebody], kinds: Sequence[str], counts: Mapping[Key, int]) -> Iterator[set[Key]]:
    """The same of two people under one plan, of whom each has what the other had."""
    for plan in sorted({plan for one in people for plan in one}):
        states = sorted({one[plan] for one in people if plan in one}, key=repr)
        first = {state: _counts_in(plan, state, kinds) for state in states}
        for one in (state for state in states if state.band is None):
            for other in (state for state in states if state.band is not None and state.parts != one.parts):
                turned = (State(one.parts, other.band), State(other.parts, None))
                now = _sum(*(_counts_in(plan, state, kinds) for state in turned))
                by = _sum(_less(_sum(first[one], first[other])), now)
                if _fits(by, counts):
                    yield set(by)


def _fits(by: Mapping[Key, int], counts: Mapping[Key, int]) -> bool:
    """Whether all counts stay in their ranges."""
    return all(counts.get(key, 0) + more >= 0 and Range.of(counts.get(key, 0)) == Range.of(counts.get(key, 0) + more)
               for key, more in by.items())  # fmt: skip


def _less(by: Mapping[Key, int]) -> dict[Key, int]:
    return {key: -number for key, number in by.items()}


def _sum(one: Mapping[Key, int], other: Mapping[Key, int]) -> dict[Key, int]:
    """Both together, without what comes to nothing."""
    both = {key: one.get(key, 0) + other.get(key, 0) for key in (*one, *other)}
    return {key: number for key, number in both.items() if number}


def _counts_in(plan: str, state: State, kinds: Sequence[str]) -> dict[Key, int]:
    """What somebody adds to each count."""
    out: dict[Key, int] = {}
    for part in (ALL, *(part for part in state.parts if part[0] in kinds)):
        out[plan, part, WANTING] = 1
        out[plan, part, WAITING if state.band is None else REACHED] = 1
    if BAND in kinds and state.band:
        out[plan, (BAND, state.band), REACHED] = 1
    return out
