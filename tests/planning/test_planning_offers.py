"""Other sessions for whoever wants a choice: planner and judge beside what trying every set of sessions says."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
from builders import apart, mentee, programme
from choosing_timetables import choosing_programme, drawn_within_the_rules, offers_by_the_page
from honest_timetables import activity, hall, honest_timetable, session, staff, with_timetable
from timetable_judged import as_rows, sessions_of, told_offers
from timetable_oracle import TimetableOracle
from timetable_rows import Rows

from mentormatch import engine
from mentormatch.candidates.sessions import find_sessions
from mentormatch.candidates.sieve import travel_of
from mentormatch.checking import judge
from mentormatch.domain.history import History
from mentormatch.domain.policy import Budget
from mentormatch.domain.timetable import Instead, Offers
from mentormatch.planning import Effort
from mentormatch.planning.sessions.decode import Decoder
from mentormatch.planning.sessions.offers import offers_to
from mentormatch.scheduling import Case


def test_offers_are_those_found_by_trying_every_set_of_a_persons_sessions():
    wrong, seen = [], Counter()
    for seed in range(40):
        given, history = choosing_programme(seed)
        rows = Rows(TimetableOracle(given, history, travel_of(given)))
        draw = random.Random(f"timetables {seed}")
        for _ in range(3):
            timetable = drawn_within_the_rules(rows, draw)
            right = offers_by_the_page(rows, given, timetable)
            sessions = sessions_of(rows, timetable)
            judged = honest_timetable(given, *sessions, record=history).timetable
            for who, told in (
                ("judge", told_offers(rows, judged.sessions, judged.offers)),
                ("planner", _planner(rows, given, history, timetable)),
            ):
                if told != right:
                    wrong.append(f"seed {seed}: {timetable}: the {who} offers {told}, the page {right}")
            seen.update(f"{len(offer[1])} left" for offers in right.values() for offer in offers)
            seen.update(f"{len(offers)} offers" for offers in right.values())
    assert not wrong, "\n".join(wrong)
    assert all(seen[f"{n} left"] for n in range(3)) and all(seen[f"{n} offers"] for n in range(4)), seen


def _planner(rows, given, history, timetable):
    """What the planner offers beside a timetable of the page."""
    found = find_sessions(given, history)
    case = Case(programme=given, found=found)
    wanted = {rows.patterns[at].key[:3]: people for at, people in timetable.items()}
    every = Decoder(case=case, chosen=np.zeros(case.n_choices, dtype=bool))
    chosen = np.zeros(case.n_choices, dtype=bool)
    for column in range(case.n_choices):
        pattern = int(case.pattern[column])
        venue = found.patterns.venues[int(found.patterns.venue[pattern])].id
        people = wanted.get((case.activity(pattern).id, every.slot(pattern), venue))
        if people is not None:
            side = -1 if column < case.first_led else int(column >= case.first_attended)
            chosen[column] = side < 0 or found.people[int(case.person[column])] in people[side]
    decoder = Decoder(case=case, chosen=chosen)
    told = offers_to(given, case, chosen, decoder.ids)
    return told_offers(rows, tuple(decoder.sessions.values()), told)


def test_a_plan_offers_what_its_own_sessions_leave_and_the_judge_agrees():
    number = 0
    for seed in range(200, 225):
        given, history = choosing_programme(seed)
        judged = engine.plan(given, history, effort=Effort(threads=1), scope="schedule")
        assert judged.verdict.breaches == ()
        rows = Rows(TimetableOracle(given, history, travel_of(given)))
        timetable = judged.plan.timetable
        right = offers_by_the_page(rows, given, as_rows(rows, timetable.sessions))
        assert told_offers(rows, timetable.sessions, timetable.offers) == right
        number += sum(map(len, right.values()))
    assert number


# -------------------------------------------------------------------------------------------------- one rule at a time


def planned(*people, keep_apart=(), **more):
    """A walk on Tuesday and one on Wednesday; who wishes for nothing may have either, once a week."""
    walks = activity(
        fixed=("Tue 10:00-11:00", "Wed 10:00-11:00"), fixed_venue="hall", sessions=2, **more.pop("walk", {})
    )
    given = programme(
        people,
        [],
        (hall(**more.pop("hall", {})),),
        staff=(staff(),),
        activities=(walks,),
        keep_apart=keep_apart,
        **more,
    )
    judged = engine.plan(given, History(), scope="schedule", effort=Effort(threads=1))
    assert judged.verdict.breaches == ()
    return judged.plan.timetable


def chooser(name="E1", **more):
    return mentee(name, **{"max_sessions": 1, "offers": 2, **more})


def choices(timetable, name="E1"):
    """What somebody is offered, as days of the week."""
    days = {one.id: str(one.slot)[:3] for one in timetable.sessions}
    (row,) = [row for row in timetable.offers if row.mentee == name]
    return [(days[one.session], *(days[name] for name in one.instead_of)) for one in row.choices]


def test_who_wants_a_choice_is_offered_another_session_instead_of_theirs():
    (offered,) = choices(planned(chooser()))
    assert sorted(offered) == ["Tue", "Wed"]


def test_who_says_no_is_offered_nothing_and_who_says_nothing_as_much_as_policy_says():
    assert planned(chooser(offers=0), policy={"offers": 3}).offers == ()
    assert planned(chooser(offers=None)).offers == ()
    assert planned(chooser(offers=None), policy={"offers": 3}).offers[0].wanted == 3


def test_nothing_is_offered_that_is_full():
    timetable = planned(chooser(), chooser("E2"), walk={"largest": 1})
    assert [len(row.choices) for row in timetable.offers] == [0, 0]


def test_nothing_is_offered_for_which_the_session_that_is_left_would_be_too_small():
    walks = {"smallest": 2}
    given = programme(
        [chooser(f"E{n}") for n in range(1, 5)],
        [],
        (hall(),),
        staff=(staff(),),
        activities=(activity(sessions=2, times="Tue 10:00-11:00; Wed 10:00-11:00", largest=2, **walks),),
    )
    judged = engine.plan(given, History(), scope="schedule", effort=Effort(threads=1))
    assert [len(one.attendees) for one in judged.plan.timetable.sessions] == [2, 2]
    assert [row.choices for row in judged.plan.timetable.offers] == [()] * 4


def test_nothing_is_offered_that_a_budget_does_not_bear():
    walks = {"food_pence_a_head": 100}
    bus = chooser(when="Wed 08:00-13:00")
    timetable = planned(
        chooser("E2", comes_with=("child",)),
        bus,
        walk=walks,
        policy={"budgets": (Budget(heading="food", pence_a_week=200),)},
    )
    assert [len(row.choices) for row in timetable.offers] in ([0, 0], [0, 1])
    assert all(not row.choices for row in timetable.offers if row.mentee == "E2")


def test_somebody_kept_apart_is_offered_nothing_with_the_other_and_no_reason_is_told():
    timetable = planned(chooser(), chooser("E2"), keep_apart=(apart("E1", "E2"),))
    assert [row.choices for row in timetable.offers] == [(), ()]


def test_what_people_fixed_for_somebody_is_left_for_nothing():
    timetable = planned(chooser(max_sessions=None), walk={"fixed_people": ("E1",), "a_week": 1})
    assert [row.choices for row in timetable.offers] == [()]


def test_the_judge_refuses_an_offer_that_cannot_be_one_that_is_missing_and_one_that_nobody_asked_for():
    walks = activity(sessions=2, largest=2)
    arts = activity("art", sessions=1)
    given = programme(
        [chooser(), mentee("E2"), mentee("E3")],
        [],
        (hall(),),
        staff=(staff(leads=("walk", "art")),),
        activities=(walks, arts),
    )
    told = (
        session("walk", "Tue 10:00-11:00", led="S1", by="E1 E3"),
        session("walk", "Wed 10:00-11:00", led="S1", by="E2 E3"),
        session("art", "Thu 10:00-11:00", led="S1", by="E2"),
    )
    plan = honest_timetable(given, *told)
    right = plan.timetable.offers
    assert right == (Offers(mentee="E1", wanted=2, choices=(Instead(session="art#1", instead_of=("walk#1",)),)),)
    full = Instead(session="walk#2", instead_of=("walk#1",))
    too_much = Instead(session="art#1")
    for forged in (
        (),
        (Offers(mentee="E1", wanted=2, choices=(*right[0].choices, full)),),
        (Offers(mentee="E1", wanted=2, choices=(too_much,)),),
        (Offers(mentee="E1", wanted=1, choices=right[0].choices),),
        (*right, Offers(mentee="E2", wanted=1)),
    ):
        said = [breach.rule for breach in judge(given, History(), with_timetable(plan, offers=forged)).verdict.breaches]
        assert "answer" in said, forged
    fine = judge(given, History(), plan).verdict.breaches
    assert not [breach for breach in fine if "offer" in breach.says]
