"""What sessions must be together: docs/timetable.md, T5, one row at a time, with the twin that is left alone."""

import datetime as dt

import pytest
from builders import MONDAY, apart, history, mentee, mentor, pair, programme, slot, venue
from honest_plans import refused_for
from honest_timetables import activity, hall, honest_timetable, session, staff

from mentormatch.checking import verdict_of
from mentormatch.domain.history import History
from mentormatch.domain.places import Closure, Entry
from mentormatch.domain.policy import Budget, Term
from mentormatch.domain.slots import Rhythm

TEN = "Tue 10:00-11:00"


def people(number, **more):
    return [mentee(f"E{n}", **more) for n in range(1, number + 1)]


def names(number):
    return " ".join(f"E{n}" for n in range(1, number + 1))


def judged(*sessions, who=None, mentors=(), walk=None, venues=None, record=None, **more):
    """The ids for which sessions led by S1, S2, S3 (or mentors) are refused."""
    more.setdefault("activities", (walk or activity(sessions=9),))
    leaders = tuple(staff(f"S{n}", leads=tuple(one.id for one in more["activities"])) for n in (1, 2, 3))
    made = programme(who or people(2), mentors, venues or [hall(rooms=3)], staff=leaders, **more)
    return refused_for(made, record, honest_timetable(made, *sessions, record=record))


# --------------------------------------------------------------------------------------------------- session-leaders


def test_a_session_has_leaders_enough():
    walk = activity(least_leaders=2)
    assert judged(session("walk", TEN, led="S1", by="E1 E2"), walk=walk) == ["session-leaders"]
    assert judged(session("walk", TEN, led="S1 S2", by="E1 E2"), walk=walk) == []


def test_a_session_has_no_more_leaders_than_its_largest_size_asks_for():
    walk = activity(least_leaders=1, largest=8, people_per_leader=4)
    assert judged(session("walk", TEN, led="S1 S2", by="E1 E2"), walk=walk) == []
    assert judged(session("walk", TEN, led="S1 S2 S3", by="E1 E2"), walk=walk) == ["session-leaders"]
    assert judged(session("walk", TEN, led="S1 S2 S3", by="E1 E2"), walk=activity(largest=9, people_per_leader=4)) == []


def test_one_leader_is_a_mentor_where_lived_experience_is_asked_for():
    walk, mentors = activity(lived_experience_leader=True), [mentor("M1", leads=("walk",))]
    assert judged(session("walk", TEN, led="S1", by="E1 E2"), walk=walk, mentors=mentors) == ["session-leaders"]
    assert judged(session("walk", TEN, led="M1 S1", by="E1 E2"), walk=walk, mentors=mentors) == []


def test_one_mentor_has_first_aid_where_it_is_asked_for():
    walk = activity(first_aid=True)
    has, lacks = mentor("M1", leads=("walk",), training=("First  Aid",)), mentor("M2", leads=("walk",))
    assert judged(session("walk", TEN, led="M1", by="E1 E2"), walk=walk, mentors=[has, lacks]) == []
    assert judged(session("walk", TEN, led="M2", by="E1 E2"), walk=walk, mentors=[has, lacks]) == ["session-leaders"]


@pytest.mark.parametrize(("number", "right"), [(12, []), (13, ["session-leaders"])])
def test_two_leaders_take_twelve_of_twelve_and_not_thirteen(number, right):
    walk = activity(people_per_leader=6, largest=20)
    assert judged(session("walk", TEN, led="S1 S2", by=names(number)), who=people(number), walk=walk) == right


def test_who_comes_along_counts_as_a_head():
    walk = activity(people_per_leader=2)
    alone, with_child = people(2), [mentee("E1", comes_with=("child",)), mentee("E2")]
    assert judged(session("walk", TEN, led="S1", by="E1 E2"), who=alone, walk=walk) == []
    assert judged(session("walk", TEN, led="S1", by="E1 E2"), who=with_child, walk=walk) == ["session-leaders"]


def test_fixed_people_may_be_too_many_for_their_fixed_leaders_but_nobody_comes_on_top():
    given = {"fixed": (TEN,), "fixed_venue": "hall", "fixed_leaders": ("S1",), "people_per_leader": 1}
    both = activity(**given, fixed_people=("E1", "E2"))
    assert judged(session("walk", TEN, led="S1", by="E1 E2", fixed=True), walk=both) == []
    assert judged(session("walk", TEN, led="S1", by="E1 E2 E3", fixed=True), who=people(3), walk=both) == [
        "session-leaders"
    ]


def test_fixed_leaders_may_be_fewer_than_asked_for():
    walk = activity(fixed=(TEN,), fixed_venue="hall", fixed_leaders=("S1",), least_leaders=2, first_aid=True,
                    lived_experience_leader=True)  # fmt: skip
    assert judged(session("walk", TEN, led="S1", by="E1 E2", fixed=True), walk=walk) == []


# ------------------------------------------------------------------------------------------------------- session-size


@pytest.mark.parametrize(
    ("turnout", "number", "right"),
    [
        (100, 3, []),
        (99, 3, ["session-size"]),
        (60, 5, []),
        (60, 4, ["session-size"]),
        (100, 2, ["session-size"]),
    ],
)
def test_a_session_runs_if_enough_are_expected(turnout, number, right):
    """60 in 100 of five are three, exactly."""
    walk = activity(smallest=3, turnout=turnout)
    assert judged(session("walk", TEN, led="S1", by=names(number)), who=people(number), walk=walk) == right


def test_a_fixed_session_runs_with_nobody():
    walk = activity(fixed=(TEN,), fixed_venue="hall", smallest=3)
    assert judged(session("walk", TEN, led="S1", by="E1 E2", fixed=True), walk=walk) == []


@pytest.mark.parametrize(("number", "right"), [(12, []), (13, ["session-size"])])
def test_no_more_come_than_may_come(number, right):
    walk = activity(largest=12, people_per_leader=20)
    assert judged(session("walk", TEN, led="S1", by=names(number)), who=people(number), walk=walk) == right


@pytest.mark.parametrize(("capacity", "right"), [(14, []), (13, ["session-size"])])
def test_people_and_leaders_fit_into_the_room(capacity, right):
    walk = activity(people_per_leader=20)
    sessions = session("walk", TEN, led="S1 S2", by=names(12))
    walk = activity(people_per_leader=6)
    assert judged(sessions, who=people(12), walk=walk, venues=[hall(capacity=capacity)]) == right


def test_a_drop_in_runs_if_enough_are_expected():
    for turnout, right in ((100, []), (60, ["session-size"])):
        cafe = activity(entry=Entry.DROP_IN, smallest=2, turnout=turnout)
        assert judged(session("walk", TEN, led="S1"), walk=cafe) == right


# ------------------------------------------------------------------------------------------------------ session-rooms


def test_two_sessions_in_one_room_are_refused_if_they_share_a_minute():
    for second, right in (("Tue 11:00-12:00", []), ("Tue 10:30-11:30", ["session-rooms"]), (TEN, ["session-rooms"])):
        sessions = session("walk", TEN, led="S1", by="E1"), session("choir", second, led="S2", by="E2")
        both = (activity("walk"), activity("choir"))
        people_of = [mentee("E1", max_sessions=1), mentee("E2", max_sessions=1)]
        assert judged(*sessions, who=people_of, activities=both, venues=[hall(rooms=1)]) == right, second
        assert judged(*sessions, who=people_of, activities=both, venues=[hall(rooms=2)]) == [], second


def fortnightly(first):
    return slot(TEN, Rhythm.FORTNIGHTLY, first)


def test_two_fortnightly_groups_share_a_room_on_alternate_weeks():
    both = tuple(activity(name, rhythm=Rhythm.FORTNIGHTLY) for name in ("walk", "choir"))
    who = [mentee("E1", vetoes=("choir",)), mentee("E2", vetoes=("walk",))]
    for first, right in ((2, []), (1, ["session-rooms"])):
        sessions = (
            session("walk", fortnightly(1), led="S1", by="E1"),
            session("choir", fortnightly(first), led="S2", by="E2"),
        )
        assert judged(*sessions, who=who, activities=both, venues=[hall(rooms=1)]) == right


def test_a_recorded_meeting_takes_a_room_where_meetings_do():
    record = history(pair("E1", "M1", place="hall", slot=TEN))
    for takes, rooms, right in ((True, 1, ["session-rooms"]), (True, 2, []), (False, 1, [])):
        place = hall(rooms=rooms, takes_room=takes, one_to_one=True)
        given = {"venues": [place], "mentors": [mentor("M1")], "record": record, "who": people(2)}
        assert judged(session("walk", TEN, led="S1", by="E2"), **given) == right


def test_meetings_that_take_more_rooms_than_there_are_are_no_fault_of_sessions_at_another_hour():
    record = history(pair("E1", "M1", place="hall", slot=TEN), pair("E3", "M2", place="hall", slot=TEN))
    given = {
        "venues": [hall(rooms=1, takes_room=True, one_to_one=True)],
        "mentors": [mentor("M1"), mentor("M2")],
        "record": record,
        "who": [mentee("E1", max_sessions=0), mentee("E2"), mentee("E3", max_sessions=0)],
    }
    assert judged(session("walk", "Tue 11:00-12:00", led="S1", by="E2"), **given) == []
    assert judged(session("walk", "Tue 10:30-11:30", led="S1", by="E2"), **given) == ["session-rooms"]


# -------------------------------------------------------------------------------------------------------------- diary

ALLEN = {
    "before": ("Tue 10:00-11:00", "Tue 11:30-12:30", False),
    "meets": ("Tue 10:00-11:00", "Tue 11:00-12:00", False),
    "overlaps": ("Tue 10:00-11:00", "Tue 10:30-11:30", True),
    "starts": ("Tue 10:00-10:30", "Tue 10:00-11:00", True),
    "during": ("Tue 10:30-10:45", "Tue 10:00-11:00", True),
    "finishes": ("Tue 10:30-11:00", "Tue 10:00-11:00", True),
    "equals": ("Tue 10:00-11:00", "Tue 10:00-11:00", True),
}
"""Seven of Allen's relations between two stretches of time; the other six are these read backwards."""


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("relation", ALLEN)
@pytest.mark.parametrize("leading", [False, True])
def test_nobody_is_in_two_sessions_that_share_a_minute(relation, turned, leading):
    first, second, clash = ALLEN[relation]
    one, other = (second, first) if turned else (first, second)
    lengths = [slot(when).minutes for when in (one, other)]
    both = (activity("walk", minutes=lengths[0]), activity("choir", minutes=lengths[1]))
    who = [mentee("E1"), mentee("E2", vetoes=("walk",))] if leading else people(1)
    sessions = (
        session("walk", one, led="S1", by="E1"),
        session("choir", other, led="S1" if leading else "S2", by="E2" if leading else "E1"),
    )
    more = {"policy": {"start_step": 15}, "activities": both}
    if leading:
        who = [mentee("E1", vetoes=("choir",)), mentee("E2", vetoes=("walk",))]
    assert judged(*sessions, who=who, **more) == (["diary"] if clash else [])


def test_nobody_leads_and_attends_one_session():
    made = programme([mentee("E1")], [mentor("E1", leads=("walk",))], [hall()], activities=(activity(),))
    plan = honest_timetable(made, session("walk", TEN, led="E1", by="E1"))
    assert refused_for(made, None, plan) == ["diary"]


def test_there_is_time_for_the_way_between_two_venues():
    """A kilometre and a half are some twenty minutes on foot; half an hour is enough, none is not."""
    both, venues = (activity("walk"), activity("choir")), [hall(), hall("barn", 1500)]
    for second, right in (("Tue 11:00-12:00", ["diary"]), ("Tue 11:30-12:30", [])):
        sessions = session("walk", TEN, led="S1", by="E1"), session("choir", second, "barn", led="S2", by="E1")
        assert judged(*sessions, who=people(1), activities=both, venues=venues) == right
        turned = session("walk", TEN, "barn", led="S1", by="E1"), session("choir", second, led="S2", by="E1")
        assert judged(*turned, who=people(1), activities=both, venues=venues) == right


def test_sessions_of_alternate_weeks_do_not_clash():
    both = tuple(activity(name, rhythm=Rhythm.FORTNIGHTLY) for name in ("walk", "choir"))
    for first, right in ((2, []), (1, ["diary"])):
        sessions = (
            session("walk", fortnightly(1), led="S1", by="E1"),
            session("choir", fortnightly(first), led="S2", by="E1"),
        )
        assert judged(*sessions, who=people(1), activities=both) == right


def test_a_session_that_clashes_with_three_others_lists_all_three():
    named = tuple(activity(name) for name in ("walk", "choir", "chess", "knitting"))
    leads = tuple(one.id for one in named)
    made = programme(people(1), [], [hall(rooms=4)], activities=named,
                     staff=tuple(staff(f"S{n}", leads=leads) for n in range(4)))  # fmt: skip
    plan = honest_timetable(made, *(session(name, TEN, led=f"S{n}", by="E1") for n, name in enumerate(leads)))
    breaches = verdict_of(made, History(), plan).breaches
    assert [breach.rule for breach in breaches] == ["diary"] * 6


# ------------------------------------------------------------------------------------- session-often, session-ceiling


def test_nobody_is_in_one_activity_more_often_than_it_says():
    sessions = session("walk", TEN, led="S1", by="E1"), session("walk", "Wed 10:00-11:00", led="S2", by="E1")
    assert judged(*sessions, who=people(1), walk=activity(sessions=2)) == ["session-often"]
    assert judged(*sessions, who=people(1), walk=activity(sessions=2, a_week=2)) == []


def test_nobody_is_in_more_sessions_a_week_than_they_said():
    both = (activity("walk"), activity("choir"))
    sessions = session("walk", TEN, led="S1", by="E1"), session("choir", "Wed 10:00-11:00", led="S2", by="E1")
    assert judged(*sessions, who=people(1, max_sessions=1), activities=both) == ["session-ceiling"]
    assert judged(*sessions, who=people(1, max_sessions=2), activities=both) == []
    lead = {"mentors": [mentor("M1", leads=("walk", "choir"), max_sessions=1, minutes_a_week=999)]}
    led = session("walk", TEN, led="M1", by="E1"), session("choir", "Wed 10:00-11:00", led="M1", by="E1")
    assert judged(*led, who=people(1), activities=both, **lead) == ["session-ceiling"]


def test_a_recorded_meeting_counts_towards_the_ceiling():
    record = history(pair("E1", "M1", place="cafe", slot="Mon 10:00-11:00"))
    venues = [hall(), venue()]
    for most, right in ((1, ["session-ceiling"]), (2, [])):
        who = [mentee("E1", max_sessions=most)]
        given = {"who": who, "mentors": [mentor("M1")], "venues": venues, "record": record}
        assert judged(session("walk", TEN, led="S1", by="E1"), **given) == right


def test_fortnightly_sessions_in_turn_are_one_a_week():
    both = tuple(activity(name, rhythm=Rhythm.FORTNIGHTLY) for name in ("walk", "choir"))
    for first, right in ((2, []), (1, ["session-ceiling"])):
        other = slot("Wed 10:00-11:00", Rhythm.FORTNIGHTLY, first)
        sessions = session("walk", fortnightly(1), led="S1", by="E1"), session("choir", other, led="S2", by="E1")
        assert judged(*sessions, who=people(1, max_sessions=1), activities=both) == right


def test_what_people_fixed_is_never_above_the_ceiling():
    fixed = activity("choir", fixed=("Wed 10:00-11:00",), fixed_venue="hall", fixed_people=("E1",))
    given = {"who": people(1, max_sessions=0), "activities": (activity(), fixed)}
    kept = session("choir", "Wed 10:00-11:00", led="S2", by="E1", fixed=True)
    assert judged(kept, **given) == []
    given["who"] = people(1, max_sessions=1)
    assert judged(kept, session("walk", TEN, led="S1", by="E1"), **given) == ["session-ceiling"]


# -------------------------------------------------------------------------------------------------------------- hours


def test_a_mentor_leads_no_more_than_they_have_time_for():
    """An hour, and two minutes each way."""
    for minutes, right in ((64, []), (63, ["hours"])):
        lead = [mentor("M1", leads=("walk",), minutes_a_week=minutes)]
        assert judged(session("walk", TEN, led="M1", by="E1 E2"), mentors=lead) == right


def test_recorded_meetings_take_of_a_mentors_hours():
    record = history(pair("E1", "M1", place="cafe", slot="Mon 10:00-11:00"))
    for minutes, right in ((128, []), (127, ["hours"])):
        lead = [mentor("M1", leads=("walk",), minutes_a_week=minutes)]
        given = {"mentors": lead, "record": record, "venues": [hall(), venue()]}
        assert judged(session("walk", TEN, led="M1", by="E1 E2"), **given) == right


def test_fixed_sessions_are_never_above_a_mentors_hours():
    fixed = activity("choir", fixed=("Wed 10:00-11:00",), fixed_venue="hall", fixed_leaders=("M1",))
    lead = [mentor("M1", leads=("walk",), minutes_a_week=30)]
    given = {"mentors": lead, "activities": (activity(), fixed)}
    kept = session("choir", "Wed 10:00-11:00", led="M1", by="E1 E2", fixed=True)
    assert judged(kept, **given) == []
    assert judged(kept, session("walk", TEN, led="M1", by="E1 E2"), **given) == ["hours"]


def test_staff_have_no_hours_to_keep():
    both = tuple(activity(name) for name in ("walk", "choir"))
    sessions = session("walk", TEN, led="S1", by="E1 E2"), session("choir", "Wed 10:00-11:00", led="S1", by="E1 E2")
    assert judged(*sessions, activities=both, policy={"minutes_a_week": 10}) == []


# -------------------------------------------------------------------------------------------------------- kept apart


@pytest.mark.parametrize("row", [("E1", "E2"), ("E2", "E1"), ("E1", "S1"), ("S2", "S1")])
def test_two_who_are_kept_apart_are_never_in_one_session(row):
    sessions = session("walk", TEN, led="S1 S2", by="E1 E2")
    assert judged(sessions, walk=activity(people_per_leader=6), keep_apart=(apart(*row),)) == ["keep-apart"]
    over = apart(*row, until=MONDAY - dt.timedelta(days=1))
    assert judged(sessions, walk=activity(people_per_leader=6), keep_apart=(over,)) == []


def consecutive(second, *, at="hall", row=("E1", "E2"), rooms=2, **more):
    both = (activity("walk"), activity("choir"))
    who = [mentee("E1", vetoes=("choir",)), mentee("E2", vetoes=("walk",))]
    sessions = session("walk", TEN, led="S1", by="E1"), session("choir", second, at, led="S2", by="E2")
    venues = [hall(rooms=rooms), hall("barn")]
    return judged(*sessions, who=who, activities=both, venues=venues, keep_apart=(apart(*row),), **more)


def test_two_who_are_kept_apart_are_not_in_consecutive_groups_at_one_venue():
    """The margin is an hour. The same turned round, at other venues, on other days."""
    for row in (("E1", "E2"), ("E2", "E1"), ("S1", "E2"), ("E1", "S2")):
        assert consecutive("Tue 11:30-12:30", row=row) == ["keep-apart-margin"]
        assert consecutive("Tue 12:00-13:00", row=row) == []
        assert consecutive("Tue 09:00-10:00", row=row) == ["keep-apart-margin"]
        assert consecutive("Tue 08:00-09:00", row=row) == []
        assert consecutive(TEN, row=row) == ["keep-apart-margin"]
    assert consecutive("Tue 11:30-12:30", at="barn") == []
    assert consecutive("Wed 10:00-11:00") == []


def test_a_margin_of_nothing_still_keeps_them_out_of_two_rooms_at_once():
    for second, right in ((TEN, ["keep-apart-margin"]), ("Tue 11:00-12:00", [])):
        assert consecutive(second, policy={"keep_apart_margin": 0}) == right


def test_whoever_is_offered_a_drop_in_counts_as_in_it():
    both = (activity("walk"), activity("cafe", entry=Entry.DROP_IN))
    who = [mentee("E1"), mentee("E2")]
    for second, right in (("Tue 11:30-12:30", ["keep-apart-margin"]), ("Tue 12:00-13:00", [])):
        sessions = session("cafe", second, led="S2"), session("walk", TEN, led="S1", by="E1")
        who = [mentee("E1", when="Tue 08:00-11:15"), mentee("E2", max_sessions=None, vetoes=("walk",))]
        assert judged(*sessions, who=who, activities=both, keep_apart=(apart("E1", "E2"),)) == right


def test_the_words_of_a_margin_name_no_person():
    both = (activity("walk"), activity("choir"))
    made = programme([mentee("E1", vetoes=("choir",)), mentee("E2", vetoes=("walk",))], [], [hall()], activities=both,
                     staff=tuple(staff(f"S{n}", leads=("walk", "choir")) for n in (1, 2)),
                     keep_apart=(apart("E1", "E2"),))  # fmt: skip
    plan = honest_timetable(
        made, session("walk", TEN, led="S1", by="E1"), session("choir", "Tue 11:00-12:00", led="S2", by="E2")
    )
    (breach,) = verdict_of(made, History(), plan).breaches
    assert breach.people == () and "E1" not in breach.says and "E2" not in breach.says


# ----------------------------------------------------------------------------------------------------- session-budget


def budget(heading, week=None, term=None, of_venue=""):
    place = hall(hire_pence_an_hour=1000, heading=of_venue)
    policy = {"budgets": (Budget(heading=heading, pence_a_week=week, pence_a_term=term),)}
    return judged(
        session("walk", TEN, led="S1", by="E1 E2"), venues=[place], policy=policy, term=Term(first_day=MONDAY, weeks=4)
    )


def test_no_heading_is_overspent_in_a_week_or_over_the_term():
    assert budget("hire", week=1000, term=4000) == []
    assert budget("hire", week=999) == ["session-budget"]
    assert budget("hire", term=3999) == ["session-budget"]
    assert budget("total", week=999) == ["session-budget"]
    assert budget("food", week=0) == []


def test_money_is_taken_from_the_heading_of_the_venue():
    assert budget("hire", week=0, of_venue="halls") == []
    assert budget("halls", week=999, of_venue="halls") == ["session-budget"]


def test_a_date_that_is_not_held_costs_nothing():
    """Three of four dates are open: closed on the 19th."""
    closed = dt.date(2027, 1, 19)
    place, policy = hall(hire_pence_an_hour=1000), {"budgets": (Budget(heading="hire", pence_a_term=3000),)}
    given = {"venues": [place], "policy": policy, "term": Term(first_day=MONDAY, weeks=4)}
    sessions = session("walk", TEN, led="S1", by="E1 E2")
    assert judged(sessions, **given) == ["session-budget"]
    assert judged(sessions, **given, closures=(Closure(first=closed, last=closed),)) == []
