"""The week as a list by day: of all sessions, of a venue, of one person with the way from one thing to the next."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from mentormatch.domain.places import Entry
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.timetable import Session
from mentormatch.domain.week import LONG_DAYS, clock
from mentormatch.reports.sessions.going import BUSY, LEADS, Going, Goings
from mentormatch.reports.words import MODES, columns, lines, place_name

Row = tuple[str, str, str, str, str]
ACTIVITY, VENUE = 20, 20
WHAT = 24
HEAD = ("", "activity", "venue", "in/come", "led by")
TURNS = "A, B: every second week, A the term's first; 1st to 4th: once a month."
NTH = ("1st", "2nd", "3rd", "4th")


def grid(goings: Goings, sessions: Iterable[Session]) -> list[str]:
    """Sessions by day: hours, activity, venue, how many are in it and how many will come, leaders."""
    given = sorted(sessions, key=lambda one: (one.slot.key, one.venue, one.id))
    if not given:
        return ["  No sessions."]
    head, *rows = _padded([HEAD, *(_row(goings, session) for session in given)])
    row_by_id = {session.id: row for session, row in zip(given, rows, strict=True)}
    out = columns([head])
    for weekday, of_day in groupby(given, key=lambda one: one.slot.weekday):
        out += [LONG_DAYS[weekday], *columns([row_by_id[session.id] for session in of_day])]
    if any(session.slot.rhythm is not Rhythm.WEEKLY for session in given):
        out += lines(TURNS, "  ")
    return out


def _padded(rows: list[Row]) -> list[Row]:
    """The rows with columns of one width, numbers to the right, so that days stand under each other."""
    widths = [max(len(row[at]) for row in rows) for at in range(4)]
    return [
        (row[0].ljust(widths[0]), row[1].ljust(widths[1]), row[2].ljust(widths[2]), row[3].rjust(widths[3]), row[4])
        for row in rows
    ]


def _row(goings: Goings, session: Session) -> Row:
    activity = goings.activities.get(session.activity)
    drop_in = activity is not None and activity.entry is Entry.DROP_IN
    numbers = f"{'-' if drop_in else len(session.attendees)}/{session.expected}"
    venue = place_name(session.venue, goings.screen.programme)
    return (
        hours(session.slot),
        cut(goings.name_of(session), ACTIVITY),
        cut(venue, VENUE),
        numbers,
        " ".join(session.leaders) or "nobody",
    )


def hours(slot: Slot) -> str:
    """ "10:00-11:30", "10:00-11:30 A", "10:00-11:30 2nd"."""
    text = f"{clock(slot.start)}-{clock(slot.end)}"
    if slot.rhythm is Rhythm.FORTNIGHTLY:
        return f"{text} {'AB'[slot.first - 1]}"
    return f"{text} {NTH[slot.first - 1]}" if slot.rhythm is Rhythm.MONTHLY else text


def cut(text: str, width: int) -> str:
    """The text, or as much of it as fits, ending in two dots."""
    return text if len(text) <= width else text[: width - 2].rstrip() + ".."


def of_person(goings: Goings, person: str) -> list[str]:
    """One person's week: what, where, and the minutes there from home or from what is before on the same dates."""
    given = goings.of(person)
    if not given:
        return ["  Nothing yet."]
    out = []
    for weekday, of_day in groupby(given, key=lambda one: one.slot.weekday):
        day = list(of_day)
        out.append(LONG_DAYS[weekday])
        rows = [(hours(one.slot), cut(_what(one), WHAT), _where(goings, day, at)) for at, one in enumerate(day)]
        out += columns(rows)
    if any(one.slot.rhythm is not Rhythm.WEEKLY for one in given):
        out += lines(TURNS, "  ")
    return out


def _what(one: Going) -> str:
    if one.role == BUSY:
        return "busy"
    return f"leads {one.what}" if one.role == LEADS else one.what


def _where(goings: Goings, day: list[Going], at: int) -> str:
    one = day[at]
    text = cut(goings.where(one), VENUE)
    way = _way_there(goings, day, at)
    home = _way_home(goings, day, at)
    return "; ".join(part for part in (text, way, home) if part)


def _way_there(goings: Goings, day: list[Going], at: int) -> str:
    one = day[at]
    before = [other for other in day[:at] if set(other.dates) & set(one.dates)]
    if before:
        minutes = goings.between(before[-1], one)
        gap = one.slot.start - before[-1].slot.end
        if minutes is None:
            return ""
        return f"{minutes} min on the way, {gap} between" if minutes else f"{gap} min between"
    if one.mode is None or one.minutes is None:
        return ""
    return f"from home {MODES.get(one.mode, one.mode)} {one.minutes} min"


def _way_home(goings: Goings, day: list[Going], at: int) -> str:
    """Told of the last thing of a day, where something else was before it."""
    one = day[at]
    alone = not any(set(other.dates) & set(one.dates) for other in day[:at])
    if alone or any(set(other.dates) & set(one.dates) for other in day[at + 1 :]) or not one.minutes:
        return ""
    return f"home {one.minutes} min"
