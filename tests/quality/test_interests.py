"""Interests in common, by how close and how rare they are."""

import pytest
from builders import mentee, mentor

from mentormatch.domain.interests import NOT_CLOSE, PARENT_OR_CHILD, Taxonomy
from quality.parts_of import by_the_judge, by_the_planner, part_of

WALKING, HILLS, CHESS, KNITTING = "walking", "hill-walking", "chess", "knitting"


def points(one, other, **policy):
    return part_of("interests", mentee(interests=one), mentor(interests=other), policy=policy)


def test_the_taxonomy_stands_as_these_examples_need_it():
    close = Taxonomy.load().closeness
    assert (close(WALKING, HILLS), close(WALKING, CHESS)) == (PARENT_OR_CHILD, NOT_CLOSE)
    assert (close(KNITTING, CHESS), close(KNITTING, WALKING)) == (NOT_CLOSE, NOT_CLOSE)


def test_none_on_one_side_is_neutral():
    assert points((), (CHESS,)) == points((CHESS,), ()) == points((), ()) == 400


@pytest.mark.parametrize(
    "side",
    [
        by_the_judge,
        by_the_planner,
    ],
)
def test_words_that_nobody_knows_count_nothing(side):
    def points(one, other):
        return side("interests", mentee(interests=one), mentor(interests=other))

    assert points(("no such thing",), (CHESS,)) == 400
    assert points((CHESS,), ("no such thing",)) == 400
    assert points(("no such thing", CHESS), (CHESS,)) == 1000


def test_half_in_common_is_full():
    assert points((CHESS, KNITTING), (CHESS,)) == 1000


def test_the_closest_of_the_mentor_s_counts():
    assert points((WALKING,), (CHESS, HILLS)) == 1000  # 2 x 600, at most 1000
    assert points((WALKING, KNITTING, CHESS), (HILLS,)) == 400  # 2 x 600 // 3


def test_each_counts_once():
    assert points((CHESS, CHESS, KNITTING, WALKING), (CHESS,)) == 666  # 2 x 1000 // 3


def test_a_rare_one_weighs_more():
    assert points((CHESS, KNITTING, WALKING), (CHESS,), rarity={KNITTING: 300}) == 400  # 2 x 100 x 1000 // 500
    assert points((CHESS, KNITTING, WALKING), (KNITTING,), rarity={KNITTING: 300}) == 1000
