"""Whether there are leaders and rooms enough at each moment, whatever else is chosen: where not, a set of fixed
sessions cannot be held, and need not be tried out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mentormatch.checking.timetable.fixed_ways import FixedWays
from mentormatch.checking.timetable.patterns import weeks_of
from mentormatch.domain import rules

Wanted = tuple[frozenset[str], int]
"""What will do, and how many of it are needed."""


def too_few(slots: Sequence[FixedWays], kept: Iterable[str]) -> bool:
    """Whether at some moment leaders or rooms are too few under these rules."""
    counting = set(kept)
    leaders = {rules.SESSION_LEADERS.id, rules.DIARY.id} <= counting
    rooms = rules.SESSION_ROOMS.id in counting
    for moment in _moments(slots) if leaders or rooms else ():
        if leaders and not _enough([_leaders(one) for one in moment], {}):
            return True
        if rooms and not _enough([_venues(one) for one in moment], _rooms(moment)):
            return True
    return False


def _moments(slots: Sequence[FixedWays]) -> Iterator[list[FixedWays]]:
    """Each group of sessions that are on together when one of them begins, once."""
    seen: set[tuple[int, ...]] = set()
    for begins in slots:
        for week in weeks_of(begins.ways[0].pattern.planned):
            on = [at for at, one in enumerate(slots) if _is_on(one, begins, week)]
            if tuple(on) not in seen:
                seen.add(tuple(on))
                yield [slots[at] for at in on]


def _is_on(one: FixedWays, when: FixedWays, week: int) -> bool:
    slot, minute = one.slot, when.slot.start
    same_day = slot.weekday == when.slot.weekday and bool(one.ways[0].pattern.planned >> week & 1)
    return same_day and slot.start <= minute < slot.end


def _leaders(one: FixedWays) -> Wanted:
    needed = [len(where.could) if where.pattern.leaders_given else where.needed for where in one.ways]
    return frozenset(person for where in one.ways for person in where.could), min(needed)


def _venues(one: FixedWays) -> Wanted:
    return frozenset(where.pattern.venue.id for where in one.ways), 1


def _rooms(moment: Sequence[FixedWays]) -> dict[str, int]:
    return {where.pattern.venue.id: where.pattern.venue.rooms for one in moment for where in one.ways}


def _enough(wanted: Sequence[Wanted], number: dict[str, int]) -> bool:
    """Whether all get what they need, nobody one thing twice; of a thing of which no number is given there is one.

    Paths are looked for breadth first: from who lacks something, over things and those who hold them, to a thing of
    which some is left.
    """
    held: list[set[str]] = [set() for _ in wanted]
    for who, (_, needed) in enumerate(wanted):
        while len(held[who]) < needed:
            path = _path(who, wanted, held, number)
            if path is None:
                return False
            for holder, thing, instead_of in path:
                held[holder].discard(instead_of)
                held[holder].add(thing)
    return True


def _path(
    who: int, wanted: Sequence[Wanted], held: Sequence[set[str]], number: dict[str, int]
) -> list[tuple[int, str, str]] | None:
    """(who takes, what, instead of what) along a path, the end of it first."""
    came: dict[str, tuple[int, str]] = {}
    queue: list[tuple[int, str]] = [(who, "")]
    for taker, gives in queue:
        for thing in sorted(wanted[taker][0] - held[taker] - came.keys()):
            came[thing] = (taker, gives)
            holders = [at for at, things in enumerate(held) if thing in things]
            if len(holders) < number.get(thing, 1):
                return _back(thing, came)
            queue.extend((holder, thing) for holder in holders)
    return None


def _back(thing: str, came: dict[str, tuple[int, str]]) -> list[tuple[int, str, str]]:
    out = []
    while thing:
        taker, gives = came[thing]
        out.append((taker, thing, gives))
        thing = gives
    return out
