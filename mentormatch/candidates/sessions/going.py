"""Whether people can be at patterns: the rules of T2 and T3 that are the same for whoever leads and whoever attends.

All flags have the shape (n_rows, n_patterns): some rows of a crowd, the patterns of one activity.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mentormatch.candidates.commitments import NO_SESSION
from mentormatch.candidates.hours import SUNDAY, too_near
from mentormatch.candidates.people import ALWAYS_OUT, NEVER_IN
from mentormatch.candidates.sessions.ground import Crowd, Ground
from mentormatch.candidates.sessions.slots import Slots, at_least_half
from mentormatch.candidates.ways import NOWHERE
from mentormatch.domain.rules import CURFEW, HOURS, KEEP_APART, NOT_AT, SESSION_DATES, TRAVEL

Stage = tuple[str, np.ndarray]
"""A rule id, and where the rule holds."""


def able(ground: Ground, crowd: Crowd, rows: np.ndarray, slots: Slots) -> Iterator[Stage]:
    """A way there, an hour that is free, enough of the dates."""
    yield TRAVEL.id, crowd.people.suits[rows][:, slots.venue]
    yield HOURS.id, _free(ground, crowd, rows, slots)
    yield SESSION_DATES.id, at_least_half(slots.open & crowd.there[rows][:, slots.weekday], slots.planned)


def safe(ground: Ground, crowd: Crowd, rows: np.ndarray, slots: Slots, own: np.ndarray) -> Iterator[Stage]:
    """Safeguarding. own: where the pattern is a fixed session of the person, which is then not looked at."""
    yield NOT_AT.id, ~crowd.people.barred[rows][:, slots.venue]
    yield CURFEW.id, _home_in_time(crowd, rows, slots)
    yield KEEP_APART.id, _not_near(ground, crowd, rows, slots, own)


# ---------------------------------------------------------------------------------------------------------------- free


def _free(ground: Ground, crowd: Crowd, rows: np.ndarray, slots: Slots) -> np.ndarray:
    """By availability, the way there and back, the first and the last bus, and commitments."""
    people, sunday = crowd.people, (slots.weekday == SUNDAY).astype(np.intp)
    way = people.journeys.minutes[rows][:, slots.venue]
    flags = slots.hours.room[people.pattern[rows]][:, slots.hour] >= way
    for day in np.unique(sunday):
        here = np.flatnonzero(sunday == day)
        venue = slots.venue[here]
        flags[:, here] &= people.journeys.arrive_from[day][rows][:, venue] <= slots.start[here]
        flags[:, here] &= slots.end[here] <= people.journeys.leave_by[day][rows][:, venue]
    _without_taken(ground, crowd, rows, slots, flags)
    return flags


def _without_taken(ground: Ground, crowd: Crowd, rows: np.ndarray, slots: Slots, flags: np.ndarray) -> None:
    """Take off what lies too near a commitment of the person on a shared date."""
    taken, sites = ground.taken, ground.taken.sites
    by_weekday = _by_weekday(slots)
    first, number = taken.rows_of([crowd.people.ids[at] for at in rows])
    for at in np.flatnonzero(number):
        way_class = crowd.way_class[rows[at]]
        for row in range(first[at], first[at] + number[at]):
            here = by_weekday[taken.weekday[row]]
            here = here[flags[at, here] & ((slots.planned[here] & taken.weeks[row]) != 0)]
            gaps: tuple[np.ndarray | int, np.ndarray | int] = (0, 0)
            if taken.site[row] != NOWHERE:
                venue = slots.venue[here]
                there = sites.to_place[way_class, taken.site[row], venue].astype(np.int32)
                back = sites.from_place[way_class, taken.site[row], venue].astype(np.int32)
                gaps = (there, back)
            near = too_near(slots.start[here], slots.end[here], taken.start[row], taken.end[row], gaps)
            flags[at, here[near]] = False


def _by_weekday(slots: Slots) -> list[np.ndarray]:
    weekday = slots.weekday
    return [np.flatnonzero(weekday == day) for day in range(7)]


# ---------------------------------------------------------------------------------------------------------------- safe


def _home_in_time(crowd: Crowd, rows: np.ndarray, slots: Slots) -> np.ndarray:
    """Whether the journey, or the least way there is, keeps to the hours; with no way at all it does not."""
    people = crowd.people
    flags = np.ones((len(rows), len(slots)), dtype=bool)
    limited = np.flatnonzero((people.home_by[rows] != NEVER_IN) | (people.out_from[rows] != ALWAYS_OUT))
    some = rows[limited]
    way = crowd.ways.minutes[some][:, slots.venue].astype(np.int32)
    flags[limited] = (
        crowd.ways.possible[some][:, slots.venue]
        & (slots.start - way >= people.out_from[some][:, None])
        & (slots.end + way <= people.home_by[some][:, None])
    )
    return flags


def _not_near(ground: Ground, crowd: Crowd, rows: np.ndarray, slots: Slots, own: np.ndarray) -> np.ndarray:
    """Whether nobody kept apart from a person has something at that venue within the margin on a shared date."""
    taken, apart_from = ground.taken, ground.roster.record.apart_from
    margin = ground.programme.policy.keep_apart_margin
    flags = np.ones((len(rows), len(slots)), dtype=bool)
    by_weekday = _by_weekday(slots)
    for at, row in enumerate(rows):
        others = apart_from.get(crowd.people.ids[row])
        if not others:
            continue
        for other in taken.rows_of_all(sorted(others)):
            here = by_weekday[taken.weekday[other]]
            here = here[(slots.venue[here] == taken.site[other]) & ((slots.planned[here] & taken.weeks[other]) != 0)]
            if taken.session[other] != NO_SESSION:
                here = here[~(own[at, here] & (slots.session[here] == taken.session[other]))]
            near = too_near(slots.start[here], slots.end[here], taken.start[other], taken.end[other], (margin, margin))
            flags[at, here[near]] = False
    return flags
