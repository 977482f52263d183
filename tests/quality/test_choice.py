"""Choice of common hours."""

import pytest
from builders import history, mentee, mentor, pair, slot, venue

from mentormatch.domain.slots import Rhythm
from quality.parts_of import part_of


@pytest.mark.parametrize(
    ("when", "points"),
    [
        ("Tue 10:00-11:30", 0),  # 2 minutes each way: 10:02 is the first start, 10:28 the last
        ("Tue 09:58-11:02", 166),
        ("Tue 09:58-11:32", 333),
        ("Tue 09:58-13:02", 833),  # 10:00, 10:30, 11:00, 11:30, 12:00
        ("Tue 09:58-13:32", 1000),
        ("Tue-Wed 09:00-18:00", 1000),
    ],
)
def test_full_from_six_starts_a_week_on(when, points):
    assert part_of("choice", mentee(when=when), mentor()) == points


def test_a_start_counts_once_whichever_week_it_may_begin_in():
    one = mentee(when="Tue 09:58-11:32", rhythm=Rhythm.FORTNIGHTLY)
    assert part_of("choice", one, mentor()) == 333
    assert part_of("choice", one, mentor(when="A: Tue 09:00-12:00; B: Tue 10:25-12:00")) == 333


def test_only_hours_with_staff_on_duty_count_for_a_new_pair():
    here = [venue(staffed="Tue 10:00-11:00")]
    assert part_of("choice", mentee(when="Tue 09:00-13:00"), mentor(), venues=here) == 166
    agreed = history(pair("E1", "M1", place="cafe", slot=slot("Tue 10:00-11:00")))
    assert part_of("choice", mentee(when="Tue 09:00-13:00"), mentor(), venues=here, history=agreed) == 833


def test_a_recorded_place_that_is_none_of_the_pair_s_is_no_choice():
    agreed = history(pair("E1", "M1", place="hall", slot=slot("Tue 10:00-11:00")))
    beaten = {"venues": [venue("cafe"), venue("hall", 400)], "history": agreed}
    assert part_of("choice", mentee(), mentor(), place="hall", **beaten) == 0
    assert part_of("choice", mentee(), mentor(), place="cafe", **beaten) == 1000


def test_no_meeting_yet_is_no_choice():
    assert part_of("choice", mentee(), mentor(), place=None) == 0
