"""What can be said of a timetable before anything is searched: what can never be, and whose hours are too few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import attrs
import numpy as np

from mentormatch.candidates.sessions.found import SessionCandidates
from mentormatch.candidates.stops import clashes
from mentormatch.domain.places import Activity, Entry
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Rhythm

TOO_FEW = "too-few"
"""Of an activity by name: at none of its hours could as many come as it needs."""


@attrs.frozen(kw_only=True)
class Hours:
    """Minutes a week that somebody or some place must give, and the minutes there are."""

    who: str
    needed: int
    there: int


@attrs.frozen(kw_only=True)
class Forecast:
    """unheld: by activity without any possible session, the rule that is in the way, FEW, or TOO_FEW.

    apart: (mentee, activities): the smallest set of their wishes of which each is possible and all together are not.
    leaders, venues: those of whom more hours are asked than there are.
    """

    unheld: Mapping[str, str]
    apart: tuple[tuple[str, tuple[str, ...]], ...]
    leaders: tuple[Hours, ...]
    venues: tuple[Hours, ...]


def forecast(programme: Programme, found: SessionCandidates, least: Mapping[str, int]) -> Forecast:
    """All of it. least: by activity, the fewest people of whom enough are expected."""
    return Forecast(
        unheld={**found.unheld, **_too_few(found, least)},
        apart=tuple(_wishes_apart(programme, found)),
        leaders=tuple(_leaders(programme)),
        venues=tuple(_venues(programme)),
    )


def _too_few(found: SessionCandidates, least: Mapping[str, int]) -> dict[str, str]:
    """Activities by name, all of whose sessions are placed, to none of which enough could come."""
    patterns, out = found.patterns, {}
    could = np.bincount(found.attending.pattern, minlength=len(patterns))
    for at, activity in enumerate(patterns.activities):
        mine = patterns.activity == at
        placed = mine.any() and not (mine & (patterns.fixed >= 0)).any()
        if placed and activity.entry is Entry.BY_NAME and could[mine].max() < least[activity.id]:
            out[activity.id] = TOO_FEW
    return out


def _wishes_apart(programme: Programme, found: SessionCandidates) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Two wishes that clash wherever they are put, else three of which one goes too far by the person's ceiling."""
    index, attending = {name: at for at, name in enumerate(found.people)}, found.attending
    for mentee in programme.mentees:
        if mentee.id not in index:
            continue
        mine = attending.pattern[attending.person == index[mentee.id]]
        of = {
            wish: mine[[found.patterns.activities[at].id == wish for at in found.patterns.activity[mine]]]
            for wish in mentee.wishes
        }
        possible = [wish for wish in mentee.wishes if len(of[wish])]
        two = next((pair for pair in combinations(possible, 2) if _never(found, index[mentee.id], of, pair)), None)
        if two is not None:
            yield mentee.id, two
        elif mentee.max_sessions is not None and len(possible) > mentee.max_sessions > 0:
            weekly = [wish for wish in possible if _every_week(found, of[wish])]
            if len(weekly) > mentee.max_sessions:
                yield mentee.id, tuple(weekly[: mentee.max_sessions + 1])


def _every_week(found: SessionCandidates, patterns: np.ndarray) -> bool:
    """Whether an activity takes one of a person's sessions in every week, wherever it is put."""
    return all(
        found.patterns.activities[at].rhythm is Rhythm.WEEKLY and not found.patterns.activities[at].fixed
        for at in np.unique(found.patterns.activity[patterns]).tolist()
    )


def _never(found: SessionCandidates, person: int, of: Mapping[str, np.ndarray], pair: tuple[str, ...]) -> bool:
    one, other = of[pair[0]], of[pair[1]]
    stops = found.patterns.stops(np.concatenate([one, other]))
    clash = clashes(stops, found.between[found.class_of[person]])
    left, right = stops.of_column[: len(one)], stops.of_column[len(one) :]
    near = clash[np.ix_(left, right)] | (left[:, None] == right[None, :])
    return bool(near.all())


def _leaders(programme: Programme) -> Iterator[Hours]:
    """Mentors whose fixed sessions alone ask for more minutes than they give; ways come on top."""
    needed: dict[str, int] = {}
    for activity in programme.activities:
        for name in activity.fixed_leaders:
            needed[name] = needed.get(name, 0) + activity.minutes * len(set(activity.fixed))
    for mentor in programme.mentors:
        there = programme.policy.minutes_a_week if mentor.minutes_a_week is None else mentor.minutes_a_week
        if needed.get(mentor.id, 0) > there:
            yield Hours(who=mentor.id, needed=needed[mentor.id], there=there)


def _venues(programme: Programme) -> Iterator[Hours]:
    """Places of which activities that have no other ask for more than all their rooms are open."""
    needed: dict[str, int] = {}
    for activity in programme.activities:
        where = _only_place(activity)
        if where is not None:
            needed[where] = needed.get(where, 0) + activity.minutes * activity.sessions
    for venue in programme.venues:
        there = sum(window.end - window.start for window in venue.opening.windows if "A" in window.weeks) * venue.rooms
        if needed.get(venue.id, 0) > there:
            yield Hours(who=venue.id, needed=needed[venue.id], there=there)


def _only_place(activity: Activity) -> str | None:
    return activity.venues[0] if len(activity.venues) == 1 else None
