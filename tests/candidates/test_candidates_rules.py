"""Each rule alone decides in the smallest programme; beside it the programme in which it does not."""

from __future__ import annotations

import datetime as dt

import pytest
from builders import (
    MONDAY,
    PHONE,
    apart,
    commitment,
    history,
    mentee,
    mentor,
    pair,
    programme,
    venue,
    want,
)

from mentormatch import engine
from mentormatch.candidates import find_candidates, why_not
from mentormatch.domain.history import Approval, PairState
from mentormatch.domain.people import Status
from mentormatch.domain.places import Activity
from mentormatch.domain.rules import FLOOR, RULES
from mentormatch.domain.slots import Rhythm, Slot
from mentormatch.domain.travelling import Mode

DAY = dt.timedelta(days=1)


def people(of_mentee=None, of_mentor=None, rows=(), **of_programme):
    """A programme of one mentee and one mentor, and its history."""
    who = {"mentees": [mentee(**(of_mentee or {}))], "mentors": [mentor(**(of_mentor or {}))], **of_programme}
    return programme(**who), history(*rows)


def approval(agreed=True, **more):
    return Approval(mentee="E1", by="officer", on=MONDAY, agreed=agreed, **more)


NOON = "Mon-Fri 11:00-13:00"
NEVER_STAFFED = {"staffed": None}
DECLINED = pair("E1", "M1", PairState.DECLINED, by="E1")
FAR = {"at": 30_000}

DECIDES = {
    "same-person": (people({"name": "P1"}, {"name": "P1"}), people({"name": "P1"}, {"name": "P2"})),
    "paused": (people(of_mentor={"status": Status.PAUSED}), people(of_mentor={"status": Status.ACTIVE})),
    "state": (
        people(rows=[DECLINED]),
        people(rows=[DECLINED, pair("E1", "M1", PairState.IDEA, MONDAY + DAY, reopened_by="E1")]),
    ),
    "requires": (
        people({"requires": (want("gender: woman"),)}, {"gender": "man"}),
        people({"requires": (want("gender: woman"),)}, {"gender": " Woman"}),
    ),
    "stage": (people({"stage": 3}, {"stage": 3}), people({"stage": 3}, {"stage": 4})),
    "areas": (
        people({"area": "North"}, {"area": "South"}, policy={"areas_apart": True}),
        people({"area": "North"}, policy={"areas_apart": True}),
    ),
    "travel": (people(FAR), people({**FAR, "meets": (PHONE,)}, {"meets": (PHONE,)})),
    "common-hour": (
        people({"when": "Mon 10-12"}, {"when": "Mon 11-13"}),
        people({"when": "Mon 10-13"}, {"when": "Mon 11-13"}),
    ),
    "dates": (
        people({"when": "Mon 10-13; not 2027-01-11..2027-03-29"}),
        people({"when": "Mon 10-13; not 2027-01-11..2027-03-28"}),
    ),
    "approval": (
        people({"needs_approval": True}, rows=[approval(agreed=False)]),
        people({"needs_approval": True}, rows=[approval(agreed=False), approval(mentor="M1")]),
    ),
    "places": (people(of_mentor={"people_elsewhere": 2}), people(of_mentor={"people_elsewhere": 1})),
    "keep-apart": (
        people(keep_apart=[apart("E1", "M1")]),
        people(keep_apart=[apart("E1", "M1", until=MONDAY - DAY)]),
    ),
    "clearance": (
        people(of_mentor={"cleared_until": MONDAY + 34 * DAY}),
        people(of_mentor={"cleared_until": MONDAY + 35 * DAY}),
    ),
    "training": (
        people(policy={"required_training": ("first aid",)}),
        people(of_mentor={"training": ("first aid",)}, policy={"required_training": ("first aid",)}),
    ),
    "not-at": (people({"not_at": ("cafe",)}), people({"not_at": ("cafe",)}, venues=[venue(), venue("hall")])),
    "home-by": (people({"when": NOON, "home_by": 12 * 60 + 31}), people({"when": NOON, "home_by": 12 * 60 + 32})),
    "first-meetings": (
        people(venues=[venue(**NEVER_STAFFED)]),
        people(venues=[venue(**NEVER_STAFFED)], policy={"supervised_meetings": 0}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", [rule.id for rule in RULES if rule is not FLOOR])
def test_each_rule_alone_decides(rule):
    (refused, record), (left_alone, other_record) = DECIDES[rule]
    candidates = find_candidates(refused, record)
    assert candidates.n_pairs == 0
    assert {r.id: n for r, n in zip(RULES, candidates.refused[0]) if n} == {rule: 1}
    e, m = refused.mentees[0].id, refused.mentors[0].id
    assert [found.id for found, _ in why_not(refused, record, e, m)] == [rule]
    assert find_candidates(left_alone, other_record).n_pairs == 1


def test_a_mentor_who_fails_several_rules_is_counted_under_the_first():
    made, record = people({"stage": 5}, {"cleared_until": None, "people_elsewhere": 9})
    assert {rule.id: int(n) for rule, n in zip(RULES, find_candidates(made, record).refused[0]) if n} == {"stage": 1}
    failed = dict(why_not(made, record, "E1", "M1"))
    assert [rule.id for rule in failed] == ["stage", "places", "clearance"]
    assert next(iter(failed.values())) == {"gap": -2, "at_least": 1}


def test_what_is_lacking_is_told_in_minutes():
    made, record = people({"at": 3000, "max_minutes": 20})
    ((rule, figures),) = why_not(made, record, "E1", "M1")
    assert rule.id == "travel"
    assert figures["venue"] == "cafe"
    assert figures["mentee_minutes_over"] == figures["mentee_minutes"] - 20 > 0
    assert figures["mentor_minutes_over"] == 0


def test_hours_are_exact_to_the_minute():
    exact = programme([mentee(when="Mon 10:58-12:02")], [mentor()])
    assert starts(exact) == {(0, 11 * 60)}
    assert starts(programme([mentee(when="Mon 10:59-12:02")], [mentor()])) == set()


def test_an_alternate_week_bears_a_fortnightly_meeting_and_no_weekly_one():
    when = "A: Tue 10:00-13:00"
    assert starts(programme([mentee(when=when)], [mentor()])) == set()
    made = programme([mentee(when=when, rhythm=Rhythm.FORTNIGHTLY)], [mentor()])
    assert set(find_candidates(made, history()).option_first) == {1}


def test_a_commitment_that_shares_no_date_is_no_obstacle():
    slot = Slot(weekday=0, start=600, minutes=60, rhythm=Rhythm.FORTNIGHTLY, first=1)
    made = programme(
        [mentee(when="Mon 09:30-11:30", rhythm=Rhythm.FORTNIGHTLY)], [mentor()], commitments=[commitment("M1", slot)]
    )
    assert set(find_candidates(made, history()).option_first) == {2}


def test_somebody_who_begins_after_a_commitment_has_ended_is_free_of_it():
    ends = commitment("M1", "Mon 00:00-24:00", ends_on=MONDAY + 20 * DAY)
    made = programme([mentee("E1"), mentee("E2", available_from=MONDAY + 21 * DAY)], [mentor()], commitments=[ends])
    candidates = find_candidates(made, history())
    mentee_of_option = candidates.pair_mentee[candidates.spot_pair[candidates.option_spot]]
    assert 0 not in candidates.option_weekday[mentee_of_option == 0]
    assert 0 in candidates.option_weekday[mentee_of_option == 1]


def test_two_kept_apart_are_never_at_one_venue_at_about_one_time():
    made = programme(
        [mentee(when="Mon 09:00-14:00")],
        [mentor()],
        commitments=[commitment("X", "Mon 09:30-10:30", at="cafe")],
        keep_apart=[apart("M1", "X")],
    )
    assert {start for _, start in starts(made)} == {690, 720, 750}


def test_a_held_pair_stays_whatever_it_breaks_and_keeps_its_hour():
    row = pair("E1", "M1", place="cafe", slot="Sun 23:00-24:00")
    made, record = people({"stage": 5, "at": 25_000}, rows=[row])
    candidates = find_candidates(made, record)
    assert candidates.held == (row,)
    assert candidates.option_recorded.tolist() == [True]
    assert not candidates.option_is_option[0]
    assert not candidates.pair_acceptable[0]
    assert candidates.spot_check_mentee[0]


def test_a_held_pair_whose_hour_is_no_longer_safe_is_left_without_it():
    row = pair("E1", "M1", place="cafe", slot="Mon 18:00-19:00")
    made, record = people({"when": "Tue 01:00-02:00", "home_by": 17 * 60}, rows=[row])
    candidates = find_candidates(made, record)
    assert candidates.option_weekday.tolist() == [-1]
    assert candidates.spot_place.tolist() == [-1]


@pytest.mark.parametrize("hours, stays", [({}, True), ({"home_by": 18 * 60}, False), ({"out_from": 9 * 60}, False)])
def test_who_has_hours_to_be_home_and_no_way_that_is_known_keeps_no_meeting(hours, stays):
    row = pair("E1", "M1", place="cafe", slot="Tue 11:00-12:00")
    made, record = people({"at": 60_000, "modes": (Mode.FOOT,), **hours}, rows=[row])
    assert find_candidates(made, record).option_recorded.tolist() == [stays]
    assert engine.plan(made, record).verdict.breaches == ()  # the judge refused it as "home-by"


def test_a_held_pair_is_on_hold_when_the_clearance_has_run_out_and_its_place_stays_taken():
    row = pair("E1", "M1", PairState.TRYING)
    made, record = people(of_mentor={"cleared_until": MONDAY - DAY}, rows=[row])
    candidates = find_candidates(made, record)
    assert (candidates.on_hold, candidates.held, candidates.n_pairs) == ((row,), (), 0)
    assert candidates.free_places.tolist() == [1]
    assert not candidates.refused.any()


def test_a_pin_overrides_what_is_feasible_and_nothing_that_protects():
    pin = pair("E1", "M1", PairState.IDEA, pinned=True)
    made, record = people({"at": 25_000, "stage": 5}, rows=[pin])
    candidates = find_candidates(made, record)
    assert candidates.pair_kind.tolist() == [2]
    assert candidates.option_weekday.tolist() == [-1]
    assert candidates.input_problems == ()
    made, record = people({"at": 25_000}, {"cleared_until": None}, rows=[pin])
    candidates = find_candidates(made, record)
    assert candidates.n_pairs == 0
    (problem,) = candidates.input_problems
    assert "no place free" in problem.says and "clear" not in problem.says


def test_dates_after_the_clearance_are_planned_and_not_held():
    made, record = people({"when": "Mon 10:00-13:00"}, {"cleared_until": MONDAY + 41 * DAY})
    candidates = find_candidates(made, record)
    assert int(candidates.option_planned[0]) == (1 << 26) - 1
    assert int(candidates.option_held[0]) == 0b111111


def test_a_place_that_another_beats_is_no_place_of_the_pair():
    near, far = venue("near"), venue("a far one", at=1500)
    candidates = find_candidates(*(programme(venues=[near, far]), history()))
    assert [candidates.places[place] for place in candidates.spot_place] == ["near"]


def test_what_a_mentor_leads_takes_their_minutes_with_the_way():
    session = Slot(weekday=1, start=600, minutes=90, rhythm=Rhythm.FORTNIGHTLY, first=1)
    art = Activity(id="art", name="art", fixed=(session,), fixed_venue="cafe", fixed_leaders=("M1", "S1"))
    candidates = find_candidates(programme(mentors=[mentor(at=500)], activities=[art]), history())
    way = candidates.spot_minutes_mentor[0]
    assert candidates.led == ((0, int("01" * 13, 2), 90 + 2 * way),)


def test_somebody_in_both_lists_has_one_diary():
    both = [mentee("P1", when="Mon 09:00-12:00"), mentee("E2", when="Mon 09:00-12:00")]
    made = programme(both, [mentor("P1"), mentor("M2")], commitments=[commitment("P1", "Mon 09:00-11:00")])
    candidates = find_candidates(made, history())
    pairs = {
        (candidates.mentees[i], candidates.mentors[j]) for i, j in zip(candidates.pair_mentee, candidates.pair_mentor)
    }
    assert pairs == {("E2", "M2")}


def test_a_programme_without_people_or_places_has_no_candidates():
    for made in (programme([], []), programme([], 2), programme(2, []), programme(2, 2, [])):
        candidates = find_candidates(made, history())
        assert (candidates.n_pairs, candidates.n_spots, candidates.n_options) == (0, 0, 0)


def test_rows_of_the_record_about_strangers_change_nothing_but_the_mentors_places():
    made, record = people(
        rows=[pair("ghost", "M1"), pair("E1", "ghost"), pair("ghost", "E1", PairState.IDEA, pinned=True)]
    )
    candidates = find_candidates(made, record)
    assert candidates.n_pairs == 1
    assert candidates.free_places.tolist() == [1]
    assert len(candidates.input_problems) == 1


def starts(made):
    candidates = find_candidates(made, history())
    return set(zip(candidates.option_weekday.tolist(), candidates.option_start.tolist()))
