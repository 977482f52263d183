"""What a toy would skip, asked of the planner and of the judge: one test for each line of that list."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from builders import apart, history, mentee, mentor, pair, programme, slot, venue
from honest_timetables import activity, hall, honest_timetable, session, staff

from mentormatch import engine
from mentormatch.checking import judge
from mentormatch.domain.history import History
from mentormatch.domain.places import Closure
from mentormatch.domain.policy import Budget, Term
from mentormatch.domain.slots import Rhythm
from mentormatch.domain.travelling import Mode
from mentormatch.planning import Effort

NONE = History()


def planned(given, record=NONE):
    """The timetable, of which the judge has nothing bad to say."""
    judged = engine.plan(given, record, scope="schedule", effort=Effort(threads=1))
    assert judged.verdict.breaches == ()
    return judged.plan.timetable


def broken(given, *sessions, record=NONE):
    """The rules that the judge finds broken in a timetable that is honest in all figures."""
    verdict = judge(given, record, honest_timetable(given, *sessions, record=record)).verdict
    return {breach.rule for breach in verdict.breaches} - {"answer", "bound"}


def one_session(when="Tue 10:00-11:00", people=1, **more):
    """People, a worker who leads, a hall and an activity at one hour."""
    names = [f"E{number}" for number in range(1, people + 1)]
    return programme(
        mentees=[mentee(name, wishes=("walk",)) for name in names],
        mentors=(mentor("M1"),),
        staff=(staff(leads=("walk", "talk")),),
        venues=(hall(),),
        activities=(activity(times=when, minutes=slot(when).minutes, **more),),
    )


def who(timetable):
    return {(one.activity, person) for one in timetable.sessions for person in one.attendees}


# --------------------------------------------------------------------------------------------------- diaries and ways


def two_halls(then):
    """Somebody who lives half way between two halls and goes on foot; a walk at ten, a talk later."""
    return programme(
        mentees=(mentee("E1", at=1500, modes=(Mode.FOOT,), wishes=("walk", "talk")),),
        mentors=(mentor("M1"),),
        staff=(staff("S1"), staff("S2", leads=("talk",), at=3000)),
        venues=(hall("hall"), hall("far", at=3000)),
        activities=(
            activity("walk", fixed=("Tue 10:00-11:00",), fixed_venue="hall"),
            activity("talk", fixed=(then,), fixed_venue="far"),
        ),
    )


def test_nobody_is_in_two_sessions_with_too_little_time_to_walk_between():
    near, later = two_halls("Tue 11:15-12:15"), two_halls("Tue 13:00-14:00")
    assert who(planned(near)) == {("walk", "E1")}
    assert who(planned(later)) == {("walk", "E1"), ("talk", "E1")}
    both = session("walk", "Tue 10:00-11:00", led="S1", by="E1", fixed=True)
    assert "diary" in broken(near, both, session("talk", "Tue 11:15-12:15", at="far", led="S2", by="E1", fixed=True))
    assert not broken(later, both, session("talk", "Tue 13:00-14:00", at="far", led="S2", by="E1", fixed=True))


def test_a_leader_who_sees_a_mentee_then_leads_at_another_hour():
    given = programme(
        mentees=(mentee("E1"), mentee("E2")),
        mentors=(mentor("M1", leads=("walk",)),),
        venues=(hall(), venue("cafe")),
        activities=(activity(times="Tue 10:00-11:00; Wed 10:00-11:00"),),
    )
    record = history(pair("E2", "M1", place="cafe", slot="Tue 10:00-11:00"))
    assert {one.slot.weekday for one in planned(given, record).sessions} == {2}
    clash = broken(given, session("walk", "Tue 10:00-11:00", led="M1", by="E1"), record=record)
    assert clash == {"common-hour"}


def test_somebody_whose_only_hour_is_taken_by_their_mentor_is_told_so():
    given = one_session()
    given = attrs.evolve(given, mentees=(mentee("E1", when="Tue 10:00-11:00"),), venues=(hall(), venue("cafe")))
    record = history(pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00"))
    (told,) = planned(given, record).not_reached
    assert [(one.activity, one.rule) for one in told.refused] == [("walk", "common-hour")]
    assert "common-hour" in broken(given, session("walk", "Tue 10:00-11:00", led="S1", by="E1"), record=record)


# -------------------------------------------------------------------------------------------------------------- sizes


def test_a_group_of_two_does_not_run_where_six_is_the_least_nor_nine_where_six_in_ten_come():
    assert planned(one_session(people=2, smallest=6)).sessions == ()
    assert planned(one_session(people=9, smallest=6, turnout=60)).sessions == ()
    assert len(who(planned(one_session(people=10, smallest=6, turnout=60, people_per_leader=10)))) == 10
    assert broken(one_session(people=2, smallest=6), session("walk", "Tue 10:00-11:00", led="S1", by="E1 E2")) == {
        "session-size"
    }


def test_a_venue_open_till_noon_and_from_noon_on_holds_a_session_across_noon():
    given = one_session("Tue 11:00-13:00")
    given = attrs.evolve(given, policy=attrs.evolve(given.policy, start_step=60))
    open_twice = attrs.evolve(given, venues=(hall(opening="Tue 09:00-12:00; Tue 12:00-17:00"),))
    lunch = attrs.evolve(given, venues=(hall(opening="Tue 09:00-12:00; Tue 12:30-17:00"),))
    over_noon = session("walk", "Tue 11:00-13:00", led="S1", by="E1")
    assert (len(planned(open_twice).sessions), broken(open_twice, over_noon)) == (1, set())
    assert (len(planned(lunch).sessions), broken(lunch, over_noon)) == (0, {"session-place"})


def test_two_fortnightly_groups_share_one_hall_in_alternate_weeks():
    given = one_session(people=2)
    both = tuple(activity(name, times="Tue 10:00-11:00", rhythm=Rhythm.FORTNIGHTLY) for name in ("talk", "walk"))
    given = attrs.evolve(given, activities=both, staff=(staff("S1"), staff("S2", leads=("talk",))))
    assert sorted(one.slot.first for one in planned(given).sessions) == [1, 2]
    same = [
        session(name, slot("Tue 10:00-11:00", Rhythm.FORTNIGHTLY, 1), led=leader, by=by)
        for name, leader, by in (("talk", "S2", "E1"), ("walk", "S1", "E2"))
    ]
    assert broken(given, *same) == {"session-rooms"}


# --------------------------------------------------------------------------------------------------------- kept apart


def test_two_who_are_kept_apart_are_not_in_consecutive_groups_at_one_hall():
    given = programme(
        mentees=(mentee("E1", vetoes=("talk",)), mentee("E2", vetoes=("walk",))),
        mentors=(mentor("M1"),),
        staff=(staff(leads=("walk", "talk")),),
        venues=(hall(),),
        activities=(activity("walk", times="Tue 10:00-11:00"), activity("talk", times="Tue 11:00-12:00")),
        keep_apart=(apart("E1", "E2"),),
    )
    assert len(who(planned(given))) == 1
    assert len(who(planned(attrs.evolve(given, keep_apart=())))) == 2
    both = (
        session("walk", "Tue 10:00-11:00", led="S1", by="E1"),
        session("talk", "Tue 11:00-12:00", led="S1", by="E2"),
    )
    assert broken(given, *both) == {"keep-apart-margin"}


# -------------------------------------------------------------------------------------------------------------- money


def test_food_is_paid_for_those_who_come_not_for_those_who_are_enrolled():
    given = one_session(people=5, turnout=60, food_pence_a_head=100)
    (one,) = planned(given).sessions
    assert (len(one.attendees), one.expected, one.pence_a_date) == (5, 3, 300)
    tight = attrs.evolve(given, policy=attrs.evolve(given.policy, budgets=(Budget(heading="food", pence_a_week=299),)))
    assert len(who(planned(tight))) == 4


def test_one_budget_is_spent_while_another_is_not():
    given = one_session(people=3, food_pence_a_head=100)
    budgets = (Budget(heading="food", pence_a_week=100), Budget(heading="hire", pence_a_week=100_000))
    given = attrs.evolve(given, policy=attrs.evolve(given.policy, budgets=budgets))
    assert len(who(planned(given))) == 1
    assert broken(given, session("walk", "Tue 10:00-11:00", led="S1", by="E1 E2")) == {"session-budget"}


def test_a_session_that_does_not_run_leaves_its_leader_free_and_costs_nothing():
    given = one_session(people=1, smallest=2, food_pence_a_head=100)
    free_now = attrs.evolve(given, activities=(*given.activities, activity("talk", times="Tue 10:00-11:00")))
    timetable = planned(free_now)
    assert [(one.activity, one.leaders) for one in timetable.sessions] == [("talk", ("S1",))]
    assert timetable.costs == ()


# -------------------------------------------------------------------------------------------------------------- dates


def out_of_doors(when, first, weeks=4):
    given = one_session(when, outdoor=True)
    park = (hall(outdoor=True),)
    return attrs.evolve(given, venues=park, term=Term(first_day=first, weeks=weeks), as_of=first)


def test_a_session_out_of_doors_in_the_afternoon_is_never_held_in_december():
    when = "Tue 16:30-17:30"
    december, june = out_of_doors(when, dt.date(2026, 11, 30)), out_of_doors(when, dt.date(2027, 5, 31))
    (told,) = planned(december).not_reached
    assert [one.rule for one in told.refused] == ["session-dates"]
    assert len(planned(june).sessions) == 1
    assert broken(december, session("walk", when, led="S1", by="E1")) == {"session-dates"}


def held(given, record=NONE):
    (one,) = planned(given, record).sessions
    return one.slot.start, one.dates, {lost.day: lost.why for lost in one.not_held}


def in_term(when, first, weeks=6, **more):
    return attrs.evolve(one_session(when), term=Term(first_day=first, weeks=weeks), as_of=first, **more)


def test_the_twenty_ninth_of_february_is_a_day_like_others():
    assert dt.date(2028, 2, 29) in held(in_term("Tue 10:00-11:00", dt.date(2028, 1, 31)))[1]


def test_on_the_sunday_when_clocks_go_back_a_session_keeps_its_hour_and_it_is_dark_an_hour_sooner():
    start, dates, lost = held(out_of_doors("Sun 15:30-16:30", dt.date(2027, 10, 11), weeks=4))
    assert (start, dates[:2]) == (930, (dt.date(2027, 10, 17), dt.date(2027, 10, 24)))
    assert lost == {dt.date(2027, 10, 31): "dark", dt.date(2027, 11, 7): "dark"}
    assert dt.date(2027, 10, 31) in held(in_term("Sun 15:30-16:30", dt.date(2027, 10, 11)))[1]


JANUARY = [
    ("Fri 10:00-11:00", dt.date(2025, 12, 8), dt.date(2026, 1, 2)),
    ("Mon 10:00-11:00", dt.date(2026, 12, 7), dt.date(2027, 1, 4)),
]


@pytest.mark.parametrize("when, first, day", JANUARY)
def test_the_second_of_january_and_its_substitute_are_holidays(when, first, day):
    assert held(in_term(when, first))[2][day] == "bank holiday"


def test_the_september_weekend_is_a_closure_of_the_council():
    closures = (Closure(first=dt.date(2027, 9, 17), last=dt.date(2027, 9, 20), council_run_only=True),)
    given = in_term("Mon 10:00-11:00", dt.date(2027, 9, 6), closures=closures, venues=(hall(council_run=True),))
    assert held(given)[2] == {dt.date(2027, 9, 20): "closed"}
    ours = attrs.evolve(given, venues=(hall(),))
    assert held(ours)[2] == {}
