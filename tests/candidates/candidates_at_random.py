"""Tiny programmes in which every rule, state and gap in what is known turns up, from a seed.

Some seeds are mild, so that a rule near the end of the order decides, others harsh.
"""

from __future__ import annotations

import datetime as dt
import random

from builders import LATER, MONDAY, Spot, apart, commitment, free, mentee, mentor, pair, programme, spot, venue, want

from mentormatch.domain.history import Approval, History, PairState
from mentormatch.domain.people import Meets, Staff, Status
from mentormatch.domain.places import Activity, Closure
from mentormatch.domain.policy import Term
from mentormatch.domain.programme import TravelRow
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.travelling import BusPass, Mode, Pace

DUTY = ("Mon 09:00-13:00; Sat 10:00-12:00", "Tue 17:30-21:00; Sun 10:00-13:00", "A: Wed 10:00-14:00; Thu 10:00-15:10")
ON_DUTY = (((0, 600), (5, 600)), ((1, 1080), (6, 600)), ((3, 720),))
"""Some weekdays and starts within the hours of duty, for each of DUTY."""
WEEKS = (
    "Mon 09:00-13:00; Tue 17:00-21:00; Wed 09:00-15:00; Thu 09:00-16:00; Sat 09:00-14:00; Sun 09:00-14:00",
    "Mon-Sun 00:00-24:00",
    "A: Mon-Sun 09:10-19:05; B: Mon-Thu 10:00-22:00",
    "B: Mon-Sun 08:00-20:00; Mon 09:45-12:20",
    "Mon-Sun 10:05-12:15; Mon-Sun 12:15-14:00; Mon-Sun 17:40-20:55",
)
ALL_DAY = "Mon-Sun 08:00-22:00"
LABELS = ("woman", " Woman ", "man", "a  b", "A b")
PLACES = ("baths", "cafe", "hall", "zoo")
HOURS = (9 * 60, 10 * 60 + 30, 12 * 60 + 5, 17 * 60, 18 * 60 + 45)


class Chance:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.first = MONDAY + dt.timedelta(days=self.r.choice((0, 0, 3, 60, 75)))
        self.duty = self.r.randrange(3)
        self.harsh = self.r.choice((0.1, 0.2, 0.3, 1))
        self.term = Term(first_day=self.first, weeks=self.r.choice((4, 7, 12)))

    def maybe(self, chance, *values):
        return self.r.choice(values) if self.r.random() < chance else None

    def harshly(self, chance):
        """Whether something happens that is rarer where the seed is mild."""
        return self.r.random() < chance * self.harsh

    def given(self, chance, **named):
        """Some of the named values."""
        return {name: value for name, value in named.items() if self.r.random() < chance}

    def day(self, low=-60, high=100):
        return self.first + dt.timedelta(days=self.r.randrange(low, high))

    def week(self):
        text = self.r.choice(WEEKS) if self.r.random() < 0.3 + self.harsh else ALL_DAY
        if self.r.random() < 0.3:
            day = self.day(-5, 80)
            text += f"; not {day}..{day + dt.timedelta(days=self.r.randrange(30))}"
        return free(text)

    def spot(self, place=""):
        chance = self.r.random()
        if chance < 0.08:
            return Spot.unknown(postcode="KA7 1AA")
        if self.harshly(0.15):
            return Spot(202_000 + self.r.randrange(1500), 635_000, zone="arran", place=place)
        far = (4000, 9000, 20_000) if self.harshly(0.5) else (2600,)
        return spot(self.r.choice((0, 200, 500, 900, 1500, *far)), place)

    def home(self):
        where = self.spot(self.maybe(0.1, *PLACES) or "")
        return (
            where
            if self.r.random() < 0.5 or not where.known
            else Spot(where.easting, where.northing, where.zone, "KA7 1AB")
        )

    def member(self):
        r = self.r
        return {
            "at": self.home(),
            "when": self.week() if r.random() < 0.9 else None,
            "modes": tuple(r.sample(tuple(Mode), r.randrange(1, 4)))
            if self.harshly(1)
            else (Mode.BUS, Mode.FOOT, Mode.CAR)[: r.randrange(1, 4)],
            "pace": r.choices(tuple(Pace), (6, 2, 1))[0],
            "lift_from": self.maybe(0.3, "a friend"),
            "bus_pass": r.choice(tuple(BusPass)),
            "meets": r.choice(
                ((Meets.IN_PERSON,),) * 3 + (tuple(Meets), (Meets.IN_PERSON, Meets.PHONE), (Meets.PHONE,))
            ),
            "status": r.choice(tuple(Status)) if self.harshly(0.15) else Status.ACTIVE,
            "requires": tuple(
                want(f"{trait}: {r.choice(LABELS)}")
                for trait in r.sample(
                    ("gender", "faith", "training", "lived", "language"),
                    r.choice((1, 1, 2)) if self.harshly(0.4) else 0,
                )
            )
            + ((want("person: P1"),) if self.harshly(0.1) else ()),
            "not_with": ("P2",) if self.harshly(0.1) else (),
            "area": self.maybe(0.6, "North", "South"),
            "gender": self.maybe(0.7, *LABELS),
            "faith": self.maybe(0.4, *LABELS),
            "languages": ("Polish",) if r.random() < 0.1 else (),
            "lived": tuple(r.sample(LABELS, r.randrange(3))),
            "needs_approval": r.random() < 0.15,
            **self.given(0.15, not_at=(r.choice(PLACES),)),
            **self.given(0.15, not_where_alcohol=True),
            **self.given(0.15, step_free=True),
            **self.given(0.2, home_by=r.choice((12 * 60, 19 * 60, 20 * 60 + 30))),
            **self.given(0.2, out_from=r.choice((9 * 60 + 30, 10 * 60))),
            **self.given(0.4, max_minutes=r.choice((0, 10, 20)) if self.harshly(0.6) else r.choice((25, 31, 400))),
            **self.given(0.3, max_pence=r.choice((0, 300)) if self.harshly(0.6) else r.choice((440, 500, 5000))),
        }

    def mentee(self, name):
        r = self.r
        stage = self.maybe(0.7, 0, 0, 1, 3)
        return mentee(
            name,
            **{
                **self.member(),
                "stage": stage,
                "rhythm": r.choice(tuple(Rhythm)),
                "meeting_minutes": self.maybe(0.4, 45, 65, 120),
                "available_from": self.day() if r.random() < 0.3 else None,
                "interpreter_ok": r.random() < 0.5,
            },
        )

    def mentor(self, name):
        r = self.r
        stage = self.maybe(1 - 0.2 * self.harsh, 1, 3, 4, 5)
        return mentor(
            name,
            **{
                **self.member(),
                "stage": stage,
                "lived_use": r.random() < 0.6,
                "cleared_until": None if self.harshly(0.2) else r.choice((LATER, LATER, self.day(0, 80))),
                "max_people": 0 if self.harshly(0.3) else r.choice((1, 2, 3)),
                "training": tuple(r.sample(("woman", "first aid"), r.randrange(3))),
                "may_ask_officer": r.choice((None, True, False)),
                "trained_until": self.day() if r.random() < 0.2 else None,
                "new_people": self.maybe(0.2, 0, 1, 2),
                "people_elsewhere": r.choice((0, 0, 0, 1)),
            },
        )

    def venue(self, name):
        r = self.r
        return venue(
            name,
            at=self.spot(name),
            one_to_one=not self.harshly(0.3),
            opening=self.week(),
            area=self.maybe(0.8, "North", "South"),
            staffed=self.week() if r.random() < 0.8 else None,
            step_free=r.random() < 0.6,
            alcohol_served=r.random() < 0.3,
            first_meeting_ok=r.random() < 0.8,
            council_run=r.random() < 0.5,
            open_on_bank_holidays=r.random() < 0.3,
        )

    def slot(self):
        rhythm = self.r.choice(tuple(Rhythm))
        return Slot(
            weekday=self.r.randrange(7),
            start=self.r.choice(HOURS),
            minutes=self.r.choice((45, 65, 60, 150)),
            rhythm=rhythm,
            first=self.r.choice(rhythm.firsts),
        )

    def commitment(self, people):
        r = self.r
        return commitment(
            r.choice(people),
            self.slot(),
            at=self.maybe(0.6, *PLACES),
            spot=self.spot() if r.random() < 0.3 else None,
            starts_on=self.day() if r.random() < 0.3 else None,
            ends_on=self.day(0, 100) if r.random() < 0.3 else None,
        )

    def activity(self, people):
        r = self.r
        return Activity(
            id="art",
            name="art",
            fixed=tuple(self.slot() for _ in range(r.randrange(3))),
            fixed_venue=self.maybe(0.7, *PLACES),
            fixed_leaders=tuple(r.sample(people, 1)),
            fixed_people=tuple(r.sample(people, 2)),
        )

    def closure(self):
        first = self.day(0, 60)
        return Closure(
            first=first,
            last=first + dt.timedelta(days=self.r.randrange(30)),
            venue=self.maybe(0.4, *PLACES),
            area=self.maybe(0.4, "North", "South"),
            council_run_only=self.r.random() < 0.3,
        )

    def policy(self):
        r = self.r
        return {
            "duty_hours": free(DUTY[self.duty]),
            "start_step": r.choice((30, 60, 60, 15)),
            "places": r.choice((1, 2, 3)),
            "min_dates": r.choice((0, 2, 6)),
            "min_gap": r.choice((0, 1, 1, 2)),
            "doubt": r.choice((0, 15, 40)),
            "supervised_meetings": r.choice((0, 2)),
            "areas_apart": r.random() < 0.2,
            "keep_apart_margin": r.choice((0, 60)),
            "approvals": r.choice(("propose", "propose", "report")),
            "default_availability": self.week(),
            **self.given(0.15, required_training=("first aid",)),
            **self.given(0.3, cooling_off_weeks=2),
        }

    def usual_slot(self, rhythm):
        """A slot as meetings have it, in the hours of duty."""
        weekday, start = self.r.choice(ON_DUTY[self.duty])
        return Slot(weekday=weekday, start=start, minutes=60, rhythm=rhythm, first=self.r.choice(rhythm.firsts))

    def pair_row(self, mentees, mentors):
        r = self.r
        mentee, mentor = r.choice(tuple(mentees)), r.choice(mentors)
        rhythm = mentees[mentee]
        state = r.choice((PairState.IDEA, *PairState))
        return pair(
            mentee,
            mentor,
            state,
            since=self.day(-200, 0),
            by=r.choice((mentee, mentor)),
            **self.given(0.4, lapses_on=self.day(-20, 30)),
            **self.given(0.3, again_from=self.day(-20, 30)),
            **self.given(0.3, reopened_by=r.choice((mentee, mentor))),
            **self.given(0.5, pinned=True),
            **self.given(0.7, place=r.choice((*PLACES, "phone", "nowhere"))),
            **self.given(0.8, slot=self.slot() if r.random() < 0.4 else self.usual_slot(rhythm)),
        )

    def approval(self, mentees, mentors):
        r = self.r
        return Approval(
            mentee=r.choice(mentees),
            mentor=self.maybe(0.6, *mentors),
            by="officer",
            on=self.day(-100, 0),
            until=self.day(-10, 90) if r.random() < 0.6 else None,
            agreed=r.random() < 0.7,
        )


def programme_at_random(seed):
    """(programme, history) of a seed."""
    chance = Chance(seed)
    r = chance.r
    mentees, mentors = ["E1", "E2", "P1"], ["M1", "P1", "P2"][: r.choice((2, 3))]
    everybody = sorted({*mentees, *mentors, "S1"})
    made = programme(
        [chance.mentee(name) for name in mentees],
        [chance.mentor(name) for name in mentors],
        [chance.venue(name) for name in r.sample(PLACES, r.randrange(1, 5))],
        policy=chance.policy(),
        staff=[Staff(id="S1", spot=spot(), interprets=("Polish",) if r.random() < 0.5 else ())],
        term=chance.term,
        as_of=chance.first + dt.timedelta(days=r.choice((0, 0, -20, 10))),
        commitments=[chance.commitment(everybody) for _ in range(r.randrange(6))],
        activities=[chance.activity(everybody)],
        closures=[chance.closure() for _ in range(r.randrange(3))],
        keep_apart=[
            apart(*r.sample(everybody, r.choice((2, 2, 3))), until=chance.day() if r.random() < 0.3 else None)
            for _ in range(r.choice((0, 0, 1, 2)))
        ],
        journeys=[
            TravelRow(
                origin=r.choice(("KA7 1AB", "KA7 1", *PLACES)),
                place=r.choice(PLACES),
                mode=chance.maybe(0.5, "bus", "foot"),
                minutes=chance.maybe(0.8, 5, 20, 23, 40),
                pence=chance.maybe(0.3, 0, 300),
            )
            for _ in range(r.randrange(5))
        ],
    )
    rhythms = {row.id: row.rhythm for row in made.mentees}
    rows = [chance.pair_row(rhythms, mentors) for _ in range(r.choice((0, 1, 2, 2, 5)))]
    approvals = [chance.approval(mentees, mentors) for _ in range(r.randrange(5))]
    return made, History(pairs=_one_a_day(rows), approvals=_one_a_day(approvals))


def _one_a_day(rows):
    """Rows of which no two speak of one pair on one day: what then counts is not the page's business."""
    by_key = {(row.mentee, row.mentor, getattr(row, "since", None) or getattr(row, "on", None)): row for row in rows}
    return list(by_key.values())
