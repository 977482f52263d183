"""The ways in which the pairs of a small programme may meet, and which of them go together: the oracle's lower half.

Places, hours and points of meetings are the judge's own; nothing here is the planner's.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from mentormatch.checking.case import Case, Planned
from mentormatch.checking.columns import At, Columns, all_columns, slots
from mentormatch.checking.rules.hours import room_by_week
from mentormatch.checking.sieve import Sieve
from mentormatch.checking.values import OF_MEETINGS, meeting_moves
from mentormatch.domain import tiers
from mentormatch.domain.history import PairState
from mentormatch.domain.places import REMOTE
from mentormatch.domain.plan import Meeting, PlannedPair
from mentormatch.domain.slots import Slot

MEETINGS = (
    tiers.MEETINGS_WISHED,
    tiers.MEETINGS_MIDDLE,
    tiers.MEETINGS_PLACE,
    tiers.MEETINGS_START,
    tiers.MEETINGS_CANONICAL,
)
"""In the order in which they are asked."""
FIELD = 20
"""Bits for the minutes of one week, so that all weeks of a mentor are added in one number."""
BASE = 1 << 40
"""Above any sum of one meetings tier, so that all of them are added, and compared, in one number."""
Look = tuple[int, int]
"""What the tiers up to canonical see of a pair: its quality, and 1 if a recorded meeting moves."""
Chosen = tuple[tuple[int, Look], ...]
"""Pairs by index, each with its look, in the order of the index."""


@attrs.frozen(eq=False, kw_only=True)
class Way:
    """One way in which a pair may meet: place and slot, the planned weeks, what it takes of the mentor by week.

    place None: no meeting yet. use: minutes, in a field of bits for each week. kept: the recorded meeting.
    """

    place: str | None
    slot: Slot | None
    weekday: int
    start: int
    end: int
    weeks: int
    use: int
    kept: bool


@attrs.define(eq=False, kw_only=True)
class Pair:
    """A pair that a plan may hold. looks: (quality, moved) -> the ways in which it can look so."""

    index: int
    mentee: str
    mentor: str
    held: bool
    pin: bool
    needs_approval: bool
    tie: int
    looks: dict[Look, list[Way]]


def pairs_of(case: Case, sieve: Sieve) -> list[Pair]:
    """Every pair in force, pin and candidate with room for it, with all its ways to meet."""
    return [_pair(case, index, columns) for index, columns in enumerate(all_columns(case, sieve))]


def _pair(case: Case, index: int, columns: Columns) -> Pair:
    looks: dict[Look, list[Way]] = {}
    recorded = case.options.recorded(columns.key)
    seen: set[tuple[str | None, Slot | None]] = set()
    for at in columns.at:
        for slot, _ in slots(case, columns, at):
            if (at.place, slot) in seen:
                continue  # the recorded meeting is one of the options
            seen.add((at.place, slot))
            kept = slot is not None and recorded == (at.place, slot)
            moved = columns.held and meeting_moves(case, planned(case, columns.key, at.place, slot))
            looks.setdefault((at.quality, int(moved)), []).append(_way(case, columns, at, slot, kept))
    return Pair(
        index=index,
        mentee=columns.mentee.id,
        mentor=columns.mentor.id,
        held=columns.held,
        pin=columns.pin,
        needs_approval=columns.needs_approval,
        tie=columns.tie,
        looks=looks,
    )


def _way(case: Case, columns: Columns, at: At, slot: Slot | None, kept: bool) -> Way:
    if at.place is None or slot is None:
        return Way(place=None, slot=None, weekday=-1, start=0, end=0, weeks=0, use=0, kept=False)
    use = case.room.use(columns.mentee, columns.mentor, at.place, slot)
    return Way(
        place=at.place,
        slot=slot,
        weekday=slot.weekday,
        start=slot.start,
        end=slot.end,
        weeks=use.weeks,
        use=use.minutes * _spread(use.weeks),
        kept=kept,
    )


def _spread(weeks: int) -> int:
    """A one in the field of each week of a mask."""
    return sum(1 << FIELD * week for week in range(weeks.bit_length()) if weeks >> week & 1)


def planned(case: Case, key: tuple[str, str], place: str | None, slot: Slot | None) -> Planned:
    """A pair as it would stand in a plan, for the judge to look at."""
    record = case.facts.held.get(key)
    meeting = None if place is None or slot is None else Meeting(place=place, slot=slot)
    state = PairState.IDEA if record is None else record.state
    return case.as_planned(PlannedPair(mentee=key[0], mentor=key[1], state=state, quality=0, meeting=meeting))


# ------------------------------------------------------------------------------------------------ places and hours


class Hours:
    """Whether pairs with given looks can all have a way to meet, and which ways are the cheapest."""

    def __init__(self, case: Case, pairs: list[Pair]) -> None:
        self.case, self.pairs = case, pairs
        self.limit: dict[str, int] = {}
        for mentor in case.programme.mentors:
            minutes = room_by_week(case, mentor)
            self.limit[mentor.id] = sum((1 << FIELD - 1) + most << FIELD * week for week, most in enumerate(minutes))
        self.guard = sum(1 << FIELD * week + FIELD - 1 for week in range(case.room.n_weeks))
        self.links = {(a.index, b.index): self._link(a, b) for a in pairs for b in pairs if a.index != b.index}
        self._known: dict[Chosen, bool] = {}
        self._costs: dict[tuple[int, Look], list[tuple[int, Way]]] = {}

    def _link(self, one: Pair, other: Pair) -> tuple[tuple[str, ...], bool] | None:
        """(the people in both pairs, whether somebody of one is kept apart from somebody of the other), or None."""
        both = {one.mentee, one.mentor} & {other.mentee, other.mentor}
        apart = any(
            self.case.facts.kept_apart(a, b) for a in (one.mentee, one.mentor) for b in (other.mentee, other.mentor)
        )
        return (tuple(both), apart) if both or apart else None

    def allow(self, chosen: Chosen) -> bool:
        """Whether all these pairs can have places and hours together."""
        for part in self._parts(chosen):
            if part not in self._known:
                lists = [[(0, way) for way in self.pairs[index].looks[look]] for index, look in part]
                self._known[part] = self._cheapest([index for index, _ in part], lists) is not None
            if not self._known[part]:
                return False
        return True

    def cheapest(self, chosen: Chosen) -> int | None:
        """The lexicographically best values of the meetings tiers in one number (see `_cost`), or None."""
        total = 0
        for part in self._parts(chosen):
            found = self._cheapest([index for index, _ in part], [self._priced(*one) for one in part])
            if found is None:
                return None
            total += found
        return total

    def _parts(self, chosen: Chosen) -> Iterator[Chosen]:
        """The parts of a choice that bear on each other neither by a person nor by two kept apart."""
        left = list(chosen)
        while left:
            part, queue = [], [left.pop()]
            while queue:
                one = queue.pop()
                part.append(one)
                near = [other for other in left if self.links[one[0], other[0]]]
                left = [other for other in left if other not in near]
                queue.extend(near)
            yield tuple(sorted(part))

    def _priced(self, index: int, look: Look) -> list[tuple[int, Way]]:
        key = (index, look)
        if key not in self._costs:
            pair = self.pairs[index]
            costs = [(self._cost(pair, way), way) for way in pair.looks[look]]
            self._costs[key] = sorted(costs, key=lambda one: one[0])
        return self._costs[key]

    def _cost(self, pair: Pair, way: Way) -> int:
        """The points of the meetings tiers as digits of one number: less is better, sums keep the order of tiers."""
        if way.place is None or way.slot is None:
            return 0
        one, total = planned(self.case, (pair.mentee, pair.mentor), way.place, way.slot), 0
        for kind in MEETINGS:
            points = OF_MEETINGS[kind.name](self.case, one, way.place, way.slot)
            total = total * BASE + (-points if kind.sense == tiers.MAX else points)
        return total

    def _cheapest(self, indices: list[int], lists: list[list[tuple[int, Way]]]) -> int | None:
        """The least sum of costs of one way from each list, ways sorted by cost; None where no ways go together."""
        order = sorted(range(len(lists)), key=lambda at: len(lists[at]))
        least = [0] * (len(order) + 1)
        for depth in reversed(range(len(order))):
            ways = lists[order[depth]]
            least[depth] = least[depth + 1] + (ways[0][0] if ways else 0)
        best: int | None = None
        taken: list[tuple[int, Way]] = []
        used = dict.fromkeys((self.pairs[index].mentor for index in indices), 0)

        def search(depth: int, cost: int) -> None:
            nonlocal best
            if depth == len(order):
                best = cost
                return
            index = indices[order[depth]]
            mentor = self.pairs[index].mentor
            for points, way in lists[order[depth]]:
                if best is not None and cost + points + least[depth + 1] >= best:
                    return
                minutes = used[mentor] + way.use
                if (self.limit[mentor] - minutes) & self.guard != self.guard:
                    continue
                if all(self._together(index, way, other, there) for other, there in taken):
                    before, used[mentor] = used[mentor], minutes
                    taken.append((index, way))
                    search(depth + 1, cost + points)
                    taken.pop()
                    used[mentor] = before

        search(0, 0)
        return best

    def _together(self, index: int, way: Way, other: int, there: Way) -> bool:
        """Whether two meetings may stand in one plan: diary and keep-apart margin; as recorded they always may."""
        link = self.links[index, other]
        if link is None or way.weekday != there.weekday or not way.weeks & there.weeks or (way.kept and there.kept):
            return True
        people, apart = link
        first, later = (way, there) if (way.start, way.end) <= (there.start, there.end) else (there, way)
        assert first.place is not None and later.place is not None
        gap = later.start - first.end
        one_venue = first.place == later.place and first.place not in REMOTE
        if apart and one_venue and gap < self.case.policy.keep_apart_margin:
            return False
        return all(gap >= self.case.journeys.between(person, first.place, later.place) for person in people)


def meeting_values(cost: int) -> dict[str, int]:
    """The values of the meetings tiers, out of the number that `Hours.cheapest` gives."""
    out: dict[str, int] = {}
    for kind in reversed(MEETINGS[1:]):
        cost, out[kind.name] = divmod(cost, BASE)
    return {MEETINGS[0].name: -cost, **out}
