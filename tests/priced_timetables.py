"""Price lists of tiers of sessions: those of a planned timetable, drawn at random, or altered; and what they prove."""

from __future__ import annotations

import attrs
from timetable_rows import SENSE, TIERS

from mentormatch.checking.case import Case
from mentormatch.checking.timetable.court import Court
from mentormatch.checking.timetable.possible import Possible
from mentormatch.checking.timetable.priced.added import Adding
from mentormatch.checking.values import first_reached, given
from mentormatch.domain.plan import PriceList, RowPrice


def adding_of(programme, history, plan):
    """What adds up price lists beside a plan."""
    court = Court.of(Case(programme, history, plan))
    return Adding(court, Possible(court.ground))


def best_of_all(brute, programme, history, plan, name):
    """The best value of a tier over all timetables that keep what the plan's earlier tiers leave; None: there is none.

    What is tried are the values that tiers can have together, before the tie-break.
    """
    case, left = Case(programme, history, plan), brute.values
    for tier in plan.tiers:
        if tier.name not in TIERS:
            continue
        mine = SENSE[tier.name] * left[:, TIERS.index(tier.name)]
        if tier.name == name:
            return SENSE[name] * int(mine.max()) if len(left) else None
        left = left[mine >= SENSE[tier.name] * first_reached(tier) - given(case, tier)]
    raise AssertionError(f"{name} is no tier of the plan")


def no_tighter(tier, bound, value):
    return SENSE[tier.name] * bound >= SENSE[tier.name] * value


def with_lists(plan, *lists):
    return attrs.evolve(plan, evidence=attrs.evolve(plan.evidence, price_lists=lists))


def drawn(draw, programme, plan, tier):
    """A price list of a tier with prices of a few rows of every kind; most of them are rows, a few are none."""
    people = [row.id for rows in (programme.mentees, programme.mentors, programme.staff) for row in rows]
    mentees, mentors = ([row.id for row in rows] for rows in (programme.mentees, programme.mentors))
    activities, venues = ([row.id for row in rows] for rows in (programme.activities, programme.venues))
    before = [one.name for one in plan.tiers[: [one.name for one in plan.tiers].index(tier.name)]]

    def week():
        return draw.choice((0, 1, 2, 3, 5))

    def moment():
        return (draw.choice((0, 0, 1, 5)), week(), draw.randint(16, 36) * 30 + draw.choice((0, 10)))

    def stops():
        """Two or three of one day; they are refused where anybody who could be at them could be at two."""
        activity, weekday, minute = draw.choice(programme.activities), draw.choice((0, 1, 5)), draw.randint(18, 30) * 30
        start = draw.choice([slot.start for slot in activity.fixed] or [minute])
        rhythm = activity.rhythm
        return tuple(
            (draw.choice(venues), weekday, start + more, activity.minutes, rhythm.value, draw.choice(rhythm.firsts))
            for more in draw.sample((0, 0, 30, 60, 90), draw.choice((2, 3)))
        )

    kinds = {
        "session-rooms": lambda: ((draw.choice(venues),), moment()),
        "session-often": lambda: ((draw.choice(people),), (draw.choice(activities), week())),
        "session-ceiling": lambda: ((draw.choice(people),), (week(),)),
        "hours": lambda: ((draw.choice(mentors),), draw.choice(((week(),), (week(), draw.choice((1, 2, 3)))))),
        "diary": lambda: ((draw.choice(people),), draw.choice((moment, stops))()),
        "session-budget": lambda: (
            (draw.choice(programme.policy.budgets).heading,),
            draw.choice(((week(),), ("term",))),
        ),
        "reach-group": lambda: ((draw.choice(mentees),), ()),
        "wish": lambda: ((draw.choice(mentees),), ()),
        "wish-first": lambda: ((draw.choice(mentees),), ()),
        "leaders-load": lambda: ((draw.choice(people),), ()),
        "tier": lambda: ((draw.choice(before),), ()),
    }
    scale = draw.choice((1, 2, 60))
    largest = scale * {"group-quality": 2_000, "cost": 5_000}.get(tier.name, 3)
    rows = []
    for _ in range(draw.randint(0, 12)):
        rule = draw.choice(tuple(kinds))
        try:
            who, about = kinds[rule]()
        except IndexError:  # nothing of that kind is there to be named
            continue
        rows.append(RowPrice(rule=rule, who=who, about=about, price=draw.randint(0, largest)))
    return PriceList(tier=tier.name, scale=scale, prices=tuple(rows))
