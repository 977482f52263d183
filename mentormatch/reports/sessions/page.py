"""The week of one person, of a leader, of a venue, and the figures behind a timetable."""

from __future__ import annotations

from collections.abc import Iterable

from mentormatch.domain.timetable import NotReached, WhyNot
from mentormatch.reports.first_screen import Screen
from mentormatch.reports.sessions import leaders, lost, money, offers, reached, week
from mentormatch.reports.sessions.going import BUSY, LEADS, Going, Goings
from mentormatch.reports.sessions.screen import left_out
from mentormatch.reports.words import columns, count, lines, listed


def whole_week(screen: Screen) -> list[str]:
    """All sessions by day."""
    sessions = screen.judged.plan.timetable.sessions
    return [f"The week ({count(len(sessions), 'session')}):", *week.grid(Goings(screen), sessions)]


def of_person(screen: Screen, person: str) -> list[str]:
    """One person's week with the way from one thing to the next, fares, dates, and why where there is nothing."""
    goings = Goings(screen)
    given = goings.by_person.get(person, ())
    out = [f"The week of {screen.names(person)}:", *week.of_person(goings, person)]
    out += _dates(screen, given)
    by_week = money.fares(goings).get(person)
    if by_week:
        term = money.pounds(sum(by_week.values()))
        out += lines(f"Fares in hand: {money.pounds(max(by_week.values()))} in the dearest week, {term} over the term.")
    load = next((one for one in leaders.loads(goings) if one.person == person), None)
    if load:
        most = "" if load.most is None else f" of {load.most}"
        text = (
            f"Leads {count(load.sessions, 'session')}; {load.minutes}{most} minutes in the fullest week, ways included."
        )
        out += lines(text)
    return [*out, *offers.of_person(goings, person), *_nothing(goings, person)]


def _dates(screen: Screen, given: Iterable[Going]) -> list[str]:
    """How many dates of what somebody leads and attends are held, each activity once."""
    by_id = {row.id: row for row in screen.judged.plan.timetable.sessions}
    by_activity: dict[str, list[Going]] = {}
    for one in given:
        if one.role != BUSY and one.session is not None:
            by_activity.setdefault(one.what, []).append(one)
    out = []
    for what, mine in by_activity.items():
        sessions = [by_id[one.session] for one in mine if one.session is not None]
        held = sum(len(row.dates) for row in sessions)
        planned = held + sum(len(row.not_held) for row in sessions)
        away = held - sum(len(one.dates) for one in mine)
        name = what if len(mine) == 1 else f"{what}, {count(len(mine), 'session')}"
        text = f"{name}: {held:,} of {count(planned, 'date')} held this term"
        out += lines(f"{text}{f', {away} of them while away' if away else ''}.", "  ")
    return out


def _nothing(goings: Goings, person: str) -> list[str]:
    timetable = goings.screen.judged.plan.timetable
    one = next((row for row in timetable.not_reached if row.mentee == person), None)
    if one is None:
        return []
    why = reached.why(one)
    if one.why is WhyNot.NONE_RUNS:
        why += f", though it could in {count(one.patterns, 'way')}"
    out = ["", *lines(f"In no session by name: {why}."), *_by_activity(goings, one)]
    offered = [row for row in timetable.sessions if row.id in one.drop_ins]
    if offered:
        told = listed((f"{goings.name_of(row)}, {row.slot}" for row in offered), 4, "; ")
        out += lines(f"Could go to without a name taken: {told}.")
    return out


def _by_activity(goings: Goings, one: NotReached) -> list[str]:
    if one.why is WhyNot.NO_ROOM or not one.refused:
        return []
    names = goings.activities
    rows = [
        (names[row.activity].name if row.activity in names else row.activity, reached.phrase(row.rule))
        for row in one.refused
    ]
    runs = ["Of what runs:"] if one.why is WhyNot.NONE_RUNS else []
    return [*runs, *columns(rows)]


def of_leader(screen: Screen, person: str) -> list[str]:
    """The sessions that somebody leads, then their whole week."""
    goings = Goings(screen)
    led = {one.session for one in goings.by_person.get(person, ()) if one.role == LEADS}
    sessions = [row for row in screen.judged.plan.timetable.sessions if row.id in led]
    head = f"{screen.names(person)} leads {count(len(sessions), 'session')}:"
    return [head, *week.grid(goings, sessions), "", *of_person(screen, person)]


def of_venue(screen: Screen, venue_id: str) -> list[str]:
    """The sessions at a venue, with its hours and rooms."""
    goings = Goings(screen)
    venue = goings.venues[venue_id]
    sessions = [row for row in screen.judged.plan.timetable.sessions if row.venue == venue_id]
    rooms = f"{count(venue.rooms, 'room')}, {venue.capacity} people in one"
    out = lines(f"{venue.name} ({venue.id}): {count(len(sessions), 'session')}; {rooms}.")
    return [*out, *lines(f"Open {venue.opening}."), *week.grid(goings, sessions)]


def detail(screen: Screen) -> list[list[str]]:
    """What `show detail` says of sessions, part by part."""
    goings = Goings(screen)
    timetable = screen.judged.plan.timetable
    return [
        left_out(goings),
        reached.by_form(goings),
        _not_reached(goings),
        offers.in_full(goings),
        leaders.in_full(goings),
        money.costs(timetable.costs),
        lost.in_full(goings),
    ]


def _not_reached(goings: Goings) -> list[str]:
    rows = [
        (goings.screen.names(one.mentee), reached.why(one)) for one in goings.screen.judged.plan.timetable.not_reached
    ]
    return ["In no session by name:", *columns(rows)] if rows else []
