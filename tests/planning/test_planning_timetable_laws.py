"""Laws of timetables, on random programmes: more to choose from is never worse, names say nothing, rules always hold.

That the order of rows and the number of threads change nothing is in test_planning_schedule.
"""

from __future__ import annotations

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from other_ids import renamed_to
from random_timetables import FREE, NEXT_DOOR, random_timetable_programme
from timetable_rows import SENSE, TIERS
from timetables_at_random import harsh_programme

from mentormatch import engine
from mentormatch.domain.people import Staff
from mentormatch.domain.travelling import Mode
from mentormatch.domain.week import Availability, Window, parse_availability
from mentormatch.planning import Effort

SEEDS = st.integers(20_000, 60_000)
FEW = settings(max_examples=20, deadline=None, derandomize=True)
BEFORE_TIES = TIERS[:-1]


def planned(programme, history):
    return engine.plan(programme, history, scope="schedule", effort=Effort(threads=1))


def values(programme, history):
    """The tiers before the tie-break, each so that more is better; nothing is given away to later ones."""
    judged = planned(programme, history)
    assert judged.verdict.breaches == ()
    said = {tier.name: tier.value for tier in judged.plan.tiers}
    return tuple(SENSE[name] * said[name] for name in BEFORE_TIES)


def strict(seed):
    programme, history = random_timetable_programme(seed)
    return attrs.evolve(programme, policy=attrs.evolve(programme.policy, quality_give=0, gives={})), history


@FEW
@given(SEEDS)
def test_no_plan_breaks_a_hard_rule_however_odd_the_programme(seed):
    assert planned(*harsh_programme(seed)).verdict.breaches == ()


@FEW
@given(SEEDS)
def test_one_leader_more_is_never_worse(seed):
    programme, history = strict(seed)
    leader = Staff(
        id="S9", spot=NEXT_DOOR, modes=(Mode.CAR,), availability=parse_availability(FREE[0]),
        leads=tuple(one.id for one in programme.activities),
    )  # fmt: skip
    more = attrs.evolve(programme, staff=(*programme.staff, leader))
    assert values(more, history) >= values(programme, history)


@FEW
@given(SEEDS, st.integers(0, 6), st.integers(8, 19))
def test_one_hour_more_at_a_venue_is_never_worse(seed, weekday, hour):
    programme, history = strict(seed)
    first, *others = programme.venues
    window = Window(weekday=weekday, start=60 * hour, end=60 * hour + 120)
    opening = Availability(windows=(*first.opening.windows, window), away=first.opening.away)
    more = attrs.evolve(programme, venues=(attrs.evolve(first, opening=opening), *others))
    assert values(more, history) >= values(programme, history)


@FEW
@given(SEEDS, st.sampled_from((1, 100, 5_000)))
def test_money_more_is_never_worse(seed, pence):
    programme, history = strict(seed)
    budgets = tuple(
        attrs.evolve(
            one,
            pence_a_week=None if one.pence_a_week is None else one.pence_a_week + pence,
            pence_a_term=None if one.pence_a_term is None else one.pence_a_term + pence,
        )
        for one in programme.policy.budgets
    )
    more = attrs.evolve(programme, policy=attrs.evolve(programme.policy, budgets=budgets))
    assert values(more, history) >= values(programme, history)


@FEW
@given(SEEDS)
def test_other_ids_in_the_same_order_change_no_tier_before_the_tie_break(seed):
    programme, history = strict(seed)
    lists = (programme.mentees, programme.mentors, programme.staff, programme.venues, programme.activities)
    known = {row.id for rows in lists for row in rows}
    renamed, record = (renamed_to(one, known) for one in (programme, history))
    assert values(renamed, record) == values(programme, history)
