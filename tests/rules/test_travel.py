"""A meeting is at one of the pair's places: usable for both, not beaten, among the first few."""

import pytest
from builders import IN_PERSON, PHONE, mentee, mentor, programme, venue

from mentormatch.domain.travelling import Mode
from rules.both_sides import refused_by_both

ON_FOOT = {"modes": (Mode.FOOT,)}


def refused(one, other, venues=None, place="cafe", **policy):
    made = programme([one], [other], venues, policy)
    return refused_by_both(made, None, {("E1", "M1"): (place, "Tue 10:00-11:00")})


def test_a_place_beyond_the_limit_of_one_is_refused():
    # 3,000 m on foot are 1.3 x 3,000 / 80 = 48.75, so 49 minutes; the limit 42 with 15 % doubt is 48.3
    assert refused(mentee(at=3000, max_minutes=42, **ON_FOOT), mentor()) == ["travel"]


def test_a_place_within_doubt_of_the_limit_is_left_alone():
    assert refused(mentee(at=3000, max_minutes=43, **ON_FOOT), mentor()) == []


def test_a_place_beyond_the_purse_of_one_is_refused():
    # by car 2 x 13 km = 16.2 miles at 45 or 55 p: more than 700 p
    far = {"at": 10_000, "modes": (Mode.CAR,)}
    assert refused(mentee(max_pence=600, **far), mentor()) == ["travel"]
    assert refused(mentee(max_pence=1000, **far), mentor()) == []


@pytest.mark.parametrize(
    ("needs", "given"),
    [
        ({}, {"one_to_one": False}),
        ({"step_free": True}, {"step_free": False}),
        ({"not_where_alcohol": True}, {"alcohol_served": True}),
    ],
)
def test_a_venue_that_does_not_suit_is_refused(needs, given):
    assert refused(mentee(**needs), mentor(), [venue(**given)]) == ["travel"]
    assert refused(mentee(), mentor(**needs), [venue(**given)]) == ["travel"]
    assert refused(mentee(**needs), mentor(), [venue()]) == []


def test_a_lift_counts_only_where_somebody_gives_it():
    far = {"at": 10_000, "modes": (Mode.LIFT,)}
    assert refused(mentee(**far), mentor()) == ["travel"]
    assert refused(mentee(lift_from="a neighbour", **far), mentor()) == []


def test_the_telephone_is_a_place_where_both_accept_it():
    both = {"meets": (IN_PERSON, PHONE)}
    assert refused(mentee(**both), mentor(), place="phone") == ["travel"]
    assert refused(mentee(**both), mentor(**both), place="phone") == []


def test_a_place_that_another_beats_is_refused():
    near, far = venue("cafe"), venue("hall", 400)
    assert refused(mentee(), mentor(), [near, far], place="hall") == ["travel"]
    assert refused(mentee(), mentor(), [near, far], place="cafe") == []


def test_a_place_nearer_to_one_of_the_two_is_not_beaten():
    near, far = venue("cafe"), venue("hall", 400)
    assert refused(mentee(at=400), mentor(), [near, far], place="hall") == []


def test_only_the_first_few_places_count():
    here = [venue("a", 0), venue("b", 300), venue("c", 600)]
    two = {"one": mentee(at=600), "other": mentor(), "venues": here}
    # 10 + 2, 6 + 6 and 2 + 10 minutes: none is beaten, and of equal sums the first id comes first
    assert refused(**two, place="a", places=1) == []
    assert refused(**two, place="b", places=1) == ["travel"]
    assert refused(**two, place="b", places=2) == []
    assert refused(**two, place="c", places=2) == ["travel"]
    assert refused(**two, place="c", places=3) == []
