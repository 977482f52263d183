"""The judge on sets of fixed sessions that are said not to hold together: every false one is refused."""

from __future__ import annotations

import attrs
import pytest
from builders import mentee, mentor, programme, slot
from honest_timetables import activity, hall, staff

from mentormatch import engine
from mentormatch.checking import judge
from mentormatch.domain.history import History
from mentormatch.domain.timetable import CannotHold
from mentormatch.planning import Effort

TEN, LATER = "Tue 10:00-11:00", "Tue 10:30-11:30"
ROOMS = CannotHold(rule="session-rooms", about=("hall",), limit=1, needs=2)


def fixed(name, when, at="hall", led=()):
    return activity(name, fixed=(when,), fixed_venue=at, fixed_leaders=led)


GIVEN = programme(
    mentees=[mentee("E1")],
    mentors=(mentor("M1"),),
    staff=(staff("S1", leads=("arts", "band", "choir")), staff("S2", leads=("arts", "band", "choir"))),
    venues=(hall(), hall("barn")),
    activities=(fixed("arts", TEN), fixed("band", LATER), fixed("choir", "Wed 10:00-11:00", "barn", ("S1",))),
)
"""Arts and band want the same room; the choir is in nobody's way."""
PLAN = engine.plan(GIVEN, History(), scope="schedule", effort=Effort(threads=1)).plan
(TOLD,) = PLAN.timetable.conflicts
CHOIR = ("choir", slot("Wed 10:00-11:00"))


def refused(*conflicts):
    """What the judge says of a plan that tells these sets instead of the true one."""
    forged = attrs.evolve(PLAN, timetable=attrs.evolve(PLAN.timetable, conflicts=conflicts))
    return [breach.says for breach in judge(GIVEN, History(), forged).verdict.breaches]


def test_the_true_set_is_left_alone():
    assert TOLD.rules == (ROOMS,)
    assert refused(TOLD) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"others": ()}, "could be held together"),
        ({"others": (CHOIR,)}, "could be held together"),
        ({"others": (*TOLD.others, CHOIR)}, "cannot be held without choir"),
        ({"others": (CHOIR, *TOLD.others)}, "not in order"),
        ({"others": (*TOLD.others, *TOLD.others)}, "holds what is no fixed session that runs"),
        ({"others": (("band", slot("Fri 10:00-11:00")),)}, "holds what is no fixed session that runs"),
        ({"rules": ()}, "could be held together"),
        ({"rules": (CannotHold(rule="diary", about=("S1", "S2")),)}, "could be held together"),
        ({"rules": (CannotHold(rule="session-size"), ROOMS)}, "without the rule session-size either"),
        ({"rules": (CannotHold(rule="keep-apart"),)}, "rules that are not among those"),
        ({"rules": (attrs.evolve(ROOMS, limit=2),)}, "worked out anew"),
        ({"rules": (attrs.evolve(ROOMS, needs=3),)}, "worked out anew"),
        ({"rules": (attrs.evolve(ROOMS, about=("barn",)),)}, "worked out anew"),
        ({"rules": (ROOMS, ROOMS)}, "twice"),
        ({"rules": (CannotHold(rule="places"),)}, "told who or what takes its place"),
        ({"rules": (CannotHold(rule="places"),), "others": ()}, "not places that it lacks"),
        ({"slot": slot("Fri 10:00-11:00")}, "told twice, out of order, or of what is not left out"),
        ({"activity": "choir"}, "told twice, out of order, or of what is not left out"),
    ],
)
def test_a_false_set_is_refused(changes, says):
    assert any(says in breach for breach in refused(attrs.evolve(TOLD, **changes))), refused(
        attrs.evolve(TOLD, **changes)
    )


def test_a_set_that_is_told_twice_or_not_at_all_is_refused():
    assert any("told twice" in says for says in refused(TOLD, TOLD))
    assert any("no set says why" in says for says in refused())


def test_a_set_that_is_not_the_smallest_or_not_the_first_is_refused_where_it_says_so():
    """Two sessions in a room with arts: band and dance; whichever runs, one set is the first."""
    leads = ("arts", "band", "dance")
    given = programme(
        mentees=[mentee("E1")],
        mentors=(mentor("M1"),),
        staff=tuple(staff(f"S{n}", leads=leads) for n in (1, 2, 3)),
        venues=(hall(),),
        activities=(fixed("arts", "Tue 10:00-12:00"), fixed("band", TEN), fixed("dance", "Tue 11:00-12:00")),
    )
    plan = engine.plan(given, History(), scope="schedule", effort=Effort(threads=1)).plan
    (told,) = plan.timetable.conflicts
    assert (told.activity, [name for name, _ in told.others]) == ("arts", ["band"])
    second = attrs.evolve(told, others=(("dance", slot("Tue 11:00-12:00")),))

    def says(conflict):
        forged = attrs.evolve(plan, timetable=attrs.evolve(plan.timetable, conflicts=(conflict,)))
        return [breach.says for breach in judge(given, History(), forged).verdict.breaches]

    assert any("comes first" in one for one in says(second))
    assert says(attrs.evolve(second, smallest=False)) == []
