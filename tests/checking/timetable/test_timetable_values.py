"""Points, tiers, moves to a better plan, and bounds: docs/timetable.md, T6 and T7, by hand."""

import datetime as dt

import attrs
import pytest
from builders import MONDAY, free, history, mentee, mentor, pair, programme
from honest_plans import refused_for, with_tier
from honest_timetables import activity, hall, honest_timetable, session, staff

from mentormatch.checking.case import Case
from mentormatch.checking.timetable.court import Court
from mentormatch.domain.ids import tie_break
from mentormatch.domain.places import Closure, Entry
from mentormatch.domain.plan import Proof
from mentormatch.domain.policy import Budget, Term
from mentormatch.domain.timetable import NotReached, WhyNot

TEN = "Tue 10:00-11:00"
M1 = mentor("M1", leads=("walk", "choir"), minutes_a_week=999)


def value(plan, name):
    return next(tier.value for tier in plan.tiers if tier.name == name)


# -------------------------------------------------------------------------------------------------------------- points


def points(row, *, others=(), walk=None, lead=M1, fixed=False, record=None, weights=None, **more):
    """The points of somebody in a session, by one part alone."""
    policy = {"group_weights": weights, "turnout": 100}
    made = programme([row, *others], [lead], [hall()], activities=(walk or activity(),), policy=policy, **more)
    plan = honest_timetable(made, session("walk", TEN, led="M1", by=row.id, fixed=fixed), record=record)
    court = Court.of(Case(made, record or history(), plan))
    return court.ground.points.of(row.id, court.held[0].pattern)


@pytest.mark.parametrize(
    ("wishes", "right"),
    [((), 500), (("walk",), 1000), (("choir", "walk"), 800), (("a", "b", "walk"), 600), (("a", "b", "c", "walk"), 400),
     (("a", "b", "c", "d", "walk"), 400), (("choir",), 0)],
)  # fmt: skip
def test_wishes_count_by_their_rank(wishes, right):
    assert points(mentee("E1", wishes=wishes), weights={"wish": 7}) == right


def test_nearness_counts_up_to_far():
    assert points(mentee("E1"), weights={"travel": 1}) == 1000 * 58 // 60
    fixed = activity(fixed=(TEN,), fixed_venue="hall", fixed_people=("E1",))
    assert points(mentee("E1", at=40_000), walk=fixed, fixed=True, weights={"travel": 1}) == 0


@pytest.mark.parametrize(
    ("wished", "right"),
    [(None, 500), ("Tue 10:00-11:00", 1000), ("Tue 10:00-10:59", 0), ("A: Tue 10:00-11:00", 0), ("Wed 10:00-11:00", 0)],
)
def test_a_wished_time_covers_the_session_in_all_weeks(wished, right):
    assert points(mentee("E1", wished_times=free(wished)), weights={"time": 1}) == right


def test_company_is_of_the_others_who_wish_for_it_and_are_at_most_a_stage_away():
    def beside(stage, *stages, wishes=("walk",)):
        others = [mentee(f"E{n}", stage=one, wishes=wishes) for n, one in enumerate(stages, start=2)]
        return points(mentee("E1", stage=stage, wishes=("walk",)), others=others, weights={"company": 1})

    assert beside(2, 1, 3, 4) == 666
    assert beside(2, 4, None) == 0
    assert beside(2, None) == 500
    assert beside(None, 2) == 500
    assert beside(2) == 500
    assert beside(2, 2, wishes=("choir",)) == 500


def test_their_own_mentor_counts_as_a_fixed_leader_only():
    record = history(pair("E1", "M1"))
    fixed = activity(fixed=(TEN,), fixed_venue="hall", fixed_leaders=("M1",))
    assert points(mentee("E1"), walk=fixed, fixed=True, record=record, weights={"mentor": 1}) == 1000
    assert points(mentee("E1"), walk=fixed, fixed=True, weights={"mentor": 1}) == 0
    assert points(mentee("E1"), record=record, weights={"mentor": 1}) == 0


def test_points_fall_with_the_dates_that_are_lost():
    """Three of four dates: 750 of 1000, and the sum of parts is rounded down before."""
    closed = (Closure(first=dt.date(2027, 1, 19), last=dt.date(2027, 1, 19)),)
    row = mentee("E1", wishes=("walk",))
    assert points(row, weights={"wish": 1}, term=Term(first_day=MONDAY, weeks=4), closures=closed) == 750
    mixed = {"wish": 2, "time": 1}  # (2000 + 500) // 3 = 833; 833 * 3 // 4 = 624
    assert points(row, weights=mixed, term=Term(first_day=MONDAY, weeks=4), closures=closed) == 624


def test_the_default_weights_make_the_sum():
    """50 wish 1000, 20 travel 966, 10 time 500, 10 company 500, 10 mentor 0."""
    assert points(mentee("E1", wishes=("walk",)), weights={"wish": 50, "travel": 20, "time": 10, "company": 10,
                                                           "mentor": 10}) == 793  # fmt: skip


# --------------------------------------------------------------------------------------------------------------- tiers

BOTH = (
    activity("walk", fixed=(TEN,), fixed_venue="hall", fixed_leaders=("M1",), fixed_people=("E1", "E2"), sessions=2),
    activity("choir", sessions=2),
    activity("cafe", entry=Entry.DROP_IN),
)
PEOPLE = [
    mentee("E1", wishes=("walk", "choir")),
    mentee("E2", wishes=("choir",), vetoes=("choir",)),
    mentee("E3", wishes=("walk", "choir"), when="Wed 09:00-12:00"),
    mentee("E4", vetoes=("walk", "choir")),
]
MADE = programme(PEOPLE, [M1], [hall()], activities=BOTH, staff=(staff("S1", leads=("choir", "cafe")),), salt="pepper")
PLAN = honest_timetable(
    MADE,
    session("walk", TEN, led="M1", by="E1 E2", fixed=True),
    session("choir", "Wed 10:00-11:00", led="S1", by="E1 E3"),
    session("cafe", "Thu 10:00-11:00", led="S1"),
)


def test_every_tier_is_what_it_says():
    assert refused_for(MADE, None, PLAN) == []
    points_of = Court.of(Case(MADE, history(), PLAN))
    of = {one.id: one.pattern for one in points_of.held}
    by_name = (("E1", "walk#1"), ("E2", "walk#1"), ("E1", "choir#1"), ("E3", "choir#1"))
    total = sum(points_of.ground.points.of(person, of[where]) for person, where in by_name)
    total += sum(points_of.ground.points.of(person, of["cafe#1"]) for person in ("E1", "E2", "E4"))
    assert {tier.name: tier.value for tier in PLAN.tiers[:8]} == {
        "fixed-sessions": 1,
        "fixed-people": 2,
        "reach-group": 3,
        "wish": 2,  # E2 is in nothing they wish for
        "wish-first": 1,  # E3 is in their second
        "group-quality": total,
        "cost": 0,
        "leaders-load": 5,  # M1 once, S1 twice
    }


def test_the_tie_break_is_over_patterns_leaders_and_attendees():
    walk, choir, cafe = ("walk", "hall", "1/600/1"), ("choir", "hall", "2/600/1"), ("cafe", "hall", "3/600/1")
    parts = [walk, choir, cafe, (*walk, "M1"), (*walk, "E1"), (*walk, "E2"), (*choir, "S1"), (*choir, "E1"),
             (*choir, "E3"), (*cafe, "S1")]  # fmt: skip
    assert value(PLAN, "sessions-canonical") == sum(tie_break("pepper", *part) for part in parts)


# -------------------------------------------------------------------------------------------------------------- better


def crowd(*, by, row=None, walk=None, **more):
    made = programme([row or mentee("E1"), mentee("E2")], [M1], [hall()], activities=(walk or activity(),), **more)
    return refused_for(made, None, honest_timetable(made, session("walk", TEN, led="M1", by=by)))


def test_nobody_is_left_out_of_a_session_with_room_that_they_could_be_in():
    assert crowd(by="E2") == ["answer"]
    assert crowd(by="E1 E2") == []


@pytest.mark.parametrize(
    ("row", "walk"),
    [
        (None, activity(largest=1)),
        (None, activity(people_per_leader=1, largest=1)),
        (mentee("E1", comes_with=("child",)), activity(largest=2)),
        (mentee("E1", vetoes=("walk",)), None),
        (mentee("E1", when="Sun 10:00-11:00"), None),
        (mentee("E1", not_at=("hall",)), None),
    ],
)
def test_nobody_is_missed_where_a_rule_keeps_them_out(row, walk):
    assert crowd(by="E2", row=row, walk=walk) == []


def two_walks(by_first, by_second, wishes=("walk",), *, spent=0, **policy):
    """E1 in a walk or in a choir: the wish is for one of them."""
    both = (activity("walk"), activity("choir"))
    given = {"group_weights": {"wish": 1}, **policy}
    row = mentee("E1", wishes=wishes, max_sessions=1)
    who = [row, mentee("E2", max_sessions=1, vetoes=("choir",)), mentee("E3", vetoes=("walk",))]
    made = programme(who, [M1], [hall()], activities=both, policy=given)
    plan = honest_timetable(
        made,
        session("walk", TEN, led="M1", by=by_first),
        session("choir", "Wed 10:00-11:00", led="M1", by=by_second),
    )
    return refused_for(made, None, with_tier(plan, "group-quality", spent=spent))


def test_a_first_choice_with_a_free_place_is_given():
    assert two_walks("E1 E2", "E3") == []
    assert two_walks("E2", "E1 E3") == ["answer"]
    assert two_walks("E2", "E1 E3", wishes=("choir", "walk")) == []
    assert two_walks("E1 E2", "E3", wishes=("choir", "walk")) == ["answer"]


def test_points_that_later_tiers_spent_are_not_missed():
    """With no wish at all both are worth the same but for nothing; points given away by policy may be missing."""
    near = {"group_weights": {"time": 1, "wish": 1}, "quality_give": 1000}
    assert two_walks("E2", "E1 E3", wishes=(), **near) == []


def test_a_move_that_leaves_a_session_too_small_is_none():
    both = (activity("walk"), activity("choir", smallest=2))
    row = mentee("E1", wishes=("walk",), max_sessions=1)
    made = programme(
        [row, mentee("E2", vetoes=("walk",)), mentee("E3", vetoes=("choir",))], [M1], [hall()], activities=both
    )
    plan = honest_timetable(
        made,
        session("walk", TEN, led="M1", by="E3"),
        session("choir", "Wed 10:00-11:00", led="M1", by="E1 E2"),
    )
    assert refused_for(made, None, plan) == []


def test_a_move_beyond_a_budget_is_none():
    walk = activity(food_pence_a_head=100)
    for most, right in ((100, []), (200, ["answer"])):
        assert crowd(by="E2", walk=walk, policy={"budgets": (Budget(heading="food", pence_a_week=most),)}) == right


def test_a_plan_that_was_stopped_is_asked_all_the_same():
    made = programme([mentee("E1"), mentee("E2")], [M1], [hall()], activities=(activity(),))
    plan = honest_timetable(made, session("walk", TEN, led="M1", by="E1"))
    stopped = attrs.evolve(plan, evidence=attrs.evolve(plan.evidence, stopped="clock"))
    assert refused_for(made, None, stopped) == ["answer"]


# -------------------------------------------------------------------------------------------------------------- bounds


def proven(plan, name, *, proof=Proof.COUNTED, bound=None):
    return with_tier(plan, name, bound=value(plan, name) if bound is None else bound, proof=proof)


COUNTED = ("fixed-sessions", "fixed-people", "reach-group", "wish", "wish-first", "cost")


@pytest.mark.parametrize("name", COUNTED)
def test_what_counting_shows_is_proven(name):
    everybody = programme([mentee("E1", wishes=("walk",)), mentee("E2", not_at=("hall",), wishes=("walk",))], [M1],
                          [hall()], activities=(activity(),))  # fmt: skip
    plan = honest_timetable(everybody, session("walk", TEN, led="M1", by="E1"))
    assert refused_for(everybody, None, proven(plan, name)) == []


@pytest.mark.parametrize("name", ["group-quality", "leaders-load", "sessions-canonical"])
def test_what_counting_does_not_show_is_claimed_at_most(name):
    everybody = programme([mentee("E1")], [M1], [hall()], activities=(activity(),))
    plan = honest_timetable(everybody, session("walk", TEN, led="M1", by="E1"))
    assert refused_for(everybody, None, proven(plan, name)) == ["bound"]
    assert refused_for(everybody, None, proven(plan, name, proof=Proof.CLAIMED)) == []


def test_a_reach_that_could_be_higher_is_not_proven_by_counting():
    made = programme([mentee("E1"), mentee("E2")], [M1], [hall()], activities=(activity(largest=1),))
    plan = honest_timetable(made, session("walk", TEN, led="M1", by="E1"))
    assert refused_for(made, None, proven(plan, "reach-group")) == ["bound"]
    assert refused_for(made, None, with_tier(plan, "reach-group", bound=2)) == []
    assert refused_for(made, None, with_tier(plan, "reach-group", bound=0)) == ["bound"]


def test_a_bound_lies_on_the_far_side_of_its_value():
    plan = PLAN
    for tier in plan.tiers:
        beyond = tier.value - 1 if tier.sense == "max" else tier.value + 1
        loose = tier.value + 5 if tier.sense == "max" else tier.value - 5
        assert refused_for(MADE, None, with_tier(plan, tier.name, bound=beyond)) == ["bound"]
        assert refused_for(MADE, None, with_tier(plan, tier.name, bound=loose)) == []
        assert refused_for(MADE, None, with_tier(plan, tier.name, bound=loose, proof=Proof.CLAIMED)) == ["bound"]
        assert refused_for(MADE, None, with_tier(plan, tier.name, proof=Proof.CLAIMED)) == ["bound"]


def test_fixed_sessions_cost_and_load_at_least_what_they_take():
    fixed = activity(fixed=(TEN,), fixed_venue="hall", fixed_leaders=("M1",))
    place = hall(hire_pence_an_hour=100)
    made = programme([mentee("E1")], [M1], [place], activities=(fixed,))
    plan = honest_timetable(made, session("walk", TEN, led="M1", by="E1", fixed=True))
    for name in ("cost", "leaders-load", "fixed-sessions"):
        assert refused_for(made, None, proven(plan, name)) == [], name
    assert value(plan, "cost") == 2600 and value(plan, "leaders-load") == 1


def test_only_group_quality_gives_by_default():
    """5 in 1000 of 200,000 would be much; of PLAN's points a few."""
    most = value(PLAN, "group-quality") * 5 // 1000
    assert refused_for(MADE, None, with_tier(PLAN, "group-quality", spent=most)) == []
    assert refused_for(MADE, None, with_tier(PLAN, "group-quality", spent=most + 2)) == ["value"]
    for name in ("reach-group", "cost", "sessions-canonical"):
        assert refused_for(MADE, None, with_tier(PLAN, name, spent=1)) == ["value"]


def test_above_its_limit_the_judge_says_that_nothing_was_counted():
    made = programme([mentee("E1")], [M1], [hall()], activities=(activity(),))
    plan = proven(honest_timetable(made, session("walk", TEN, led="M1", by="E1")), "reach-group")
    assert refused_for(made, None, plan, limit=0) == []
    answer = NotReached(mentee="E1", why=WhyNot.NO_ROOM, patterns=7)
    forged = attrs.evolve(plan, timetable=attrs.evolve(plan.timetable, not_reached=(answer,)))
    assert refused_for(made, None, forged, limit=0) == ["answer"]
