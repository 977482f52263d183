"""Random small programmes with more fixed sessions than can be, and the sets of them that cannot hold together.

The sets are found by trying every set, every venue and every group of leaders, under the rows of `timetable_rows`.
"""

from __future__ import annotations

import random
from itertools import chain, combinations, product

import attrs
from timetable_oracle import TimetableOracle
from timetable_rows import Rows
from timetables_at_random import harsh_programme

from mentormatch.candidates.sieve import travel_of
from mentormatch.domain.policy import Budget
from mentormatch.domain.slots import Rhythm, Slot

SAFETY = {"keep-apart", "keep-apart-margin"}
OTHERS = ("session-leaders", "session-size", "session-rooms", "diary", "session-ceiling", "hours", "session-budget")


def crowded_programme(seed):
    """The programme and history of a seed: three to five activities, of one or two fixed slots at few hours."""
    programme, history = harsh_programme(seed)
    draw = random.Random(f"crowded {seed}")
    number = draw.choice((3, 4, 4, 5))
    more = [attrs.evolve(draw.choice(programme.activities), id=f"B{n}") for n in range(number)]
    activities = [*programme.activities, *more][:number]
    leads = tuple(one.id for one in activities)
    staff = tuple(attrs.evolve(row, leads=leads if draw.random() < 0.7 else row.leads) for row in programme.staff)
    mentors = tuple(
        attrs.evolve(
            row,
            leads=leads if draw.random() < 0.5 else row.leads,
            max_sessions=draw.choice((row.max_sessions, 1, 2)),
            minutes_a_week=draw.choice((row.minutes_a_week, 90, 150)),
        )
        for row in programme.mentors
    )
    leaders = sorted({row.id for row in (*staff, *mentors)})
    venues = tuple(attrs.evolve(one, rooms=draw.choice((1, 1, 2))) for one in programme.venues)
    names = [one.id for one in venues]
    policy = programme.policy
    if draw.random() < 0.5:
        heading = draw.choice(("hire", "total", "fares", "sessional"))
        limit = draw.choice((300, 900, 2_000, 6_000))
        of_week, of_term = draw.choice(((limit, None), (None, limit * 3)))
        budget = Budget(heading=heading, pence_a_week=of_week, pence_a_term=of_term)
        policy = attrs.evolve(policy, budgets=(*(one for one in policy.budgets if one.heading != heading), budget))
    fixed = tuple(_fixed(draw, one, names, leaders) for one in activities)
    return (
        attrs.evolve(programme, activities=fixed, staff=staff, mentors=mentors, venues=venues, policy=policy),
        history,
    )


def _fixed(draw, one, venues, leaders):
    slots = [
        Slot(
            weekday=draw.choice((0, 0, 1)),
            start=draw.choice((600, 600, 630, 660, 720)),
            minutes=60,
            rhythm=draw.choice((Rhythm.WEEKLY, Rhythm.WEEKLY, one.rhythm)),
            first=1,
        )
        for _ in range(draw.choice((1, 1, 2)))
    ]
    return attrs.evolve(
        one,
        sessions=draw.choice((0, 1, 2)),
        fixed=tuple(slots),
        fixed_venue=draw.choice((None, venues[0], venues[0], draw.choice(venues))),
        fixed_leaders=tuple(draw.sample(leaders, 1)) if draw.random() < 0.4 else (),
        fixed_people=(),
        least_leaders=draw.choice((1, 1, 2)),
        lived_experience_leader=draw.random() < 0.2,
        outdoor=False,
        facilities=(),
        for_whom=(),
    )


class Trying:
    """Whether fixed slots can hold together, by trying everything."""

    def __init__(self, programme, history):
        self.rows = Rows(TimetableOracle(programme, history, travel_of(programme)))
        self.ways = {}
        for at, one in enumerate(self.rows.patterns):
            if one.fixed >= 0:
                self.ways.setdefault((one.activity.id, one.slot), []).append(at)
        self.known = {}

    def order(self, name):
        return (name[0], name[1].key)

    def possible(self, names, off):
        key = (frozenset(names), frozenset(off))
        if key not in self.known:
            self.known[key] = any(self._holds(ats, set(off)) for ats in product(*(self.ways[one] for one in names)))
        return self.known[key]

    def _holds(self, ats, off):
        teams = product(*(list(self._teams(at)) for at in ats))
        return any(not self.rows.breaks({at: (team, ()) for at, team in zip(ats, some)}) - off for some in teams)

    def _teams(self, at):
        one = self.rows.patterns[at]
        everybody = sorted(one.leaders)
        if one.activity.fixed_leaders:
            yield tuple(sorted(set(one.activity.fixed_leaders)))
            return
        yield from chain.from_iterable(combinations(everybody, size) for size in range(len(everybody) + 1))

    def smallest(self, name, running):
        """The first of the smallest sets, without safeguarding; None where there is none."""
        for size in range(len(running) + 1):
            found = []
            for others in combinations(running, size):
                if not self.possible((name, *others), SAFETY):
                    found.append(sorted((name, *others), key=self.order))
            if found:
                return min(found, key=lambda some: [self.order(one) for one in some])
        return None


def wrong_about(trying, timetable):
    """What is wrong with the sets that a timetable tells, a sentence each."""
    told = {(one.activity, one.slot): one for one in timetable.conflicts}
    running = sorted({(one.activity, one.slot) for one in timetable.sessions if one.fixed}, key=trying.order)
    asked = [(one.activity, one.slot) for one in timetable.left_out if one.person is None and one.rule is None]
    if not set(told) <= set(asked):
        yield f"told of {set(told) - set(asked)}"
    for name in asked:
        one, right = told.get(name), trying.smallest(name, running)
        everything = (name, *running)
        if right is None:
            said = None if one is None else [row.rule for row in one.rules]
            if said != (None if trying.possible(everything, ()) else ["places"]):
                yield f"{name} is told {said}, and no rule but safeguarding is in its way"
            continue
        if one is None or not one.smallest:
            yield f"{name} is told {one}, and {right} cannot hold together"
            continue
        members = sorted((name, *one.others), key=trying.order)
        if members != right:
            yield f"{name} is told {members}, and the first smallest set is {right}"
        off = {*SAFETY, *OTHERS} - {row.rule for row in one.rules}
        if trying.possible(members, off):
            yield f"{name}: {members} can be held under {one.rules}"
        for rule in one.rules:
            if not trying.possible(members, off | {rule.rule}):
                yield f"{name}: {rule.rule} is not needed"
