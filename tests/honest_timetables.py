"""Timetables for tests of the judge: given the sessions, every figure is filled in as the judge reckons it.

So a forged timetable is wrong in one thing only. With nothing said, one mentor and one member of staff may lead an
activity of an hour at any time, in a hall next door that holds twenty, and everybody may come.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import attrs
from builders import free, spot
from builders import slot as slot_of

from mentormatch.checking.case import Case
from mentormatch.checking.order import tier_order
from mentormatch.checking.timetable import answers, choices, conflict_figures, conflicts, figures, spending
from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.possible import Possible
from mentormatch.checking.timetable.values import values
from mentormatch.domain.history import History
from mentormatch.domain.people import Staff
from mentormatch.domain.places import Activity, Venue
from mentormatch.domain.plan import Plan, TierValue
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Slot
from mentormatch.domain.timetable import Conflict, Session, Timetable
from mentormatch.domain.travelling import Spot
from mentormatch.domain.week import ALWAYS, Availability


def activity(name: str = "walk", **more: Any) -> Activity:
    """An activity of one session a week for which one leader and one person are enough, who all come."""
    given: dict[str, Any] = {"least_leaders": 1, "lived_experience_leader": False, "turnout": 100, **more}
    given["times"] = free(given.get("times"))
    given["fixed"] = tuple(slot_of(one) if isinstance(one, str) else one for one in given.get("fixed", ()))
    return Activity(id=name, name=name, **given)


def hall(name: str = "hall", at: Spot | int = 0, **more: Any) -> Venue:
    """A venue for groups, always open."""
    here = at if isinstance(at, Spot) else spot(at, name)
    given: dict[str, Any] = {"capacity": 20, "step_free": True, **more}
    given["opening"] = free(given.get("opening", ALWAYS))
    return Venue(id=name, name=name, spot=here, **given)


def staff(name: str = "S1", at: Spot | int = 0, when: str | Availability | None = ALWAYS, **more: Any) -> Staff:
    """A worker who leads walks."""
    given: dict[str, Any] = {"leads": ("walk",), **more}
    return Staff(id=name, spot=at if isinstance(at, Spot) else spot(at), availability=free(when), **given)


def session(
    of: str, when: str | Slot, at: str = "hall", led: str = "", by: str = "", *, fixed: bool = False
) -> Session:
    """A session from words: session("walk", "Tue 10:00-11:00", led="M1 S1", by="E1 E2")."""
    slot = slot_of(when) if isinstance(when, str) else when
    return Session(
        id="",
        activity=of,
        venue=at,
        slot=slot,
        leaders=tuple(sorted(led.split())),
        attendees=tuple(sorted(by.split())),
        fixed=fixed,
    )


def honest_timetable(programme: Programme, *sessions: Session, record: History | None = None) -> Plan:
    """The plan of just these sessions."""
    return reckoned(programme, Timetable(sessions=tuple(figures.numbered(list(sessions)))), record)


def reckoned(programme: Programme, timetable: Timetable, record: History | None = None) -> Plan:
    """The same sessions with every figure, answer and tier as the judge reckons them."""
    plan = Plan(scope="schedule", made_from="", programme=programme.name, as_of=programme.as_of, timetable=timetable)
    return filled_in(programme, record or History(), plan)


def filled_in(programme: Programme, record: History, plan: Plan) -> Plan:
    """A plan of sessions, or of both, with what it says of sessions as the judge reckons it."""
    court = Court.of(Case(programme, record, plan))
    court = court.with_sessions(figures.reckoned(court, one) for one in court.held)
    possible = Possible(court.ground)
    timetable = Timetable(
        sessions=court.sessions,
        costs=spending.costs(court),
        left_out=tuple(answers.left_out(court)),
        conflicts=tuple(honest_conflicts(court)),
        not_reached=tuple(answers.not_reached(court, possible, row) for row in answers.waiting(court)),
        offers=tuple(choices.honest(court)),
    )
    found = values(court)
    tiers = tuple(
        TierValue(name=kind.name, part="schedule", sense=kind.sense, value=found[kind.name])
        for kind in tier_order(programme.policy, plan)
        if kind.name in found
    )
    return attrs.evolve(plan, timetable=timetable, tiers=tiers)


def honest_conflicts(court: Court) -> Iterator[Conflict]:
    """The sets that cannot hold together, found by asking the judge of every set, from small to large."""
    asks = conflicts.Conflicts(court)
    for row in answers.left_out(court):
        name = (row.activity, row.slot)
        everything = (name, *asks.running)
        if row.person is not None or row.rule is not None or asks.possible(everything, conflicts.ALL_RULES) is True:
            continue
        if asks.possible(everything, conflicts.OPEN_RULES) is True:
            yield Conflict(activity=row.activity, slot=row.slot, rules=conflicts.ONLY_PLACES)
            continue
        sets = (some for size in range(len(everything)) for some in combinations(asks.running, size))
        others = next(some for some in sets if asks.possible((name, *some), conflicts.OPEN_RULES) is False)
        members = [one for one in asks.ways if one in (name, *others)]
        kept = [rule for rule in conflicts.ORDER if rule in conflicts.OPEN_RULES]
        for rule in reversed(conflicts.ORDER):
            if rule in kept and asks.possible(members, set(kept) - {rule}) is False:
                kept.remove(rule)
        ways = [asks.ways[one] for one in members]
        told = tuple(conflict_figures.told_of(court, ways, rule) for rule in kept)
        yield Conflict(activity=row.activity, slot=row.slot, others=others, rules=told)


def with_timetable(plan: Plan, **changes: Any) -> Plan:
    """The plan with something else said in its timetable."""
    return attrs.evolve(plan, timetable=attrs.evolve(plan.timetable, **changes))


def with_session(plan: Plan, at: int = 0, **changes: Any) -> Plan:
    """The plan with one session changed, and nothing reckoned anew."""
    sessions = list(plan.timetable.sessions)
    sessions[at] = attrs.evolve(sessions[at], **changes)
    return with_timetable(plan, sessions=tuple(sessions))
