"""Hours that are asked of each leader and of each place, against the hours that there are.

All of it in minutes of four weeks: what is held every second week counts twice in them, what is monthly once. The ways
of leaders come on top, and are not in these figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs
import numpy as np

from mentormatch.candidates.sessions.found import SessionCandidates
from mentormatch.domain.forecast import WEEKS, Hours
from mentormatch.domain.people import Member, Mentor
from mentormatch.domain.places import Activity
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Rhythm
from mentormatch.domain.week import Availability

TIMES = {Rhythm.WEEKLY: 4, Rhythm.FORTNIGHTLY: 2, Rhythm.MONTHLY: 1}
"""How often in four weeks."""


@attrs.frozen(kw_only=True)
class _Asked:
    """Some sessions of one activity that are asked for alike: minutes of them all in four weeks, and who or where.

    leaders: who could lead them. must: those of them without whom none can be. places: where they could be.
    """

    minutes: int
    leaders: frozenset[str]
    must: frozenset[str]
    places: frozenset[str]


def leaders_asked(programme: Programme, found: SessionCandidates) -> tuple[Hours, ...]:
    """Everybody who could lead something that is asked for, by id."""
    asked = list(_all_asked(programme, found))
    mentors = {row.id: row for row in programme.mentors}
    rows: dict[str, Member] = {row.id: row for row in (*programme.mentees, *programme.staff)} | mentors
    return tuple(
        Hours(
            who=who,
            needed=sum(one.minutes for one in asked if who in one.must),
            could=sum(one.minutes for one in asked if who in one.leaders),
            there=_given(programme, rows[who]),
        )
        for who in sorted({who for one in asked for who in one.leaders} & rows.keys())
    )


def venues_asked(programme: Programme, found: SessionCandidates) -> tuple[Hours, ...]:
    """Every venue where something that is asked for could be, by id."""
    asked = list(_all_asked(programme, found))
    named = {name for one in asked for name in one.places}
    return tuple(
        Hours(
            who=venue.id,
            needed=sum(one.minutes for one in asked if one.places == {venue.id}),
            could=sum(one.minutes for one in asked if venue.id in one.places),
            there=_minutes(venue.opening) * venue.rooms,
        )
        for venue in sorted(programme.venues, key=lambda row: row.id)
        if venue.id in named
    )


def _all_asked(programme: Programme, found: SessionCandidates) -> Iterator[_Asked]:
    for activity in programme.activities:
        fixed = dict.fromkeys(activity.fixed)
        for slot in fixed:
            yield from _some(found, activity, slot.minutes * TIMES[slot.rhythm], activity.fixed.index(slot))
        placed = max(0, activity.sessions - len(activity.fixed))
        if placed:
            yield from _some(found, activity, placed * activity.minutes * TIMES[activity.rhythm], None)


def _some(found: SessionCandidates, activity: Activity, minutes: int, fixed: int | None) -> Iterator[_Asked]:
    """The sessions of one fixed slot, or all that are placed; what people named counts though it cannot be."""
    patterns = found.patterns
    names = [one.id for one in patterns.activities]
    if activity.id not in names:
        return
    mine = patterns.activity == names.index(activity.id)
    mine &= patterns.fixed == (-1 if fixed is None else fixed)
    there = np.flatnonzero(mine)
    rows = np.flatnonzero(mine[found.leading.pattern])
    given = frozenset(activity.fixed_leaders) if fixed is not None else frozenset()
    places = frozenset(patterns.venues[at].id for at in np.unique(patterns.venue[there]).tolist())
    only = _only_place(activity, fixed is not None)
    yield _Asked(
        minutes=minutes,
        leaders=given or _people(found, rows),
        must=given or _must(found, activity, rows),
        places=places if only is None else frozenset({only}),
    )


def _people(found: SessionCandidates, rows: np.ndarray) -> frozenset[str]:
    return frozenset(found.people[at] for at in np.unique(found.leading.person[rows]).tolist())


def _must(found: SessionCandidates, activity: Activity, rows: np.ndarray) -> frozenset[str]:
    """All, where no more could lead than are needed; the one mentor, the one for first aid, where that is asked."""
    leading, everybody = found.leading, _people(found, rows)
    out = everybody if len(everybody) <= activity.least_leaders else frozenset()
    asked = (
        (activity.lived_experience_leader, leading.mentor),
        (activity.first_aid, leading.mentor & leading.first_aid),
    )
    for is_asked, which in asked:
        some = _people(found, rows[which[rows]])
        if is_asked and len(some) == 1:
            out |= some
    return out


def _only_place(activity: Activity, fixed: bool) -> str | None:
    """The one place that people named for it, if they named one."""
    if fixed:
        return activity.fixed_venue
    return activity.venues[0] if len(activity.venues) == 1 else None


def _given(programme: Programme, row: Member) -> int:
    """What a mentor gives; of others how long they may be out."""
    if isinstance(row, Mentor):
        own = programme.policy.minutes_a_week if row.minutes_a_week is None else row.minutes_a_week
        return own * WEEKS
    return _minutes(row.availability or programme.policy.default_availability)


def _minutes(hours: Availability) -> int:
    """Of four weeks, two of them A and two B."""
    return sum(_of_windows(hours, letter) for letter in "AB") * WEEKS // 2


def _of_windows(hours: Availability, letter: str) -> int:
    """Windows that overlap count once."""
    by_day: dict[int, list[tuple[int, int]]] = {}
    for one in hours.windows:
        if letter in one.weeks:
            by_day.setdefault(one.weekday, []).append((one.start, one.end))
    return sum(_covered(day) for day in by_day.values())


def _covered(stretches: Iterable[tuple[int, int]]) -> int:
    total = until = 0
    for start, end in sorted(stretches):
        total += max(0, end - max(start, until))
        until = max(until, end)
    return total
