"""What is left of a choice that breaks diaries, and what may join one that does not, against asking about all of it."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
from random_programmes import random_programme

from mentormatch.candidates import find_candidates
from mentormatch.matching.formulation import formulate
from mentormatch.matching.quality import quality_of
from mentormatch.matching.seats import seats_of
from mentormatch.matching.weeks import Weeks


def choices(seeds: range) -> Iterator[tuple[Weeks, np.ndarray]]:
    """Rules of open hours, and choices of few columns of each mentee, one of each pair and none of them further."""
    for seed in seeds:
        programme, history = random_programme(seed)
        candidates = find_candidates(programme, history)
        if candidates.input_problems:
            continue
        quality, seats = quality_of(programme, candidates), seats_of(programme, candidates)
        case = formulate(programme, candidates, quality, seats, open_hours=True).case
        rules, draw = Weeks(case), random.Random(seed)
        for _ in range(4):
            chosen = np.zeros(len(case.columns), dtype=bool)
            for pair in np.unique(case.columns.pair).tolist():
                first = np.flatnonzero((case.columns.pair == pair) & ~case.columns.further)
                if draw.random() < 0.7:
                    chosen[draw.choice(first.tolist())] = True
            yield rules, chosen


def test_a_mended_choice_breaks_nothing_but_what_people_agreed_on() -> None:
    lost = 0
    for rules, chosen in choices(range(40)):
        mended = rules.mended(chosen)
        assert not (mended & ~chosen).any()
        assert (mended[rules.case.held] == chosen[rules.case.held]).all()
        if not rules.broken(chosen & rules.case.held):
            assert not rules.broken(mended)
        if not rules.broken(chosen):
            assert (mended == chosen).all()
        lost += int(chosen.sum() - mended.sum())
    assert lost > 10, lost


def test_a_column_joins_where_all_can_still_be_held() -> None:
    joined = refused = 0
    for rules, chosen in choices(range(40)):
        mended = rules.mended(chosen)
        if rules.broken(mended):
            continue
        taken = rules.case.pairs_of(mended)[rules.case.columns.pair]
        for column in np.flatnonzero(~taken & ~rules.case.columns.further)[::3].tolist():
            more = mended.copy()
            more[column] = True
            expected = not rules.broken(more)
            assert rules.joins(mended, column) == expected
            joined, refused = joined + expected, refused + (not expected)
    assert joined > 30 and refused > 10, (joined, refused)


def test_the_best_further_pair_takes_the_place_of_a_first_that_is_gone() -> None:
    seen = 0
    for rules, chosen in choices(range(40)):
        case = rules.case
        for mentee in np.flatnonzero(case.seats.several).tolist():
            mine = case.columns_of_mentee(mentee)
            further = mine[case.columns.further[mine]]
            further = further[np.unique(case.columns.pair[further], return_index=True)[1]][:3]
            lone = np.zeros_like(chosen)
            lone[further] = True
            if len(further) and not rules.broken(lone):
                best = further[np.argmax(case.points[further])]
                mended = rules.mended(lone)
                assert mended[best - 1] and not mended[best] and mended.sum() == len(further)
                seen += 1
    assert seen > 2, seen
