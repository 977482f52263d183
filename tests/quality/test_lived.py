"""Having lived the same thing, where the mentor lets it be used."""

import pytest
from builders import mentee, mentor

from quality.parts_of import part_of


@pytest.mark.parametrize(
    ("one", "other", "use", "points"),
    [
        (("prison",), ("prison",), False, 400),
        ((), ("prison",), True, 400),
        (("prison",), (), True, 400),
        (("prison",), ("care",), True, 0),
        (("prison", "care"), ("Prison",), True, 700),
        (("prison", "care"), ("prison", "care"), True, 1000),
        (("a", "b", "c"), ("a", "b", "c"), True, 1000),
    ],
)
def test_by_the_number_in_common(one, other, use, points):
    assert part_of("lived", mentee(lived=one), mentor(lived=other, lived_use=use)) == points
