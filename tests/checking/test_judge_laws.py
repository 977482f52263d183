"""Laws of the judge on random programmes: honest plans pass, two ways of judging agree, no price proves too much."""

import random

import attrs
import pytest
from honest_plans import greedy_plan, refused_for
from random_programmes import random_programme

from mentormatch.checking.case import Case
from mentormatch.checking.columns import all_columns, planned_columns
from mentormatch.checking.prices import Refused, Taken, added_up
from mentormatch.checking.rules import (
    clearance,
    common_hour,
    dates,
    first_meetings,
    home_by,
    keep_apart,
    not_at,
    travel,
)
from mentormatch.checking.sieve import Sieve
from mentormatch.checking.values import OF_MEETINGS, first_reached
from mentormatch.domain import tiers
from mentormatch.domain.history import PairState
from mentormatch.domain.plan import Meeting, Plan, PlannedPair, PriceList, RowPrice
from mentormatch.domain.slots import Slot

OF_A_MEETING = (travel, common_hour, dates, clearance, not_at, home_by, first_meetings, keep_apart)


@pytest.mark.parametrize("seed", range(0, 120))
def test_a_plan_that_breaks_nothing_is_accepted(seed):
    programme, history = random_programme(seed)
    assert refused_for(programme, history, greedy_plan(programme, history)) == []


@pytest.mark.parametrize("seed", range(200, 225))
def test_an_hour_is_an_option_if_and_only_if_no_rule_refuses_it(seed):
    """The sets of starts, drawn up in one go, against the rules, asked slot by slot."""
    programme, history = random_programme(seed)
    draw = random.Random(seed)
    empty = Plan(scope="match", made_from="", programme=programme.name, as_of=programme.as_of)
    case = Case(programme, history, empty)
    for mentee in programme.mentees:
        for mentor in programme.mentors:
            pair = (mentee.id, mentor.id)
            facts = case.facts
            safe = not facts.kept_apart(*pair) and facts.cleared(mentor) and facts.trained(mentor)
            if pair in facts.held or not safe:
                continue
            found = case.options_of(mentee, mentor)
            for place in (*case.options.all_places,):
                starts = [(day, start) for day in (0, 1) for start in range(8 * 60, 18 * 60, 60)]
                for day, start in draw.sample(starts, 6):
                    turn = draw.choice(case.dates.turns(mentee))
                    slot = Slot(weekday=day, start=start, minutes=turn.minutes, rhythm=turn.rhythm, first=turn.first)
                    option = case.options.has(mentee, mentor, place, slot) and place in found.places
                    assert option == (not _broken(case, pair, Meeting(place=place, slot=slot))), (pair, place, slot)


def _broken(case, pair, meeting):
    state = PairState.IDEA
    planned = PlannedPair(mentee=pair[0], mentor=pair[1], state=state, quality=0, meeting=meeting)
    case.plan = attrs.evolve(case.plan, pairs=(planned,))
    case.__dict__.pop("planned", None)
    return [breach.rule for rule in OF_A_MEETING for breach in rule.breaches(case)]


@pytest.mark.parametrize("seed", range(300, 400))
def test_no_prices_prove_less_than_a_plan_reaches(seed):
    """Weak duality: whatever the prices, what they add up to bounds every plan with the same earlier tiers."""
    programme, history = random_programme(seed)
    plan = greedy_plan(programme, history)
    case = Case(programme, history, plan)
    draw = random.Random(seed)
    columns, own = all_columns(case, Sieve(case)), planned_columns(case)
    for at, tier in enumerate(plan.tiers):
        fixed = tier.name in OF_MEETINGS
        listed = own if fixed else columns
        rows = list(_rows(draw, case, [one.name for one in plan.tiers[:at]], listed))
        prices = PriceList(tier=tier.name, scale=draw.randint(1, 5), prices=tuple(rows))
        try:
            bound = added_up(case, tier, prices, listed, Taken(case, listed), fixed=fixed)
        except Refused:
            continue
        reached = first_reached(tier)
        assert bound >= reached if tier.sense == tiers.MAX else bound <= reached, tier.name


def _rows(draw, case, earlier, columns):
    """A random list of prices of the right sign."""
    programme = case.programme
    for mentee in programme.mentees:
        for rule in ("wants", "first", "further"):
            yield RowPrice(rule=rule, who=(mentee.id,), about=(), price=draw.randint(0, 3))
    for mentor in programme.mentors:
        yield RowPrice(rule="caseload", who=(mentor.id,), about=(), price=draw.randint(0, 300))
        yield RowPrice(rule="load", who=(mentor.id,), about=(), price=draw.randint(-5, 5))
        yield RowPrice(
            rule="hours", who=(mentor.id,), about=(draw.randrange(case.room.n_weeks),), price=draw.randint(0, 2)
        )
    for pair in case.facts.in_force:
        yield RowPrice(rule="held", who=pair, about=(), price=draw.randint(-5, 5))
    for pair in columns:
        yield RowPrice(rule="pair", who=pair.key, about=(), price=draw.randint(0, 3))
        yield from _diary(draw, case, pair)
    for name in draw.sample(earlier, min(len(earlier), 3)):
        if not case.policy.gives.get(name) and name != "quality":
            yield RowPrice(rule="tier", who=(name,), about=(), price=draw.randint(-3, 3))


def _diary(draw, case, pair):
    for at in pair.at:
        for turn, starts in at.by_turn:
            day, start = draw.choice(list(case.starts.each(starts)))
            stops = ((at.place, day, start, turn.minutes, turn.rhythm.value, turn.first),)
            who = (draw.choice(pair.key),)
            yield RowPrice(rule="diary", who=who, about=stops, price=draw.randint(0, 3))
