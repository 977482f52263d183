"""Who waits has one answer that is true; runners-up and who was overtaken are worked out anew."""

import datetime as dt

import attrs
import pytest
from builders import MONDAY, apart, history, mentee, mentor, pair, programme, venue
from honest_plans import filled_in, honest_plan, refused_for, with_pair

from mentormatch.checking import verdict_of
from mentormatch.domain.history import History
from mentormatch.domain.plan import Answer, AnswerKind, Overtaken, Reason, RunnerUp, Swap

TEN = {("E1", "M1"): ("cafe", "Tue 10:00-11:00")}
NONE = AnswerKind.NONE_ACCEPTABLE


def answered(plan, *answers):
    return attrs.evolve(plan, unmatched=answers)


# ------------------------------------------------------------------------------------------------------ nobody fits


def refusals(one, others, **more):
    """How many mentors are refused under each rule, as the judge counts them: what it accepts."""
    made = programme([one], others, **more)
    answer = honest_plan(made).unmatched[0]
    assert refused_for(made, None, honest_plan(made)) == []
    return {reason.rule: reason.figures["mentors"] for reason in answer.reasons}


def test_refusals_are_counted_under_the_first_rule_and_safeguarding_as_lack_of_places():
    others = [
        mentor("E1"),  # the person themselves is left out
        mentor("M1", stage=0),
        mentor("M2", stage=0, not_with=("E1",)),
        mentor("M3", at=40_000),
        mentor("M4", when="Tue 10:00-10:30"),
        mentor("M5", people_elsewhere=9),
        mentor("M6", cleared_until=None),
        mentor("M7"),
        mentor("M8", when="Mon-Sun; not 2027-01-15..2027-12-31"),
        mentor("M9", not_at=("cafe",)),
    ]
    found = refusals(mentee("E1", stage=1), others, keep_apart=(apart("E1", "M7"),))
    assert found == {"stage": 1, "requires": 1, "travel": 1, "common-hour": 1, "dates": 1, "places": 4}


def test_a_quality_below_the_floor_comes_last():
    full, strange = mentor("M1", people_elsewhere=9), mentor("M2")
    assert refusals(mentee(), [full, strange], policy={"floor": 999}) == {"places": 1, "floor": 1}


def test_an_approval_comes_after_travel_and_hours():
    asks = mentee(needs_approval=True)
    near, far = mentor("M1"), mentor("M2", at=40_000)
    assert refusals(asks, [near, far], policy={"approvals": "report"}) == {"approval": 1, "travel": 1}


@pytest.mark.parametrize("wrong", [{"mentors": 0}, {"mentors": 2}, {}])
def test_a_wrong_count_is_refused(wrong):
    made = programme([mentee()], [mentor(stage=None)])
    right = answered(honest_plan(made), Answer(mentee="E1", kind=NONE, reasons=(stage(1),)))
    assert refused_for(made, None, right) == []
    forged = Answer(mentee="E1", kind=NONE, reasons=(Reason(rule="stage", says="", figures=wrong),))
    assert refused_for(made, None, answered(honest_plan(made), forged)) == ["answer"]


def stage(number):
    return Reason(rule="stage", says="1 mentor not far enough on", figures={"mentors": number})


def test_a_count_under_another_rule_is_refused():
    made = programme([mentee()], [mentor(stage=None)])
    forged = Answer(mentee="E1", kind=NONE, reasons=(Reason(rule="travel", says="", figures={"mentors": 1}),))
    assert refused_for(made, None, answered(honest_plan(made), forged)) == ["answer"]


def test_a_count_that_tells_of_safeguarding_is_refused():
    made = programme([mentee()], [mentor(cleared_until=None)])
    forged = Answer(mentee="E1", kind=NONE, reasons=(Reason(rule="clearance", says="", figures={"mentors": 1}),))
    assert refused_for(made, None, answered(honest_plan(made), forged)) == ["answer"]


# --------------------------------------------------------------------------------------------- everybody, and once


def test_somebody_who_waits_must_have_an_answer_and_nobody_else():
    made = programme(2, [mentor(max_people=1)])
    plan = honest_plan(made, None, TEN)
    assert refused_for(made, None, plan) == []
    assert refused_for(made, None, answered(plan)) == ["answer"]
    also = attrs.evolve(plan.unmatched[0], mentee="E1")
    assert refused_for(made, None, answered(plan, *plan.unmatched, also)) == ["answer"]


def test_somebody_on_hold_neither_waits_nor_is_reached():
    made = programme([mentee("E1")], [mentor("M1", cleared_until=None), mentor("M2")])
    held = history(pair("E1", "M1"))
    plan = honest_plan(made, held)
    assert plan.unmatched == () and plan.tiers[2].value == 0
    assert refused_for(made, held, plan) == []


def test_nobody_fits_is_refused_where_somebody_does():
    made = programme(2, [mentor(max_people=1)])
    forged = Answer(mentee="E2", kind=NONE)
    assert refused_for(made, None, answered(honest_plan(made, None, TEN), forged)) == ["answer"]


def test_a_trade_names_a_tier_that_would_be_worse():
    made = programme(2, [mentor(max_people=1)])
    plan = honest_plan(made, None, TEN)
    right = attrs.evolve(plan.unmatched[0], tier="quality", here=588)
    assert refused_for(made, None, answered(plan, right)) == []
    for wrong in ({"tier": "luck"}, {"here": 589}, {"there": 588}, {"tier": "load", "there": 0}):
        assert "answer" in refused_for(made, None, answered(plan, attrs.evolve(right, **wrong))), wrong


# ---------------------------------------------------------------------------------------------------------- shortage

SHORT = programme(3, [mentor("M1", max_people=2, minutes_a_week=999), mentor("M2", stage=None)])
SHORT_PLAN = honest_plan(SHORT, None, {**TEN, ("E2", "M1"): ("cafe", "Wed 10:00-11:00")})
THREE = Answer(
    mentee="E3",
    kind=AnswerKind.SHORTAGE,
    people=("E1", "E2", "E3"),
    mentors=("M1",),
    places=2,
    swap=Swap(mentor="M1", instead_of="E1"),
)


def test_a_shortage_that_can_be_counted_is_left_alone():
    assert refused_for(SHORT, None, answered(SHORT_PLAN, THREE)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": ("E2", "E3")},  # two people, two places
        {"people": ("E1", "E2", "E2", "E3")},
        {"people": ("E1", "E2")},
        {"places": 1},
        {"mentors": ()},
        {"mentors": ("M1", "M2"), "places": 2},
        {"swap": Swap(mentor="M2", instead_of="E2")},
        {"swap": Swap(mentor="M1", instead_of="E3")},
        {"swap": Swap(mentor="M1", instead_of="E2")},  # not the first
        {"swap": Swap(mentor="M1", instead_of="E1", needs_approval=True)},
        {"swap": None},
    ],
)
def test_a_shortage_that_is_none_is_refused(wrong):
    assert refused_for(SHORT, None, answered(SHORT_PLAN, attrs.evolve(THREE, **wrong))) == ["answer"]


def test_somebody_with_a_held_pair_is_not_short_of_places():
    held = history(pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00"))
    plan = honest_plan(SHORT, held, {("E2", "M1"): ("cafe", "Wed 10:00-11:00")})
    assert refused_for(SHORT, held, answered(plan, attrs.evolve(THREE, places=1))) == ["answer"]
    two = attrs.evolve(THREE, people=("E2", "E3"), places=1, swap=Swap(mentor="M1", instead_of="E2"))
    assert refused_for(SHORT, held, answered(plan, two)) == []


def test_hours_that_fall_short_are_added_up_week_by_week():
    made = programme(2, [mentor("M1", minutes_a_week=127)])
    plan = honest_plan(made, None, TEN)
    right = Answer(
        mentee="E2",
        kind=AnswerKind.SHORTAGE,
        people=("E1", "E2"),
        mentors=("M1",),
        minutes_needed=128,
        minutes_left=127,
        swap=Swap(mentor="M1", instead_of="E1"),
    )
    assert refused_for(made, None, answered(plan, right)) == []
    for wrong in ({"minutes_needed": 129}, {"minutes_left": 126}, {"minutes_needed": 127}, {"people": ("E2",)}):
        assert refused_for(made, None, answered(plan, attrs.evolve(right, **wrong))) == ["answer"], wrong


# -------------------------------------------------------------------------------------------------------- runners-up

FOUR = programme(
    [mentee("E1", stage=1)],
    [mentor("M1", stage=2), mentor("M2", stage=2), mentor("M3", stage=3), mentor("M4", stage=2)],
    [venue("cafe"), venue("hall", 3000)],
)
CHOSEN = honest_plan(FOUR, None, TEN)


def test_the_best_two_others_are_named_best_first():
    assert CHOSEN.pairs[0].runners_up == (
        RunnerUp(mentor="M3", quality=663, place="cafe"),
        RunnerUp(mentor="M2", quality=625, place="cafe"),
    )
    assert refused_for(FOUR, None, CHOSEN) == []


def test_runners_up_that_are_others_fewer_or_in_another_order_are_refused():
    best, next_best = CHOSEN.pairs[0].runners_up
    third = RunnerUp(mentor="M4", quality=625, place="cafe")
    for wrong in [(best, third), (next_best, best), (best,), (), (best, next_best, third)]:
        assert refused_for(FOUR, None, with_pair(CHOSEN, runners_up=wrong)) == ["answer"], wrong
    for change in ({"quality": 664}, {"place": "hall"}):
        forged = with_pair(CHOSEN, runners_up=(attrs.evolve(best, **change), next_best))
        assert refused_for(FOUR, None, forged) == ["answer"], change


def test_a_runner_up_is_marked_where_an_officer_must_agree():
    asked = mentor("M3", stage=3, needs_approval=True)
    made = programme([mentee("E1", stage=1)], [mentor("M1", stage=2), asked], [venue("cafe")])
    plan = honest_plan(made, None, TEN)
    (named,) = plan.pairs[0].runners_up
    assert named.needs_approval and refused_for(made, None, plan) == []
    forged = with_pair(plan, runners_up=(attrs.evolve(named, needs_approval=False),))
    assert refused_for(made, None, forged) == refused_for(made, None, forged, bounds=False) == ["answer"]


def test_a_held_pair_names_no_runners_up():
    held = history(pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00"))
    plan = honest_plan(FOUR, held)
    assert plan.pairs[0].runners_up == () and refused_for(FOUR, held, plan) == []


# --------------------------------------------------------------------------------------------------------- overtaken


def since(weeks, **more):
    return {"waiting_since": MONDAY - dt.timedelta(weeks=weeks), **more}


def overtaken(first, second, **of_mentor):
    made = programme([mentee("E1", **first), mentee("E2", **second)], [mentor(max_people=1, **of_mentor)])
    plan = honest_plan(made, None, TEN)
    return made, plan


def test_somebody_who_waits_longer_and_could_have_had_the_mentor_is_listed():
    made, plan = overtaken(since(30), since(40))  # both 26 points: the weeks count no further
    assert plan.overtaken == (Overtaken(waiting="E2", placed="E1", mentor="M1"),)
    assert refused_for(made, None, plan) == []
    assert refused_for(made, None, attrs.evolve(plan, overtaken=())) == ["answer"]


@pytest.mark.parametrize(
    ("first", "second", "of_mentor"),
    [
        (since(40), since(30), {}),  # waits less long
        (since(30), since(30), {}),
        ({}, since(30), {}),  # not known
        (since(30), since(40), {"not_with": ("E2",)}),  # the mentor is none for them
    ],
)
def test_nobody_else_is_listed(first, second, of_mentor):
    made, plan = overtaken(first, second, **of_mentor)
    assert plan.overtaken == () and refused_for(made, None, plan) == []
    forged = attrs.evolve(plan, overtaken=(Overtaken(waiting="E2", placed="E1", mentor="M1"),))
    assert refused_for(made, None, forged) == ["answer"]


def test_an_overtaking_by_a_mentor_whom_an_officer_must_agree_to_is_marked():
    made, plan = overtaken(since(30), since(40, needs_approval=True))
    marked = Overtaken(waiting="E2", placed="E1", mentor="M1", needs_approval=True)
    assert plan.overtaken == (marked,) and refused_for(made, None, plan) == []
    unmarked = attrs.evolve(plan, overtaken=(attrs.evolve(marked, needs_approval=False),))
    assert refused_for(made, None, unmarked) == ["answer"]
    assert refused_for(made, None, unmarked, bounds=False) == ["answer"], "without a list of candidates, too"


def test_more_priority_is_no_overtaking():
    from mentormatch.domain.people import Urgency

    urgent = {"urgency": (Urgency.URGENT,), "urgency_set_by": "S1", "urgency_until": MONDAY}
    made, plan = overtaken(since(1, **urgent), since(40))
    assert plan.overtaken == () and refused_for(made, None, plan) == []


def test_answers_are_judged_only_where_every_pair_is_listed():
    made = programme(2, [mentor(max_people=1)])
    plan = filled_in(made, History(), honest_plan(made, None, TEN))
    assert dict(verdict_of(made, History(), plan).checked)["answers"] == 1
    assert "answers" not in dict(verdict_of(made, History(), plan, bounds=False).checked)
    assert "answers" not in dict(verdict_of(made, History(), plan, limit=1).checked)


def test_words_about_runners_up_name_nobody_who_is_no_longer_one():
    """Nor without the mark: what `verify` says of a plan that is out of date is no more than a new plan would say."""
    asked = attrs.evolve(FOUR.mentors[3], needs_approval=True)
    now = attrs.evolve(FOUR, mentors=(*FOUR.mentors[:3], asked), keep_apart=(apart("E1", "M3"),))
    told = [breach.says for breach in verdict_of(now, History(), CHOSEN).breaches if "runners-up" in breach.says]
    assert told == ["The runners-up of E1 with M1 are not those worked out anew: M2, M4 (if an officer agrees)."]
