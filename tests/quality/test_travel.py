"""How near the place is for both."""

import pytest
from builders import IN_PERSON, PHONE, history, mentee, mentor, pair, programme

from mentormatch import engine
from mentormatch.domain import wording
from mentormatch.domain.travelling import Mode, Spot
from quality.parts_of import part_of

FAR = {"modes": (Mode.FOOT,), "max_minutes": 300}


@pytest.mark.parametrize(
    ("metres", "policy", "points"),
    [
        (0, {}, 966),  # 2 + 2 of 120 minutes: 1000 x 116 // 120
        (2000, {}, 708),  # 2,000 m are 33 minutes, with 2: 1000 x 85 // 120
        (2000, {"travel_far": 20}, 125),  # 35 of 40
        (4000, {"travel_far": 20}, 0),  # 65 + 2, more than 40
    ],
)
def test_the_sum_of_both_ways_counts(metres, policy, points):
    assert part_of("travel", mentee(at=metres, **FAR), mentor(), policy=policy) == points


def test_by_telephone_it_is_neutral():
    both = {"meets": (IN_PERSON, PHONE)}
    assert part_of("travel", mentee(**both), mentor(**both), place="phone") == 500


def test_no_meeting_yet_is_neutral():
    assert part_of("travel", mentee(), mentor(), place=None) == 500


def test_a_spot_nobody_knows_counts_as_half_an_hour():
    assert part_of("travel", mentee(at=Spot.unknown()), mentor()) == 733  # 30 + 2 of 120


def test_where_somebody_has_no_way_at_all_to_a_recorded_meeting_the_sentence_says_so_and_no_minutes():
    given = programme([mentee(modes=(Mode.LIFT,))], [mentor()])
    record = history(pair("E1", "M1", place="cafe", slot="Tue 10:00-11:00"))
    judged = engine.plan(given, record)
    assert judged.verdict.breaches == ()
    (met,) = judged.plan.pairs
    (says,) = [one.says for one in met.parts if one.part == "travel"]
    assert says == "no way there for the mentee, 2 minutes for the mentor"
    assert wording.travel("cafe", 3, None) == "3 minutes for the mentee, no way there for the mentor"
    assert wording.travel("cafe", None, None) == "no way there for the mentee, none for the mentor"
