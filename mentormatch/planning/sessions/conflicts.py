"""Of each fixed session that is left out though it could be by itself, the smallest set that cannot hold together (T7).

Where meetings are decided too, no meeting counts: the sets are such that no other place or hour of one would help.
The sets are counted from small to large among the fixed sessions that run, with the one left out. Where all of them
have but one way to be held, only rows between them can fail: the smallest set of a row is found without counting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import attrs
import numpy as np

from mentormatch.domain import rules
from mentormatch.domain.slots import Slot
from mentormatch.domain.timetable import CannotHold, Conflict, FixedLeftOut
from mentormatch.planning.sessions.decode import Decoder
from mentormatch.planning.sessions.fixed import JOINT, SAFETY, TRIED, FixedSessions
from mentormatch.planning.sessions.limits import told_of
from mentormatch.scheduling import Case

SETS, ASKED = 200_000, 5_000
"""So many sets are counted for one session, and so many of them tried; after that the one told is not known to be the
smallest."""
Members = tuple[int, ...]


def conflicts(decoder: Decoder, left_out: Sequence[FixedLeftOut]) -> tuple[Conflict, ...]:
    """The conflict of each fixed slot that is left out and could be by itself, in their order.

    None of a slot that goes with those that run (it was given up for something else), nor where nobody found out.
    """
    asked = {(row.activity, row.slot) for row in left_out if row.person is None and row.rule is None}
    if not asked:
        return ()
    fixed = FixedSessions(decoder.case)
    running = {(one.activity, one.slot) for one in decoder.sessions.values() if one.fixed}
    names = [(one.activity.id, one.slot) for one in fixed.slots]
    beside = tuple(at for at, name in enumerate(names) if name in running)
    found = (_conflict(_Search(fixed, at, beside)) for at, name in enumerate(names) if name in asked)
    return tuple(one for one in found if one is not None)


def conflicts_alone(case: Case) -> tuple[Conflict, ...]:
    """Before anything is chosen: of each fixed slot that cannot be held with those before it that can be, in order."""
    fixed = FixedSessions(case)
    beside: tuple[int, ...] = ()
    found = []
    for at in range(len(fixed.slots)):
        if fixed.possible((*beside, at)) is False:
            found.append(_conflict(_Search(fixed, at, beside)))
        else:
            beside = (*beside, at)
    return tuple(one for one in found if one is not None)


def _conflict(search: _Search) -> Conflict | None:
    fixed, own = search.fixed, search.own
    everything = (own, *search.beside)
    activity, slot = fixed.slots[own].activity.id, fixed.slots[own].slot
    if fixed.possible(everything, SAFETY) is True:
        if fixed.possible(everything) is not False:
            return None
        # Whom it is about must not be seen from which sessions go together and which do not.
        return Conflict(activity=activity, slot=slot, rules=(CannotHold(rule=rules.PLACES.id),))
    members, smallest = search.smallest()
    if not members:
        return None
    kept = _rules(fixed, members)
    return Conflict(
        activity=activity,
        slot=slot,
        others=tuple(_name(fixed, at) for at in members if at != own),
        rules=tuple(told_of(fixed, members, rule) for rule in kept),
        smallest=smallest,
    )


def _name(fixed: FixedSessions, at: int) -> tuple[str, Slot]:
    return fixed.slots[at].activity.id, fixed.slots[at].slot


def _rules(fixed: FixedSessions, members: Members) -> tuple[str, ...]:
    """The rules of which none can be left out: the last of the page are done without first."""
    kept = list(JOINT)
    for rule in reversed(JOINT):
        without = {*SAFETY, *JOINT} - set(kept) | {rule}
        if fixed.possible(members, without) is False:
            kept.remove(rule)
    return tuple(kept)


@attrs.frozen(eq=False)
class _Search:
    """The slot that is left out, and those that run, by number."""

    fixed: FixedSessions
    own: int
    beside: Members

    def smallest(self) -> tuple[Members, bool]:
        """The members of the first set of the smallest size, ascending, and whether that is sure; none: not found."""
        best = min(self._of_rows(), key=_order, default=()) or self._thinned((self.own, *self.beside))
        if not best:
            return (), False
        asked = 0
        for looked, (members, free) in enumerate(self._counted(len(best))):
            if _order(members) >= _order(best):
                break
            asked += free
            cut = looked >= SETS or asked > ASKED or self.fixed.tried > TRIED
            answer = None if cut else not free or self._possible(members)
            if answer is None:
                return self._thinned(best), False
            if not answer:
                return members, True
        return best, True

    def _possible(self, members: Iterable[int]) -> bool | None:
        return self.fixed.possible(members, SAFETY)

    def _counted(self, most: int) -> Iterator[tuple[Members, bool]]:
        """Sets of the one left out and others, by size and then in order; and whether somebody in it has a choice."""
        free = {at for at in (self.own, *self.beside) if not self.fixed.only_one_way(at)}
        for size in range(most if free else 0):
            for others in combinations(self.beside, size):
                members = (self.own, *others)
                yield tuple(sorted(members)), not free.isdisjoint(members)

    def _of_rows(self) -> Iterator[Members]:
        """Of each row the first of the smallest sets that use more of it than there is, whatever is chosen."""
        least = self.fixed.least
        beside = np.array(self.beside, dtype=np.int64)
        for row in np.flatnonzero(least[[self.own, *self.beside]].sum(axis=0) > self.fixed.room):
            used = least[beside, row]
            over = int(self.fixed.room[row] - least[self.own, row])
            yield tuple(sorted((self.own, *beside[_fewest(used, over)].tolist())))

    def _thinned(self, members: Iterable[int]) -> Members:
        """What is left of a set after whoever is not needed is taken out, the last first; none: not found out."""
        kept = sorted(members)
        if self._possible(kept) is not False:
            return ()
        for at in sorted(set(kept) - {self.own}, reverse=True):
            fewer = [one for one in kept if one != at]
            answer = self._possible(fewer)
            if answer is None:
                return ()
            if not answer:
                kept = fewer
        return tuple(kept)


def _order(members: Members) -> tuple[int, Members]:
    return len(members), members


def _fewest(used: np.ndarray, over: int) -> list[int]:
    """The first of the smallest sets of indices whose sum is greater than `over`; all together are."""
    size = int((np.cumsum(np.sort(used)[::-1]) <= over).sum()) + 1 if over >= 0 else 0
    out: list[int] = []
    for at in range(len(used)):
        missing = size - len(out)
        if not missing:
            break
        top = int(np.sort(used[at + 1 :])[::-1][: missing - 1].sum())
        if len(used) - at > missing - 1 and int(used[at]) + top > over:
            out.append(at)
            over -= int(used[at])
    return out
