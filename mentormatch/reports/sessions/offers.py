"""What people who want a choice could have instead of what the plan gives them."""

from __future__ import annotations

from mentormatch.domain.timetable import Instead, Offers, Session
from mentormatch.reports.sessions.going import Goings
from mentormatch.reports.words import MODES, columns, count, lines, listed, place_name

NONE_SHOWN = 8
BY_ITSELF = "Each by itself, while nobody else changes: the same place may be offered to two."


def in_short(goings: Goings, where: str) -> list[str]:
    """How many wanted a choice and how many have one. where: the list that has them all."""
    offers = goings.screen.judged.plan.timetable.offers
    if not offers:
        return []
    some = sum(bool(row.choices) for row in offers)
    number = sum(len(row.choices) for row in offers)
    text = f"Wanting a choice: {count(len(offers), 'person', 'people')}; {some:,} could have something else instead"
    return lines(f"{text} ({count(number, 'offer')}; {where}).")


def in_full(goings: Goings) -> list[str]:
    """Everybody who wants a choice, with every offer."""
    offers = goings.screen.judged.plan.timetable.offers
    if not offers:
        return []
    out = ["Could have instead, for those who want a choice:"]
    for row in offers:
        if row.choices:
            out += [*lines(goings.screen.names(row.mentee), "  "), *_rows(goings, row, "    ")]
    out += lines(BY_ITSELF, "  ") if len(out) > 1 else []
    none = [goings.screen.names(row.mentee) for row in offers if not row.choices]
    return [
        *out,
        *(lines(f"Nothing else is free as things stand for {listed(none, NONE_SHOWN)}.", "  ") if none else []),
    ]


def of_person(goings: Goings, person: str) -> list[str]:
    """What one person could have instead; nothing for whoever did not ask."""
    row = next((one for one in goings.screen.judged.plan.timetable.offers if one.mentee == person), None)
    if row is None:
        return []
    if not row.choices:
        return lines("Wants a choice; nothing else is free for them as things stand.")
    return ["Could have instead:", *_rows(goings, row, "  "), *lines(BY_ITSELF, "  ")]


def _rows(goings: Goings, row: Offers, indent: str) -> list[str]:
    by_id = {one.id: one for one in goings.screen.judged.plan.timetable.sessions}
    told = [
        (_session(goings, by_id[one.session]), _there(goings, row.mentee, by_id[one.session], one, by_id))
        for one in row.choices
    ]
    return columns(told, indent=indent)


def _session(goings: Goings, session: Session) -> str:
    return f"{goings.name_of(session)}, {session.slot}"


def _there(goings: Goings, person: str, session: Session, one: Instead, by_id: dict[str, Session]) -> str:
    """Where, how to get there from home, and what would be left for it."""
    way = goings.way_of_attendee(person, session.venue)
    place = place_name(session.venue, goings.screen.programme)
    there = f"{place}, {MODES.get(way.mode.value, way.mode.value)} {way.minutes} min" if way else place
    left = ", ".join(_session(goings, by_id[name]) for name in one.instead_of)
    return f"{there}; instead of {left}" if left else f"{there}; besides what they have"
