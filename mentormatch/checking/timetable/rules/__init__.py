"""The judge's side of the rules of sessions: a file a rule, each with its RULE and `breaches(court)`.

Where a rule can be asked of one session or one person, `of_session(court, held)` or `of_person(court, person)` does so.
"""

from __future__ import annotations

from types import ModuleType

from mentormatch.checking.timetable.rules import (
    diary,
    hours,
    keep_apart,
    keep_apart_margin,
    people,
    session_budget,
    session_ceiling,
    session_dates,
    session_fixed,
    session_leaders,
    session_number,
    session_often,
    session_place,
    session_rooms,
    session_size,
    session_time,
)

JUDGED: tuple[ModuleType, ...] = (
    session_time,
    session_place,
    session_dates,
    session_number,
    session_fixed,
    people,
    session_leaders,
    session_size,
    session_rooms,
    diary,
    session_often,
    session_ceiling,
    hours,
    keep_apart,
    keep_apart_margin,
    session_budget,
)
"""In the order of the page. `people` asks of each leader and attendee what T2 and T3 ask, under the ids given there."""

OF_A_PERSON: tuple[ModuleType, ...] = (diary, session_often, session_ceiling, hours)
OF_A_SESSION: tuple[ModuleType, ...] = (session_leaders, session_size, keep_apart, keep_apart_margin)
