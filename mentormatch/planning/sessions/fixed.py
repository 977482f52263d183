"""Whether some fixed sessions could all be held, whatever else is in the timetable: tried out, on the rows of them all.

Nobody need attend a fixed session, so only its venue and its leaders are chosen; fewer sessions are never harder to
hold than more. Where at one moment leaders or rooms are too few, nothing need be tried.
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
from mentormatch.planning.sessions.left import HELPERS
from mentormatch.planning.sessions.seats import all_served
from mentormatch.scheduling import Case, formulate_sessions

WORK, TRIED, LEAST_WORK = 10_000, 200_000, 2_000
"""So many ways to hold a session are tried for one question, then it has no answer; fewer after so many in all."""
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


class FixedSessions:
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
        off, members = frozenset(without), tuple(members)
        if not self._seated(members, off):
            return False
        if off not in self._rooms:
            self._rooms[off] = np.where(np.isin(self.kinds, list(off)), ENDLESS, self.room)
        # Those with the fewest ways come first, which tells soonest that there is none.
        order = sorted(members, key=lambda at: (len(self.slots[at].ways), at))
        self._tries = most = WORK if self.tried < TRIED else LEAST_WORK
        answer = self._holds(order, self._rooms[off], led=rules.SESSION_LEADERS.id not in off)
        self.tried += most - self._tries
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

    # -------------------------------------------------------------------------------------------------- at one moment

    def _seated(self, members: tuple[int, ...], off: frozenset[str]) -> bool:
        """Whether at each moment there are leaders and rooms enough, each of them taken by itself."""
        leaders = rules.SESSION_LEADERS.id not in off and rules.DIARY.id not in off
        rooms = rules.SESSION_ROOMS.id not in off
        for moment in self._moments(members):
            now = [self.slots[at] for at in moment]
            if leaders and not all_served([self._leaders_asked(slot) for slot in now], self._once):
                return False
            if rooms and not all_served([(1, self._venues_of(slot)) for slot in now], self._rooms_there):
                return False
        return True

    def _moments(self, members: tuple[int, ...]) -> set[frozenset[int]]:
        """Which of these slots are on at once, in some week when one of them begins."""
        out = set()
        for one in members:
            weekday, start, _, planned = self._times[one]
            on = [at for at in members if self._times[at][0] == weekday]
            on = [at for at in on if self._times[at][1] <= start < self._times[at][2]]
            weeks = [week for week in range(planned.bit_length()) if planned >> week & 1]
            out |= {frozenset(at for at in on if self._times[at][3] >> week & 1) for week in weeks}
        return out

    @cached_property
    def _times(self) -> tuple[tuple[int, int, int, int], ...]:
        """Weekday, start, end and planned weeks of each slot, which are the same at all venues."""
        patterns = self.case.found.patterns
        first = [slot.ways[0].runs for slot in self.slots]
        return tuple(
            (int(patterns.weekday[at]), int(patterns.start[at]), int(patterns.end[at]), int(patterns.planned[at]))
            for at in first
        )

    def _leaders_asked(self, slot: FixedSlot) -> tuple[int, list[int]]:
        """How many it needs at the least, and who may lead it somewhere."""
        number = min(len(way.leaders) if way.given else way.needed for way in slot.ways)
        return number, sorted({int(self.case.person[leader]) for way in slot.ways for leader in way.leaders})

    @cached_property
    def _once(self) -> dict[int, int]:
        return dict.fromkeys(range(len(self.case.found.people)), 1)

    def _venues_of(self, slot: FixedSlot) -> list[int]:
        return sorted({int(self.case.found.patterns.venue[way.runs]) for way in slot.ways})

    @cached_property
    def _rooms_there(self) -> dict[int, int]:
        return {at: venue.rooms for at, venue in enumerate(self.case.found.patterns.venues)}

    # ------------------------------------------------------------------------------------------------- what rows hold

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
