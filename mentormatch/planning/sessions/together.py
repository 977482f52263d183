"""Whether some fixed sessions could all be held, whatever else is in the timetable: tried out, on the rows of them all.

Nobody need attend a fixed session, so only its venue and its leaders are chosen; fewer sessions are never harder to
hold than more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations

import attrs
import numpy as np

from mentormatch.domain import rules
from mentormatch.domain.places import Activity
from mentormatch.domain.slots import Slot
from mentormatch.planning.sessions.moves import HELPERS
from mentormatch.scheduling import Case, formulate_sessions

WORK = 20_000
"""So many ways to hold a session are tried for one question; after that it has no answer."""
ENDLESS = np.iinfo(np.int64).max // 2
SAFETY = frozenset({rules.KEEP_APART.id, rules.MARGIN.id})
JOINT = (
    rules.SESSION_LEADERS.id,
    rules.SESSION_SIZE.id,
    rules.SESSION_ROOMS.id,
    rules.DIARY.id,
    rules.SESSION_CEILING.id,
    rules.WEEKLY_HOURS.id,
    rules.SESSION_BUDGET.id,
)
"""The rules, in the order of the page, that fixed sessions can fail together without a safeguarding cause."""


@attrs.frozen(eq=False, kw_only=True)
class Way:
    """One pattern of a fixed slot: its column, the columns of those who may lead it, and how many of them it needs.

    given: they lead it, all of them. good: which of them is what one of the leaders must be.
    """

    runs: int
    leaders: tuple[int, ...]
    needed: int
    given: bool
    good: tuple[frozenset[int], ...]

    def teams(self, *, led: bool) -> Iterator[tuple[int, ...]]:
        """The smallest sets of leaders with which it has what it needs; where there are none, everybody who may."""
        if self.given or len(self.leaders) <= self.needed:
            yield self.leaders if self.given or led else ()
            return
        if not led:
            yield ()
            return
        for team in combinations(self.leaders, self.needed):
            if all(not some.isdisjoint(team) for some in self.good):
                yield team


@attrs.frozen(eq=False, kw_only=True)
class FixedSlot:
    """A fixed slot with every way to hold it."""

    activity: Activity
    slot: Slot
    ways: tuple[Way, ...]


class Together:
    """The fixed slots of a programme that could be by themselves, in their order, and the rows between them.

    tried: how many ways were tried for all questions so far.
    """

    def __init__(self, case: Case) -> None:
        self.case = case = Case(programme=case.programme, found=case.found.only(~case.placed))
        block = formulate_sessions(case.programme, case.found).block
        model = block.model
        self.kinds = np.array([str(name[0]) for name in block.row_names], dtype=object)
        self.room = model.row_upper
        # Nobody attends: what is left of a row is what its patterns and leaders use.
        used = (model.entry_column < case.first_attended) & ~np.isin(self.kinds[model.entry_row], HELPERS)
        order = np.flatnonzero(used)[np.argsort(model.entry_column[used], kind="stable")]
        self._row, self._value = model.entry_row[order], model.entry_value[order]
        self._edges = np.searchsorted(model.entry_column[order], np.arange(case.first_attended + 1))
        self.slots = tuple(self._slots())
        self._rooms: dict[frozenset[str], np.ndarray] = {}
        self.tried = 0

    def _slots(self) -> Iterator[FixedSlot]:
        patterns = self.case.found.patterns
        for at, activity in enumerate(patterns.activities):
            for slot in sorted(set(activity.fixed), key=lambda one: one.key):
                mine = (patterns.activity == at) & (patterns.fixed == activity.fixed.index(slot))
                ways = tuple(self._way(int(pattern), activity) for pattern in np.flatnonzero(mine))
                if ways:
                    yield FixedSlot(activity=activity, slot=slot, ways=ways)

    def _way(self, pattern: int, activity: Activity) -> Way:
        leading, first = self.case.found.leading, self.case.first_led
        rows = np.flatnonzero(leading.pattern == pattern)
        mentors, aiders = rows[leading.mentor[rows]], rows[(leading.mentor & leading.first_aid)[rows]]
        asked = [(activity.lived_experience_leader, mentors), (activity.first_aid, aiders)]
        good = tuple(frozenset((some + first).tolist()) for is_asked, some in asked if is_asked)
        expected = int(self.case.found.patterns.expected[pattern])
        needed = max(activity.least_leaders, -(-expected // activity.people_per_leader), int(bool(good)))
        given = bool(self.case.leaders_given[pattern])
        return Way(runs=pattern, leaders=tuple((rows + first).tolist()), needed=needed, given=given, good=good)

    # ------------------------------------------------------------------------------------------------------ questions

    def possible(self, members: Iterable[int], without: Iterable[str] = ()) -> bool | None:
        """Whether these slots, by number, could all be held if some rules did not count; None: not found out."""
        off = frozenset(without)
        if off not in self._rooms:
            self._rooms[off] = np.where(np.isin(self.kinds, list(off)), ENDLESS, self.room)
        # Those with the fewest ways come first, which tells soonest that there is none.
        order = sorted(members, key=lambda at: (len(self.slots[at].ways), at))
        self._tries = WORK
        answer = self._holds(order, self._rooms[off], led=rules.SESSION_LEADERS.id not in off)
        self.tried += WORK - self._tries
        return answer

    def _holds(self, left: Sequence[int], room: np.ndarray, *, led: bool) -> bool | None:
        if not left:
            return True
        for way in self.slots[left[0]].ways:
            for team in way.teams(led=led):
                if not self._tries:
                    return None
                self._tries -= 1
                rest = room - self._use((way.runs, *team))
                if (rest < 0).any():
                    continue
                answer = self._holds(left[1:], rest, led=led)
                if answer is not False:
                    return answer
        return False

    def _use(self, columns: Iterable[int]) -> np.ndarray:
        """What some columns use of each row, shape (n_rows,)."""
        out = np.zeros(len(self.room), dtype=np.int64)
        for column in columns:
            own = slice(self._edges[column], self._edges[column + 1])
            np.add.at(out, self._row[own], self._value[own])
        return out

    @cached_property
    def least(self) -> np.ndarray:
        """What each slot uses of each row at the least, shape (n_slots, n_rows), in rows that no session gives to."""
        gives = np.zeros(len(self.room), dtype=bool)
        gives[self._row[self._value < 0]] = True
        out = np.zeros((len(self.slots), len(self.room)), dtype=np.int64)
        for at, slot in enumerate(self.slots):
            out[at] = np.min([self._least_of(way) for way in slot.ways], axis=0)
        out[:, gives | np.isin(self.kinds, list(SAFETY))] = 0
        return out

    def _least_of(self, way: Way) -> np.ndarray:
        own = self._use((way.runs,))
        if not way.leaders:
            return own
        each = np.sort(np.stack([self._use((leader,)) for leader in way.leaders]), axis=0)
        return own + (each if way.given else each[: way.needed]).sum(axis=0)

    def only_one_way(self, at: int) -> bool:
        """Whether a slot has nothing to choose."""
        ways = self.slots[at].ways
        return len(ways) == 1 and (ways[0].given or len(ways[0].leaders) <= ways[0].needed)
