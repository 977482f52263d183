"""Random programmes with sessions, made harsher: what files allow, and what hardly anybody would write.

One person in several lists, slots given twice, wants that cannot be read, fixed leaders who are mentees or who live out
of reach, drop-ins with fixed people, activities out of doors at dusk, Sundays, a start in the middle of a week.
"""

from __future__ import annotations

import datetime as dt
import random

import attrs
from random_timetables import FREE, random_timetable_programme

from mentormatch.domain.history import KeepApart
from mentormatch.domain.people import Mentor, Staff, Urgency
from mentormatch.domain.places import Commitment, Entry
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.travelling import Mode, Spot
from mentormatch.domain.week import parse_availability

ODD_WANTS = ("gender: woman", "language: English", "language: polish", "lived: prison", "training: First  aid",
             "gender", "shoe: 9", "gender:", "person: P0", "faith: any",
             "family: parent", "Life Stage: Older")  # fmt: skip
FAR = Spot(easting=233_500, northing=591_500, zone="mainland")
ODD_TIMES = ("Sun 10:00-13:00", "Mon-Sun 15:00-18:00", "A: Mon 09:00-12:00; B: Mon 09:00-10:30; Sun 11:00-16:00")


def harsh_programme(seed):
    """The programme and history of a seed."""
    programme, history = random_timetable_programme(seed)
    draw = random.Random(f"harsh {seed}")
    lists = {
        "mentees": tuple(_mentee(draw, _person(draw, row)) for row in programme.mentees),
        "mentors": tuple(_person(draw, row) for row in programme.mentors),
        "staff": tuple(_person(draw, row) for row in programme.staff),
    }
    lists = _in_two_lists(draw, lists, [one.id for one in programme.activities])
    everybody = sorted({row.id for rows in lists.values() for row in rows})
    activities = tuple(_activity(draw, one, everybody) for one in programme.activities)
    first = programme.term.first_day + dt.timedelta(days=draw.choice((0, 0, 0, 2, 300, 340)))
    term = attrs.evolve(programme.term, first_day=first)
    moved = first - programme.term.first_day
    venues = tuple(_venue(draw, one) for one in programme.venues)
    extra = tuple(_commitment(draw, everybody, venues) for _ in range(draw.choice((0, 1, 2))))
    number = draw.choice((0, 0, 1, 3)) if len(everybody) > 1 else 0  # one alone is kept apart from nobody
    apart = [KeepApart(people=tuple(draw.sample(everybody, 2))) for _ in range(number)]
    return (
        attrs.evolve(
            programme,
            **lists,
            activities=activities,
            venues=venues,
            term=term,
            as_of=programme.as_of + moved,
            commitments=(*programme.commitments, *extra),
            keep_apart=(*programme.keep_apart, *(apart if len(everybody) > 1 else ())),
        ),
        history,
    )


def _person(draw, row):
    changes = {}
    if draw.random() < 0.1:
        changes["spot"] = draw.choice((FAR, Spot.unknown()))
    if draw.random() < 0.1:
        changes["max_minutes"] = draw.choice((0, 10, 200))
    if draw.random() < 0.05:
        changes["modes"] = (Mode.LIFT,)
    if draw.random() < 0.1:
        changes["availability"] = parse_availability(draw.choice((*FREE, "Sun 09:00-17:00", "Mon-Sun 00:00-24:00")))
    if draw.random() < 0.05:
        changes["gender"] = draw.choice(("  ", " WOMAN ", None))
    if draw.random() < 0.1:
        changes["home_by"], changes["out_from"] = draw.choice(((11 * 60, None), (None, 10 * 60), (17 * 60, 9 * 60)))
    if draw.random() < 0.08:
        changes["stage"] = None
    return attrs.evolve(row, **changes)


def _mentee(draw, row):
    return attrs.evolve(
        row,
        urgency=draw.choice((row.urgency, (Urgency.URGENT, Urgency.RAISED))),
        urgency_until=draw.choice((row.urgency_until, None)),
        available_from=draw.choice((row.available_from,) * 4 + (dt.date(2027, 1, 30),)),
    )


def _in_two_lists(draw, lists, activities):
    """Some mentees who are staff too, some mentors who are staff too, some mentees who are mentors too."""
    mentees, mentors, staff = lists["mentees"], lists["mentors"], lists["staff"]
    names = {row.id for row in staff}
    for row in (*mentees[:1], *mentors[:1]):
        if draw.random() < 0.15 and row.id not in names:
            names.add(row.id)
            staff = (*staff, _as(draw, Staff, row, activities))
    if mentees and draw.random() < 0.1 and mentees[-1].id not in {row.id for row in mentors}:
        more = {"stage": 4, "cleared_until": dt.date(2028, 1, 1), "training": ("induction",)}
        mentors = (*mentors, _as(draw, Mentor, mentees[-1], activities, **more))
    return {"mentees": mentees, "mentors": mentors, "staff": staff}


def _as(draw, kind, row, activities, **more):
    return kind(
        id=row.id, spot=draw.choice((row.spot, FAR)), availability=row.availability, modes=(Mode.CAR, Mode.FOOT),
        leads=tuple(draw.sample(activities, draw.randint(0, len(activities)))),
        max_sessions=draw.choice((None, None, 0, 1)), **more,
    )  # fmt: skip


def _activity(draw, one, everybody):
    changes = {}
    if one.fixed:
        if draw.random() < 0.2:
            changes["fixed"] = (*one.fixed, one.fixed[0])
        if draw.random() < 0.2:
            changes["fixed_venue"] = None
        if draw.random() < 0.2:
            changes["fixed_leaders"] = tuple(draw.sample(everybody, min(2, len(everybody))))
        if draw.random() < 0.3:
            changes["fixed_people"] = tuple(draw.sample(everybody, min(3, len(everybody))))
    if draw.random() < 0.15:
        changes["for_whom"] = (draw.choice(ODD_WANTS),)
    if draw.random() < 0.15:
        changes["outdoor"] = True
    if draw.random() < 0.15:
        changes["times"] = draw.choice((None, *(parse_availability(text) for text in ODD_TIMES)))
    if draw.random() < 0.1:
        changes["entry"] = draw.choice(tuple(Entry))
    if draw.random() < 0.1:
        changes["smallest"], changes["largest"] = draw.choice(((1, 2), (3, 5), (2, 2)))
    return attrs.evolve(one, **changes)


def _venue(draw, one):
    if draw.random() < 0.3:
        return attrs.evolve(
            one, outdoor=True, lit=draw.random() < 0.2, opening=parse_availability("Mon-Sun 09:00-21:00")
        )
    if draw.random() < 0.1:
        return attrs.evolve(one, spot=draw.choice((FAR, attrs.evolve(Spot.unknown(), place=one.spot.place))))
    return one


def _commitment(draw, everybody, venues):
    return Commitment(
        person=draw.choice(everybody),
        slot=Slot(
            weekday=draw.choice((0, 1, 6)),
            start=draw.choice((9 * 60, 11 * 60, 12 * 60 + 30, 1380)),
            minutes=draw.choice((5, 60)),
            rhythm=Rhythm.MONTHLY,
            first=draw.choice((1, 2, 4)),
        ),
        venue=draw.choice((None, *(one.id for one in venues))),
        spot=draw.choice((None, FAR)),
    )
