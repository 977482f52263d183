"""Rows of a timetable by names that the judge can read: ids, hours, weeks; never an index, never who is kept apart."""

from __future__ import annotations

from typing import Any

import numpy as np

from mentormatch.domain import rules
from mentormatch.domain.plan import RowPrice
from mentormatch.scheduling import Case
from mentormatch.scheduling.parts import KNOWN
from mentormatch.solving.blocks import RowName
from mentormatch.solving.branching import TIER

Name = tuple[tuple[str, ...], tuple[Any, ...]]
OF_PEOPLE = (
    rules.SESSION_OFTEN.id,
    rules.SESSION_CEILING.id,
    rules.WEEKLY_HOURS.id,
    rules.DIARY.id,
    "reach-group",
    "wish",
    "wish-first",
    "leaders-load",
)
OF_SESSIONS = (rules.SESSION_NUMBER.id, rules.SESSION_ROOMS.id, rules.SESSION_BUDGET.id, TIER)


def readable(name: RowName) -> bool:
    """Whether a row may be priced in a plan, or lies inside one session and needs no price."""
    return name[0] in (*KNOWN, *OF_PEOPLE, *OF_SESSIONS)


def row_price(case: Case, name: RowName, price: int) -> RowPrice:
    """The price of a row by the row's name in plans: docs/timetable.md, T9."""
    rule, *rest = name
    who, about = _of_a_person(case, rule, rest) if rule in OF_PEOPLE else _of_sessions(case, rule, rest)
    return RowPrice(rule=str(rule), who=who, about=about, price=price)


def _of_a_person(case: Case, rule: Any, rest: list[Any]) -> Name:
    person, *more = rest
    who = (case.found.people[person],)
    if rule == rules.SESSION_OFTEN.id:
        activity, week = more
        return who, (case.found.patterns.activities[activity].id, week)
    if rule == rules.DIARY.id:
        (patterns,) = more
        return who, _moment(case, np.array(patterns)) or _stops(case, patterns)
    return who, tuple(more)


def _of_sessions(case: Case, rule: Any, rest: list[Any]) -> Name:
    patterns = case.found.patterns
    if rule == rules.SESSION_ROOMS.id:
        venue, weekday, week, minute = rest
        return (patterns.venues[venue].id,), (weekday, week, minute)
    name, *when = rest
    return (str(name),), tuple(when)


def _moment(case: Case, at: np.ndarray) -> tuple[int, ...]:
    """A (weekday, week, minute) at which all of these patterns are on; empty where there is none."""
    patterns = case.found.patterns
    weeks = int(np.bitwise_and.reduce(patterns.planned[at]))
    minute = int(patterns.start[at].max())
    if len(np.unique(patterns.weekday[at])) > 1 or minute >= int(patterns.end[at].min()) or not weeks:
        return ()
    return int(patterns.weekday[at[0]]), (weeks & -weeks).bit_length() - 1, minute


def _stops(case: Case, at: tuple[int, ...]) -> tuple[tuple[Any, ...], ...]:
    """Where and when these patterns are, each once, in the order of the week."""
    patterns = case.found.patterns
    stops = {(patterns.venues[patterns.venue[one]].id, *_when(case, one)) for one in at}
    return tuple(sorted(stops, key=lambda stop: (stop[1:], stop[0])))


def _when(case: Case, pattern: int) -> tuple[Any, ...]:
    patterns, activity = case.found.patterns, case.activity(pattern)
    fixed = int(patterns.fixed[pattern])
    rhythm = activity.fixed[fixed].rhythm if fixed >= 0 else activity.rhythm
    start, end = int(patterns.start[pattern]), int(patterns.end[pattern])
    return int(patterns.weekday[pattern]), start, end - start, rhythm.value, int(patterns.first[pattern])
