"""One person's appointments as a page tells them: when, where, how to get there, whom to ask for. No more than that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from mentormatch.domain.appointments import Appointment
from mentormatch.domain.frozen import frozen
from mentormatch.domain.places import PHONE, VIDEO
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.telling import Office
from mentormatch.sheets import words

NOT_ON_MOST = 3
"""Dates on which something is not held that are told; of more, that there are more."""
AHEAD = dt.timedelta(weeks=8)
"""How far ahead such dates are told: nobody keeps a page for longer."""

Way = tuple[str, int]
"""mode, minutes one way."""


@frozen
class Entry:
    """One thing in somebody's week, in words; "" where there is nothing to say.

    number: as it stands in the picture. dates: when it is next, or is not; next_on the first of these, where a day and
    an hour alone do not tell it. place: a name, "By phone" or "By video".
    """

    number: int
    slot: Slot
    days: str
    when: str
    place: str
    address: str = ""
    way: str = ""
    ask_for: str = ""
    dates: str = ""
    next_on: dt.date | None = None


@frozen
class Page:
    """All that one person is told: what is in their week, in its order, and whom they ring. mark: tells pages apart."""

    entries: tuple[Entry, ...]
    office: Office
    mark: str = ""


def page_of(
    appointments: Iterable[Appointment], ways: Mapping[tuple[str, Slot], Way], office: Office, since: dt.date, mark: str
) -> Page:
    """The page of somebody's appointments. ways: theirs, by place and slot. since: the day from which dates are told.

    An appointment that has no date left from then on is not told.
    """
    left = [one for one in appointments if any(day >= since for day in one.held)]
    left.sort(key=lambda one: (one.slot.weekday, one.slot.start, one.slot.first, one.place))
    return Page(
        entries=tuple(_entry(number, one, ways, since) for number, one in enumerate(left, start=1)),
        office=office,
        mark=mark,
    )


def _entry(number: int, one: Appointment, ways: Mapping[tuple[str, Slot], Way], since: dt.date) -> Entry:
    place, address, way = _place(one)
    known = (one.way.mode, one.way.minutes) if one.way is not None else ways.get((one.place, one.slot))
    if one.venue is not None and known is not None:
        way = words.way(*known)
    who = [one.meets] if one.meets else list(one.ask_for)
    return Entry(
        number=number,
        slot=one.slot,
        days=words.days(one.slot),
        when=words.when(one.slot),
        place=place,
        address=address,
        way=way,
        ask_for=f"Ask for {words.listed(who, 'or')}." if who and one.venue is not None else "",
        dates=_dates(one, since),
        next_on=_next_on(one, since),
    )


def _place(one: Appointment) -> tuple[str, str, str]:
    if one.venue is None:
        return {
            PHONE: ("By phone", "", "You stay where you are."),
            VIDEO: ("By video", "", "You stay where you are."),
        }.get(one.place, ("Ask us where", "", ""))
    name = one.venue.name
    more = [part for part in (one.venue.address, one.venue.town) if part and part.casefold() not in name.casefold()]
    return name, ", ".join(more), ""


def _next_on(one: Appointment, since: dt.date) -> dt.date | None:
    """The next date of what is not every week, or begins later than in the week to come."""
    held = next(day for day in one.held if day >= since)
    return held if one.slot.rhythm is not Rhythm.WEEKLY or held - since >= dt.timedelta(weeks=1) else None


def _dates(one: Appointment, since: dt.date) -> str:
    """The next date, where it has to be told; dates not held on which somebody might come."""
    begins = next(day for day in one.held if day >= since)
    next_on = _next_on(one, since)
    out = [f"Next: {words.date(next_on)}."] if next_on is not None else []
    lost = [day for day in one.not_held if max(since, begins) <= day <= since + AHEAD]
    if lost:
        told = [words.date(day) for day in lost[:NOT_ON_MOST]]
        more = " More dates: ask us." if len(lost) > NOT_ON_MOST else ""
        out.append(f"Not on {words.listed(told, 'or')}.{more}")
    return " ".join(out)
