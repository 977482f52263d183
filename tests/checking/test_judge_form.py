"""A plan that cannot be read beside its programme is refused before anything else is looked at."""

import datetime as dt

import attrs
import pytest
from builders import mentee, programme
from honest_plans import honest_plan, refused_for, with_pair, with_tier

from mentormatch.domain.history import PairState
from mentormatch.domain.plan import Answer, AnswerKind, Overtaken, PriceList, Reason, RunnerUp

MADE = programme([mentee("E1"), mentee("E2", wants=0)], 2)
PLAN = honest_plan(MADE, None, {("E1", "M1"): ("cafe", "Tue 10:00-11:00")})
PAIR = PLAN.pairs[0]


def test_the_plan_itself_holds():
    assert refused_for(MADE, None, PLAN) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"pairs": (attrs.evolve(PAIR, mentee="E9"),)},
        {"pairs": (attrs.evolve(PAIR, mentor="E1"),)},
        {"pairs": (attrs.evolve(PAIR, meeting=attrs.evolve(PAIR.meeting, place="nowhere")),)},
        {"pairs": (PAIR, PAIR)},
        {"pairs": (attrs.evolve(PAIR, state="idea"),)},
        {"pairs": (attrs.evolve(PAIR, state=PairState.ENDED),)},
        {"pairs": (attrs.evolve(PAIR, runners_up=(RunnerUp(mentor="M9", quality=588, place="cafe"),)),)},
        {"pins_left_out": (("E9", "M1"),)},
        {"unmatched": (Answer(mentee="E9", kind=AnswerKind.NONE_ACCEPTABLE),)},
        {"unmatched": (Answer(mentee="E2", kind="shortage"),)},
        {"unmatched": (Answer(mentee="E2", kind=AnswerKind.NONE_ACCEPTABLE, reasons=(Reason(rule="luck", says=""),)),)},
        {"unmatched": (Answer(mentee="E2", kind=AnswerKind.SHORTAGE, people=("E9",)),)},
        {"overtaken": (Overtaken(waiting="E9", placed="E1", mentor="M1"),)},
        {"tiers": (*PLAN.tiers, PLAN.tiers[0])},
        {"tiers": (attrs.evolve(PLAN.tiers[0], part="sessions"), *PLAN.tiers[1:])},
        {"scope": "sessions"},
        {"notes": ("All have agreed.",)},
        {"pairs": (attrs.evolve(PAIR, notes=("They know each other.",)),)},
        {"pins_left_out": (("E1", "M1"), ("E1", "M1"))},
        {"overtaken": 2 * (Overtaken(waiting="E2", placed="E1", mentor="M1"),)},
        {"evidence": attrs.evolve(PLAN.evidence, price_lists=2 * (PriceList(tier="reach", scale=1, prices=()),))},
    ],
)
def test_unknown_ids_and_things_said_twice_are_refused(changes):
    assert refused_for(MADE, None, attrs.evolve(PLAN, **changes)) == ["plan"]


def test_a_plan_made_from_something_else_is_refused():
    assert refused_for(MADE, None, attrs.evolve(PLAN, made_from="a"), made_from="a") == []
    assert refused_for(MADE, None, attrs.evolve(PLAN, made_from="a"), made_from="b") == ["made-from"]
    assert refused_for(MADE, None, attrs.evolve(PLAN, programme="another")) == ["made-from"]
    assert refused_for(MADE, None, attrs.evolve(PLAN, as_of=PLAN.as_of + dt.timedelta(days=1))) == ["made-from"]


def test_a_tier_that_is_missing_out_of_order_or_turned_round_is_refused():
    assert refused_for(MADE, None, attrs.evolve(PLAN, tiers=PLAN.tiers[:-1])) == ["value"]
    assert refused_for(MADE, None, attrs.evolve(PLAN, tiers=PLAN.tiers[::-1])) == ["value"]
    assert refused_for(MADE, None, with_tier(PLAN, "reach", sense="min")) == ["value"]


def test_no_more_is_spent_than_a_tier_gives():
    # 5 per mille of what quality first reached: 588 + 2 give 2
    assert refused_for(MADE, None, with_tier(PLAN, "quality", spent=2)) == []
    assert refused_for(MADE, None, with_tier(PLAN, "quality", spent=3)) == ["value"]
    assert refused_for(MADE, None, with_tier(PLAN, "quality", spent=-1)) == ["value"]
    assert refused_for(MADE, None, with_tier(PLAN, "reach", spent=1)) == ["value"]
    giving = programme(MADE.mentees, MADE.mentors, policy={"gives": {"reach": 1, "canonical": 9}})
    assert refused_for(giving, None, with_tier(PLAN, "reach", spent=1)) == []
    assert refused_for(giving, None, with_tier(PLAN, "canonical", spent=1)) == ["value"]


def test_figures_of_a_pair_are_reckoned_anew():
    meeting, parts = PAIR.meeting, PAIR.parts
    forged = [
        {"quality": 589},
        {"parts": parts[1:]},
        {"parts": (*parts, parts[0])},
        {"parts": (attrs.evolve(parts[0], part="charm"), *parts[1:])},
        {"parts": (attrs.evolve(parts[0], points=200), *parts[1:])},
        {"parts": (attrs.evolve(parts[0], of=199), *parts[1:])},
        {"moved": True},
        {"renew_by": dt.date(2027, 3, 1)},
        {"meeting": attrs.evolve(meeting, dates_planned=27)},
        {"meeting": attrs.evolve(meeting, dates_held=25)},
        {"meeting": attrs.evolve(meeting, mentee_way=None)},
        *(
            {"meeting": attrs.evolve(meeting, mentor_way=attrs.evolve(meeting.mentor_way, **change))}
            for change in ({"minutes": 1}, {"pence": 1}, {"mode": "bus"}, {"known_from": "table"}, {"check": True})
        ),
    ]
    for changes in forged:
        assert refused_for(MADE, None, with_pair(PLAN, **changes)) == ["value"], changes
