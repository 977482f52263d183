"""What leaders take on: sessions and hours, the way there and back included."""

from __future__ import annotations

import datetime as dt

from mentormatch.domain.frozen import frozen
from mentormatch.reports.sessions.going import ATTENDS, LEADS, Goings
from mentormatch.reports.words import columns, count, lines, listed

MOST_LED_SHOWN = 6


@frozen
class Load:
    """One leader: sessions led, minutes of the fullest week (sessions and meetings, ways included), the most there are.

    most: None of staff, whose hours are their employer's.
    """

    person: str
    sessions: int
    minutes: int
    most: int | None


def loads(goings: Goings) -> list[Load]:
    """Everybody who leads a session, most sessions first."""
    out = []
    for person, given in goings.by_person.items():
        led = sum(one.role == LEADS for one in given)
        if not led:
            continue
        by_week: dict[dt.date, int] = {}
        for one in given:
            if one.role == ATTENDS:
                continue
            for day in one.dates:
                monday = day - dt.timedelta(days=day.weekday())
                by_week[monday] = by_week.get(monday, 0) + one.slot.minutes + 2 * (one.minutes or 0)
        mentor = goings.facts.mentors.get(person)
        policy = goings.screen.programme.policy.minutes_a_week
        most = None if mentor is None else (policy if mentor.minutes_a_week is None else mentor.minutes_a_week)
        out.append(Load(person=person, sessions=led, minutes=max(by_week.values(), default=0), most=most))
    return sorted(out, key=lambda one: (-one.sessions, one.person))


def in_short(goings: Goings) -> list[str]:
    """How many lead, and who leads most."""
    given = loads(goings)
    if not given:
        return ["Nobody leads a session."]
    who = listed(
        (f"{goings.screen.names(one.person)} {one.sessions}" for one in given[:MOST_LED_SHOWN]), MOST_LED_SHOWN
    )
    rest = f"; {len(given) - MOST_LED_SHOWN:,} more lead fewer or as many" if len(given) > MOST_LED_SHOWN else ""
    return lines(f"Leaders ({len(given):,}), sessions of each: {who}{rest}.")


def in_full(goings: Goings) -> list[str]:
    """Each leader with sessions and hours of the fullest week."""
    given = loads(goings)
    if not given:
        return []
    rows = [("", "sessions", "minutes in the fullest week, ways included")]
    rows += [(goings.screen.names(one.person), str(one.sessions), f"{one.minutes}{_of(one.most)}") for one in given]
    return ["Leaders:", *columns(rows, right=(1,))]


def _of(most: int | None) -> str:
    return "" if most is None else f" of {count(most, 'minute')}"
