"""Stage of life, family, faith and way of recovery in common."""

import pytest
from builders import mentee, mentor

from quality.parts_of import part_of


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        ({}, {}, 500),
        ({"faith": "any"}, {"family": "alone"}, 500),  # nothing known of both
        ({"faith": "any"}, {"faith": "none"}, 0),
        ({"faith": ""}, {"faith": ""}, 500),  # blank is not known
        ({"faith": " "}, {"faith": "any"}, 500),
        ({"faith": "", "family": "alone"}, {"faith": "", "family": "alone"}, 1000),
        ({"faith": "Any "}, {"faith": "any"}, 1000),
        ({"faith": "any", "family": "alone"}, {"faith": "any", "family": "couple"}, 500),
        (
            {"life_stage": "parent", "family": "alone", "faith": "any"},
            {"life_stage": "parent", "family": "alone", "faith": "none", "pathway": "smart"},
            666,  # two of three
        ),
        (
            {"life_stage": "a", "family": "b", "faith": "c", "pathway": "d"},
            {"life_stage": "a", "family": "b", "faith": "c", "pathway": "e"},
            750,
        ),
    ],
)
def test_the_share_that_is_equal_of_what_both_have_told(one, other, points):
    assert part_of("life", mentee(**one), mentor(**other)) == points
