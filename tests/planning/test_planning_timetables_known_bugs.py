"""Bugs that timetabling tools really had (numbers of the list of them), each with the test that would have caught it.

`CAUGHT` names the test of each row, here or elsewhere; `NOT_HERE` the rows that cannot happen, and why.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path

import attrs
import pytest
from builders import apart, commitment, mentee, mentor, programme, slot, spot
from honest_timetables import activity, hall, honest_timetable, session, staff
from random_timetables import random_timetable_programme

from mentormatch import engine
from mentormatch.checking import judge
from mentormatch.domain.history import History
from mentormatch.domain.policy import Term
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.planning import Effort, make_schedule
from mentormatch.records import body_bytes
from mentormatch.term.calendar import Calendar

TESTS = Path(__file__).resolve().parent.parent
HERE = "planning/test_planning_timetables_known_bugs.py"
TOY = "planning/test_planning_timetables_no_toy.py"
BRUTE = "planning/test_planning_timetables_by_brute_force.py"
SCHEDULE = "planning/test_planning_schedule.py"
ROWS, FIGURES, VALUES = (f"checking/timetable/test_timetable_{name}.py" for name in ("rows", "figures", "values"))
CAUGHT = {
    "B1": (HERE, "test_one_person_is_in_both_sessions_only_where_they_share_no_minute"),
    "B2": (HERE, "test_one_person_is_in_both_sessions_only_where_they_share_no_minute"),
    "B3": (HERE, "test_who_is_named_first_and_where_changes_nothing_of_being_kept_apart"),
    "B4": ("checking/test_judge_stands_apart.py", "test_judging_a_plan_loads_neither_the_planner_nor_a_solver"),
    "B5": (TOY, "test_a_venue_open_till_noon_and_from_noon_on_holds_a_session_across_noon"),
    "B6": ("files/test_files_cells.py", "test_a_cell_is_read"),
    "B7": (HERE, "test_the_first_and_the_last_minute_of_the_week_are_hours_like_others"),
    "B8": (HERE, "test_what_ends_at_midnight_does_not_touch_the_next_day"),
    "B9": (HERE, "test_one_person_is_in_both_sessions_only_where_they_share_no_minute"),
    "B10": (ROWS, "test_a_session_that_clashes_with_three_others_lists_all_three"),
    "B11": (ROWS, "test_nobody_leads_and_attends_one_session"),
    "B13": (TOY, "test_on_the_sunday_when_clocks_go_back_a_session_keeps_its_hour_and_it_is_dark_an_hour_sooner"),
    "B14": (HERE, "test_on_the_sunday_of_the_change_every_hour_of_the_day_can_be_planned"),
    "B15": (HERE, "test_the_zone_of_the_machine_changes_nothing"),
    "B16": (HERE, "test_a_fortnight_stays_a_fortnight_over_new_year"),
    "B17": (HERE, "test_the_fourth_thursday_is_the_fourth_and_a_fifth_is_refused"),
    "B18": (FIGURES, "test_costs_are_of_the_open_dates_by_heading"),
    "B19": (HERE, "test_holidays_of_scotland_are_those_that_were_proclaimed"),
    "B19b": ("term/test_term_daylight.py", "test_sunset_at_ayr_is_that_of_the_tables_within_a_minute"),
    "B20": (VALUES, "test_a_first_choice_with_a_free_place_is_given"),
    "B21": (SCHEDULE, "test_one_thread_and_two_give_the_same_timetable_byte_for_byte"),
    "B22": (HERE, "test_a_wish_draws_towards_it_and_a_veto_away"),
    "B23": (VALUES, "test_nearness_counts_up_to_far"),
    "B24": (SCHEDULE, "test_a_search_cut_by_the_clock_is_judged_and_claims_no_more_than_it_proved"),
    "B25": (SCHEDULE, "test_values_of_a_choice_are_those_of_the_whole_formulation"),
    "B26": (ROWS, "test_two_leaders_take_twelve_of_twelve_and_not_thirteen"),
    "B27": (VALUES, "test_company_is_of_the_others_who_wish_for_it_and_are_at_most_a_stage_away"),
    "B28": (SCHEDULE, "test_values_of_a_choice_are_those_of_the_whole_formulation"),
    "B29": (HERE, "test_a_minute_less_to_walk_decides_who_has_the_only_place"),
    "B30": (HERE, "test_the_first_and_the_last_minute_of_the_week_are_hours_like_others"),
    "B33": (HERE, "test_an_activity_that_nobody_can_lead_is_named_and_the_rest_is_planned"),
    "B34": (HERE, "test_three_times_too_many_sessions_do_not_all_run"),
    "B35": (BRUTE, "test_every_row_of_a_timetable_binds_and_the_judge_finds_each_that_is_broken"),
    "B36": (SCHEDULE, "test_the_order_of_rows_changes_nothing"),
    "B37": (HERE, "test_two_rooms_hold_two_groups_each_with_places_of_its_own"),
    "B38": (TOY, "test_a_session_that_does_not_run_leaves_its_leader_free_and_costs_nothing"),
    "B39": (HERE, "test_a_wish_for_what_there_is_no_more_stands_in_nobodys_way"),
    "B41": (FIGURES, "test_a_session_that_cannot_be_read_is_refused"),
    "B42": ("end_to_end/test_end_to_end_stopping.py", "test_the_limit_counts_from_when_the_command_began"),
}
NOT_HERE = {
    "B12": "no free time is guaranteed beside availability, and windows are merged, never counted by ends",
    "B31": "no answer about a timetable comes from a solver's assumptions: each is counted from the page's stages",
    "B32": "as B31; answers name rules of the domain",
    "B40": "no remedy is offered for a timetable",
}


def test_each_row_has_its_test_or_a_reason_why_it_cannot_happen():
    rows = {f"B{number}" for number in range(1, 43)} | {"B19b"}
    assert set(CAUGHT) | set(NOT_HERE) == rows and not set(CAUGHT) & set(NOT_HERE)
    for row, (file, name) in CAUGHT.items():
        assert f"def {name}(" in (TESTS / file).read_text(encoding="utf-8"), row


def planned(given):
    judged = engine.plan(given, History(), scope="schedule", effort=Effort(threads=1))
    assert judged.verdict.breaches == ()
    return judged.plan


def who(plan):
    return sorted((one.activity, person) for one in plan.timetable.sessions for person in one.attendees)


def two(one, other, **more):
    """One person and two activities fixed at their hours, at one place with two rooms."""
    given = {
        "mentees": (mentee("E1", wishes=("talk", "walk")),),
        "staff": (staff("S1"), staff("S2", leads=("talk",))),
        "venues": (hall(rooms=2),),
        "activities": (
            activity("walk", fixed=(one,), fixed_venue="hall"),
            activity("talk", fixed=(other,), fixed_venue="hall"),
        ),
        **more,
    }
    return programme(mentors=(mentor("M1"),), **given)


# ------------------------------------------------------------------------------------------------------------ overlaps

ALLEN = {
    "before": ("08:00-09:00", True), "meets": ("09:00-10:00", True), "overlaps": ("09:30-10:30", False),
    "starts": ("10:00-10:30", False), "during": ("10:15-10:30", False), "finishes": ("10:30-11:00", False),
    "equal": ("10:00-11:00", False), "finished by": ("09:30-11:00", False), "contains": ("09:30-11:30", False),
    "started by": ("10:00-11:30", False), "overlapped by": ("10:30-11:30", False), "met by": ("11:00-12:00", True),
    "after": ("12:00-13:00", True),
}  # fmt: skip


@pytest.mark.parametrize("hours, both", ALLEN.values(), ids=ALLEN)
def test_one_person_is_in_both_sessions_only_where_they_share_no_minute(hours, both):
    given = two("Tue 10:00-11:00", f"Tue {hours}")
    assert len(who(planned(given))) == (2 if both else 1)
    sessions = (
        session("walk", "Tue 10:00-11:00", led="S1", by="E1", fixed=True),
        session("talk", f"Tue {hours}", led="S2", by="E1", fixed=True),
    )
    breaches = judge(given, History(), honest_timetable(given, *sessions)).verdict.breaches
    assert ("diary" in {one.rule for one in breaches}) is not both


@pytest.mark.parametrize("people", [("E1", "E2"), ("E2", "E1")])
@pytest.mark.parametrize("halls", [("a", "b"), ("b", "a")])
def test_who_is_named_first_and_where_changes_nothing_of_being_kept_apart(people, halls):
    given = two(
        "Tue 10:00-11:00",
        "Tue 11:00-12:00",
        mentees=(mentee("E1", vetoes=("talk",)), mentee("E2", vetoes=("walk",))),
        keep_apart=(apart(*people),),
        venues=tuple(hall(name) for name in ("a", "b")),
    )
    for venues, together in ((halls, 2), (halls[:1] * 2, 1)):
        activities = tuple(attrs.evolve(one, fixed_venue=at) for one, at in zip(given.activities, venues))
        assert len(who(planned(attrs.evolve(given, activities=activities)))) == together


def all_fixed(given):
    """The same with leaders and people fixed: nobody has to get there from home."""
    given_to = {"walk": "S1", "talk": "S2"}
    fixed = (
        attrs.evolve(one, fixed_leaders=(given_to[one.id],), fixed_people=("E1",), a_week=1) for one in given.activities
    )
    return attrs.evolve(given, activities=tuple(fixed))


def test_the_first_and_the_last_minute_of_the_week_are_hours_like_others():
    given = all_fixed(two("Mon 00:00-00:15", "Sun 23:45-24:00"))
    plan = planned(given)
    assert [(one.slot.weekday, one.slot.start) for one in plan.timetable.sessions] == [(6, 1425), (0, 0)]
    assert len(who(plan)) == 2


def test_what_ends_at_midnight_does_not_touch_the_next_day():
    given = all_fixed(two("Tue 00:00-01:00", "Mon 23:00-24:00"))
    assert len(who(planned(given))) == 2
    busy = two("Tue 10:00-11:00", "Tue 23:00-24:00", commitments=(commitment("E1", "Mon 23:00-24:00", "hall"),))
    assert ("walk", "E1") in who(planned(busy))


# --------------------------------------------------------------------------------------------------- clock and calendar


def at_hour(when, first, weeks=8, rhythm=Rhythm.WEEKLY, number=1):
    given = programme(
        mentees=1,
        mentors=(mentor("M1"),),
        staff=(staff(),),
        venues=(hall(),),
        activities=(activity(fixed=(slot(when, rhythm, number),), fixed_venue="hall"),),
    )
    return attrs.evolve(given, term=Term(first_day=first, weeks=weeks), as_of=first)


@pytest.mark.parametrize("start", ["00:30", "01:30", "02:30", "13:00", "18:00"])
@pytest.mark.parametrize(
    "first, change",
    [(dt.date(2027, 3, 1), dt.date(2027, 3, 28)), (dt.date(2027, 10, 4), dt.date(2027, 10, 31))],
)
def test_on_the_sunday_of_the_change_every_hour_of_the_day_can_be_planned(start, first, change):
    end = f"{int(start[:2]) + 1:02d}{start[2:]}"
    (one,) = planned(at_hour(f"Sun {start}-{end}", first)).timetable.sessions
    assert (one.slot.minutes, change in one.dates, len(one.dates)) == (60, True, 8)


def test_the_zone_of_the_machine_changes_nothing():
    given, record = random_timetable_programme(10)
    bodies, before = set(), os.environ.get("TZ")
    try:
        for zone in ("UTC", "America/Los_Angeles", "Pacific/Auckland"):
            os.environ["TZ"] = zone
            time.tzset()
            bodies.add(body_bytes(make_schedule(given, record, "made from", Effort(threads=1))))
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()
    assert len(bodies) == 1


def test_a_fortnight_stays_a_fortnight_over_new_year():
    given = at_hour("Tue 10:00-11:00", dt.date(2026, 12, 7), rhythm=Rhythm.FORTNIGHTLY)
    (one,) = planned(given).timetable.sessions
    assert {b - a for a, b in zip(one.dates, one.dates[1:])} == {dt.timedelta(days=14)}
    assert (one.dates[0], one.dates[-1]) == (dt.date(2026, 12, 8), dt.date(2027, 1, 19))


def test_the_fourth_thursday_is_the_fourth_and_a_fifth_is_refused():
    given = at_hour("Thu 10:00-11:00", dt.date(2027, 1, 4), weeks=12, rhythm=Rhythm.MONTHLY, number=4)
    (one,) = planned(given).timetable.sessions
    assert one.dates == (dt.date(2027, 1, 28), dt.date(2027, 2, 25), dt.date(2027, 3, 25))
    with pytest.raises(ValueError, match="first = 5"):
        Slot(weekday=3, start=600, minutes=60, rhythm=Rhythm.MONTHLY, first=5)


PROCLAIMED = (
    ((2024, 1, 1), (2024, 1, 2), (2024, 8, 5), (2024, 12, 2)),
    ((2025, 1, 2), (2025, 8, 4), (2025, 12, 1), (2025, 12, 26)),
    ((2027, 1, 1), (2027, 1, 4), (2027, 8, 2), (2027, 11, 30), (2027, 12, 27), (2027, 12, 28)),
    ((2028, 1, 3), (2028, 1, 4), (2028, 8, 7), (2028, 11, 30)),
)


@pytest.mark.parametrize("days", PROCLAIMED)
def test_holidays_of_scotland_are_those_that_were_proclaimed(days):
    year = days[0][0]
    calendar = Calendar(term=Term(first_day=dt.date(year, 1, 1), weeks=53))
    assert {dt.date(*day) for day in days} <= calendar.bank_holidays
    assert dt.date(year, 8, 31) not in calendar.bank_holidays


# ------------------------------------------------------------------------------------------------ wishes and attendance


def test_a_wish_draws_towards_it_and_a_veto_away():
    given = two("Tue 10:00-11:00", "Tue 10:00-11:00")
    for wish in ("walk", "talk"):
        wished = attrs.evolve(given, mentees=(mentee("E1", wishes=(wish,)),))
        vetoed = attrs.evolve(given, mentees=(mentee("E1", vetoes=(wish,)),))
        assert who(planned(wished)) == [(wish, "E1")]
        assert wish not in {one for one, _ in who(planned(vetoed))}


def test_a_minute_less_to_walk_decides_who_has_the_only_place():
    given = programme(
        mentees=(mentee("E1", at=400), mentee("E2", at=300)),
        mentors=(mentor("M1"),),
        staff=(staff(),),
        venues=(hall(),),
        activities=(activity(times="Tue 10:00-11:00", largest=1),),
    )
    assert who(planned(given)) == [("walk", "E2")]
    turned = attrs.evolve(given, mentees=(mentee("E1", at=300), mentee("E2", at=400)))
    assert who(planned(turned)) == [("walk", "E1")]


def test_an_activity_that_nobody_can_lead_is_named_and_the_rest_is_planned():
    given = programme(
        mentees=(mentee("E1"), mentee("E2", vetoes=("walk",))),
        mentors=(mentor("M1"),),
        staff=(staff(),),
        venues=(hall(),),
        activities=(activity("walk", times="Tue 10:00-11:00"), activity("talk", times="Tue 12:00-13:00")),
    )
    plan = planned(given)
    assert who(plan) == [("walk", "E1")]
    (told,) = plan.timetable.not_reached
    assert {one.activity: one.rule for one in told.refused}["talk"] == "session-leaders"


def test_three_times_too_many_sessions_do_not_all_run():
    names = [f"A{number}" for number in range(6)]
    given = programme(
        mentees=6,
        mentors=(mentor("M1"),),
        staff=(staff("S1", leads=tuple(names)), staff("S2", leads=tuple(names))),
        venues=(hall(rooms=6),),
        activities=tuple(activity(name, times="Tue 10:00-11:00", largest=1) for name in names),
    )
    assert len(planned(given).timetable.sessions) == 2


@pytest.mark.parametrize("rooms, people", [(1, 2), (2, 4)])
def test_two_rooms_hold_two_groups_each_with_places_of_its_own(rooms, people):
    given = two("Tue 10:00-11:00", "Tue 10:00-11:00", mentees=tuple(mentee(f"E{at}") for at in range(1, 7)))
    small = tuple(attrs.evolve(one, largest=2) for one in given.activities)
    given = attrs.evolve(given, activities=small, venues=(hall(rooms=rooms),))
    assert len(who(planned(given))) == people


def test_a_wish_for_what_there_is_no_more_stands_in_nobodys_way():
    given = programme(
        mentees=(mentee("E1", at=spot(100), wishes=("gone", "closed", "walk")),),
        mentors=(mentor("M1"),),
        staff=(staff(),),
        venues=(hall(),),
        activities=(activity(times="Tue 10:00-11:00"), activity("closed", sessions=0)),
    )
    plan = planned(given)
    assert who(plan) == [("walk", "E1")]
    assert {tier.name: tier.value for tier in plan.tiers}["wish"] == 1
