"""Programmes, people and places for tests, in a line each: `from builders import mentee, mentor, programme, venue`.

With nothing said, a mentee and a mentor fit: both live at the same crossroads, are free at all times, and there is a
venue next door, always open and staffed, where they may meet.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from mentormatch.domain.history import Approval, History, KeepApart, PairRecord, PairState
from mentormatch.domain.people import Meets, Mentee, Mentor, Trait, Want
from mentormatch.domain.places import Commitment, Venue
from mentormatch.domain.policy import Policy, Term
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.travelling import Spot
from mentormatch.domain.week import ALWAYS, WEEKDAYS, Availability, parse_availability, parse_clock

MONDAY = dt.date(2027, 1, 11)
"""The first day of the term unless said otherwise; also `as_of`. No bank holiday until Good Friday, 26 March."""
LATER = dt.date(2030, 1, 1)


def spot(metres: int = 0, place: str = "") -> Spot:
    """A point so many metres east of the crossroads."""
    return Spot(230_000 + metres, 620_000, place=place)


def free(text: str | Availability | None) -> Availability | None:
    """An availability from its words."""
    return parse_availability(text) if isinstance(text, str) else text


def mentee(name: str = "E1", at: Spot | int = 0, when: str | Availability | None = ALWAYS, **more: Any) -> Mentee:
    """Somebody to be mentored."""
    return Mentee(id=name, spot=at if isinstance(at, Spot) else spot(at), availability=free(when), **more)


def mentor(name: str = "M1", at: Spot | int = 0, when: str | Availability | None = ALWAYS, **more: Any) -> Mentor:
    """A mentor of stage 3, cleared for years."""
    given: dict[str, Any] = {"stage": 3, "cleared_until": LATER, **more}
    return Mentor(id=name, spot=at if isinstance(at, Spot) else spot(at), availability=free(when), **given)


def venue(name: str = "cafe", at: Spot | int = 0, **more: Any) -> Venue:
    """A venue for meetings, always open and staffed."""
    here = at if isinstance(at, Spot) else spot(at, name)
    given: dict[str, Any] = {"one_to_one": True, "staffed": ALWAYS, "step_free": True, **more}
    given["opening"] = free(given.get("opening", ALWAYS))
    given["staffed"] = free(given["staffed"])
    return Venue(id=name, name=name, spot=here, **given)


def programme(
    mentees: Any = None, mentors: Any = None, venues: Any = None, policy: Any = None, **more: Any
) -> Programme:
    """A programme; a number of mentees or mentors makes so many. policy: a Policy or its fields."""
    given: dict[str, Any] = {"name": "test", "synthetic": True, "term": Term(first_day=MONDAY), "as_of": MONDAY, **more}
    return Programme(
        mentees=_listed(mentees, mentee, "E"),
        mentors=_listed(mentors, mentor, "M"),
        venues=(venue(),) if venues is None else tuple(venues),
        policy=policy if isinstance(policy, Policy) else Policy(**(policy or {})),
        **given,
    )


def _listed(given: Any, make: Any, letter: str) -> tuple[Any, ...]:
    if given is None or isinstance(given, int):
        return tuple(make(f"{letter}{number}") for number in range(1, (given or 1) + 1))
    return tuple(given)


def slot(text: str, rhythm: Rhythm = Rhythm.WEEKLY, first: int = 1) -> Slot:
    """A slot from words such as "Tue 18:00-19:00"."""
    day, hours = text.split()
    start, end = (parse_clock(part) for part in hours.split("-"))
    return Slot(weekday=WEEKDAYS.index(day), start=start, minutes=end - start, rhythm=rhythm, first=first)


def commitment(person: str, when: str | Slot, at: str | None = None, **more: Any) -> Commitment:
    """Something a person has anyway, at a venue or nowhere known."""
    return Commitment(person=person, slot=slot(when) if isinstance(when, str) else when, venue=at, **more)


def pair(
    mentee: str, mentor: str, state: PairState = PairState.AGREED, since: dt.date = MONDAY, **more: Any
) -> PairRecord:
    """A row of pairs.csv."""
    given = {**more, "slot": slot(more["slot"])} if isinstance(more.get("slot"), str) else more
    return PairRecord(mentee=mentee, mentor=mentor, state=state, since=since, **given)


def history(*rows: PairRecord | Approval) -> History:
    """A record of pairs and approvals."""
    return History(
        pairs=[row for row in rows if isinstance(row, PairRecord)],
        approvals=[row for row in rows if isinstance(row, Approval)],
    )


def apart(*people: str, **more: Any) -> KeepApart:
    """People who must not meet."""
    return KeepApart(people=people, **more)


def want(text: str) -> Want:
    """A requirement or preference from words such as "gender: woman"."""
    trait, _, value = text.partition(":")
    return Want(trait=Trait(trait.strip()), value=value.strip())


IN_PERSON, PHONE, VIDEO = Meets.IN_PERSON, Meets.PHONE, Meets.VIDEO
