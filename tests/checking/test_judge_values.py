"""Each tier is reckoned anew from a plan worked out by hand; a plan that says otherwise is refused."""

import datetime as dt

import pytest
from builders import MONDAY, history, mentee, mentor, pair, programme, venue
from honest_plans import honest_plan, refused_for, with_tier

from mentormatch.checking import verdict_of
from mentormatch.domain.history import PairState
from mentormatch.domain.ids import tie_break
from mentormatch.domain.people import Status, Urgency

LONG_AGO = MONDAY - dt.timedelta(weeks=40)
URGENT = {"urgency": (Urgency.URGENT, Urgency.RAISED), "urgency_set_by": "S1", "urgency_until": MONDAY}
WISH = {"wished_times": mentee(when="Tue 10:00-14:00").availability}
MADE = programme(
    [
        mentee("E1", waiting_since=LONG_AGO, stage=1, **WISH),  # held with M1, 35 points of stage more: 723 at the cafe
        mentee("E2", waiting_since=MONDAY - dt.timedelta(days=20), needs_approval=True, **URGENT),
        mentee("E3", wants=2),
        mentee("E4", waiting_since=LONG_AGO),  # waits
        mentee("E5", wants=0),  # counts nowhere
        mentee("E6", status=Status.PAUSED),
    ],
    [
        mentor("M1", people_elsewhere=1, minutes_a_week=999, max_people=9, **WISH),
        mentor("M2", minutes_a_week=999),
        mentor("M3", people_elsewhere=3, max_people=4),
        mentor("M4", max_people=0),
    ],
    [venue("cafe"), venue("barn", 100)],
)
RECORD = history(
    pair("E1", "M1", place="barn", slot="Tue 10:00-11:00"),
    pair("E6", "M1"),
    pair("E2", "M2", PairState.IDEA, pinned=True),
)
PLAN = honest_plan(
    MADE,
    RECORD,
    {
        ("E1", "M1"): ("cafe", "Tue 12:00-13:00"),
        ("E2", "M2"): ("cafe", "Wed 09:00-10:00"),
        ("E3", "M1"): ("cafe", "Mon 15:00-16:00"),
        ("E3", "M3"): ("cafe", "Mon 19:00-20:00"),
    },
)
BY_HAND = {
    "pins": 1,
    "pins-since": 1,
    "reach": 3,
    "approval": 1,
    "priority": 26 + (100 + 30 + 2) + 0,
    "stability-people": 0,
    "stability-pairs": 0,
    "stability-meetings": 1,
    "fairness-1": 0,
    "fairness-2": 0,
    "fairness-3": 2,
    "fairness-4": 1,
    "quality": 663 + 588 + 588,
    "further-number": 1,
    "further-quality": 588,
    "load": (1 + 2 + 1) ** 2 + 1 + (3 + 1) ** 2 + 0,
    "canonical": sum(tie_break("mentormatch", *key) for key in (("E2", "M2"), ("E3", "M1"), ("E3", "M3"))),
    "meetings-wished": 2,
    # Mon to Fri 9:00 to 19:00, middle 14:00
    "meetings-middle": 2 * (120 + 300 + 60 + 300),
    "meetings-place": 0,
    "meetings-start": (48 + 24) + (96 + 18) + 30 + 38,
    "meetings-canonical": sum(
        tie_break("mentormatch", *key)
        for key in (
            ("E1", "M1", "cafe", "1/720/1"),
            ("E2", "M2", "cafe", "2/540/1"),
            ("E3", "M1", "cafe", "0/900/1"),
            ("E3", "M3", "cafe", "0/1140/1"),
        )
    ),
}


def test_every_tier_is_as_worked_out_by_hand():
    found = verdict_of(MADE, RECORD, PLAN)
    assert found.breaches == ()
    assert {tier.name: tier.value for tier in found.tiers} == BY_HAND


@pytest.mark.parametrize("name", BY_HAND)
def test_a_tier_that_claims_another_value_is_refused(name):
    assert refused_for(MADE, RECORD, with_tier(PLAN, name, value=BY_HAND[name] + 1)) == ["value"]


def test_the_rank_of_a_place_is_the_number_of_the_pair_s_places_before_it():
    two = programme([mentee(at=100)], None, [venue("b", 0), venue("a", 100)])
    plan = honest_plan(two, None, {("E1", "M1"): ("b", "Tue 10:00-11:00")})
    assert next(tier.value for tier in plan.tiers if tier.name == "meetings-place") == 1


def test_the_middle_is_that_of_the_run_that_the_start_stands_in():
    gap = programme([mentee(when="Tue 09:00-12:00; Tue 13:00-16:00")], None)
    plan = honest_plan(gap, None, {("E1", "M1"): ("cafe", "Tue 14:30-15:30")})
    # starts 13:30, 14:00, 14:30: |2 x 14:30 - (13:30 + 14:30)|
    assert next(tier.value for tier in plan.tiers if tier.name == "meetings-middle") == 60


def test_urgency_counts_only_with_a_name_and_until_its_day():
    yesterday = MONDAY - dt.timedelta(days=1)
    for more, points in (({}, 130), ({"urgency_set_by": None}, 0), ({"urgency_until": yesterday}, 0)):
        made = programme([mentee(**{**URGENT, **more})], None)
        plan = honest_plan(made, None, {("E1", "M1"): ("cafe", "Tue 10:00-11:00")})
        assert next(tier.value for tier in plan.tiers if tier.name == "priority") == points
