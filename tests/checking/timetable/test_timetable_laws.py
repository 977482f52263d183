"""Laws of the judge of timetables on random programmes: two ways of asking agree, honest timetables pass."""

import datetime as dt
import random

import attrs
import pytest
from honest_plans import refused_for
from honest_timetables import reckoned
from random_timetables import random_timetable_programme

from mentormatch.checking.case import Case
from mentormatch.checking.timetable import better, figures
from mentormatch.checking.timetable.court import Court, Ground
from mentormatch.checking.timetable.possible import Possible
from mentormatch.checking.timetable.rules import JUDGED
from mentormatch.domain.plan import Plan
from mentormatch.domain.slots import Slot
from mentormatch.domain.timetable import Session, Timetable
from mentormatch.domain.week import ALWAYS


def kinder_programme(seed):
    """A random programme in which more can be: larger, with fewer things asked of places and leaders."""
    programme, history = random_timetable_programme(seed, mentees=7, mentors=4)
    draw, ids = random.Random(f"kinder {seed}"), tuple(one.id for one in programme.activities)
    asked = {
        "outdoor": False,
        "facilities": (),
        "least_leaders": 1,
        "lived_experience_leader": False,
        "first_aid": False,
    }
    leads = {"leads": ids, "cleared_until": dt.date(2030, 1, 1)}
    return attrs.evolve(
        programme,
        venues=tuple(
            attrs.evolve(one, outdoor=False, opening=ALWAYS, capacity=draw.choice((4, 12))) for one in programme.venues
        ),
        mentors=tuple(attrs.evolve(one, **(leads if draw.random() < 0.7 else {})) for one in programme.mentors),
        activities=tuple(
            attrs.evolve(one, **asked, sessions=draw.choice((1, 2, 3)), smallest=draw.choice((0, 1)))
            for one in programme.activities
        ),
    ), history


PROGRAMMES = [
    *((random_timetable_programme, seed) for seed in range(30)),
    *((kinder_programme, seed) for seed in range(60)),
]
named = pytest.mark.parametrize(("made", "seed"), PROGRAMMES)


def ground_of(programme, history):
    plan = Plan(scope="schedule", made_from="", programme=programme.name, as_of=programme.as_of)
    return Ground(Case(programme, history, plan))


def every_pattern(ground, activity):
    """All patterns of an activity, asked one by one of the rules."""
    patterns, step = ground.patterns, ground.case.policy.start_step
    slots = [(slot, True) for slot in dict.fromkeys(activity.fixed)]
    if patterns.placed_at_most(activity):
        for first in activity.rhythm.firsts:
            for weekday in range(7):
                for start in range(0, 24 * 60 - activity.minutes + 1, step):
                    shape = {"minutes": activity.minutes, "rhythm": activity.rhythm, "first": first}
                    slots.append((Slot(weekday=weekday, start=start, **shape), False))
    for slot, fixed in slots:
        for venue in ground.case.programme.venues:
            pattern = patterns.of(activity.id, slot, venue.id, fixed=fixed)
            fits = patterns.hour_fits(pattern) and patterns.venue_fits(pattern) and patterns.dates_suffice(pattern)
            if fits and not patterns.is_fixed_elsewhere(pattern):
                yield pattern


@named
def test_sets_of_starts_hold_what_the_rules_let_through_one_by_one(made, seed):
    programme, history = made(seed)
    ground = ground_of(programme, history)
    possible = Possible(ground)
    for activity in possible.activities():
        led = [one for one in every_pattern(ground, activity) if ground.going.leaders_suffice(one)]
        placed, fixed = possible.patterns(activity)
        assert sum(one.starts.bit_count() for one in placed) + len(fixed) == len(led)
        for mentee in programme.mentees:
            if ground.going.wants_groups(mentee):
                theirs = sum(ground.going.may_attend(mentee.id, one) for one in led)
                assert possible.number_of(mentee, activity) == theirs, (mentee.id, activity.id)
                assert (possible.refused_by(mentee, activity) is None) == (theirs > 0)


def greedy_timetable(seed, programme, history):
    """A timetable that breaks no rule: sessions one after the other, and people as long as somebody gains by it."""
    draw, ground = random.Random(seed), ground_of(programme, history)
    court = Court(ground, ())
    for activity in programme.activities:
        found = [one for one in every_pattern(ground, activity) if ground.going.leaders_suffice(one)]
        draw.shuffle(found)
        for pattern in found[:25]:
            court = _with_one(draw, court, pattern) or court
    while True:
        people = sorted({*court.case.facts.mentees, *(p for one in court.held for p in one.pattern.fixed_people)})
        moves = ((person, better.first_better(court, person, [0] * len(better.COMPARED))) for person in people)
        found = next(((person, move) for person, move in moves if move), None)
        if found is None:
            return court
        person, (to, out) = found
        court = better._moved(court, person, to, out)


def _with_one(draw, court, pattern):
    """The sessions with one more, with the fewest people that it needs; None where it breaks a rule."""
    going, activity = court.going, pattern.activity
    leaders = list(going.possible_leaders(pattern))
    if not pattern.leaders_given:
        leaders = draw.sample(leaders, min(len(leaders), activity.least_leaders))
    people = []
    if pattern.by_name:
        people = [row.id for row in court.case.programme.mentees if going.may_attend(row.id, pattern)]
        people = draw.sample(people, min(len(people), activity.smallest)) if not pattern.fixed else []
    session = Session(
        id="",
        activity=activity.id,
        venue=pattern.venue.id,
        slot=pattern.slot,
        leaders=tuple(sorted(leaders)),
        attendees=tuple(sorted(people)),
        fixed=pattern.fixed,
    )
    new = court.with_sessions(figures.numbered([*court.sessions, session]))
    return None if any(True for rule in JUDGED for _ in rule.breaches(new)) else new


@named
def test_a_timetable_that_breaks_nothing_is_accepted(made, seed):
    programme, history = made(seed)
    court = greedy_timetable(seed, programme, history)
    plan = reckoned(programme, Timetable(sessions=court.sessions), history)
    assert refused_for(programme, history, plan) == []


@named
def test_a_figure_that_is_changed_is_refused(made, seed):
    programme, history = made(seed)
    court = greedy_timetable(seed, programme, history)
    plan = reckoned(programme, Timetable(sessions=court.sessions), history)
    said = plan.timetable
    forged = [
        attrs.evolve(said, sessions=said.sessions[:at] + said.sessions[at + 1 :]) for at in range(len(said.sessions))
    ]
    for name in ("not_reached", "costs", "left_out"):
        rows = getattr(said, name)
        forged += [attrs.evolve(said, **{name: rows[:at] + rows[at + 1 :]}) for at in range(len(rows))]
    for at, session in enumerate(said.sessions):
        for change in ({"heads": session.heads + 1}, {"expected": session.expected + 1}, {"dates": session.dates[1:]},
                       {"pence_a_date": session.pence_a_date + 1}, {"id": f"{session.activity}#9"}):  # fmt: skip
            sessions = (*said.sessions[:at], attrs.evolve(session, **change), *said.sessions[at + 1 :])
            forged.append(attrs.evolve(said, sessions=sessions))
    for wrong in forged:
        if wrong != said:
            assert refused_for(programme, history, attrs.evolve(plan, timetable=wrong)) != []
