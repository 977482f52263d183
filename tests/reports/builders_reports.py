"""A small judged plan made by hand: what reports are tried on, without a planner."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

from mentormatch.domain.history import PairState
from mentormatch.domain.people import Mentee, Mentor, Staff, Want
from mentormatch.domain.people import Trait as T
from mentormatch.domain.places import Venue
from mentormatch.domain.plan import (
    Answer,
    AnswerKind,
    Evidence,
    Meeting,
    OnHold,
    PartPoints,
    Plan,
    PlannedPair,
    Proof,
    Reason,
    RunnerUp,
    Swap,
    TierValue,
    Way,
)
from mentormatch.domain.policy import Term
from mentormatch.domain.problem import Cell, Problem, Severity
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Slot
from mentormatch.domain.travelling import Spot
from mentormatch.domain.verdict import Depth, JudgedPlan, TierVerdict, Verdict
from mentormatch.domain.week import parse_availability
from mentormatch.reports.first_screen import Screen
from mentormatch.reports.names import Names

AS_OF = dt.date(2027, 1, 4)
SPOT = Spot.unknown()


def referred(weeks: int) -> dt.date:
    return AS_OF - dt.timedelta(weeks=weeks)


def mentee(id: str, weeks: int = 0, **more: Any) -> Mentee:
    return Mentee(id=id, spot=SPOT, waiting_since=referred(weeks), **more)


def mentor(id: str, **more: Any) -> Mentor:
    return Mentor(id=id, spot=SPOT, **{"cleared_until": dt.date(2028, 1, 1), **more})


def meeting(day: int, hour: int, place: str = "V1", mine: int = 20, theirs: int = 5) -> Meeting:
    return Meeting(
        place=place,
        slot=Slot(weekday=day, start=hour * 60, minutes=60),
        mentee_way=Way(mode="bus", minutes=mine, pence=400, known_from="model"),
        mentor_way=Way(mode="car", minutes=theirs, pence=90, known_from="model"),
        dates_planned=26,
        dates_held=24,
    )


def idea(mentee: str, mentor: str, quality: int = 700, **more: Any) -> PlannedPair:
    given: dict[str, Any] = {
        "state": PairState.IDEA,
        "meeting": meeting(1, 10),
        "parts": (
            PartPoints(part="travel", points=15, of=20, says="25 minutes for both together"),
            PartPoints(part="interests", points=9, of=15, says="both like football"),
        ),
    }
    return PlannedPair(mentee=mentee, mentor=mentor, quality=quality, **{**given, **more})


def none_fits(person: str, **mentors_by_rule: int) -> Answer:
    reasons = tuple(
        Reason(rule=rule.replace("_", "-"), says="", figures={"mentors": number})
        for rule, number in mentors_by_rule.items()
    )
    return Answer(mentee=person, kind=AnswerKind.NONE_ACCEPTABLE, reasons=reasons)


def programme(**more: Any) -> Programme:
    given: dict[str, Any] = {
        "name": "Ayrshire, winter",
        "synthetic": True,
        "term": Term(first_day=AS_OF),
        "as_of": AS_OF,
        "mentees": (
            mentee("P001", 12, area="South", availability=parse_availability("Tue 10-14")),
            mentee("P002", 20, area="South", requires=(Want(trait=T.GENDER, value="woman"),)),
            mentee("P003", 8, area="East"),
            mentee("P004", 31, area="East"),
            mentee("P005", 9, area="North"),
            mentee("P006", 3, area="North"),
            mentee("P007", 40, area="South"),
        ),
        "mentors": (
            mentor("M01", area="South", max_people=1),
            mentor("M02", area="South", cleared_until=dt.date(2027, 2, 1)),
            mentor("M03", area="East", max_people=3),
        ),
        "staff": (Staff(id="S01", spot=SPOT, introductions_a_week=3),),
        "venues": (Venue(id="V1", name="Cumnock library", spot=SPOT, one_to_one=True),),
    }
    return Programme(**{**given, **more})


def plan(**more: Any) -> Plan:
    given: dict[str, Any] = {
        "scope": "match",
        "made_from": "0123456789abcdef0123456789abcdef",
        "programme": "Ayrshire, winter",
        "as_of": AS_OF,
        "pairs": (
            idea("P001", "M01", 712, runners_up=(RunnerUp(mentor="M03", quality=520, place="V1"),)),
            idea("P002", "M02", 300, meeting=meeting(3, 14), renew_by=dt.date(2027, 2, 1)),
            idea("P003", "M03", 540, meeting=meeting(4, 11), needs_approval=True),
            idea("P007", "M03", 640, state=PairState.AGREED, meeting=meeting(0, 13)),
        ),
        "unmatched": (
            none_fits("P004", requires=1, common_hour=2),
            Answer(
                mentee="P005",
                kind=AnswerKind.SHORTAGE,
                people=("P003", "P005"),
                mentors=("M03",),
                places=1,
                smallest=True,
                swap=Swap(mentor="M03", instead_of="P003"),
            ),
            Answer(mentee="P006", kind=AnswerKind.TRADED, tier="priority", here=60, there=52, sure=True),
        ),
        "tiers": (
            TierValue(name="reach", part="match", sense="max", value=4, bound=4, proof=Proof.PRICES),
            TierValue(name="priority", part="match", sense="max", value=80, bound=80, proof=Proof.COUNTED),
            TierValue(name="quality", part="match", sense="max", value=2192, bound=2192, proof=Proof.CLAIMED),
        ),
        "evidence": Evidence(sizes={"pairs": 9, "options": 31}, seconds={"solving": 0.4}, threads=2),
    }
    return Plan(**{**given, **more})


def judged(given: Plan | None = None, breaches: tuple = (), depth: Depth = Depth.CHECKED) -> JudgedPlan:
    given = given or plan()
    tiers = tuple(TierVerdict(name=tier.name, value=tier.value, bound=depth) for tier in given.tiers)
    return JudgedPlan(plan=given, verdict=Verdict(breaches=breaches, tiers=tiers, checked=(("pairs", 4),)))


PROBLEMS = (
    Problem(severity=Severity.ASSUMED, says="no availability: Mon-Fri 09:00-17:00 is assumed", person="P003"),
    Problem(severity=Severity.ASK, says="When can P003 come?", where=Cell(file="people.csv", row=4), person="P003"),
    Problem(
        severity=Severity.WARNING,
        says="P005 and P006 may be one person",
        where=Cell(file="people.csv", row=6),
    ),
)
NAMES = Names(by_id={"P001": "Rowan B.", "P002": "Ash T.", "P004": "Linnet S.", "M01": "Hazel F.", "M03": "Jay W."})


def screen(**more: Any) -> Screen:
    given: dict[str, Any] = {
        "judged": judged(),
        "programme": programme(),
        "names": NAMES,
        "problems": PROBLEMS,
        "folder": "ayrshire",
    }
    return Screen(**{**given, **more})


def stopped(given: Plan) -> Plan:
    """The same plan, its search cut by the clock."""
    tiers = (
        *given.tiers[:1],
        *(attrs.evolve(tier, proof=None, bound=tier.bound and tier.bound + 40) for tier in given.tiers[1:]),
    )
    return attrs.evolve(given, tiers=tiers, evidence=attrs.evolve(given.evidence, stopped="clock"))


HELD = OnHold(mentee="P007", mentor="M03", state=PairState.AGREED)
