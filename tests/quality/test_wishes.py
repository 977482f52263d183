"""What each would like of the other."""

import pytest
from builders import mentee, mentor, want

from quality.parts_of import part_of

WOMAN, PRISON, POLISH, LISTENING = (
    want(text) for text in ("gender: woman", "lived: prison", "language: polish", "training: listening")
)


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        ({}, {}, 500),
        ({"prefers": (WOMAN,)}, {}, 500),  # not known
        ({"prefers": (WOMAN,)}, {"gender": " "}, 500),  # nor is what is blank
        ({"prefers": (WOMAN,)}, {"gender": "woman"}, 1000),
        ({"prefers": (WOMAN,)}, {"gender": "man"}, 0),
        ({"prefers": (WOMAN, POLISH)}, {"gender": "woman"}, 500),  # no language given is English
        ({"prefers": (WOMAN, LISTENING)}, {"gender": "woman"}, 500),  # no training given is none
        ({"prefers": (PRISON,)}, {"lived": ("care",)}, 500),  # must not be used
        ({"prefers": (PRISON,)}, {"lived": ("care",), "lived_use": True}, 0),
        ({"prefers": (PRISON,)}, {"lived_use": True}, 500),  # none given
        ({"lived": ("care",)}, {"prefers": (PRISON,)}, 0),
        ({"prefers": (WOMAN,), "gender": "man"}, {"prefers": (WOMAN, POLISH), "gender": "woman"}, 333),
    ],
)
def test_the_share_of_both_sides_wishes_that_is_met(one, other, points):
    assert part_of("wishes", mentee(**one), mentor(**other)) == points
