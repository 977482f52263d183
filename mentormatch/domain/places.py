"""Places, and what takes place there."""

from __future__ import annotations

import datetime as dt
from enum import Enum

import attrs

from mentormatch.domain.frozen import frozen
from mentormatch.domain.problem import Cell
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.travelling import Spot
from mentormatch.domain.week import ALWAYS, Availability

PHONE = "phone"
VIDEO = "video"
REMOTE = (PHONE, VIDEO)
"""Places that are no venue: a meeting there needs no travel."""


@frozen
class Venue:
    """A place for meetings and sessions.

    opening: when it is open to the programme. staffed: when staff are there; None = never.
    takes_room: whether a one-to-one meeting takes up a room. capacity: people in one room at once.
    """

    id: str
    name: str
    spot: Spot
    address: str | None = None
    town: str | None = None
    area: str | None = None
    opening: Availability = ALWAYS
    staffed: Availability | None = None
    one_to_one: bool = False
    first_meeting_ok: bool = True
    takes_room: bool = False
    rooms: int = 1
    capacity: int = 0
    step_free: bool = False
    alcohol_served: bool = False
    outdoor: bool = False
    lit: bool = False
    facilities: tuple[str, ...] = ()
    hire_pence_an_hour: int = 0
    heading: str = ""
    open_on_bank_holidays: bool = False
    council_run: bool = False
    our_name_there: bool = False
    source: Cell | None = attrs.field(default=None, eq=False)


class Form(Enum):
    """What an activity shapes: one's own support, something together, the service for everyone."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    COLLECTIVE = "collective"


class Entry(Enum):
    """Whether people are enrolled in an activity, or it is offered."""

    BY_NAME = "by name"
    DROP_IN = "drop-in"


class Register(Enum):
    """What is written down of who came."""

    NAMES = "names"
    COUNT = "count"
    NONE = "none"


@frozen
class Activity:
    """Something that people do together: how many sessions, for whom, with whom, where.

    sessions: how many in each turn of its rhythm. turnout: percent of those enrolled who come; None = policy's.
    fixed: slots that are given (the hall is only ours on Tuesdays); fixed_venue, fixed_leaders and fixed_people go with
    them, and are commitments of those people in matching. for_whom: requirements on those who attend.
    """

    id: str
    name: str
    form: Form = Form.GROUP
    sessions: int = 1
    rhythm: Rhythm = Rhythm.WEEKLY
    minutes: int = 60
    smallest: int = 1
    largest: int = 12
    people_per_leader: int = 8
    least_leaders: int = 2
    lived_experience_leader: bool = True
    facilities: tuple[str, ...] = ()
    outdoor: bool = False
    food_pence_a_head: int = 0
    heading: str = ""
    for_whom: tuple[str, ...] = ()
    entry: Entry = Entry.BY_NAME
    register: Register = Register.NAMES
    turnout: int | None = None
    venues: tuple[str, ...] = ()
    times: Availability | None = None
    fixed: tuple[Slot, ...] = ()
    fixed_venue: str | None = None
    fixed_leaders: tuple[str, ...] = ()
    fixed_people: tuple[str, ...] = ()
    first_aid: bool = False
    closed_after_week: int | None = None
    a_week: int = 1
    source: Cell | None = attrs.field(default=None, eq=False)


@frozen
class Commitment:
    """Something a person has anyway: a slot, where (a venue id, or a spot, or nowhere known), from and until dates."""

    person: str
    slot: Slot
    venue: str | None = None
    spot: Spot | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    source: Cell | None = attrs.field(default=None, eq=False)


@frozen
class Closure:
    """Dates on which a venue, every venue of an area ("council-run" ones only, if so said), or all are shut."""

    first: dt.date
    last: dt.date
    venue: str | None = None
    area: str | None = None
    council_run_only: bool = False
    why: str = ""
    source: Cell | None = attrs.field(default=None, eq=False)
