"""Which sets of fixed sessions and rules cannot hold together: by hand, and at random by trying everything."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations, product

import attrs
import pytest
from builders import apart, free, history, mentee, mentor, pair, programme, venue
from crowded_timetables import Trying, crowded_programme, wrong_about
from honest_timetables import activity, hall, staff

from mentormatch import engine
from mentormatch.checking.timetable import enough
from mentormatch.domain.history import History
from mentormatch.domain.policy import Budget
from mentormatch.domain.timetable import CannotHold
from mentormatch.planning import Effort
from mentormatch.planning.sessions import conflicts as searching
from mentormatch.planning.sessions.seats import all_served

NONE = History()


def planned(given, record=NONE, scope="schedule"):
    """The plan and what the judge looked at, of which it has nothing bad to say."""
    judged = engine.plan(given, record, scope=scope, effort=Effort(threads=1))
    assert judged.verdict.breaches == ()
    return judged.plan.timetable, dict(judged.verdict.checked)


def told(given, record=NONE, scope="schedule"):
    """(who is left out, with whom, by what) of the one set that is told."""
    timetable, checked = planned(given, record, scope)
    (one,) = timetable.conflicts
    assert one.smallest
    assert checked["sets that cannot hold together"] == 1
    return one.activity, [activity_id for activity_id, _ in one.others], list(one.rules)


def fixed(name, when="Tue 10:00-11:00", at="hall", led="", **more):
    return activity(name, fixed=(when,), fixed_venue=at or None, fixed_leaders=tuple(led.split()), **more)


HALLS = (hall(), hall("barn"), hall("club"))


def of(*activities, workers=3, venues=HALLS, **more):
    """A programme of fixed sessions, and of workers who lead everything."""
    leads = tuple(one.id for one in activities)
    workers = tuple(staff(f"S{n}", leads=leads) for n in range(1, workers + 1))
    given = {"mentors": (mentor("M9"),), **more}
    return programme(mentees=[mentee("E1")], staff=workers, venues=venues, activities=activities, **given)


def test_two_sessions_in_a_hall_with_one_room_are_named_with_the_hall():
    who, others, rules = told(of(fixed("arts"), fixed("band", "Tue 10:30-11:30"), fixed("choir", at="barn")))
    assert {who, *others} == {"arts", "band"}
    assert rules == [CannotHold(rule="session-rooms", about=("hall",), limit=1, needs=2)]


def test_one_leader_in_two_places_is_named():
    who, others, rules = told(of(fixed("arts", led="S1"), fixed("band", at="barn", led="S1")))
    assert {who, *others} == {"arts", "band"}
    assert rules == [CannotHold(rule="diary", about=("S1",))]


def test_three_sessions_for_two_leaders_are_a_set_of_three_in_which_leaders_are_needed():
    who, others, rules = told(of(fixed("arts"), fixed("band", at="barn"), fixed("choir", at="club"), workers=2))
    assert len({who, *others}) == 3
    assert rules == [CannotHold(rule="session-leaders"), CannotHold(rule="diary", about=("S1", "S2"))]


def test_a_session_dearer_than_its_budget_is_a_set_of_itself():
    given = of(fixed("arts", minutes=60), venues=(hall(hire_pence_an_hour=2_000),))
    given = attrs.evolve(
        given, policy=attrs.evolve(given.policy, budgets=(Budget(heading="hire", pence_a_week=1_500),))
    )
    assert told(given) == (
        "arts", [], [CannotHold(rule="session-budget", about=("hire", "week"), limit=1_500, needs=2_000)],
    )  # fmt: skip


def test_of_five_sessions_that_are_too_dear_together_the_fewest_are_named_and_the_first_of_them():
    rooms = [hall(f"hall{n}", hire_pence_an_hour=1_000 * n) for n in range(1, 6)]
    sessions = [fixed(f"a{n}", at=f"hall{n}") for n in range(1, 6)]
    given = of(*sessions, workers=5, venues=rooms)
    budget = Budget(heading="hire", pence_a_week=10_000)  # all would take 15,000
    timetable, _ = planned(attrs.evolve(given, policy=attrs.evolve(given.policy, budgets=(budget,))))
    assert {(len(one.others), one.smallest) for one in timetable.conflicts} <= {(1, True), (2, True), (3, True)}
    for one in timetable.conflicts:
        pence = {f"a{n}": 1_000 * n for n in range(1, 6)}
        names = [one.activity, *(name for name, _ in one.others)]
        assert sum(pence[name] for name in names) == one.rules[0].needs > 10_000
        assert all(sum(pence[other] for other in names if other != name) <= 10_000 for name in names)


def test_hours_of_a_mentor_who_would_lead_two_are_named():
    given = programme(
        mentees=[mentee("E1")],
        mentors=(mentor("M1", leads=("arts", "band"), minutes_a_week=90),),
        venues=(hall(),),
        activities=(fixed("arts"), fixed("band", "Wed 10:00-11:00")),
    )
    _, _, rules = told(given)
    assert rules == [CannotHold(rule="session-leaders"), CannotHold(rule="hours", about=("M1",))]


def test_a_meeting_that_takes_the_only_room_leaves_a_set_of_one():
    given = programme(
        mentees=[mentee("E1")],
        mentors=(mentor("M1"),),
        staff=(staff("S1", leads=("arts",)),),
        venues=(hall(takes_room=True, one_to_one=True), venue("cafe")),
        activities=(fixed("arts"),),
    )
    record = history(pair("E1", "M1", place="hall", slot="Tue 10:00-11:00"))
    assert told(given, record) == ("arts", [], [CannotHold(rule="session-rooms", about=("hall",), limit=1, needs=1)])


def test_where_meetings_are_decided_too_no_meeting_is_part_of_a_set():
    """The recorded meeting stays in the only room, as it must: no set of sessions says why, and none is told."""
    only = {"takes_room": True, "one_to_one": True, "staffed": free("Tue 10:00-11:00"), "opening": "Tue 10:00-11:00"}
    given = programme(
        mentees=[mentee("E1")],
        mentors=(mentor("M1"),),
        staff=(staff("S1", leads=("arts",)),),
        venues=(hall(**only),),
        activities=(fixed("arts"),),
    )
    record = history(pair("E1", "M1", place="hall", slot="Tue 10:00-11:00"))
    timetable, _ = planned(given, record, "plan")
    assert [(row.activity, row.rule) for row in timetable.left_out] == [("arts", None)]
    assert timetable.conflicts == ()


def test_a_plan_of_both_names_the_set_of_sessions_too():
    given = of(fixed("arts"), fixed("band", "Tue 10:30-11:30"), fixed("choir", at="barn"))
    who, others, rules = told(given, scope="plan")
    assert {who, *others} == {"arts", "band"}
    assert rules == [CannotHold(rule="session-rooms", about=("hall",), limit=1, needs=2)]


def test_sets_of_a_plan_of_both_are_those_found_by_trying_everything():
    wrong, kinds = [], Counter()
    for seed in range(300, 330):
        given, record = crowded_programme(seed)
        record = attrs.evolve(record, pairs=tuple(row for row in record.pairs if not row.pinned))
        with_pairs = engine.plan(given, record, scope="plan", effort=Effort(threads=1))
        judged = engine.plan(given, NONE, scope="plan", effort=Effort(threads=1))
        for made in (with_pairs, judged):
            wrong += [f"seed {seed}: {breach.rule}: {breach.says}" for breach in made.verdict.breaches]
        wrong += [f"seed {seed}: {says}" for says in wrong_about(Trying(given, NONE), judged.plan.timetable)]
        kinds.update((len(one.others), *(row.rule for row in one.rules)) for one in judged.plan.timetable.conflicts)
    assert not wrong, "\n".join(wrong)
    assert len(kinds) >= 5, kinds


def test_a_safeguarding_cause_reads_as_lack_of_places_and_names_no_other_session():
    """Only S1 can lead the one and only S2 the other; the two must not be near each other at one hall."""
    given = programme(
        mentees=[mentee("E1")],
        mentors=(mentor("M9"),),
        staff=(staff("S1", leads=("arts",)), staff("S2", leads=("band",))),
        venues=(hall(rooms=5),),
        activities=(fixed("arts"), fixed("band", "Tue 11:10-12:10")),
        keep_apart=(apart("S1", "S2"),),
    )
    who, others, rules = told(given)
    assert who in ("arts", "band")
    assert (others, rules) == ([], [CannotHold(rule="places")])


def test_a_session_that_is_given_up_for_something_else_is_told_of_no_set():
    """It could be held with all that run: what came later was worth more by the policy."""
    given = of(fixed("arts"), fixed("band", at="barn"), venues=(hall(hire_pence_an_hour=9_000), hall("barn")))
    given = attrs.evolve(given, policy=attrs.evolve(given.policy, gives={"fixed-sessions": 1}))
    timetable, _ = planned(given)
    assert [one.activity for one in timetable.left_out] == ["arts"]
    assert timetable.conflicts == ()


def test_where_not_all_smaller_sets_are_tried_it_says_so_and_none_of_what_is_told_can_be_left_out(monkeypatch):
    monkeypatch.setattr(searching, "ASKED", 1)
    given = of(fixed("arts"), fixed("band", at="barn"), fixed("choir", at="club"), workers=2)
    timetable, checked = planned(given)
    (one,) = timetable.conflicts
    assert not one.smallest
    assert len(one.others) == 2
    assert checked["sets that cannot hold together"] == 1


def test_nine_sessions_in_eight_halls_at_one_hour_are_a_set_of_nine():
    """Far too many ways to try: that there are too few rooms at that moment is seen at once, by the judge as well."""
    halls = tuple(hall(f"hall{n}") for n in range(8))
    given = of(*(fixed(f"a{n}", at="") for n in range(9)), workers=9, venues=halls)
    _, others, rules = told(given)
    assert len(others) == 8
    assert [(row.rule, row.limit, row.needs) for row in rules] == [("session-rooms", 8, 9)]


def test_what_can_be_given_out_at_one_moment_is_what_trying_everything_gives():
    draw = random.Random("seats")
    answers = Counter()
    for _ in range(400):
        things = range(draw.randint(1, 4))
        there = {thing: draw.choice((1, 1, 2)) for thing in things}
        asked = [
            (draw.choice((1, 1, 2)), sorted(draw.sample(things, draw.randint(0, len(things)))))
            for _ in range(draw.randint(1, 4))
        ]
        right = any(
            all(sum(thing in some for some in given) <= there[thing] for thing in things)
            for given in product(*(combinations(which, number) for number, which in asked))
        )
        names = {str(thing): number for thing, number in there.items()}
        wanted = [(frozenset(map(str, which)), number) for number, which in asked]
        assert all_served(asked, there) == right, (asked, there)
        assert enough._enough(wanted, names) == right, (asked, there)
        answers[right] += 1
    assert min(answers.values()) > 80, answers


@pytest.mark.parametrize("first", [0, 50])
def test_sets_are_those_found_by_trying_every_set_venue_and_group_of_leaders(first):
    wrong, kinds = [], Counter()
    for seed in range(first, first + 50):
        given, record = crowded_programme(seed)
        judged = engine.plan(given, record, scope="schedule", effort=Effort(threads=1))
        wrong += [f"seed {seed}: {breach.rule}: {breach.says}" for breach in judged.verdict.breaches]
        wrong += [f"seed {seed}: {says}" for says in wrong_about(Trying(given, record), judged.plan.timetable)]
        kinds.update((len(one.others), *(row.rule for row in one.rules)) for one in judged.plan.timetable.conflicts)
    assert not wrong, "\n".join(wrong)
    assert len(kinds) >= 6, kinds
