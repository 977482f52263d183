"""A small judged timetable made by hand: what reports and commands of sessions are tried on, without a planner."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import builders_reports as made

from mentormatch.domain.history import History, PairRecord, PairState
from mentormatch.domain.people import Staff
from mentormatch.domain.places import Activity, Commitment, Entry, Form, Venue
from mentormatch.domain.plan import Plan, Proof, TierValue
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.timetable import (
    Cost,
    DateLost,
    FixedLeftOut,
    NotReached,
    Refused,
    Session,
    Timetable,
    WhyNot,
)
from mentormatch.domain.travelling import BusPass, Spot
from mentormatch.domain.verdict import Depth, JudgedPlan
from mentormatch.reports.first_screen import Screen
from mentormatch.reports.names import Names
from mentormatch.term.calendar import Calendar


def spot(metres: int, place: str = "") -> Spot:
    return Spot(230_000 + metres, 620_000, place=place)


def slot(day: int, hour: int, minutes: int = 90, rhythm: Rhythm = Rhythm.WEEKLY, first: int = 1) -> Slot:
    return Slot(weekday=day, start=hour * 60, minutes=minutes, rhythm=rhythm, first=first)


def mentee(id: str, metres: int = 0, **more: Any) -> Any:
    return attrs.evolve(made.mentee(id, **more), spot=spot(metres), bus_pass=BusPass.NONE)


WALK, FOOTBALL, FORUM, CAFE = "walk", "football", "forum", "cafe"
ACTIVITIES = (
    Activity(id=WALK, name="Harbour walk", outdoor=True, fixed=(slot(1, 10),), fixed_venue="V2"),
    Activity(id=FOOTBALL, name="Five-a-side football for all comers", rhythm=Rhythm.FORTNIGHTLY),
    Activity(id=FORUM, name="User forum", form=Form.COLLECTIVE, rhythm=Rhythm.MONTHLY),
    Activity(id=CAFE, name="Recovery café", entry=Entry.DROP_IN),
    Activity(id="arts", name="Creative arts"),
)
SLOTS = {
    "walk#1": slot(1, 10),
    "football#1": slot(1, 14, 60, Rhythm.FORTNIGHTLY, 2),
    "forum#1": slot(3, 18, 60, Rhythm.MONTHLY, 2),
    "cafe#1": slot(4, 11, 120),
}
TERM = Calendar(term=made.programme().term)


def session(
    id: str, venue: str, leaders: tuple[str, ...], attendees: tuple[str, ...], lost: int = 0, **more
) -> Session:
    """A session whose first `lost` dates are not held: it is dark."""
    days = TERM.planned(SLOTS[id])
    return Session(
        id=id,
        activity=id.partition("#")[0],
        venue=venue,
        slot=SLOTS[id],
        leaders=leaders,
        attendees=attendees,
        heads=len(attendees),
        dates=days[lost:],
        not_held=tuple(DateLost(day=day, why="dark") for day in days[:lost]),
        **{"expected": len(attendees), "pence_a_date": 1250, **more},
    )


SESSIONS = (
    session("walk#1", "V2", ("M01", "S01"), ("P001", "P002", "P003"), lost=4, fixed=True, expected=2),
    session("football#1", "V1", ("M01",), ("P001", "P003")),
    session("forum#1", "V1", ("M02",), ("P005",)),
    session("cafe#1", "V2", ("S01",), (), expected=9),
)
TIMETABLE = Timetable(
    sessions=SESSIONS,
    not_reached=(
        NotReached(
            mentee="P004",
            why=WhyNot.NONE_POSSIBLE,
            refused=(
                Refused(activity=WALK, rule="travel"),
                Refused(activity=FOOTBALL, rule="common-hour"),
                Refused(activity=FORUM, rule="travel"),
            ),
            drop_ins=("cafe#1",),
        ),
        NotReached(mentee="P006", why=WhyNot.NO_ROOM, patterns=3),
    ),
    costs=(
        Cost(heading="total", pence_a_week=6400, pence_a_term=123456, limit_a_term=200000),
        Cost(heading="hire", pence_a_week=4000, pence_a_term=80000, limit_a_week=5000),
    ),
    left_out=(
        FixedLeftOut(activity="arts", slot=slot(2, 13), rule="session-leaders"),
        FixedLeftOut(activity=WALK, slot=slot(1, 10), person="P007", rule="places"),
    ),
)
TIERS = (
    TierValue(name="fixed-sessions", part="sessions", sense="max", value=1, bound=1, proof=Proof.COUNTED),
    TierValue(name="reach-group", part="sessions", sense="max", value=4, bound=4, proof=Proof.PRICES),
    TierValue(name="group-quality", part="sessions", sense="max", value=3981, bound=4100),
    TierValue(name="cost", part="sessions", sense="min", value=123456, bound=120000),
)


def programme(**more: Any) -> Programme:
    mentees = (
        mentee("P001", comes_with=("child",), area="South"),
        mentee("P002", 3000),
        mentee("P003", 9000),
        mentee("P004", 40000),
        mentee("P005"),
        mentee("P006"),
        mentee("P007"),
        mentee("P008", max_sessions=0),
    )
    given: dict[str, Any] = {
        "mentees": mentees,
        "mentors": tuple(attrs.evolve(made.mentor(id), spot=spot(100)) for id in ("M01", "M02", "M03")),
        "staff": (Staff(id="S01", spot=spot(0)),),
        "venues": (
            Venue(id="V1", name="Dipper Community Centre at Kilmarnock", spot=spot(0, "V1"), rooms=2, capacity=20),
            Venue(id="V2", name="Heron shore", spot=spot(5000, "V2"), outdoor=True, capacity=30),
        ),
        "activities": ACTIVITIES,
        "commitments": (Commitment(person="P001", slot=slot(1, 12, 60), spot=spot(2000)),),
    }
    return made.programme(**{**given, **more})


HISTORY = History(
    pairs=(
        PairRecord(
            mentee="P003", mentor="M03", state=PairState.AGREED, since=made.AS_OF, place="V1", slot=slot(0, 15, 60)
        ),
        PairRecord(
            mentee="P005", mentor="M03", state=PairState.AGREED, since=made.AS_OF, place="phone", slot=slot(0, 17, 60)
        ),
    )
)
NAMES = Names(by_id={"P001": "Rowan B.", "P004": "Linnet S.", "M01": "Hazel F.", "S01": "Jay W."})


def plan(timetable: Timetable = TIMETABLE, **more: Any) -> Plan:
    given: dict[str, Any] = {"scope": "schedule", "pairs": (), "unmatched": (), "tiers": TIERS, "timetable": timetable}
    return made.plan(**{**given, **more})


def judged(given: Plan | None = None, **more: Any) -> JudgedPlan:
    return made.judged(given or plan(), **{"depth": Depth.CHECKED, **more})


def screen(timetable: Timetable = TIMETABLE, **more: Any) -> Screen:
    given: dict[str, Any] = {
        "judged": judged(plan(timetable)),
        "programme": programme(),
        "history": HISTORY,
        "names": NAMES,
        "problems": made.PROBLEMS,
        "folder": "ayrshire",
        "verb": "schedule",
    }
    return Screen(**{**given, **more})


def days(*given: str) -> tuple[dt.date, ...]:
    return tuple(dt.date.fromisoformat(day) for day in given)
