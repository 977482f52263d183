"""What a mentor's week can hold, asked quickly, against the long way of asking."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np
import pytest
from random_programmes import random_programme

from mentormatch.candidates import find_candidates
from mentormatch.matching import short
from mentormatch.matching.formulation import formulate
from mentormatch.matching.quality import quality_of
from mentormatch.matching.seats import seats_of
from mentormatch.matching.weeks import Weeks
from mentormatch.solving.holding import Holding, Positions


@pytest.fixture(autouse=True)
def every_mentor_who_may_have_several_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(short, "ROOMY", 1000)


def weeks(seeds: range) -> Iterator[tuple[Weeks, Holding, random.Random]]:
    for seed in seeds:
        programme, history = random_programme(seed)
        candidates = find_candidates(programme, history)
        if candidates.input_problems:
            continue
        quality, seats = quality_of(programme, candidates), seats_of(programme, candidates)
        rules = Weeks(formulate(programme, candidates, quality, seats, open_hours=True).case)
        for holding in rules.holdings():
            yield rules, holding, random.Random(seed)


def some_columns(holding: Holding, draw: random.Random) -> Positions:
    """A few columns, no two of which never go together."""
    out: list[int] = []
    for one in draw.sample(range(len(holding.columns)), len(holding.columns)):
        if len(out) < draw.randint(1, 4) and not holding.never[one, out].any():
            out.append(one)
    return tuple(sorted(out))


def test_a_week_holds_what_diaries_let_it_hold() -> None:
    held = refused = 0
    for rules, holding, draw in weeks(range(100)):
        for _ in range(10):
            some = some_columns(holding, draw)
            expected = rules.fits(holding.columns[list(some)])
            assert holding.fits(some) == expected
            held, refused = held + expected, refused + (not expected)
    assert held > 200 and refused > 5, (held, refused)


def test_what_keeps_a_search_short_never_rules_out_what_is_held() -> None:
    seen = 0
    for _, holding, draw in weeks(range(100)):
        for _ in range(10):
            some = some_columns(holding, draw)
            if len(some) < 2 or not holding.holds(some):
                continue
            assert holding.uses is not None and holding.addable is not None
            assert holding.uses[list(some)].sum() <= holding.room
            last = draw.choice(some)
            rest = tuple(one for one in some if one != last)
            assert holding.addable(rest)[holding.kind[last]]
            seen += 1
    assert seen > 30, seen


def test_a_kind_that_serves_for_another_is_held_wherever_that_is() -> None:
    seen = 0
    for _, holding, draw in weeks(range(100)):
        for _ in range(10):
            some = some_columns(holding, draw)
            if not holding.holds(some):
                continue
            out = draw.choice(some)
            rest = [one for one in some if one != out]
            pairs = holding.group[rest]
            for other in np.flatnonzero(holding.serves[holding.kind[out]][holding.kind]).tolist():
                if other != out and other not in rest and holding.group[other] not in pairs:
                    assert holding.holds(tuple(sorted([*rest, other])))
                    seen += 1
    assert seen > 30, seen
