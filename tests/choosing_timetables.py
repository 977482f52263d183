"""Random programmes in which most people have something to choose from, and what each could have by the page.

Every set of a person's sessions that might be left for another is tried, under the rows of `timetable_rows`.
"""

from __future__ import annotations

import random
from itertools import chain, combinations

import attrs
from random_timetables import NEXT_DOOR, random_timetable_programme

from mentormatch.domain.history import KeepApart
from mentormatch.domain.people import Meets, Status
from mentormatch.domain.places import Entry
from mentormatch.domain.policy import Budget
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.travelling import Mode
from mentormatch.domain.week import parse_availability

HOURS = (
    "Mon 10:00-12:00",
    "Mon 10:30-14:00; Tue 10:00-11:00",
    "Tue 10:00-13:00",
    "Mon 11:00-12:00",
    "Mon-Tue 15:00-17:00",
)
EVERYWHERE = parse_availability("Mon-Sun 07:00-21:00")


def choosing_programme(seed):
    """The programme and history of a seed: three or four activities, six people who are free for most of them."""
    programme, history = random_timetable_programme(seed)
    draw = random.Random(f"choosing {seed}")
    ids = ("A0", "A1", "A2", "B0")[: draw.choice((2, 3, 4))]
    venues = tuple(_venue(draw, one) for one in programme.venues)
    more = tuple(attrs.evolve(draw.choice(programme.mentees), id=f"Q{number}") for number in range(6))
    mentees = tuple(_mentee(draw, row, ids) for row in (*programme.mentees, *more)[:6])
    staff = tuple(
        attrs.evolve(row, leads=ids, max_sessions=None, status=Status.ACTIVE, availability=EVERYWHERE, home_by=None)
        for row in programme.staff
    )
    mentors = tuple(attrs.evolve(row, leads=ids if draw.random() < 0.5 else ()) for row in programme.mentors)
    everybody = sorted({row.id for rows in (mentees, mentors, staff) for row in rows})
    activities = tuple(_activity(draw, programme.activities[0], name, venues, everybody) for name in ids)
    apart = tuple(KeepApart(people=tuple(draw.sample(everybody, 2))) for _ in range(draw.choice((0, 1, 2))))
    known = {row.id for row in mentees}
    changed = attrs.evolve(
        programme,
        mentees=mentees,
        mentors=mentors,
        staff=staff,
        venues=venues,
        activities=activities,
        keep_apart=apart,
        commitments=tuple(row for row in programme.commitments if row.person in everybody),
        policy=attrs.evolve(programme.policy, offers=draw.choice((0, 2, 3)), budgets=_budgets(draw)),
    )
    pairs = tuple(row for row in history.pairs if row.mentee in known and draw.random() < 0.3)
    return changed, attrs.evolve(history, pairs=pairs)


def _budgets(draw):
    if draw.random() < 0.5:
        return ()
    heading = draw.choice(("food", "fares", "total"))
    pence = draw.choice((300, 1_000, 3_000, 9_000))
    return (Budget(heading=heading, pence_a_week=pence, pence_a_term=draw.choice((None, 4 * pence))),)


def _venue(draw, one):
    return attrs.evolve(
        one,
        spot=attrs.evolve(NEXT_DOOR, easting=NEXT_DOOR.easting + 500 * draw.randint(-2, 2)),
        opening=EVERYWHERE,
        capacity=draw.choice((5, 12, 12)),
        rooms=draw.choice((1, 2)),
        outdoor=False,
        step_free=True,
    )


def _mentee(draw, row, ids):
    wishes = tuple(draw.sample(ids, draw.randint(0, 2)))
    return attrs.evolve(
        row,
        spot=attrs.evolve(NEXT_DOOR, easting=NEXT_DOOR.easting + 300 * draw.randint(-3, 3)),
        status=Status.ACTIVE,
        meets=(Meets.IN_PERSON,),
        availability=EVERYWHERE if draw.random() < 0.85 else row.availability,
        available_from=None,
        home_by=draw.choice((None, None, None, 12 * 60)),
        not_at=row.not_at if draw.random() < 0.3 else (),
        modes=draw.choice(((Mode.FOOT,), (Mode.FOOT, Mode.BUS))),
        max_minutes=200,
        max_pence=None,
        wishes=wishes,
        vetoes=tuple(one for one in ids if one not in wishes and draw.random() < 0.1),
        max_sessions=draw.choice((None, 1, 1, 1, 2, 2)),
        offers=draw.choice((None, None, 0, 1, 3)),
    )


def _activity(draw, base, name, venues, everybody):
    smallest = draw.choice((1, 1, 1, 2))
    fixed = _fixed(draw, venues, everybody) if draw.random() < 0.5 else {"fixed": ()}
    return attrs.evolve(
        base,
        id=name,
        entry=draw.choice((Entry.BY_NAME,) * 5 + (Entry.DROP_IN,)),
        sessions=draw.choice((1, 2, 2)) + len(fixed["fixed"]),
        rhythm=draw.choice((Rhythm.WEEKLY, Rhythm.WEEKLY, Rhythm.FORTNIGHTLY)),
        minutes=60,
        times=parse_availability(draw.choice(HOURS)),
        smallest=smallest,
        largest=draw.choice((3, 8, 8)),
        people_per_leader=draw.choice((3, 8, 8)),
        least_leaders=1,
        lived_experience_leader=False,
        first_aid=False,
        turnout=draw.choice((100, 100, 100, 60)),
        facilities=(),
        outdoor=False,
        for_whom=(),
        venues=(),
        a_week=draw.choice((1, 1, 2)),
        closed_after_week=None,
        food_pence_a_head=draw.choice((0, 150)),
        **fixed,
    )


def _fixed(draw, venues, everybody):
    start, day = draw.choice((600, 660, 900)), draw.choice((0, 1))
    return {
        "fixed": (Slot(weekday=day, start=start, minutes=60),),
        "fixed_venue": draw.choice(venues).id,
        "fixed_leaders": (),
        "fixed_people": tuple(draw.sample(everybody, draw.choice((0, 0, 1, 2)))),
    }


# ------------------------------------------------------------------------------------------------------- by the page


def offers_by_the_page(rows, programme, timetable):
    """What each is offered, by id: (session, sessions left for it) in their order, as patterns by number."""
    out = {}
    for mentee in sorted(programme.mentees, key=lambda row: row.id):
        number = programme.policy.offers if mentee.offers is None else mentee.offers
        if number and mentee.id in rows.o.counted:
            out[mentee.id] = _offers(rows, timetable, mentee.id)[:number]
    return out


def _offers(rows, timetable, person):
    """Every session that one person could have instead, in the order of the page, by trying every set of theirs."""
    mine = [at for at in timetable if person in timetable[at][1]]
    free = [at for at in mine if not rows.patterns[at].attendees[person].given]
    found = []
    for to in timetable:
        one = rows.patterns[to]
        if to in mine or not one.by_name or person not in one.attendees:
            continue
        sets = []
        for gone in chain.from_iterable(combinations(free, size) for size in range(len(free) + 1)):
            moved = _moved(timetable, person, to, gone)
            if not rows.breaks(moved):
                worth = rows.worth(moved)
                best = [-worth[name] for name in ("wish", "wish-first", "group-quality")]
                sets.append((len(gone), best, sorted(order(rows, at) for at in gone), gone))
        if sets:
            _, best, _, gone = min(sets)
            found.append((best, order(rows, to), one.activity.id, to, gone))
    found.sort()
    turns = [(sum(other[2] == row[2] for other in found[:at]), at) for at, row in enumerate(found)]
    return [(found[at][3], set(found[at][4])) for _, at in sorted(turns)]


def _moved(timetable, person, to, gone):
    out = {
        at: (led, tuple(one for one in people if one != person or at not in gone))
        for at, (led, people) in timetable.items()
    }
    out[to] = (out[to][0], tuple(sorted((*out[to][1], person))))
    return out


def order(rows, at):
    """The place of a pattern's session among those of a plan."""
    one = rows.patterns[at]
    return (one.activity.id, one.fixed < 0, one.slot.key, one.venue.id)


# --------------------------------------------------------------------------------------------------- timetables drawn


def drawn_within_the_rules(rows, draw):
    """A timetable that breaks no row, put together at random: patterns first, then more people."""
    out = {}
    patterns = list(range(len(rows.patterns)))
    draw.shuffle(patterns)
    for at in patterns[:60]:
        one = rows.patterns[at]
        leaders = one.given or tuple(draw.sample(sorted(one.leaders), min(1, len(one.leaders))))
        few = rows.o.turnout(one.activity) and min(len(one.attendees), draw.choice((1, 1, 2)))
        people = tuple(sorted(draw.sample(sorted(one.attendees), few))) if one.by_name else ()
        tried = {**out, at: (tuple(sorted(leaders)), people)}
        if len(out) < 6 and not rows.breaks(tried):
            out = tried
    for at in sorted(out):
        for person in sorted(rows.patterns[at].attendees) if rows.patterns[at].by_name else ():
            tried = {**out, at: (out[at][0], tuple(sorted({*out[at][1], person})))}
            if draw.random() < 0.4 and not rows.breaks(tried):
                out = tried
    return {at: out[at] for at in sorted(out)}
