"""What a timetable could be made of, found on columns, is what the page says, worked out with loops on objects.

benchmarks/session_candidates.py runs the same over any range of seeds.
"""

from __future__ import annotations

import attrs
import pytest
from builders import mentee, mentor, programme
from honest_timetables import activity, hall, staff
from random_timetables import random_timetable_programme
from timetable_compare import sessions_differ
from timetable_oracle import STAGES, TimetableOracle
from timetables_at_random import harsh_programme

from mentormatch.candidates.sessions import find_sessions
from mentormatch.candidates.sieve import travel_of
from mentormatch.domain.history import History

CHUNK = 50


def compared(given, history):
    """(the oracle, everything in which the two differ)."""
    travel = travel_of(given)
    oracle = TimetableOracle(given, history, travel)
    return oracle, list(sessions_differ(find_sessions(given, history, travel), oracle))


@pytest.mark.parametrize("first", range(0, 150, CHUNK))
@pytest.mark.parametrize("drawn", [random_timetable_programme, harsh_programme])
def test_what_is_found_for_sessions_is_what_the_page_says(drawn, first):
    refused = set()
    for seed in range(first, first + CHUNK):
        oracle, differ = compared(*drawn(seed))
        assert not differ, (seed, differ)
        refused.update(oracle.refused.values())
    assert refused >= set(STAGES) - {"session-time", "travel", "places"}, "programmes in which little is refused"


def small(**more):
    return programme(mentees=(mentee("E1"),), mentors=(mentor("M1"),), staff=(staff(),), venues=(hall(),), **more)


def test_who_wants_no_session_as_a_mentor_is_in_none_as_a_mentee():
    given = small(activities=(activity(times="Tue 10:00-11:00"),))
    both = attrs.evolve(given, mentors=(mentor("E1", max_sessions=0),))
    assert compared(given, History())[0].counted == ["E1"]
    oracle, differ = compared(both, History())
    assert (oracle.counted, differ) == ([], [])


@pytest.mark.parametrize("want", ["gender", "gender:", "shoes: red", ": woman"])
def test_what_an_activity_asks_for_and_cannot_be_read_is_met_by_nobody(want):
    oracle, differ = compared(small(activities=(activity(times="Tue 10:00-11:00", for_whom=(want,)),)), History())
    assert (oracle.patterns, differ) == ([], [])
