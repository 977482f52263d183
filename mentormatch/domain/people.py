"""People: those to be mentored, mentors, staff. One person may be in two of the lists under one id.

Classes are trusted inside: files and records validate at the edge, with the words in which a coordinator reads it.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum

import attrs

from mentormatch.domain.frozen import frozen
from mentormatch.domain.problem import Cell
from mentormatch.domain.slots import Rhythm
from mentormatch.domain.travelling import BusPass, Mode, Pace, Spot
from mentormatch.domain.week import Availability


class Status(Enum):
    """Whether somebody takes part now. Why not is recorded nowhere."""

    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"


class Meets(Enum):
    """A way of meeting that somebody accepts."""

    IN_PERSON = "in person"
    PHONE = "phone"
    VIDEO = "video"


class Urgency(Enum):
    """A priority band, without its reason."""

    URGENT = "urgent"
    RAISED = "raised"


class Trait(Enum):
    """What a requirement or a preference can be about."""

    GENDER = "gender"
    LANGUAGE = "language"
    TRAINING = "training"
    LIVED = "lived"
    LIFE_STAGE = "life stage"
    FAMILY = "family"
    FAITH = "faith"
    PATHWAY = "pathway"
    PERSON = "person"


@frozen
class Want:
    """One requirement or preference about the other: `trait: value`, as in "gender: woman" or "person: M07"."""

    trait: Trait
    value: str

    def __str__(self) -> str:
        return f"{self.trait.value}: {self.value}"


@frozen
class Member:
    """What people to be mentored, mentors and staff have in common.

    spot: where journeys start, already found from home or starts_from; unknown where neither is given.
    availability: when they may be away from home; None = not known, policy's default then holds and is listed.
    max_minutes, max_pence: limits one way in minutes, there and back in pence; None = policy's default, no limit.
    home_by, out_from: minutes of the day, safeguarding. not_at: venue ids they may not go to, safeguarding.
    """

    id: str
    area: str | None = None
    home: str | None = None
    starts_from: str | None = None
    spot: Spot
    availability: Availability | None = None
    modes: tuple[Mode, ...] = (Mode.FOOT, Mode.BUS)
    pace: Pace = Pace.USUAL
    lift_from: str | None = None
    bus_pass: BusPass = BusPass.ASK
    max_minutes: int | None = None
    max_pence: int | None = None
    home_by: int | None = None
    out_from: int | None = None
    not_at: tuple[str, ...] = ()
    not_where_alcohol: bool = False
    step_free: bool = False
    gender: str | None = None
    languages: tuple[str, ...] = ()
    meets: tuple[Meets, ...] = (Meets.IN_PERSON,)
    status: Status = Status.ACTIVE
    ring_again_on: dt.date | None = None
    wished_times: Availability | None = None
    stage: int | None = None
    stage_agreed_on: dt.date | None = None
    interests: tuple[str, ...] = ()
    lived: tuple[str, ...] = ()
    life_stage: str | None = None
    family: str | None = None
    faith: str | None = None
    pathway: str | None = None
    requires: tuple[Want, ...] = ()
    prefers: tuple[Want, ...] = ()
    not_with: tuple[str, ...] = ()
    needs_approval: bool = False
    max_sessions: int | None = None
    wishes: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    source: Cell | None = attrs.field(default=None, eq=False)


@frozen
class Mentee(Member):
    """Somebody to be mentored.

    wants: mentors wished for, 0 = none now. meeting_minutes: length of a meeting; None = policy's.
    urgency counts only until `urgency_until` and only where `urgency_set_by` says who decided it.
    comes_with: "worker", "child" and the like: takes a place and a fare in groups.
    offers: how many other sessions of groups to choose from, 0 = no choice wanted; None = policy's.
    """

    wants: int = 1
    rhythm: Rhythm = Rhythm.WEEKLY
    meeting_minutes: int | None = None
    waiting_since: dt.date | None = None
    urgency: tuple[Urgency, ...] = ()
    urgency_set_by: str | None = None
    urgency_until: dt.date | None = None
    available_from: dt.date | None = None
    worker: str | None = None
    interpreter_ok: bool = False
    comes_with: tuple[str, ...] = ()
    offers: int | None = None
    accepts_lifts: bool | None = None
    wants_to_give_back: bool | None = None
    told_about_data_on: dt.date | None = None
    retain_until: dt.date | None = None


@frozen
class Mentor(Member):
    """Somebody who mentors.

    max_people: people at most at one time, those elsewhere included. new_people: new ones at most this term.
    minutes_a_week: for meetings, sessions led and the way there and back; None = policy's default.
    cleared_until: last day of the clearance for adults; None = not known, and then no candidate.
    lived_use: whether what they have lived may be used in matching.
    """

    max_people: int = 2
    people_elsewhere: int = 0
    new_people: int | None = None
    minutes_a_week: int | None = None
    cleared_until: dt.date | None = None
    cleared_for_children_until: dt.date | None = None
    training: tuple[str, ...] = ()
    trained_until: dt.date | None = None
    lived_use: bool = False
    about_me: str = ""
    may_ask_officer: bool | None = None
    mentor_since: dt.date | None = None
    supervisor: str | None = None
    supervised_on: dt.date | None = None
    driving_ok_until: dt.date | None = None
    carries_passengers: bool = False
    leads: tuple[str, ...] = ()


@frozen
class Staff(Member):
    """A worker: introduces, supervises, leads, interprets."""

    introductions_a_week: int = 0
    supervises: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    interprets: tuple[str, ...] = ()
    sessional_pence_an_hour: int = 0
