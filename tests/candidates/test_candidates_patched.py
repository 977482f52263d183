"""Candidates of a changed programme, patched from those of what it was, are those found anew, byte for byte."""

from __future__ import annotations

import random
from pathlib import Path

import attrs
import numpy as np
import pytest
from builders import programme
from candidates_at_random import PLACES, Chance, _one_a_day
from hypothesis import given, settings

from mentormatch.candidates import find_candidates, sieved
from mentormatch.candidates.patched import minus_mentors, patched, without_mentors
from mentormatch.domain.history import History
from mentormatch.domain.people import Staff
from mentormatch.domain.programme import TravelRow
from mentormatch.files import read_programme
from tests.builders import apart, spot
from tests.changes.overlays_at_random import overlays
from tests.files.files_folder import write

MENTEES, MENTORS = ("E1", "E2", "E3", "E4", "E5", "P1"), ("M1", "M2", "M3", "M4", "P1", "P2")
PARTS = (
    "mentee", "mentor", "venue", "fewer mentees", "fewer mentors", "fewer venues", "policy", "staff", "commitments",
    "activities", "closures", "keep_apart", "journeys", "pairs", "approvals", "as_of",
)  # fmt: skip


class Drawn:
    """The parts of a random programme, any of which can be drawn again."""

    def __init__(self, seed: int) -> None:
        chance, r = Chance(seed), random.Random(seed)
        self.term, self.first = chance.term, chance.first
        self.rows = {name: chance.mentee(name) for name in MENTEES[: r.randrange(3, 7)]}
        self.mentors = {name: chance.mentor(name) for name in MENTORS[r.randrange(4) :]}
        self.venues = {name: chance.venue(name) for name in PLACES[r.randrange(3) :]}
        self.policy = chance.policy()
        self.parts = {}
        self.as_of = self.first
        for name in ("staff", "commitments", "activities", "closures", "keep_apart", "journeys", "pairs", "approvals"):
            self.draw(name, chance, r)

    def draw(self, name: str, chance: Chance, r: random.Random) -> None:
        chance.first, everybody = self.first, sorted({*MENTEES, *MENTORS, "S1"})
        tables = {"mentee": self.rows, "mentor": self.mentors, "venue": self.venues}
        if name in tables:
            one = r.choice({"mentee": MENTEES, "mentor": MENTORS, "venue": PLACES}[name])
            tables[name][one] = getattr(chance, name)(one)
        elif name.startswith("fewer"):
            table = tables[name.split()[1][:-1]]
            if len(table) > 1:
                del table[r.choice(sorted(table))]
        elif name == "policy":
            drawn = chance.policy()
            one = r.choice(sorted(drawn))
            self.policy = {**self.policy, one: drawn[one]}
        elif name == "as_of":
            self.as_of = chance.day(-20, 10)
        elif name == "pairs":
            rhythms = {name: row.rhythm for name, row in self.rows.items()}
            self.pairs = [chance.pair_row(rhythms, sorted(self.mentors)) for _ in range(r.choice((0, 2, 5, 8)))]
        elif name == "approvals":
            names = sorted(self.rows), sorted(self.mentors)
            self.approvals = [chance.approval(*names) for _ in range(r.randrange(5))]
        else:
            interprets = ("Polish",) if r.random() < 0.5 else ()
            makers = {
                "staff": lambda: [Staff(id="S1", spot=spot(), interprets=interprets)],
                "commitments": lambda: [chance.commitment(everybody) for _ in range(r.randrange(6))],
                "activities": lambda: [chance.activity(everybody)],
                "closures": lambda: [chance.closure() for _ in range(r.randrange(3))],
                "keep_apart": lambda: [apart(*r.sample(everybody, r.choice((2, 3)))) for _ in range(r.randrange(3))],
                "journeys": lambda: [
                    TravelRow(origin=r.choice(("KA7 1AB", *PLACES)), place=r.choice(PLACES), minutes=r.choice((5, 40)))
                    for _ in range(r.randrange(4))
                ],
            }
            self.parts[name] = makers[name]()

    def made(self):
        names = sorted(self.rows), sorted(self.mentors), sorted(self.venues)
        return (
            programme(
                [self.rows[name] for name in names[0]],
                [self.mentors[name] for name in names[1]],
                [self.venues[name] for name in names[2]],
                policy=self.policy,
                term=self.term,
                as_of=self.as_of,
                **self.parts,
            ),
            History(pairs=_one_a_day(self.pairs), approvals=_one_a_day(self.approvals)),
        )


def quiet() -> Drawn:
    """A programme without pins, which may be impossible."""
    drawn = Drawn(3)
    drawn.pairs = [attrs.evolve(row, pinned=False) for row in drawn.pairs]
    return drawn


def different(one, other) -> list[str]:
    """The fields in which two Candidates are not the same, byte for byte."""
    out = []
    for field in attrs.fields(type(one)):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if isinstance(mine, np.ndarray):
            same = (mine.dtype, mine.shape, mine.tobytes()) == (theirs.dtype, theirs.shape, theirs.tobytes())
        elif attrs.has(type(mine)) and not isinstance(mine, tuple):
            same = not different(mine, theirs)
        else:
            same = mine == theirs
        if not same:
            out.append(field.name)
    return out


@pytest.mark.parametrize("first", range(0, 28, 14))
def test_patched_candidates_are_those_found_anew(first: int) -> None:
    little = 0
    for seed in range(first, first + 14):
        r, drawn = random.Random(seed), Drawn(seed)
        base = sieved(*drawn.made())
        kinds = [r.choice(PARTS) for _ in range(r.choice((0, 1, 1, 1, 2, 4)))]
        for number, kind in enumerate(kinds):
            drawn.draw(kind, Chance(10_000 + 10 * seed + number), random.Random(seed + number))
        made = drawn.made()
        found = patched(base, *made)
        again = sieved(*made, travel=found.sieved.roster.journey_matrices.travel)
        assert different(found.sieved.candidates, again.candidates) == [], (seed, kinds)
        assert found.sieved.ruled.tobytes() == again.ruled.tobytes(), (seed, kinds)
        little += not (found.touched.mentees.all() or found.touched.mentors.all())
    assert little >= 3  # otherwise nothing was patched, and nothing shown


def test_what_changes_nobody_touches_nobody() -> None:
    made = quiet().made()
    found = patched(sieved(*made), *made)
    assert (found.touched.everything, found.touched.mentees.any(), found.touched.mentors.any()) == (None, False, False)


def test_what_binds_every_pair_is_named_where_it_changes() -> None:
    drawn = quiet()
    base = sieved(*drawn.made())
    drawn.policy["areas_apart"] = not drawn.policy["areas_apart"]
    assert patched(base, *drawn.made()).touched.everything == "areas_apart"


def test_candidates_without_some_mentors_are_those_of_a_programme_that_lacks_them() -> None:
    for seed in range(8):
        made = Drawn(seed).made()
        base = sieved(*made)
        gone = random.Random(seed).sample(base.candidates.mentors, 2)
        assert different(without_mentors(base, gone), find_candidates(*minus_mentors(*made, gone))) == [], seed


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("patched") / "programme")


@settings(max_examples=8, deadline=None)
@given(stack=overlays())
def test_candidates_under_a_scenario_are_those_found_anew(folder: Path, stack: list) -> None:
    base = read_programme(folder)
    loaded = read_programme(folder, tuple(stack))
    found = patched(sieved(base.programme, base.history), loaded.programme, loaded.history)
    assert different(found.sieved.candidates, find_candidates(loaded.programme, loaded.history)) == []
