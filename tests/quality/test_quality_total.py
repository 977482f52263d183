"""The parts add up by their weights, each rounded down."""

import pytest
from builders import mentee, mentor, programme
from rules.both_sides import made_by_the_planner

from mentormatch.checking.quality import QUALITY_PARTS
from mentormatch.domain.parts import PARTS
from quality.parts_of import case_of


def quality(**policy):
    case = case_of(mentee(), mentor(), policy=policy)
    return case.quality(case.programme.mentees[0], case.programme.mentors[0], "cafe")


def test_two_strangers_at_the_crossroads():
    found = quality()
    assert found.parts == {
        "travel": (193, 200),  # 20 x 966 // 100
        "life": (100, 200),
        "interests": (60, 150),
        "lived": (60, 150),
        "stage": (75, 150),
        "wishes": (50, 100),
        "choice": (50, 50),
    }
    assert found.total == 588


def test_weights_need_not_add_up_to_a_hundred():
    found = quality(weights={"travel": 2, "life": 1})
    assert found.parts["travel"] == (644, 666)  # 2 x 966 // 3
    assert found.parts["life"] == (166, 333)
    assert found.parts["stage"] == (0, 0)
    assert found.total == 810


@pytest.mark.parametrize("policy", [{}, {"weights": {"travel": 2, "life": 1}}, {"ideal_gap": 1}])
def test_the_parts_in_a_plan_are_those_of_the_judge(policy):
    one, other = mentee(stage=1, interests=("chess",), faith="any"), mentor(interests=("chess",), faith="none")
    (planned,) = made_by_the_planner(programme([one], [other], policy=policy)).pairs
    judged = case_of(one, other, policy=policy).quality(one, other, "cafe")
    assert {part.part: (part.points, part.of) for part in planned.parts} == judged.parts
    assert planned.quality == judged.total == sum(part.points for part in planned.parts)


def test_every_part_of_the_catalogue_is_judged_in_its_order():
    assert tuple(module.PART for module in QUALITY_PARTS) == PARTS
