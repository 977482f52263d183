"""Random small programmes with sessions of groups in them, on top of those of `random_programmes`.

Everything that is about sessions is drawn from a random.Random of its own, so that a seed names a programme here and
the same people, venues and record as there. Two or three activities, placed at one or two hours each, so that a
timetable can be searched exhaustively.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import attrs
from random_programmes import random_programme

from mentormatch.domain.history import History, KeepApart
from mentormatch.domain.people import Meets, Mentee, Mentor, Staff, Status
from mentormatch.domain.places import Activity, Closure, Commitment, Entry, Form, Venue
from mentormatch.domain.policy import Budget, Policy
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.travelling import Mode, Spot
from mentormatch.domain.week import parse_availability

TIMES = ("Mon 10:00-12:00", "Mon 15:00-18:00", "Tue 10:00-12:00", "Mon 11:00-13:00; Tue 10:00-11:00", "Sat 10:00-12:00",
         "A: Mon 09:00-12:00; Tue 16:00-18:00", "Mon-Tue 12:00-14:00")  # fmt: skip
OPENINGS = ("Mon-Sun 09:00-21:00", "Mon-Sun 09:00-21:00", "Mon-Tue 09:00-12:00; Mon-Tue 12:00-17:00",
            "A: Mon-Sat 09:00-17:00; B: Tue 09:00-13:00",
            "Mon-Sat 09:00-17:00; not 2027-01-18..2027-01-31")  # fmt: skip
NEXT_DOOR = Spot(easting=233_500, northing=621_500, zone="mainland")
FREE = ("Mon-Sat 08:00-19:00", "Mon-Sat 08:00-19:00", "Mon 08:00-19:00; A: Tue 08:00-19:00",
        "Mon-Tue 09:00-14:00; Sat 09:00-13:00", "Mon-Sat 08:00-19:00; not 2027-01-11..2027-01-31")  # fmt: skip


def random_timetable_programme(
    seed: int, *, mentees: int | None = None, mentors: int | None = None
) -> tuple[Programme, History]:
    """The programme and history of a seed, with activities, staff who lead, wishes, vetoes, ceilings and budgets."""
    base, history = random_programme(seed, mentees=mentees, mentors=mentors)
    draw = random.Random(f"timetable {seed}")
    venues = tuple(_venue(draw, venue) for venue in base.venues)
    names = [venue.id for venue in venues]
    n_activities = draw.choice((1, 2, 2, 3))
    ids = [f"A{number}" for number in range(n_activities)]
    choosing = random.Random(f"offers {seed}")
    lists = {
        "mentees": tuple(
            attrs.evolve(_mentee(draw, row, ids), offers=choosing.choice((None, None, 0, 1, 3))) for row in base.mentees
        ),
        "mentors": tuple(_mentor(draw, row, ids) for row in base.mentors),
        "staff": tuple(_staff(draw, number, ids, names) for number in range(draw.choice((0, 1, 1, 1, 1, 2)))),
    }
    people = sorted({row.id for rows in lists.values() for row in rows})
    if draw.random() < 0.95:
        venues, lists["staff"] = _with_room(venues), _with_a_worker(draw, lists["staff"], ids)
    programme = attrs.evolve(
        base,
        **lists,
        venues=venues,
        policy=attrs.evolve(_policy(draw, base.policy), offers=choosing.choice((0, 2, 2))),
        activities=tuple(_activity(draw, name, names, lists) for name in ids),
        keep_apart=(*base.keep_apart, *_keep_apart(draw, people)),
        commitments=(*base.commitments, *_commitments(draw, people, names)),
        closures=(*base.closures, *_closures(draw, names)),
    )
    return programme, history


def _with_room(venues: tuple[Venue, ...]) -> tuple[Venue, ...]:
    """The same with one hall that has room and whatever an activity indoors needs: else few seeds have a session."""
    hall = attrs.evolve(
        venues[0],
        spot=NEXT_DOOR,
        opening=parse_availability(OPENINGS[0]),
        capacity=12,
        outdoor=False,
        step_free=True,
        facilities=("kitchen", "big hall"),
    )
    return (hall, *venues[1:])


def _with_a_worker(draw: random.Random, staff: tuple[Staff, ...], ids: list[str]) -> tuple[Staff, ...]:
    """The same with one worker who leads everything and is there; else few seeds have a session."""
    worker = attrs.evolve(
        staff[0] if staff else _staff(draw, 0, ids, []),
        leads=tuple(ids),
        status=Status.ACTIVE,
        spot=NEXT_DOOR,
        modes=(Mode.CAR,),
        availability=parse_availability(FREE[0]),
        home_by=None,
        not_at=(),
        max_sessions=None,
    )
    return (worker, *staff[1:])


def _policy(draw: random.Random, policy: Policy) -> Policy:
    headings = ("hire", "food", "fares", "sessional", "total", "art", "hall")
    budgets = [
        Budget(
            heading=heading,
            pence_a_week=draw.choice((None, 400, 1500, 4000)),
            pence_a_term=draw.choice((None, 5000, 20_000)),
        )
        for heading in draw.sample(headings, draw.choice((0, 0, 1, 2)))
    ]
    return attrs.evolve(
        policy,
        turnout=draw.choice((60, 100, 100, 100, 45)),
        sunset_margin=draw.choice((0, 15, 90)),
        group_weights=draw.choice(
            (
                policy.group_weights,
                policy.group_weights,
                {"wish": 1, "company": 3, "mentor": 2},
                {"travel": 7, "time": 5},
            )
        ),
        budgets=tuple(budgets),
    )


def _venue(draw: random.Random, venue: Venue) -> Venue:
    return attrs.evolve(
        venue,
        opening=parse_availability(draw.choice(OPENINGS)) if draw.random() < 0.7 else venue.opening,
        takes_room=draw.random() < 0.4,
        rooms=draw.choice((1, 1, 2)),
        capacity=draw.choice((0, 3, 6, 12, 12)),
        step_free=venue.step_free or draw.random() < 0.5,
        outdoor=draw.random() < 0.25,
        lit=draw.random() < 0.3,
        facilities=draw.choice(((), ("Kitchen",), ("kitchen", "big  hall"))),
        hire_pence_an_hour=draw.choice((0, 0, 1000, 1250)),
        heading=draw.choice(("", "", "hall")),
    )


def _shared(draw: random.Random, ids: list[str]) -> dict[str, Any]:
    """What people of all lists may have."""
    out: dict[str, Any] = {"max_sessions": draw.choice((None,) * 5 + (0, 1, 1, 2))}
    if draw.random() < 0.85:
        out["availability"] = parse_availability(draw.choice(FREE))
    if draw.random() < 0.7:
        out["max_minutes"] = 90
    if draw.random() < 0.12:
        out["vetoes"] = (draw.choice(ids),)
    return out


def _mentee(draw: random.Random, row: Mentee, ids: list[str]) -> Mentee:
    return attrs.evolve(
        row,
        wishes=tuple(draw.sample(ids, draw.randint(0, len(ids)))) if draw.random() < 0.7 else (),
        wished_times=draw.choice(
            (None, parse_availability("Mon 09:00-12:00"), parse_availability("A: Tue 10:00-12:00"))
        ),
        comes_with=draw.choice(((), (), (), ("child",), ("worker", "child"))),
        home_by=draw.choice((row.home_by, row.home_by, 18 * 60)),
        **_shared(draw, ids),
    )


def _mentor(draw: random.Random, row: Mentor, ids: list[str]) -> Mentor:
    return attrs.evolve(
        row,
        leads=tuple(name for name in ids if draw.random() < 0.75),
        training=(*row.training, *draw.choice(((), ("First aid",)))),
        **_shared(draw, ids),
    )


def _staff(draw: random.Random, number: int, ids: list[str], venues: list[str]) -> Staff:
    return Staff(
        id=f"S{number}",
        spot=Spot(easting=233_500 + draw.randint(-3, 3) * 400, northing=621_500, zone="mainland")
        if draw.random() < 0.8
        else Spot.unknown(),
        modes=draw.choice(((Mode.FOOT,), (Mode.FOOT, Mode.BUS), (Mode.CAR,))),
        status=draw.choice((Status.ACTIVE,) * 12 + (Status.PAUSED,)),
        leads=tuple(name for name in ids if draw.random() < 0.75),
        interprets=draw.choice(((), ("polish",))),
        sessional_pence_an_hour=draw.choice((0, 1250, 1333)),
        not_at=tuple(name for name in venues if draw.random() < 0.05),
        home_by=draw.choice((None, None, None, 17 * 60)),
        meets=draw.choice(((Meets.IN_PERSON,), (Meets.PHONE,))),
        **{"availability": None, **_shared(draw, ids)},
    )


def _activity(draw: random.Random, name: str, venues: list[str], lists: dict[str, tuple[Any, ...]]) -> Activity:
    entry = draw.choice((Entry.BY_NAME, Entry.BY_NAME, Entry.BY_NAME, Entry.DROP_IN))
    fixed = _fixed(draw, name, venues, lists, entry) if draw.random() < 0.45 else {}
    n_fixed = len(fixed.get("fixed", ()))
    smallest = draw.choice((1, 1, 1, 2))
    return Activity(
        id=name,
        name=f"Activity {name}",
        form=draw.choice((Form.GROUP, Form.GROUP, Form.INDIVIDUAL, Form.COLLECTIVE)),
        sessions=draw.choice((0, n_fixed, n_fixed + 1)) if fixed else draw.choice((1, 1, 2)),
        rhythm=draw.choice((Rhythm.WEEKLY, Rhythm.WEEKLY, Rhythm.FORTNIGHTLY, Rhythm.MONTHLY)),
        minutes=draw.choice((60, 60, 90, 50)),
        smallest=smallest,
        largest=draw.choice((smallest, 4, 8)),
        people_per_leader=draw.choice((1, 2, 8)),
        least_leaders=draw.choice((1, 1, 1, 1, 1, 2)),
        lived_experience_leader=draw.random() < 0.15,
        facilities=draw.choice(((), (), (), (), ("KITCHEN",), ("Big hall",))),
        outdoor=draw.random() < 0.1,
        food_pence_a_head=draw.choice((0, 0, 150, 333)),
        heading=draw.choice(("", "", "art")),
        for_whom=draw.choice(((),) * 12 + (("gender: woman",), ("lived: prison", "language: polish"))),
        entry=entry,
        turnout=draw.choice((None, None, 100, 100, 50, 80)),
        venues=tuple(draw.sample(venues, 1)) if draw.random() < 0.1 else (),
        times=parse_availability(draw.choice(TIMES)),
        first_aid=draw.random() < 0.08,
        closed_after_week=draw.choice((None,) * 6 + (1, 3)),
        a_week=draw.choice((1, 1, 2)),
        **fixed,
    )  # fmt: skip


def _fixed(
    draw: random.Random, name: str, venues: list[str], lists: dict[str, tuple[Any, ...]], entry: Entry
) -> dict[str, Any]:
    """Slots that are given, perhaps with the venue, the leaders and, where people are enrolled, some of those."""
    slots = [
        Slot(
            weekday=draw.choice((0, 0, 1, 5)),
            start=draw.choice((10, 11, 15)) * 60 + draw.choice((0, 0, 15)),
            minutes=draw.choice((60, 60, 75)),
            rhythm=rhythm,
            first=draw.choice(rhythm.firsts),
        )
        for rhythm in draw.choices((Rhythm.WEEKLY, Rhythm.WEEKLY, Rhythm.FORTNIGHTLY), k=draw.choice((1, 1, 1, 2)))
    ]
    helpers = sorted({row.id for group in ("mentors", "staff") for row in lists[group]})
    people = sorted({row.id for rows in lists.values() for row in rows})
    leaders = draw.sample(helpers, min(len(helpers), draw.choice((0, 1, 1, 2))))
    others = [person for person in people if person not in leaders]
    named = draw.sample(others, min(len(others), draw.choice((0, 1, 2)))) if entry is Entry.BY_NAME else []
    return {
        "fixed": tuple(dict.fromkeys(slots)),
        "fixed_venue": draw.choice((*venues, *venues, None)),
        "fixed_leaders": tuple(leaders),
        "fixed_people": tuple(named),
    }


def _keep_apart(draw: random.Random, people: list[str]) -> list[KeepApart]:
    if len(people) < 2 or draw.random() < 0.6:
        return []
    return [
        KeepApart(people=tuple(draw.sample(people, 2)), until=draw.choice((None, None, dt.date(2026, 12, 1))))
        for _ in range(draw.choice((1, 1, 2)))
    ]


def _commitments(draw: random.Random, people: list[str], venues: list[str]) -> list[Commitment]:
    return [
        Commitment(
            person=draw.choice(people),
            slot=Slot(
                weekday=draw.choice((0, 1, 5)),
                start=draw.randint(9, 16) * 60,
                minutes=draw.choice((30, 60)),
                rhythm=draw.choice((Rhythm.WEEKLY, Rhythm.FORTNIGHTLY)),
            ),
            venue=draw.choice((None, *venues)),
            ends_on=draw.choice((None, None, dt.date(2027, 2, 1))),
        )
        for _ in range(draw.choice((0, 0, 1, 2)))
    ]


def _closures(draw: random.Random, venues: list[str]) -> list[Closure]:
    if draw.random() < 0.7:
        return []
    first = dt.date(2027, 1, 11) + dt.timedelta(days=draw.randint(0, 60))
    return [
        Closure(first=first, last=first + dt.timedelta(days=draw.randint(0, 20)), venue=draw.choice((None, *venues)))
    ]
