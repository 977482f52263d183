"""What is said before a timetable is searched for: what can never be, each with the reason, and whose hours lack."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mentormatch.candidates.sessions.forecast import TOO_FEW, Forecast, Hours
from mentormatch.candidates.sessions.found import FEW
from mentormatch.domain.programme import Programme
from mentormatch.reports.sessions.reached import phrase_of_session
from mentormatch.reports.words import count, lines

SHOWN = 5
Name = Callable[[str], str]


def impossible(forecast: Forecast) -> Mapping[str, str]:
    """Why no session of an activity can be at all, by activity."""
    return {activity: _why(rule) for activity, rule in forecast.unheld.items()}


def _why(rule: str) -> str:
    if rule == FEW:
        return "at none of its hours would enough people come"
    if rule == TOO_FEW:
        return "at none of its hours could enough people be there"
    return phrase_of_session(rule)


def told(forecast: Forecast, programme: Programme, name: Name) -> list[str]:
    """Notes, most of them a line each; the first few of each kind."""
    activities = {row.id: row.name for row in programme.activities}
    venues = {row.id: row.name for row in programme.venues}
    never = [f"{activities[one]}: no session is possible: {why}." for one, why in impossible(forecast).items()]
    wishes = [
        f"{name(who)} cannot have all of these wishes in one week: {', '.join(activities[one] for one in set_)}."
        for who, set_ in forecast.apart
    ]
    leaders = [_hours(name(row.who), "gives", row) for row in forecast.leaders]
    places = [_hours(venues[row.who], "is open", row) for row in forecast.venues]
    out: list[str] = []
    for kind, more in (
        (never, "activities"),
        (wishes, "people"),
        (leaders, "leaders"),
        (places, "places"),
    ):
        for text in kind[:SHOWN]:
            out += lines(text, "  - ")
        if len(kind) > SHOWN:
            out += lines(f"and {len(kind) - SHOWN} more {more} of whom the same is true", "  - ")
    return [f"Known before the search ({count(len(never + wishes + leaders + places), 'thing')}):", *out] if out else []


def _hours(who: str, verb: str, row: Hours) -> str:
    return f"{who} {verb} {_of(row.there)} a week, and {_of(row.needed)} are asked for."


def _of(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d}" if rest else f"{hours} h"
