"""Sessions of groups in a term: what a timetable holds. What each figure means stands in docs/timetable.md."""

from __future__ import annotations

import datetime as dt
from enum import Enum

from mentormatch.domain.frozen import frozen
from mentormatch.domain.slots import Slot


@frozen
class DateLost:
    """A date on which a session does not take place, and why: one word of `WHY_NOT_HELD`."""

    day: dt.date
    why: str


WHY_NOT_HELD = ("bank holiday", "closed", "away", "dark", "leaders away")
"""In the order in which a reason is looked for; "away" is the venue's, "leaders away" that of too many leaders."""


@frozen
class Session:
    """One regular session: where, when, led by whom, attended by whom.

    attendees: ids, sorted; of a drop-in nobody is named. heads: attendees with those who come along; of a drop-in 0.
    expected: how many will come, by turnout. dates: those held. pence_a_date: hire, food, fares and sessional staff.
    """

    id: str
    activity: str
    venue: str
    slot: Slot
    leaders: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    heads: int = 0
    expected: int = 0
    fixed: bool = False
    dates: tuple[dt.date, ...] = ()
    not_held: tuple[DateLost, ...] = ()
    pence_a_date: int = 0
    notes: tuple[str, ...] = ()


class WhyNot(Enum):
    """Why somebody is in no session by name.

    Nothing could be theirs at all; what could be does not run; or something of it runs, and has no room for them. Where
    something that runs is kept from them by safeguarding, it reads as no room.
    """

    NONE_POSSIBLE = "none-possible"
    NONE_RUNS = "none-runs"
    NO_ROOM = "no-room"


@frozen
class Refused:
    """The first rule under which no pattern of an activity was left for a person: a rule id, as it may be shown.

    Of `NONE_RUNS` among the patterns that run, of `NONE_POSSIBLE` among all.
    """

    activity: str
    rule: str


@frozen
class NotReached:
    """Somebody in no session by name. patterns: how many could be theirs; drop_ins: sessions that they are offered."""

    mentee: str
    why: WhyNot
    patterns: int = 0
    refused: tuple[Refused, ...] = ()
    drop_ins: tuple[str, ...] = ()


@frozen
class Instead:
    """A session that somebody could have, and those of theirs that they would leave for it; nobody else moves."""

    session: str
    instead_of: tuple[str, ...] = ()


@frozen
class Offers:
    """What somebody who wants a choice may choose from, each by itself. wanted: how many they asked for."""

    mentee: str
    wanted: int
    choices: tuple[Instead, ...] = ()


@frozen
class Cost:
    """What is spent under one heading: in the dearest week, and over the term; limits are those of the budget."""

    heading: str
    pence_a_week: int
    pence_a_term: int
    limit_a_week: int | None = None
    limit_a_term: int | None = None


@frozen
class FixedLeftOut:
    """A fixed slot that does not run, or (person given) somebody of it who is not in it; rule: as it may be shown."""

    activity: str
    slot: Slot
    person: str | None = None
    rule: str | None = None


@frozen
class CannotHold:
    """One rule of a conflict, as it may be shown, and its figures.

    about: venues (session-rooms), who could lead two of them (diary, hours, session-ceiling), or (heading, "week" or
    "term"). limit: rooms or pence that there are. needs: what the sessions take of them at the least.
    """

    rule: str
    about: tuple[str, ...] = ()
    limit: int | None = None
    needs: int | None = None


@frozen
class Conflict:
    """A fixed slot that is left out, and a smallest set of fixed sessions and rules that cannot hold together with it.

    others: (activity, slot) of those that run; without any one of them, or of the rules, the rest could be. Of lack of
    places nothing more is told. smallest: no smaller such set is, and none of that size comes first.
    """

    activity: str
    slot: Slot
    others: tuple[tuple[str, Slot], ...] = ()
    rules: tuple[CannotHold, ...] = ()
    smallest: bool = True


@frozen
class Timetable:
    """The sessions of a term, and what is said about them."""

    sessions: tuple[Session, ...] = ()
    not_reached: tuple[NotReached, ...] = ()
    costs: tuple[Cost, ...] = ()
    left_out: tuple[FixedLeftOut, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    offers: tuple[Offers, ...] = ()


NO_TIMETABLE = Timetable()

FARES, FOOD, HIRE, SESSIONAL, TOTAL = "fares", "food", "hire", "sessional", "total"
"""Headings where nothing else is said, and the one that counts them all."""
