"""Random small programmes with every kind of rule in them: the instances of the brute-force and safeguarding tests.

Everything is drawn from one random.Random(seed), so that a seed names a programme. Places lie a few kilometres apart
near Ayr, weeks are short and starts coarse, so that a programme of this size can be searched exhaustively.
"""

from __future__ import annotations

import datetime as dt
import random

from mentormatch.domain.history import Approval, History, KeepApart, PairRecord, PairState
from mentormatch.domain.people import Meets, Mentee, Mentor, Staff, Status, Trait, Urgency, Want
from mentormatch.domain.places import Activity, Closure, Commitment, Venue
from mentormatch.domain.policy import Policy, Term
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.travelling import BusPass, Mode, Pace, Spot
from mentormatch.domain.week import Availability, DateRange, Window, parse_availability

FIRST_DAY = dt.date(2027, 1, 11)
AYR = (233_500, 621_500)
INTERESTS = ("football", "walking", "hill-walking", "knitting", "chess", "five-a-side-football", "gardening")
LIVED = ("prison", "care", "homelessness")
LIFE = ("young adult", "parent", "older")


def random_programme(seed: int, *, mentees: int | None = None, mentors: int | None = None) -> tuple[Programme, History]:
    """The programme and history of a seed."""
    draw = random.Random(seed)
    n_mentees = draw.randint(1, 5) if mentees is None else mentees
    n_mentors = draw.randint(1, 4) if mentors is None else mentors
    venues = tuple(_venue(draw, number) for number in range(draw.randint(1, 3)))
    names = [venue.id for venue in venues]
    people = tuple(_mentee(draw, number, names) for number in range(n_mentees))
    helpers = tuple(_mentor(draw, number, names) for number in range(n_mentors))
    if draw.random() < 0.15:
        helpers = (*helpers[:-1], _both(draw, people[0], helpers[-1]))
    ids = [p.id for p in (*people, *helpers)]
    weeks = draw.choice((2, 3, 8, 26))
    programme = Programme(
        name=f"random {seed}",
        synthetic=True,
        term=Term(first_day=FIRST_DAY, weeks=weeks),
        as_of=FIRST_DAY + dt.timedelta(days=draw.choice((0, 0, 0, 9))),
        salt=f"salt {draw.randint(0, 9)}",
        areas=("South", "East"),
        policy=_policy(draw),
        mentees=people,
        mentors=helpers,
        staff=(Staff(id="S1", spot=Spot.unknown(), interprets=("polish",)),) if draw.random() < 0.5 else (),
        venues=venues,
        activities=_activities(draw, names, ids),
        keep_apart=_keep_apart(draw, ids),
        commitments=_commitments(draw, names, ids),
        closures=_closures(draw, names),
    )
    return programme, _history(draw, programme)


def _policy(draw: random.Random) -> Policy:
    return Policy(
        start_step=60,
        duty_hours=parse_availability("Mon-Tue 09:00-17:00"),
        default_availability=parse_availability("Mon 09:00-13:00"),
        supervised_meetings=draw.choice((0, 2)),
        min_gap=draw.choice((0, 1)),
        min_dates=draw.choice((1, 6)),
        places=draw.choice((1, 2, 3)),
        max_minutes=draw.choice((45, 60, 90)),
        minutes_a_week=draw.choice((150, 240)),
        required_training=draw.choice(((), (), (), ("induction",))),
        approvals=draw.choice(("propose", "propose", "report")),
        areas_apart=draw.random() < 0.1,
        floor=draw.choice((0, 0, 0, 450)),
        keep_apart_margin=draw.choice((0, 60, 120)),
        quality_give=draw.choice((0, 5, 50)),
        bands=draw.choice(((200, 400, 600, 800), (450, 550), ())),
        tiers=draw.choice(
            (
                ("reach", "priority", "stability", "fairness", "quality", "load"),
                ("reach", "priority", "stability", "fairness", "quality", "load"),
                ("reach", "load", "stability", "quality", "priority", "fairness"),
                ("stability", "quality", "reach", "fairness", "load", "priority"),
            )
        ),
    )


def _venue(draw: random.Random, number: int) -> Venue:
    opening = draw.choice(
        ("Mon-Tue 09:00-17:00", "Mon 09:00-12:00; Mon 12:00-17:00", "A: Mon 09:00-17:00; Tue 10:00-14:00")
    )
    return Venue(
        id=f"V{number}",
        name=f"Venue {number}",
        spot=_spot(draw, f"V{number}"),
        area=draw.choice(("South", "East", None)),
        opening=parse_availability(opening),
        staffed=draw.choice(
            (
                parse_availability("Mon-Tue 09:00-17:00"),
                parse_availability("Mon 10:00-13:00"),
                parse_availability("Mon-Tue 09:00-17:00"),
                None,
            )
        ),
        one_to_one=draw.random() < 0.9,
        first_meeting_ok=draw.random() < 0.85,
        step_free=draw.random() < 0.6,
        alcohol_served=draw.random() < 0.2,
        open_on_bank_holidays=draw.random() < 0.2,
        council_run=draw.random() < 0.5,
    )


def _spot(draw: random.Random, place: str = "") -> Spot:
    if not place and draw.random() < 0.08:
        return Spot.unknown()
    return Spot(
        easting=AYR[0] + draw.randint(-3, 3) * 400,
        northing=AYR[1] + draw.randint(-3, 3) * 400,
        zone="mainland",
        place=place,
    )


def _free(draw: random.Random) -> Availability | None:
    if draw.random() < 0.08:
        return None
    pieces = draw.sample(
        (
            "Mon 09:00-13:00",
            "Mon 12:00-17:00",
            "Tue 09:00-12:00",
            "A: Tue 12:00-17:00",
            "Mon-Tue 10:00-15:00",
            "Mon-Tue 09:00-17:00",
            "Mon 09:00-17:00",
        ),
        draw.randint(1, 3),
    )
    windows = [window for piece in pieces for window in parse_availability(piece).windows]
    away = (DateRange(first=dt.date(2027, 1, 18), last=dt.date(2027, 1, 24)),) if draw.random() < 0.15 else ()
    return Availability(windows=tuple(windows), away=away)


def _member(draw: random.Random, venues: list[str]) -> dict[str, object]:
    return {
        "area": draw.choice(("South", "East", None)),
        "spot": _spot(draw),
        "availability": _free(draw),
        "modes": draw.choice(((Mode.FOOT,), (Mode.FOOT, Mode.BUS), (Mode.BICYCLE, Mode.BUS), (Mode.CAR,))),
        "pace": draw.choice((Pace.USUAL, Pace.USUAL, Pace.SLOWER)),
        "bus_pass": draw.choice(tuple(BusPass)),
        "max_minutes": draw.choice((None, None, 90, 60, 20)),
        "max_pence": draw.choice((None, None, 300)),
        "home_by": draw.choice((None,) * 9 + (13 * 60,)),
        "out_from": draw.choice((None,) * 9 + (11 * 60,)),
        "not_at": tuple(name for name in venues if draw.random() < 0.04),
        "not_where_alcohol": draw.random() < 0.08,
        "step_free": draw.random() < 0.08,
        "gender": draw.choice(("woman", "man", None)),
        "languages": draw.choice(((), ("english",), ("english", "polish"))),
        "meets": draw.choice(
            ((Meets.IN_PERSON,), (Meets.IN_PERSON,), (Meets.IN_PERSON,), (Meets.IN_PERSON, Meets.PHONE))
        ),
        "status": draw.choice((Status.ACTIVE,) * 40 + (Status.PAUSED,)),
        "wished_times": draw.choice((None, None, parse_availability("Mon 11:00-14:00"))),
        "interests": tuple(draw.sample(INTERESTS, draw.randint(0, 3))),
        "lived": tuple(draw.sample(LIVED, draw.randint(0, 2))),
        "life_stage": draw.choice((None, *LIFE)),
        "faith": draw.choice((None, "any", "none")),
        "pathway": draw.choice((None, "smart", "twelve steps")),
        "needs_approval": draw.random() < 0.06,
    }


def _wants(draw: random.Random, chance: float) -> tuple[Want, ...]:
    known = (
        (Trait.GENDER, "woman"), (Trait.LANGUAGE, "polish"), (Trait.LIVED, "prison"), (Trait.TRAINING, "listening"),
        (Trait.LIFE_STAGE, "parent"), (Trait.PERSON, "M0"), (Trait.FAITH, "any"),
    )  # fmt: skip
    return tuple(Want(trait=trait, value=value) for trait, value in known if draw.random() < chance / 3)


def _mentee(draw: random.Random, number: int, venues: list[str]) -> Mentee:
    return Mentee(
        id=f"P{number}",
        stage=draw.choice((None, 0, 0, 1, 2)),
        wants=draw.choice((1, 1, 1, 1, 2, 0)),
        rhythm=draw.choice((Rhythm.WEEKLY,) * 6 + (Rhythm.FORTNIGHTLY, Rhythm.MONTHLY)),
        meeting_minutes=draw.choice((None, None, 90, 45)),
        waiting_since=draw.choice((None, dt.date(2026, 9, 1), dt.date(2026, 12, 1), dt.date(2026, 6, 1))),
        urgency=draw.choice(((), (), (Urgency.URGENT,), (Urgency.RAISED,))),
        urgency_set_by="S1",
        urgency_until=draw.choice((dt.date(2027, 6, 1), dt.date(2026, 12, 1))),
        available_from=draw.choice((None,) * 7 + (dt.date(2027, 1, 25), dt.date(2028, 1, 1))),
        interpreter_ok=draw.random() < 0.1,
        requires=_wants(draw, 0.02),
        prefers=_wants(draw, 0.4),
        **_member(draw, venues),  # type: ignore[arg-type]
    )


def _mentor(draw: random.Random, number: int, venues: list[str]) -> Mentor:
    return Mentor(
        id=f"M{number}",
        stage=draw.choice((None, 2, 3, 3, 4, 4, 5, 3, 2, 5)),
        max_people=draw.choice((1, 2, 2, 3)),
        people_elsewhere=draw.choice((0, 0, 0, 1)),
        new_people=draw.choice((None, None, 1)),
        minutes_a_week=draw.choice((None, 120, 200, 300)),
        cleared_until=draw.choice((dt.date(2028, 1, 1),) * 20 + (None, dt.date(2027, 2, 1), dt.date(2026, 12, 1))),
        training=draw.choice((("induction",), ("induction",), ("induction", "listening"), ())),
        trained_until=draw.choice((None, None, None, None, dt.date(2026, 12, 1))),
        lived_use=draw.random() < 0.7,
        requires=tuple(want for want in _wants(draw, 0.02) if want.trait is not Trait.TRAINING),
        prefers=tuple(want for want in _wants(draw, 0.4) if want.trait is not Trait.TRAINING),
        may_ask_officer=draw.choice((None, True, False)),
        **_member(draw, venues),  # type: ignore[arg-type]
    )


def _both(draw: random.Random, person: Mentee, mentor: Mentor) -> Mentor:
    """A mentor's row for somebody who is mentored too: same id, same home, same hours."""
    import attrs

    shared = {
        name: getattr(person, name) for name in ("id", "spot", "availability", "modes", "pace", "status", "not_at")
    }
    return attrs.evolve(mentor, stage=draw.choice((3, 4)), **shared)


def _activities(draw: random.Random, venues: list[str], ids: list[str]) -> tuple[Activity, ...]:
    if draw.random() < 0.7:
        return ()
    slot = Slot(weekday=draw.choice((0, 1)), start=draw.choice((10, 12)) * 60, minutes=60)
    return (
        Activity(
            id="A0", name="Walk", fixed=(slot,), fixed_venue=draw.choice(venues),
            fixed_leaders=(draw.choice(ids),), fixed_people=(draw.choice(ids),),
        ),
    )  # fmt: skip


def _keep_apart(draw: random.Random, ids: list[str]) -> tuple[KeepApart, ...]:
    rows = []
    for _ in range(draw.choice((0, 0, 1, 2))):
        people = tuple(draw.sample(ids, 2)) if len(set(ids)) >= 2 else ()
        if len(set(people)) == 2:
            rows.append(
                KeepApart(people=people, until=draw.choice((None, None, dt.date(2027, 6, 1), dt.date(2026, 12, 1))))
            )
    return tuple(rows)


def _commitments(draw: random.Random, venues: list[str], ids: list[str]) -> tuple[Commitment, ...]:
    return tuple(
        Commitment(
            person=draw.choice(ids),
            slot=Slot(
                weekday=draw.choice((0, 1)),
                start=draw.randint(9, 14) * 60,
                minutes=draw.choice((30, 60, 120)),
                rhythm=draw.choice((Rhythm.WEEKLY, Rhythm.FORTNIGHTLY)),
            ),
            venue=draw.choice((None, *venues)),
            starts_on=draw.choice((None, None, dt.date(2027, 1, 20))),
        )
        for _ in range(draw.choice((0, 0, 1, 2)))
    )


def _closures(draw: random.Random, venues: list[str]) -> tuple[Closure, ...]:
    if draw.random() < 0.7:
        return ()
    first = FIRST_DAY + dt.timedelta(days=draw.randint(0, 20))
    return (
        Closure(
            first=first, last=first + dt.timedelta(days=draw.randint(0, 14)), venue=draw.choice((None, *venues)),
            area=draw.choice((None, "South")), council_run_only=draw.random() < 0.3,
        ),
    )  # fmt: skip


def _history(draw: random.Random, programme: Programme) -> History:
    pairs, approvals = [], []
    for mentee in programme.mentees:
        for mentor in programme.mentors:
            if mentee.id == mentor.id:
                continue
            if draw.random() < 0.14:
                pairs.append(_record(draw, programme, mentee, mentor))
            if (mentee.needs_approval or mentor.needs_approval) and draw.random() < 0.6:
                approvals.append(
                    Approval(
                        mentee=mentee.id, mentor=draw.choice((mentor.id, None)), by="officer", on=dt.date(2026, 12, 1),
                        until=draw.choice((None, dt.date(2027, 2, 1), dt.date(2026, 12, 20))),
                        agreed=draw.random() < 0.8,
                    )
                )  # fmt: skip
    return History(pairs=tuple(pairs), approvals=tuple({(a.mentee, a.mentor): a for a in approvals}.values()))


def _record(draw: random.Random, programme: Programme, mentee: Mentee, mentor: Mentor) -> PairRecord:
    state = draw.choice(tuple(PairState))
    slot = None
    if state.holds and draw.random() < 0.7:
        first = draw.choice(mentee.rhythm.firsts)
        slot = Slot(
            weekday=draw.choice((0, 1)), start=draw.choice((10, 11, 13)) * 60, minutes=mentee.meeting_minutes or 60,
            rhythm=mentee.rhythm, first=first,
        )  # fmt: skip
    return PairRecord(
        mentee=mentee.id,
        mentor=mentor.id,
        state=state,
        since=draw.choice((dt.date(2026, 10, 1), dt.date(2027, 1, 11))),
        by=draw.choice((mentee.id, mentor.id)),
        lapses_on=draw.choice((None, dt.date(2026, 12, 1))),
        again_from=draw.choice((None, dt.date(2026, 12, 1), dt.date(2027, 12, 1))),
        reopened_by=draw.choice((None, mentee.id)),
        pinned=state is PairState.IDEA,
        place=draw.choice([v.id for v in programme.venues]) if slot else None,
        slot=slot,
    )


__all__ = ["Window", "random_programme"]
