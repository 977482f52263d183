"""Who may lead and who may attend a session: docs/timetable.md, T2 and T3, one rule at a time."""

import datetime as dt

import pytest
from builders import LATER, MONDAY, PHONE, apart, commitment, history, mentee, mentor, pair, programme, venue
from honest_plans import refused_for
from honest_timetables import activity, hall, honest_timetable, session, staff

from mentormatch.checking import verdict_of
from mentormatch.domain.history import History
from mentormatch.domain.people import Status
from mentormatch.domain.policy import Term

TEN = "Tue 10:00-11:00"
FAR = 40_000
"""Metres that nobody goes to a session."""
FOUR_WEEKS = Term(first_day=MONDAY, weeks=4)
MID_TERM = MONDAY + dt.timedelta(days=13)
"""After the first two of four Tuesdays."""


def leader(row, *, walk=None, at=None, record=None, **more):
    """The ids for which a session led by somebody is refused."""
    row_of = {"mentors": [row]} if hasattr(row, "cleared_until") else {"mentors": [], "staff": (row,)}
    made = programme(
        [mentee("E1")], row_of.pop("mentors"), [at or hall()], activities=(walk or activity(),), **row_of, **more
    )
    return refused_for(made, record, honest_timetable(made, session("walk", TEN, led=row.id, by="E1"), record=record))


def attendee(row, *, walk=None, at=None, record=None, venues=(), others=(), **more):
    """The ids for which a session with somebody is refused."""
    rows = [row, *others]
    made = programme(
        rows, [mentor("M1", leads=("walk",))], [at or hall(), *venues], activities=(walk or activity(),), **more
    )
    return refused_for(made, record, honest_timetable(made, session("walk", TEN, led="M1", by=row.id), record=record))


def walker(**more):
    return mentor("M1", leads=("walk",), **more)


# ------------------------------------------------------------------------------------------------------------- leads


def test_mentors_and_staff_who_lead_it_may_lead_it():
    assert leader(walker()) == []
    assert leader(staff("S1")) == []


def test_nobody_leads_what_they_do_not_lead():
    assert leader(mentor("M1")) == ["session-leaders"]
    assert leader(mentor("M1", leads=("choir",))) == ["session-leaders"]


def test_somebody_in_both_lists_leads_as_a_mentor():
    """Their mentor row counts: what it leads, and that it must be cleared."""

    def both(mentor_row, staff_row):
        made = programme([mentee("E1")], [mentor_row], [hall()], staff=(staff_row,), activities=(activity(),))
        return refused_for(made, None, honest_timetable(made, session("walk", TEN, led="M1", by="E1")))

    assert both(walker(), staff("M1")) == []
    assert both(mentor("M1"), staff("M1")) == ["session-leaders"]
    assert both(walker(cleared_until=None), staff("M1")) == ["clearance"]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (walker(status=Status.PAUSED), "paused"),
        (walker(at=FAR), "travel"),
        (walker(step_free=True), "travel"),
        (walker(not_where_alcohol=True), "travel"),
        (walker(when="Tue 10:00-11:00", at=500), "common-hour"),
        (walker(when="A: Tue 09:00-12:00; B: Wed 09:00-12:00"), "common-hour"),
        (walker(cleared_until=None), "clearance"),
        (walker(cleared_until=MONDAY - dt.timedelta(days=1)), "clearance"),
        (walker(trained_until=MONDAY - dt.timedelta(days=1)), "training"),
        (walker(not_at=("hall",)), "not-at"),
        (walker(home_by=10 * 60 + 59), "home-by"),
        (walker(out_from=10 * 60 + 1), "home-by"),
    ],
)
def test_a_leader_who_may_not_be_there_is_refused(row, rule):
    at = hall(step_free=False, alcohol_served=True)
    found = leader(row, at=at)
    assert rule in found and set(found) <= {rule, "session-dates", "hours"}


@pytest.mark.parametrize(
    "row",
    [
        walker(when="Tue 09:00-12:00", at=500),
        walker(step_free=True),
        walker(not_where_alcohol=True),
        walker(not_at=("barn",)),
        walker(home_by=11 * 60 + 2, out_from=9 * 60 + 58),
        walker(cleared_until=LATER, trained_until=MONDAY),
        walker(meets=(PHONE,)),  # of leaders nothing is said of meeting in person
    ],
)
def test_a_leader_who_may_just_be_there_is_left_alone(row):
    assert leader(row) == []


def test_a_leader_is_what_the_activity_asks_for():
    women = activity(for_whom=("gender: woman",))
    assert leader(walker(gender="man"), walk=women) == ["session-for-whom"]
    assert leader(walker(gender=" Woman"), walk=women) == []
    assert leader(walker(), walk=women) == []


def test_a_mentor_has_the_training_that_every_mentor_must_have_and_staff_need_none():
    needed = {"policy": {"required_training": ("Safeguarding",)}}
    assert leader(walker(), **needed) == ["training"]
    assert leader(walker(training=("safeguarding ",)), **needed) == []
    assert leader(staff("S1"), **needed) == []


def test_a_clearance_lasts_for_min_dates_and_half_of_the_dates():
    def cleared(until, **policy):
        return leader(walker(cleared_until=until), term=FOUR_WEEKS, policy=policy)

    assert cleared(MID_TERM, min_dates=2) == []
    assert cleared(MID_TERM, min_dates=3) == ["clearance"]
    assert cleared(MID_TERM, min_dates=99) == ["clearance"]
    assert cleared(MID_TERM - dt.timedelta(days=7), min_dates=1) == ["session-dates"]


def test_a_leader_is_there_on_half_of_the_dates():
    assert leader(walker(when="Mon-Sun; not 2027-01-11..2027-01-24"), term=FOUR_WEEKS) == []
    assert leader(walker(when="Mon-Sun; not 2027-01-11..2027-01-31"), term=FOUR_WEEKS) == ["session-dates"]


# ---------------------------------------------------------------------------------------------------------- attending


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (mentee("E1", status=Status.PAUSED), "paused"),
        (mentee("E1", max_sessions=0), "session-ceiling"),
        (mentee("E1", meets=(PHONE,)), "session-for-whom"),
        (mentee("E1", vetoes=("walk",)), "session-for-whom"),
        (mentee("E1", at=FAR), "travel"),
        (mentee("E1", step_free=True), "travel"),
        (mentee("E1", not_where_alcohol=True), "travel"),
        (mentee("E1", when="Tue 10:00-11:00", at=500), "common-hour"),
        (mentee("E1", not_at=("hall",)), "not-at"),
        (mentee("E1", home_by=10 * 60 + 59), "home-by"),
        (mentee("E1", out_from=10 * 60 + 1), "home-by"),
    ],
)
def test_somebody_who_may_not_be_there_is_refused(row, rule):
    found = attendee(row, at=hall(step_free=False, alcohol_served=True))
    assert rule in found and set(found) <= {rule, "session-for-whom"}


@pytest.mark.parametrize(
    "row",
    [
        mentee("E1", when="Tue 09:00-12:00", at=500),
        mentee("E1", max_sessions=1, step_free=True, not_where_alcohol=True, vetoes=("choir",), not_at=("barn",)),
        mentee("E1", wants=0),
        mentee("E1", available_from=dt.date(2027, 2, 1)),
    ],
)
def test_somebody_who_may_just_be_there_is_left_alone(row):
    assert attendee(row) == []


def test_only_mentees_attend_and_whoever_is_fixed_in_it():
    made = programme([mentee("E1")], [walker(), mentor("M2")], [hall()], activities=(activity(),))
    assert refused_for(made, None, honest_timetable(made, session("walk", TEN, led="M1", by="E1 M2"))) == [
        "session-for-whom"
    ]
    fixed = activity(fixed=(TEN,), fixed_venue="hall", fixed_people=("M2",))
    made = programme([mentee("E1")], [walker(), mentor("M2")], [hall()], activities=(fixed,))
    assert refused_for(made, None, honest_timetable(made, session("walk", TEN, led="M1", by="E1 M2", fixed=True))) == []


@pytest.mark.parametrize(
    ("want", "fits", "does_not"),
    [
        ("gender: woman", {"gender": "woman"}, {"gender": "man"}),
        ("faith: muslim", {}, {"faith": "none"}),
        ("language: polish", {"languages": ("Polish",)}, {"languages": ("English",)}),
        ("language: english", {}, {"languages": ("Polish",)}),
        ("lived: prison", {"lived": ("prison",)}, {"lived": ("care",)}),
        ("person: e1", {}, None),
        ("training: first aid", None, {}),
        ("shoe size: 44", None, {}),  # a want that cannot be read is met by nobody
    ],
)
def test_an_activity_is_for_those_whom_it_names(want, fits, does_not):
    """Leaders are of staff and speak everything, so that only who attends decides."""
    for changes, right in ((fits, []), (does_not, ["session-for-whom"])):
        if changes is None:
            continue
        walk = activity(for_whom=(want,), fixed=(TEN,), fixed_venue="hall", fixed_leaders=("M1",))
        made = programme([mentee("E1", **changes)], [mentor("M1")], [hall()], activities=(walk,))
        plan = honest_timetable(made, session("walk", TEN, led="M1", by="E1", fixed=True))
        assert refused_for(made, None, plan) == right, changes


def test_an_interpreter_helps_mentees_who_would_have_one():
    walk = activity(for_whom=("language: polish",), fixed=(TEN,), fixed_venue="hall", fixed_leaders=("M1",))
    for ok, right in ((True, []), (False, ["session-for-whom"])):
        made = programme([mentee("E1", interpreter_ok=ok)], [mentor("M1")], [hall()], activities=(walk,),
                         staff=(staff("S1", interprets=("Polish",)),))  # fmt: skip
        plan = honest_timetable(made, session("walk", TEN, led="M1", by="E1", fixed=True))
        assert refused_for(made, None, plan) == right


def test_nobody_joins_after_the_week_in_which_it_closes():
    """Week 2 ends on Sunday 24 January."""
    closes = activity(closed_after_week=2)
    assert attendee(mentee("E1", available_from=dt.date(2027, 1, 24)), walk=closes) == []
    assert attendee(mentee("E1", available_from=dt.date(2027, 1, 25)), walk=closes) == ["session-for-whom"]


def test_somebody_is_there_on_half_of_the_dates():
    assert attendee(mentee("E1", available_from=dt.date(2027, 1, 26)), term=FOUR_WEEKS) == []
    assert attendee(mentee("E1", available_from=dt.date(2027, 1, 27)), term=FOUR_WEEKS) == ["session-dates"]
    assert attendee(mentee("E1", when="Mon-Sun; not 2027-01-11..2027-01-31"), term=FOUR_WEEKS) == ["session-dates"]


# ---------------------------------------------------------------------------------- what people have anyway, for both


@pytest.mark.parametrize(
    ("when", "refused"),
    [
        ("Tue 09:00-10:00", False),  # before, and it meets
        ("Tue 09:00-10:01", True),
        ("Tue 10:15-10:30", True),  # a quarter of an hour inside
        ("Tue 11:00-12:00", False),
        ("Tue 10:59-12:00", True),
        ("Tue 00:00-24:00", True),
        ("Wed 10:00-11:00", False),
    ],
)
def test_a_commitment_at_the_same_place_may_touch_a_session_and_not_overlap_it(when, refused):
    right = ["common-hour"] if refused else []
    assert attendee(mentee("E1"), commitments=(commitment("E1", when, "hall"),)) == right
    assert leader(walker(), commitments=(commitment("M1", when, "hall"),)) == right


def test_a_commitment_elsewhere_leaves_time_for_the_way():
    """Two kilometres are some 27 minutes on foot; at an unknown place none are asked for."""
    barn = hall("barn", 2000)
    for when, at, right in (("Tue 09:00-09:50", "barn", ["common-hour"]), ("Tue 08:00-09:00", "barn", []),
                            ("Tue 09:00-10:00", None, [])):  # fmt: skip
        assert attendee(mentee("E1"), venues=(barn,), commitments=(commitment("E1", when, at),)) == right, when


def test_a_commitment_that_is_over_or_on_other_dates_is_in_nobodys_way():
    over = commitment("E1", TEN, "hall", ends_on=MONDAY)
    later = commitment("E1", TEN, "hall", starts_on=dt.date(2027, 7, 6))
    past = commitment("E1", TEN, "hall", starts_on=dt.date(2027, 7, 7))
    assert attendee(mentee("E1"), commitments=(over,)) == []
    assert attendee(mentee("E1"), commitments=(past,)) == []
    assert attendee(mentee("E1"), commitments=(later,)) == ["common-hour"]


def test_a_recorded_meeting_is_a_commitment_of_both():
    record = history(pair("E1", "M1", place="cafe", slot=TEN))
    made = programme([mentee("E1"), mentee("E2")], [walker(), mentor("M2", leads=("walk",))], [hall(), venue()],
                     activities=(activity(),))  # fmt: skip
    for led, by in (("M2", "E1 E2"), ("M1", "E2")):
        plan = honest_timetable(made, session("walk", TEN, led=led, by=by), record=record)
        assert refused_for(made, record, plan) == ["common-hour"]
    assert (
        refused_for(made, record, honest_timetable(made, session("walk", TEN, led="M2", by="E2"), record=record)) == []
    )


def test_a_meeting_by_phone_needs_an_hour_and_no_way():
    record = history(pair("E1", "M1", place="phone", slot=TEN))
    touching = history(pair("E1", "M1", place="phone", slot="Tue 11:00-12:00"))
    for one, right in ((record, ["common-hour"]), (touching, [])):
        made = programme(
            [mentee("E1")], [mentor("M1"), mentor("M2", leads=("walk",))], [hall()], activities=(activity(),)
        )
        plan = honest_timetable(made, session("walk", TEN, led="M2", by="E1"), record=one)
        assert refused_for(made, one, plan) == right


def test_a_recorded_meeting_that_may_not_stay_is_in_nobodys_way():
    record = history(pair("E1", "M2", place="cafe", slot=TEN))
    made = programme(
        [mentee("E1", not_at=("cafe",))], [walker(), mentor("M2")], [hall(), venue()], activities=(activity(),)
    )
    assert (
        refused_for(made, record, honest_timetable(made, session("walk", TEN, led="M1", by="E1"), record=record)) == []
    )


def test_a_fixed_session_elsewhere_is_a_commitment_of_its_people_whether_it_runs_or_not():
    choir = activity("choir", fixed=(TEN,), fixed_venue="barn", fixed_people=("E1",), fixed_leaders=("M2",))
    made = programme([mentee("E1")], [walker(), mentor("M2", cleared_until=None)], [hall(), hall("barn")],
                     activities=(activity(), choir))  # fmt: skip
    plan = honest_timetable(made, session("walk", TEN, led="M1", by="E1"))
    assert refused_for(made, None, plan) == ["common-hour"]


# -------------------------------------------------------------------------------------------------------- fixed people

FIXED = activity(fixed=(TEN,), fixed_venue="hall", fixed_leaders=("M1",), fixed_people=("E1",))


def fixed(row=None, lead=None, **more):
    """The ids for which a fixed session with its people is refused."""
    made = programme([row or mentee("E1")], [lead or mentor("M1")], [hall()], activities=(FIXED,), **more)
    return refused_for(made, None, honest_timetable(made, session("walk", TEN, led="M1", by="E1", fixed=True)))


def test_fixed_people_need_neither_a_way_nor_time_nor_a_wish():
    tired = {"at": FAR, "when": "Sun 10:00-11:00", "max_sessions": 0, "vetoes": ("walk",), "meets": (PHONE,)}
    assert fixed(mentee("E1", **tired), mentor("M1", FAR, "Sun 10:00-11:00")) == []


def test_fixed_people_may_be_booked_elsewhere():
    assert fixed(commitments=(commitment("E1", TEN, "hall"), commitment("M1", TEN, "hall"))) == []


def test_fixed_leaders_are_active_cleared_and_trained():
    assert fixed(lead=mentor("M1", status=Status.LEFT)) == ["paused"]
    assert fixed(lead=mentor("M1", cleared_until=None)) == ["clearance"]
    assert fixed(lead=mentor("M1", trained_until=MONDAY - dt.timedelta(days=1))) == ["training"]


def test_safety_comes_before_what_is_fixed():
    assert fixed(mentee("E1", not_at=("hall",))) == ["not-at"]
    assert fixed(lead=mentor("M1", not_at=("hall",))) == ["not-at"]
    assert fixed(mentee("E1", home_by=11 * 60 + 2)) == []
    assert fixed(mentee("E1", home_by=11 * 60 + 1)) == ["home-by"]
    assert fixed(mentee("E1", status=Status.PAUSED)) == ["paused"]


def test_the_way_home_of_fixed_people_is_their_least_leg():
    """Far beyond the limit, but home by midnight, or not."""
    assert fixed(mentee("E1", at=FAR, home_by=24 * 60)) == []
    assert fixed(mentee("E1", at=FAR, home_by=11 * 60 + 30)) == ["home-by"]


# ----------------------------------------------------------------------------------------------- kept apart from others


def test_nobody_is_at_a_venue_within_the_margin_of_somebody_they_are_kept_apart_from():
    """The margin is an hour; who it is about is not said."""
    for when, right in (("Tue 08:00-09:00", []), ("Tue 08:00-09:01", ["keep-apart"]), ("Tue 12:00-13:00", []),
                        ("Tue 11:59-13:00", ["keep-apart"])):  # fmt: skip
        more = {"commitments": (commitment("X1", when, "hall"),), "keep_apart": (apart("E1", "X1"),)}
        assert attendee(mentee("E1"), others=(mentee("X1", max_sessions=0),), **more) == right, when
        more["keep_apart"] = (apart("X1", "M1"),)
        assert leader(walker(), **more) == right, when


def test_a_commitment_of_theirs_at_another_venue_keeps_nobody_away():
    more = {"commitments": (commitment("X1", TEN, "barn"),), "keep_apart": (apart("E1", "X1"),)}
    assert attendee(mentee("E1"), others=(mentee("X1", max_sessions=0),), venues=(hall("barn"),), **more) == []


def test_a_row_that_is_over_keeps_nobody_apart():
    more = {
        "commitments": (commitment("X1", TEN, "hall"),),
        "keep_apart": (apart("E1", "X1", until=dt.date(2027, 1, 10)),),
    }
    assert attendee(mentee("E1"), others=(mentee("X1", max_sessions=0),), **more) == []


def test_what_is_said_of_somebody_near_names_nobody_else():
    made = programme([mentee("E1"), mentee("X1", max_sessions=0)], [walker()], [hall()], activities=(activity(),),
                     commitments=(commitment("X1", TEN, "hall"),), keep_apart=(apart("E1", "X1"),))  # fmt: skip
    verdict = verdict_of(made, History(), honest_timetable(made, session("walk", TEN, led="M1", by="E1")))
    assert verdict.breaches and all("X1" not in breach.people for breach in verdict.breaches)
    assert not any("X1" in breach.says for breach in verdict.breaches)


def test_a_fixed_session_that_is_their_own_does_not_keep_two_apart_by_its_hour_but_by_its_people():
    walk = activity(fixed=(TEN,), fixed_venue="hall", fixed_leaders=("M1",), fixed_people=("E1", "E2"))
    made = programme([mentee("E1"), mentee("E2")], [mentor("M1")], [hall()], activities=(walk,),
                     keep_apart=(apart("E1", "E2"),))  # fmt: skip
    both = honest_timetable(made, session("walk", TEN, led="M1", by="E1 E2", fixed=True))
    assert refused_for(made, None, both) == ["keep-apart"]
    one = honest_timetable(made, session("walk", TEN, led="M1", by="E1", fixed=True))
    assert refused_for(made, None, one) == []
