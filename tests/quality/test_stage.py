"""How far the mentor is ahead."""

import pytest
from builders import mentee, mentor

from quality.parts_of import part_of


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [(None, 3, 500), (1, 3, 1000), (1, 2, 750), (1, 5, 500), (0, 5, 250), (5, 0, 0), (1, None, 500)],
)
def test_a_quarter_for_each_stage_off_the_ideal_gap(one, other, points):
    assert part_of("stage", mentee(stage=one), mentor(stage=other)) == points


def test_the_ideal_gap_is_policy():
    assert part_of("stage", mentee(stage=1), mentor(stage=2), policy={"ideal_gap": 1}) == 1000
