"""Dates on which a session is not held, and why."""

from __future__ import annotations

from collections import Counter

from mentormatch.domain.timetable import WHY_NOT_HELD
from mentormatch.reports.sessions.going import Goings
from mentormatch.reports.words import day, lines

WORDS = {"away": "the venue is away", "dark": "dark before the end", "leaders away": "leaders away"}


def in_short(goings: Goings) -> list[str]:
    """How many dates are not held, by cause."""
    sessions = goings.screen.judged.plan.timetable.sessions
    by_cause = Counter(one.why for session in sessions for one in session.not_held)
    planned = sum(len(session.dates) + len(session.not_held) for session in sessions)
    if not planned:
        return []
    if not by_cause:
        return [f"Dates: all {planned:,} are held."]
    causes = ", ".join(f"{words(cause)} {by_cause[cause]}" for cause in WHY_NOT_HELD if by_cause[cause])
    return lines(f"Dates not held: {sum(by_cause.values()):,} of {planned:,} ({causes}).")


def in_full(goings: Goings) -> list[str]:
    """Each session that loses dates, with each date and why."""
    rows = []
    for session in goings.screen.judged.plan.timetable.sessions:
        days_by_cause: dict[str, list[str]] = {}
        for one in session.not_held:
            days_by_cause.setdefault(one.why, []).append(day(one.day))
        told = "; ".join(f"{words(cause)}: {', '.join(days)}" for cause, days in days_by_cause.items())
        if told:
            rows.append((f"{goings.name_of(session)}, {session.slot}", told))
    out = []
    for what, told in rows:
        out += [*lines(what, "  "), *lines(told, "     ")]
    return ["Dates not held, and why:", *out] if out else []


def words(cause: str) -> str:
    """A cause as it is read."""
    return WORDS.get(cause, cause)
