"""What a timetable says of its sessions, its costs and those who are in none: each figure by hand, and each forged."""

import datetime as dt

import attrs
import pytest
from builders import MONDAY, apart, mentee, mentor, programme, slot
from honest_plans import refused_for
from honest_timetables import activity, hall, honest_timetable, session, staff, with_session, with_timetable

from mentormatch.domain.places import Closure, Entry, Form
from mentormatch.domain.plan import Answer, AnswerKind, OnHold, PairState
from mentormatch.domain.policy import Budget, Term
from mentormatch.domain.slots import Rhythm
from mentormatch.domain.timetable import Cost, DateLost, FixedLeftOut, NotReached, Refused, WhyNot
from mentormatch.domain.travelling import BusPass, Mode

TEN = "Tue 10:00-11:00"
FOUR_WEEKS = Term(first_day=MONDAY, weeks=4)


def day(number):
    return dt.date(2027, 1, number)


# ----------------------------------------------------------------------------------------------- one of everything

CLOSED = (Closure(first=day(19), last=day(19)),)
MADE = programme(
    [mentee("E1", comes_with=("child",)), mentee("E2"), mentee("E3", when="Sun 10:00-11:00")],
    [mentor("M1", leads=("walk",), when="Mon-Sun; not 2027-01-26")],
    [hall(hire_pence_an_hour=1001)],
    staff=(staff("S1", sessional_pence_an_hour=1201),),
    activities=(activity(turnout=60, minutes=90, least_leaders=2, food_pence_a_head=155),
                activity("choir", fixed=("Wed 10:00-11:00",), fixed_venue="hall", fixed_leaders=("M2",))),
    term=FOUR_WEEKS,
    closures=CLOSED,
    policy={"budgets": (Budget(heading="food", pence_a_week=999),)},
)  # fmt: skip
PLAN = honest_timetable(MADE, session("walk", "Tue 10:00-11:30", led="M1 S1", by="E1 E2"))
WALK = PLAN.timetable.sessions[0]


def test_the_whole_holds():
    assert refused_for(MADE, None, PLAN) == []


def test_three_heads_of_whom_sixty_in_a_hundred_come_are_one():
    assert (WALK.heads, WALK.expected) == (3, 1)


def test_dates_held_and_lost_have_their_reasons():
    assert WALK.dates == (day(12), dt.date(2027, 2, 2))
    assert WALK.not_held == (DateLost(day=day(19), why="closed"), DateLost(day=day(26), why="leaders away"))


def test_pence_of_a_date_are_rounded_each_for_itself():
    """Hire 1001 x 90 / 60 up, sessional 1201 x 90 / 60 up, food 155 x 2 x 60 and 155 x 60 in a hundred, down."""
    assert WALK.pence_a_date == 1502 + 1802 + 186 + 93


def test_costs_are_of_the_open_dates_by_heading():
    """Three dates are open: that the leaders are away on one saves nothing."""
    food = Cost(heading="food", pence_a_week=279, pence_a_term=837, limit_a_week=999)
    assert PLAN.timetable.costs == (
        food,
        Cost(heading="hire", pence_a_week=1502, pence_a_term=4506),
        Cost(heading="sessional", pence_a_week=1802, pence_a_term=5406),
        Cost(heading="total", pence_a_week=3583, pence_a_term=10749),
    )
    assert next(tier.value for tier in PLAN.tiers if tier.name == "cost") == 10749


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "walk#2"},
        {"id": "choir#1"},
        {"heads": 2},
        {"expected": 2},
        {"dates": WALK.dates[:1]},
        {"dates": (*WALK.dates, day(26))},
        {"not_held": ()},
        {"not_held": WALK.not_held[::-1]},
        {"not_held": (DateLost(day=day(19), why="bank holiday"), WALK.not_held[1])},
        {"not_held": (WALK.not_held[0], DateLost(day=day(26), why="away"))},
        {"pence_a_date": WALK.pence_a_date - 1},
        {"leaders": ("S1", "M1")},
        {"attendees": ("E2", "E1")},
    ],
)
def test_one_figure_of_a_session_that_is_changed_is_refused(changes):
    assert refused_for(MADE, None, with_session(PLAN, **changes)) == ["value"], changes


@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize("field", ["pence_a_week", "pence_a_term", "limit_a_week", "limit_a_term", None])
def test_one_figure_of_the_costs_that_is_changed_is_refused(at, field):
    rows = list(PLAN.timetable.costs)
    if field is None:
        del rows[at]
    else:
        rows[at] = attrs.evolve(rows[at], **{field: (getattr(rows[at], field) or 0) + 1})
    assert refused_for(MADE, None, with_timetable(PLAN, costs=tuple(rows))) == ["value"]


def test_costs_stand_in_their_order():
    assert refused_for(MADE, None, with_timetable(PLAN, costs=PLAN.timetable.costs[::-1])) == ["value"]


@pytest.mark.parametrize("tier", PLAN.tiers, ids=lambda tier: tier.name)
def test_a_tier_that_is_one_off_is_refused(tier):
    for changes in (
        {"value": tier.value + 1},
        {"value": tier.value - 1},
        {"sense": "min" if tier.sense == "max" else "max"},
    ):
        tiers = tuple(attrs.evolve(one, **changes) if one is tier else one for one in PLAN.tiers)
        assert refused_for(MADE, None, attrs.evolve(PLAN, tiers=tiers)) == ["value"]


def test_tiers_that_are_missing_or_out_of_order_are_refused():
    for tiers in (PLAN.tiers[1:], PLAN.tiers[::-1], ()):
        assert refused_for(MADE, None, attrs.evolve(PLAN, tiers=tiers)) == ["value"]


# ---------------------------------------------------------------------------------------------------------- not read


@pytest.mark.parametrize(
    "changes",
    [
        {"activity": "chess"},
        {"venue": "barn"},
        {"leaders": ("M1", "X1")},
        {"attendees": ("E1", "E2", "X1")},
        {"attendees": ("E1", "E1", "E2")},
        {"leaders": ("M1", "M1")},
        {"notes": ("bring a coat",)},
        {"not_held": (DateLost(day=day(19), why="rain"),)},
    ],
)
def test_a_session_that_cannot_be_read_is_refused(changes):
    assert refused_for(MADE, None, with_session(PLAN, **changes)) == ["plan"]


@pytest.mark.parametrize(
    "changes",
    [
        {"sessions": (WALK, WALK)},
        {"not_reached": (NotReached(mentee="X1", why=WhyNot.NO_ROOM),)},
        {"not_reached": 2 * PLAN.timetable.not_reached},
        {"not_reached": (NotReached(mentee="E3", why="no-room"),)},
        {
            "not_reached": (
                NotReached(mentee="E3", why=WhyNot.NONE_POSSIBLE, refused=(Refused(activity="walk", rule="luck"),)),
            )
        },
        {
            "not_reached": (
                NotReached(mentee="E3", why=WhyNot.NONE_POSSIBLE, refused=(Refused(activity="x", rule="dates"),)),
            )
        },
        {"costs": 2 * PLAN.timetable.costs},
        {"left_out": 2 * PLAN.timetable.left_out},
        {"left_out": (FixedLeftOut(activity="x", slot=slot(TEN)),)},
        {"left_out": (FixedLeftOut(activity="choir", slot=slot(TEN), person="X1"),)},
        {"left_out": (FixedLeftOut(activity="choir", slot=slot(TEN), rule="luck"),)},
    ],
)
def test_a_timetable_that_cannot_be_read_is_refused(changes):
    assert refused_for(MADE, None, with_timetable(PLAN, **changes)) == ["plan"]


def test_a_plan_says_nothing_beyond_its_scope():
    of_pairs = [
        {"on_hold": (OnHold(mentee="E1", mentor="M1", state=PairState.AGREED),)},
        {"unmatched": (Answer(mentee="E1", kind=AnswerKind.NONE_ACCEPTABLE),)},
        {"pins_left_out": (("E1", "M1"),)},
        {"notes": ("All agreed.",)},
        {"tiers": (attrs.evolve(PLAN.tiers[0], part="match"), *PLAN.tiers[1:])},
    ]
    for changes in of_pairs:
        assert refused_for(MADE, None, attrs.evolve(PLAN, **changes)) == ["plan"], changes
    assert refused_for(MADE, None, attrs.evolve(PLAN, scope="match", tiers=())) == ["plan"]


def test_a_drop_in_names_nobody():
    cafe = activity(entry=Entry.DROP_IN)
    made = programme([mentee("E1")], [mentor("M1", leads=("walk",))], [hall()], activities=(cafe,))
    plan = honest_timetable(made, session("walk", TEN, led="M1"))
    assert refused_for(made, None, plan) == []
    assert refused_for(made, None, with_session(plan, attendees=("E1",))) == ["plan"]


def test_a_plan_made_from_something_else_is_refused():
    assert refused_for(MADE, None, attrs.evolve(PLAN, made_from="a"), made_from="b") == ["made-from"]


# ------------------------------------------------------------------------------------------------- order, fares, rest


def test_sessions_are_numbered_fixed_ones_first_then_by_hour_and_venue():
    walk = activity(sessions=4, largest=1, fixed=("Fri 10:00-11:00",), fixed_venue="hall")
    lead = tuple(staff(f"S{n}") for n in range(1, 5))
    who = [mentee(f"E{n}", max_sessions=1) for n in range(1, 5)]
    made = programme(who, [], [hall(), hall("barn")], activities=(walk,), staff=lead)
    plan = honest_timetable(
        made,
        session("walk", "Fri 10:00-11:00", led="S1", by="E1", fixed=True),
        session("walk", "Wed 10:00-11:00", "hall", led="S2", by="E2"),
        session("walk", "Wed 10:00-11:00", "barn", led="S3", by="E3"),
        session("walk", "Tue 12:00-13:00", led="S4", by="E4"),
    )
    said = plan.timetable.sessions
    assert [(one.id, one.attendees) for one in said] == [
        ("walk#1", ("E1",)), ("walk#2", ("E4",)), ("walk#3", ("E3",)), ("walk#4", ("E2",)),
    ]  # fmt: skip
    assert refused_for(made, None, plan) == []
    assert refused_for(made, None, with_timetable(plan, sessions=said[::-1])) == ["value"]
    swapped = (said[0], attrs.evolve(said[2], id="walk#2"), attrs.evolve(said[1], id="walk#3"), said[3])
    assert refused_for(made, None, with_timetable(plan, sessions=swapped)) == ["value"]


def test_fares_are_there_and_back_for_each_head_by_turnout_and_whole_for_leaders():
    bus = {"modes": (Mode.BUS,), "bus_pass": BusPass.NONE, "at": 6000}
    made = programme([mentee("E1", comes_with=("child",), **bus)], [mentor("M1", leads=("walk",), **bus)], [hall()],
                     activities=(activity(turnout=50, smallest=0),))  # fmt: skip
    plan = honest_timetable(made, session("walk", TEN, led="M1", by="E1"))
    (fares, _) = plan.timetable.costs
    (said,) = plan.timetable.sessions
    assert fares.heading == "fares" and said.pence_a_date == fares.pence_a_week
    assert (
        said.pence_a_date % 2 == 0 and said.pence_a_date > 0
    )  # once for the leader, once for two heads that half come
    assert refused_for(made, None, plan) == []


def test_food_and_hire_come_under_the_heading_of_the_activity_where_it_has_one():
    walk = activity(heading="outings", food_pence_a_head=100)
    made = programme(
        [mentee("E1")], [mentor("M1", leads=("walk",))], [hall(hire_pence_an_hour=500)], activities=(walk,)
    )
    plan = honest_timetable(made, session("walk", TEN, led="M1", by="E1"))
    assert [(row.heading, row.pence_a_week) for row in plan.timetable.costs] == [("outings", 600), ("total", 600)]


def test_nobody_pays_for_food_of_those_who_do_not_come_or_a_session_that_does_not_run():
    walk = activity(food_pence_a_head=100, turnout=40, smallest=0)
    made = programme(
        [mentee("E1")], [mentor("M1", leads=("walk",))], [hall(hire_pence_an_hour=500)], activities=(walk,)
    )
    plan = honest_timetable(made, session("walk", TEN, led="M1", by="E1"))
    assert {row.heading: row.pence_a_week for row in plan.timetable.costs} == {"food": 40, "hire": 500, "total": 540}
    assert honest_timetable(made).timetable.costs == ()


def test_an_individual_session_is_attended_by_all():
    made = programme([mentee("E1")], [mentor("M1", leads=("walk",))], [hall()],
                     activities=(activity(turnout=None, form=Form.INDIVIDUAL),))  # fmt: skip
    assert honest_timetable(made, session("walk", TEN, led="M1", by="E1")).timetable.sessions[0].expected == 1


# ------------------------------------------------------------------------------------------------------------ drop-ins

CAFE = activity("walk", entry=Entry.DROP_IN, turnout=50, food_pence_a_head=101)


def drop_in(who, *, walk=CAFE, lead=None, **more):
    made = programme(who, [lead or mentor("M1", leads=("walk",))], [hall()], activities=(walk,), **more)
    plan = honest_timetable(made, session("walk", TEN, led="M1"))
    assert refused_for(made, None, plan) == []
    return plan


def test_a_drop_in_is_offered_and_expects_its_share_of_all_heads():
    plan = drop_in([mentee("E1", comes_with=("child", "worker")), mentee("E2"), mentee("E3", vetoes=("walk",))])
    (said,) = plan.timetable.sessions
    assert (said.heads, said.expected, said.attendees) == (0, 2, ())
    assert said.pence_a_date == 151 + 50
    assert [(row.mentee, row.drop_ins) for row in plan.timetable.not_reached] == [
        ("E1", ("walk#1",)), ("E2", ("walk#1",)), ("E3", ()),
    ]  # fmt: skip
    assert {row.why for row in plan.timetable.not_reached} == {WhyNot.NONE_POSSIBLE}


def test_no_more_are_expected_than_may_come_or_fit_in():
    who = [mentee(f"E{n}") for n in range(10)]
    assert drop_in(who).timetable.sessions[0].expected == 5
    assert drop_in(who, walk=attrs.evolve(CAFE, largest=3)).timetable.sessions[0].expected == 3


def test_of_two_who_are_kept_apart_the_one_with_more_priority_is_offered_it():
    who = [mentee("E1"), mentee("E2", waiting_since=dt.date(2026, 1, 1))]
    plan = drop_in(who, walk=attrs.evolve(CAFE, turnout=100), keep_apart=(apart("E1", "E2"),))
    assert plan.timetable.sessions[0].expected == 1
    assert [row.drop_ins for row in plan.timetable.not_reached] == [(), ("walk#1",)]


def test_nobody_is_offered_what_somebody_kept_apart_from_them_might_lead():
    plan = drop_in(
        [mentee("E1"), mentee("E2")],
        walk=attrs.evolve(CAFE, turnout=100),
        keep_apart=(apart("E1", "S1"),),
        staff=(staff("S1"),),
    )
    assert [row.drop_ins for row in plan.timetable.not_reached] == [(), ("walk#1",)]


def test_drop_ins_that_are_offered_are_named_and_no_others():
    made = programme(
        [mentee("E1")], [mentor("M1", leads=("walk",))], [hall()], activities=(attrs.evolve(CAFE, turnout=100),)
    )
    plan = honest_timetable(made, session("walk", TEN, led="M1"))
    (row,) = plan.timetable.not_reached
    for wrong in ((), ("walk#2",), ("walk#1", "walk#1")):
        forged = with_timetable(plan, not_reached=(attrs.evolve(row, drop_ins=wrong),))
        assert refused_for(made, None, forged) == ["answer"]


# --------------------------------------------------------------------------------------------------------- not reached


def test_whoever_is_in_no_session_has_one_answer_and_nobody_else_has():
    (row,) = PLAN.timetable.not_reached
    for wrong in ((), (row, attrs.evolve(row, mentee="E1"))):
        assert refused_for(MADE, None, with_timetable(PLAN, not_reached=wrong)) == ["answer"]


def test_whoever_wants_no_groups_has_none():
    who = [mentee("E1", max_sessions=0), mentee("E2", meets=()), mentee("E3")]
    made = programme(who, [mentor("M1", leads=("walk",))], [hall()], activities=(activity(),))
    assert [row.mentee for row in honest_timetable(made).timetable.not_reached] == ["E3"]


def refused(row, *, walk=None, lead=None, at=None, **more):
    """Why the one activity is none for somebody."""
    made = programme(
        [row], [lead or mentor("M1", leads=("walk",))], [at or hall()], activities=(walk or activity(),), **more
    )
    plan = honest_timetable(made)
    assert refused_for(made, None, plan) == []
    (answer,) = plan.timetable.not_reached
    if answer.why is not WhyNot.NONE_POSSIBLE:
        return answer.patterns
    assert answer.patterns == 0
    return [(one.activity, one.rule) for one in answer.refused]


def test_the_first_part_of_the_page_at_which_nothing_is_left_is_named():
    some = mentee("E1")
    assert refused(some, walk=activity(times="Tue 10:00-10:30")) == [("walk", "session-time")]
    assert refused(some, walk=activity(venues=("barn",))) == [("walk", "session-place")]
    assert refused(some, at=hall(opening="Tue 10:00-10:30")) == [("walk", "session-place")]
    assert refused(some, closures=(Closure(first=MONDAY, last=dt.date(2027, 12, 31)),)) == [("walk", "session-dates")]
    assert refused(some, walk=activity(least_leaders=2)) == [("walk", "session-leaders")]
    assert refused(some, lead=mentor("M1")) == [("walk", "session-leaders")]
    assert refused(mentee("E1", vetoes=("walk",))) == [("walk", "session-for-whom")]
    assert refused(mentee("E1", at=40_000)) == [("walk", "travel")]
    assert refused(mentee("E1", when="Tue 10:00-10:45")) == [("walk", "common-hour")]
    assert refused(mentee("E1", available_from=dt.date(2027, 6, 1))) == [("walk", "session-dates")]
    assert refused(mentee("E1", not_at=("hall",))) == [("walk", "places")]
    assert refused(mentee("E1", home_by=9 * 60, out_from=8 * 60)) == [("walk", "places")]


def test_how_many_patterns_could_be_theirs_is_counted():
    """Tuesday from ten to twelve, less two minutes for the way: starts at half past ten only."""
    assert refused(mentee("E1", when="Tue 10:00-12:00")) == 1
    assert refused(mentee("E1", when="Tue 09:58-12:02")) == 3
    fortnightly = activity(rhythm=Rhythm.FORTNIGHTLY)
    assert refused(mentee("E1", when="Tue 10:00-12:00"), walk=fortnightly) == 2
    assert refused(mentee("E1", when="A: Tue 10:00-12:00"), walk=fortnightly) == 1
    monthly = activity(rhythm=Rhythm.MONTHLY)
    assert refused(mentee("E1", when="Tue 10:00-12:00"), walk=monthly) == 4


def test_activities_without_sessions_and_drop_ins_are_not_spoken_of():
    none = programme(
        [mentee("E1")], [], [hall()], activities=(activity(sessions=0), activity("cafe", entry=Entry.DROP_IN))
    )
    assert [row.refused for row in honest_timetable(none).timetable.not_reached] == [()]


def beside_a_session(*others, largest=2, **more):
    """Answers of others than E1, who walks on Tuesday at ten: why, by how many patterns, and what keeps them out."""
    made = programme(
        [mentee("E1"), *others],
        [mentor("M1", leads=("walk",))],
        [hall(), hall("barn")],
        activities=(activity(times="Tue-Wed 09:00-12:00", largest=largest),),
        **more,
    )
    plan = honest_timetable(made, session("walk", TEN, led="M1", by="E1"))
    assert refused_for(made, None, plan) == []
    for answer in plan.timetable.not_reached:
        for other in WhyNot:
            if other is not answer.why:
                forged = with_timetable(plan, not_reached=(attrs.evolve(answer, why=other),))
                assert refused_for(made, None, forged) == ["answer"]
    return [
        (one.why.value, one.patterns, [(row.activity, row.rule) for row in one.refused])
        for one in plan.timetable.not_reached
    ]


def test_who_could_go_to_nothing_that_runs_is_told_what_keeps_them_out_of_it():
    assert beside_a_session(mentee("E2", when="Wed 09:00-12:00")) == [("none-runs", 6, [("walk", "common-hour")])]
    assert beside_a_session(mentee("E2"), largest=1) == [("no-room", 20, [])]


def test_whoever_safety_keeps_out_of_what_runs_reads_as_if_there_were_no_room():
    """Not at the hall, kept apart from somebody who is there by then: both could go to the barn."""
    assert beside_a_session(mentee("E2", not_at=("hall",))) == [("no-room", 10, [])]
    assert beside_a_session(mentee("E2"), keep_apart=(apart("E1", "E2"),)) == [("no-room", 20, [])]


def test_another_reason_another_number_and_a_rule_of_safeguarding_are_refused():
    made = programme(
        [mentee("E1", not_at=("hall",))], [mentor("M1", leads=("walk",))], [hall()], activities=(activity(),)
    )
    plan = honest_timetable(made)
    (row,) = plan.timetable.not_reached
    for changes in (
        {"refused": ()},
        {"refused": (Refused(activity="walk", rule="not-at"),)},
        {"refused": (Refused(activity="walk", rule="travel"),)},
        {"why": WhyNot.NO_ROOM, "patterns": 3, "refused": ()},
        {"patterns": 1},
    ):
        forged = with_timetable(plan, not_reached=(attrs.evolve(row, **changes),))
        assert refused_for(made, None, forged) == ["answer"], changes


# ------------------------------------------------------------------------------------------------------------ left out

GIVEN = {"fixed": (TEN,), "fixed_venue": "hall", "fixed_leaders": ("M1",), "fixed_people": ("E1", "E2")}


def left(*sessions, lead=None, walk=None, at=None, who=None, **more):
    made = programme(who or [mentee("E1"), mentee("E2")], [lead or mentor("M1")], [at or hall()],
                     activities=(walk or activity(**GIVEN),), **more)  # fmt: skip
    plan = honest_timetable(made, *sessions)
    assert refused_for(made, None, plan) == []
    for wrong in ((), (*plan.timetable.left_out, FixedLeftOut(activity="walk", slot=slot(TEN), person="M1"))):
        if wrong != plan.timetable.left_out:
            assert refused_for(made, None, with_timetable(plan, left_out=wrong)) == ["session-fixed"]
    return [(row.person, row.rule) for row in plan.timetable.left_out]


def test_a_fixed_session_that_runs_with_its_people_leaves_nobody_out():
    assert left(session("walk", TEN, led="M1", by="E1 E2", fixed=True)) == []


def test_a_fixed_slot_that_could_run_and_does_not_is_named_without_a_rule():
    assert left() == [(None, None)]


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"at": hall(opening="Tue 10:30-12:00")}, "session-place"),
        ({"closures": (Closure(first=MONDAY, last=dt.date(2027, 12, 31)),)}, "session-dates"),
        ({"lead": mentor("M1", cleared_until=None)}, "places"),
        ({"lead": mentor("M1", not_at=("hall",))}, "places"),
        ({"walk": activity(fixed=(TEN,), fixed_venue="hall")}, "session-leaders"),
    ],
)
def test_a_fixed_slot_that_cannot_run_is_named_with_the_rule_as_it_may_be_shown(changes, rule):
    assert left(**changes) == [(None, rule)]


def test_somebody_fixed_who_may_not_be_there_is_named_with_the_rule_as_it_may_be_shown():
    who = [mentee("E1", not_at=("hall",)), mentee("E2")]
    assert left(session("walk", TEN, led="M1", by="E2", fixed=True), who=who) == [("E1", "places")]


def test_a_rule_that_is_not_the_one_or_tells_of_safeguarding_is_refused():
    made = programme(
        [mentee("E1"), mentee("E2")], [mentor("M1", cleared_until=None)], [hall()], activities=(activity(**GIVEN),)
    )
    plan = honest_timetable(made)
    (row,) = plan.timetable.left_out
    for rule in ("clearance", None, "session-place"):
        forged = with_timetable(plan, left_out=(attrs.evolve(row, rule=rule),))
        assert refused_for(made, None, forged) == ["session-fixed"]
