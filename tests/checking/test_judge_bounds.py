"""A bound is counted or added up anew; a false one is refused."""

import attrs
import pytest
from builders import history, mentee, mentor, pair, programme, venue
from honest_plans import honest_plan, refused_for, with_tier

from mentormatch.checking import verdict_of
from mentormatch.domain.history import History, PairState
from mentormatch.domain.plan import PriceList, Proof, RowPrice
from mentormatch.domain.slots import Rhythm
from mentormatch.domain.verdict import Depth

TEN, ELEVEN = ("cafe", "Tue 10:00-11:00"), ("cafe", "Tue 11:00-12:00")
ONE_PLACE = programme([mentee("E1", stage=1), mentee("E2")], [mentor(max_people=1)])
"""Two people, one place: reach 1, and the better pair is E1 with 663 points; E2 with 588 is worse."""
BEST = honest_plan(ONE_PLACE, None, {("E1", "M1"): TEN})


def depth(made, plan, tier, rows=None, **more):
    verdict = verdict_of(made, rows or History(), plan, **more)
    assert verdict.breaches == (), verdict.breaches
    return next(found.bound for found in verdict.tiers if found.name == tier)


def proven(plan, tier, proof, bound=None, **more):
    value = next(found.value for found in plan.tiers if found.name == tier)
    return with_tier(plan, tier, proof=proof, bound=value if bound is None else bound, **more)


def priced(plan, tier, *prices, scale=1, proof=Proof.PRICES, bound=None):
    rows = tuple(RowPrice(rule=rule, who=who, about=about, price=price) for rule, who, about, price in prices)
    lists = (PriceList(tier=tier, scale=scale, prices=rows),)
    return proven(attrs.evolve(plan, evidence=attrs.evolve(plan.evidence, price_lists=lists)), tier, proof, bound)


# ----------------------------------------------------------------------------------------------------------- counted


@pytest.mark.parametrize(
    ("tier", "reason"),
    [
        ("pins", "there are none"),
        ("pins-since", "there are none"),
        ("approval", "none needs one"),
        ("stability-people", ""),
        ("stability-pairs", ""),
        ("stability-meetings", ""),
        ("fairness-1", ""),
        ("further-number", "nobody wants two"),
        ("further-quality", ""),
        ("meetings-place", "the cafe is the only place"),
    ],
)
def test_what_can_be_counted_is_checked(tier, reason):
    assert depth(ONE_PLACE, proven(BEST, tier, Proof.COUNTED), tier) is Depth.CHECKED


@pytest.mark.parametrize(("tier", "listed"), [("approval", False), ("further-number", True)])
def test_of_a_plan_that_is_only_compared_all_pairs_are_listed_where_a_bound_rests_on_them(tier, listed):
    plan = proven(BEST, tier, Proof.COUNTED)
    compared = verdict_of(ONE_PLACE, History(), plan, answered=False)
    assert compared.breaches == ()
    assert ("possible pairs" in dict(compared.checked)) is listed
    assert next(found.bound for found in compared.tiers if found.name == tier) is Depth.CHECKED
    assert dict(verdict_of(ONE_PLACE, History(), plan).checked)["possible pairs"] == 2


def test_reach_is_counted_where_everybody_who_can_be_is_reached():
    both = programme([mentee("E1"), mentee("E2")], [mentor(max_people=2)])
    plan = honest_plan(both, None, {("E1", "M1"): TEN, ("E2", "M1"): ELEVEN})
    for tier in ("reach", "priority", "quality"):
        assert depth(both, proven(plan, tier, Proof.COUNTED), tier) is Depth.CHECKED
    lone = honest_plan(both, None, {("E1", "M1"): TEN})
    assert refused_for(both, None, proven(lone, "reach", Proof.COUNTED)) == ["bound"]


def test_reach_counts_only_people_with_somebody_for_them():
    one = programme([mentee("E1"), mentee("E2", not_with=("M1",))], [mentor()])
    plan = honest_plan(one, None, {("E1", "M1"): TEN})
    assert depth(one, proven(plan, "reach", Proof.COUNTED), "reach") is Depth.CHECKED


def test_further_pairs_are_counted_up_to_the_wish_and_the_mentors_there_are():
    wide = programme([mentee(wants=3)], [mentor("M1"), mentor("M2"), mentor("M3", stage=None)])
    two = honest_plan(wide, None, {("E1", "M1"): TEN, ("E1", "M2"): ELEVEN})
    assert depth(wide, proven(two, "further-number", Proof.COUNTED), "further-number") is Depth.CHECKED
    one = honest_plan(wide, None, {("E1", "M1"): TEN})
    assert refused_for(wide, None, proven(one, "further-number", Proof.COUNTED)) == ["bound"]


@pytest.mark.parametrize("tier", ["fairness-4", "load", "canonical", "meetings-start", "meetings-canonical"])
def test_a_false_count_is_refused(tier):
    assert refused_for(ONE_PLACE, None, proven(BEST, tier, Proof.COUNTED)) == ["bound"]


def test_a_pin_left_out_is_not_proven_by_counting():
    pinned = history(pair("E1", "M1", PairState.IDEA, pinned=True))
    left_out = honest_plan(ONE_PLACE, pinned, left_out=(("E1", "M1"),))
    assert refused_for(ONE_PLACE, pinned, proven(left_out, "pins", Proof.COUNTED)) == ["bound"]


# ----------------------------------------------------------------------------------------------------------- claimed


def test_a_claim_is_taken_as_one():
    assert depth(ONE_PLACE, proven(BEST, "quality", Proof.CLAIMED), "quality") is Depth.CLAIMED


@pytest.mark.parametrize(
    "wrong",
    [
        {"proof": Proof.CLAIMED, "bound": 664},
        {"proof": Proof.CLAIMED, "bound": None},
        {"proof": None, "bound": 662},
        {"proof": Proof.PRICES, "bound": 663},  # and there are no prices
    ],
)
def test_a_claim_that_does_not_fit_its_value_is_refused(wrong):
    assert refused_for(ONE_PLACE, None, with_tier(BEST, "quality", **wrong)) == ["bound"]


def test_an_unproven_tier_may_have_a_wider_bound_or_none():
    assert refused_for(ONE_PLACE, None, with_tier(BEST, "quality", bound=700)) == []
    assert refused_for(ONE_PLACE, None, with_tier(BEST, "load", bound=0)) == []


def test_the_bound_is_of_the_value_before_anything_was_spent():
    spent = with_tier(BEST, "quality", spent=2, bound=665, proof=Proof.CLAIMED)
    assert refused_for(ONE_PLACE, None, spent) == []
    assert refused_for(ONE_PLACE, None, with_tier(spent, "quality", bound=663)) == ["bound"]


# ------------------------------------------------------------------------------------------------------------ prices

PLACE = ("caseload", ("M1",), (), 1)


def test_the_price_of_the_one_place_proves_the_reach():
    assert depth(ONE_PLACE, priced(BEST, "reach", PLACE), "reach") is Depth.CHECKED


def test_prices_prove_the_quality():
    assert depth(ONE_PLACE, priced(BEST, "quality", ("caseload", ("M1",), (), 663)), "quality") is Depth.CHECKED
    # 588 for the place leave 75 to E1, paid by the row of its wishes
    two = (("caseload", ("M1",), (), 588), ("wants", ("E1",), (), 75))
    assert depth(ONE_PLACE, priced(BEST, "quality", *two), "quality") is Depth.CHECKED


def test_prices_of_a_worse_plan_do_not_prove_it():
    worse = honest_plan(ONE_PLACE, None, {("E2", "M1"): TEN})
    assert refused_for(ONE_PLACE, None, priced(worse, "quality", ("caseload", ("M1",), (), 588))) == ["bound"]


def test_fractions_are_rounded_down():
    # 2 x 663 = 1326 and 1 more: 1327 // 2 = 663
    assert depth(ONE_PLACE, priced(BEST, "quality", ("caseload", ("M1",), (), 1327), scale=2), "quality")
    assert refused_for(ONE_PLACE, None, priced(BEST, "quality", ("caseload", ("M1",), (), 1328), scale=2)) == ["bound"]


@pytest.mark.parametrize(
    "rows",
    [
        (),
        (("caseload", ("M1",), (), -1),),
        (("caseload", ("M9",), (), 1),),
        (("luck", ("M1",), (), 1),),
        (("held", ("E1", "M1"), (), 1),),
        (PLACE, ("tier", ("quality",), (), 1)),  # comes later
        (PLACE, ("tier", ("reach",), (), 1)),  # is the tier itself
        (PLACE, ("hours", ("M1",), (99,), 0)),
        (PLACE, ("diary", ("M1",), (("cafe", 1),), 0)),
    ],
)
def test_prices_that_prove_nothing_are_refused(rows):
    assert refused_for(ONE_PLACE, None, priced(BEST, "reach", *rows)) == ["bound"]


def test_a_scale_below_one_is_refused():
    assert refused_for(ONE_PLACE, None, priced(BEST, "reach", PLACE, scale=0)) == ["bound"]


def test_prices_for_no_tier_are_refused():
    forged = priced(BEST, "reach", PLACE)
    lists = (*forged.evidence.price_lists, PriceList(tier="luck", scale=1, prices=()))
    forged = attrs.evolve(forged, evidence=attrs.evolve(forged.evidence, price_lists=lists))
    assert refused_for(ONE_PLACE, None, forged) == ["bound"]


def test_an_unproven_bound_may_not_be_tighter_than_its_prices():
    two = programme([mentee("E1"), mentee("E2")], [mentor(max_people=2)])
    lone = honest_plan(two, None, {("E1", "M1"): TEN})
    rows = (("caseload", ("M1",), (), 1),)
    assert refused_for(two, None, priced(lone, "reach", *rows, proof=None, bound=2)) == []
    assert refused_for(two, None, priced(lone, "reach", *rows, proof=None, bound=1)) == ["bound"]


def test_a_price_of_hours_proves_what_a_week_can_hold():
    # 64 minutes each, 100 in a week: 2 x 100 / 64 = 3.1 of scale 2, so 1
    tight = programme([mentee("E1"), mentee("E2")], [mentor(minutes_a_week=100)])
    plan = honest_plan(tight, None, {("E1", "M1"): TEN})
    week = ("hours", ("M1",), (5,), 1)
    assert depth(tight, priced(plan, "reach", week, scale=64), "reach") is Depth.CHECKED
    assert refused_for(tight, None, priced(plan, "reach", week, scale=40)) == ["bound"]


ONE_HOUR = programme([mentee("E1", when="Tue 09:58-11:32"), mentee("E2", when="Tue 09:58-11:32")], [mentor()])
"""Two starts, 10:00 and 10:30, that clash."""
STOPS = (("cafe", 1, 600, 60, "weekly", 1), ["cafe", 1, 630, 60, Rhythm.WEEKLY, 1])


def test_a_price_of_stops_that_clash_proves_what_a_diary_can_hold():
    plan = honest_plan(ONE_HOUR, None, {("E1", "M1"): TEN})
    assert depth(ONE_HOUR, priced(plan, "reach", ("diary", ("M1",), STOPS, 1)), "reach") is Depth.CHECKED
    assert refused_for(ONE_HOUR, None, priced(plan, "reach", ("diary", ("M1",), STOPS[:1], 1))) == ["bound"]


def test_stops_that_do_not_clash_are_refused():
    plan = honest_plan(ONE_HOUR, None, {("E1", "M1"): TEN})
    later = (*STOPS, ("cafe", 1, 660, 60, "weekly", 1))
    assert refused_for(ONE_HOUR, None, priced(plan, "reach", ("diary", ("M1",), later, 1))) == []  # nobody can be there
    wide = programme([mentee("E1", when="Tue 09:58-12:02"), mentee("E2", when="Tue 09:58-12:02")], [mentor()])
    lone = honest_plan(wide, None, {("E1", "M1"): TEN})
    assert refused_for(wide, None, priced(lone, "reach", ("diary", ("M1",), later, 1))) == ["bound"]


def test_an_earlier_tier_is_priced_at_the_value_it_must_keep():
    # load, given that one is reached: a pair is worth 1 by that row, and costs the step of load 1
    rows = (("tier", ("reach",), (), -1), ("load", ("M1",), (), 1))
    assert depth(ONE_PLACE, priced(BEST, "load", *rows), "load") is Depth.CHECKED
    assert refused_for(ONE_PLACE, None, priced(BEST, "load", rows[1])) == ["bound"]


def test_what_an_earlier_tier_may_give_weakens_what_its_price_proves():
    giving = programme(ONE_PLACE.mentees, ONE_PLACE.mentors, policy={"gives": {"reach": 1}})
    rows = (("tier", ("reach",), (), -1), ("load", ("M1",), (), 1))
    assert refused_for(giving, None, priced(BEST, "load", *rows)) == ["bound"]


def test_first_and_further_pairs_are_told_apart():
    wide = programme([mentee(wants=2)], [mentor("M1"), mentor("M2")])
    plan = honest_plan(wide, None, {("E1", "M1"): TEN, ("E1", "M2"): ELEVEN})
    assert depth(wide, priced(plan, "reach", ("first", ("E1",), (), 1)), "reach") is Depth.CHECKED
    rows = (("further", ("E1",), (), 1), ("first", ("E1",), (), 1))
    assert depth(wide, priced(plan, "further-number", *rows), "further-number") is Depth.CHECKED


def test_a_held_pair_counts_with_exactly_one_option():
    rows = history(pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00"))
    plan = honest_plan(ONE_PLACE, rows)
    assert depth(ONE_PLACE, priced(plan, "reach", ("held", ("E1", "M1"), (), 1)), "reach", rows) is Depth.CHECKED
    assert depth(ONE_PLACE, priced(plan, "reach"), "reach", rows) is Depth.CHECKED


def test_places_and_hours_are_proven_with_the_pairs_given():
    early = honest_plan(ONE_PLACE, None, {("E1", "M1"): ("cafe", "Mon 09:00-10:00")})
    assert depth(ONE_PLACE, proven(early, "meetings-start", Proof.COUNTED), "meetings-start") is Depth.CHECKED
    assert depth(ONE_PLACE, priced(early, "meetings-start"), "meetings-start") is Depth.CHECKED
    assert refused_for(ONE_PLACE, None, priced(BEST, "meetings-start")) == ["bound"]


# ------------------------------------------------------------------------------------------------------------- depth


def test_above_the_limit_only_what_the_plan_names_is_added_up_and_the_verdict_says_so():
    plan = priced(BEST, "reach", PLACE)
    assert depth(ONE_PLACE, plan, "reach", limit=1) is Depth.ADDED_UP
    assert depth(ONE_PLACE, plan, "reach", bounds=False) is Depth.CLAIMED
    counted = proven(BEST, "further-number", Proof.COUNTED)
    assert depth(ONE_PLACE, counted, "further-number", limit=1) is Depth.CLAIMED
    assert depth(ONE_PLACE, proven(BEST, "fairness-1", Proof.COUNTED), "fairness-1", limit=1) is Depth.CHECKED


def test_a_bound_that_even_the_named_pairs_break_is_refused_above_the_limit_too():
    two = programme([mentee("E1"), mentee("E2")], [mentor(max_people=2)], [venue()])
    both = honest_plan(two, None, {("E1", "M1"): TEN, ("E2", "M1"): ELEVEN})
    assert refused_for(two, None, priced(both, "reach", proof=None, bound=2), limit=1) == []
    lone = honest_plan(two, None, {("E1", "M1"): TEN})
    assert refused_for(two, None, priced(lone, "reach", ("wants", ("E2",), (), 1), proof=None, bound=1), limit=1) == [
        "bound"
    ]
