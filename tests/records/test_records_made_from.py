"""What a plan was made from: a hash of facts, not of files."""

from __future__ import annotations

import datetime as dt
import random

import attrs
import pytest

from mentormatch.domain.history import Approval, History, KeepApart, PairRecord, PairState
from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.places import Closure, Commitment, Venue
from mentormatch.domain.policy import Policy, Term
from mentormatch.domain.problem import Cell
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Slot
from mentormatch.domain.travelling import Spot
from mentormatch.records import made_from

DAY = dt.date(2027, 1, 11)
SPOT = Spot(222500, 642100)
HISTORY = History(
    pairs=(
        PairRecord(mentee="P1", mentor="M1", state=PairState.ASKED, since=DAY),
        PairRecord(mentee="P2", mentor="M1", state=PairState.AGREED, since=DAY),
    ),
    approvals=(
        Approval(mentee="P1", by="x", on=DAY, until=dt.date(2027, 3, 1)),
        Approval(mentee="P1", by="x", on=DAY, agreed=False),
    ),
)
FIELDS = {
    "mentees": (Mentee(id="P1", spot=SPOT), Mentee(id="P2", spot=SPOT, wants=2)),
    "mentors": (Mentor(id="M1", spot=SPOT), Mentor(id="M2", spot=SPOT)),
    "venues": (Venue(id="a", name="A", spot=SPOT), Venue(id="b", name="B", spot=SPOT)),
    "keep_apart": (KeepApart(people=("P1", "M2"), set_by="S1"), KeepApart(people=("P1", "M2"), set_by="S2")),
    "commitments": (
        Commitment(person="P1", slot=Slot(weekday=1, start=600, minutes=60), spot=SPOT),
        Commitment(person="P1", slot=Slot(weekday=1, start=600, minutes=60)),
    ),
    "closures": (Closure(first=DAY, last=DAY, why="a"), Closure(first=DAY, last=DAY, why="b")),
}
PROGRAMME = Programme(name="Test", term=Term(first_day=DAY), as_of=DAY, **FIELDS)
HASH = made_from(PROGRAMME, HISTORY)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_does_not_count(seed):
    draw = random.Random(seed)
    shuffled = {name: tuple(draw.sample(rows, len(rows))) for name, rows in FIELDS.items()}
    history = History(pairs=HISTORY.pairs[::-1], approvals=tuple(draw.sample(HISTORY.approvals, 2)))
    assert made_from(attrs.evolve(PROGRAMME, **shuffled), history) == HASH


def test_where_a_row_was_read_does_not_count():
    moved = tuple(attrs.evolve(row, source=Cell(file="people.csv", row=9)) for row in PROGRAMME.mentees)
    assert made_from(attrs.evolve(PROGRAMME, mentees=moved), HISTORY) == HASH


@pytest.mark.parametrize(
    "change",
    [
        {"as_of": dt.date(2027, 1, 12)},
        {"salt": "another"},
        {"policy": Policy(min_gap=2)},
        {"policy": Policy(weights={"travel": 1})},
        {"term": Term(first_day=DAY, weeks=20)},
        {"mentees": FIELDS["mentees"][:1]},
        {"mentees": (FIELDS["mentees"][0], Mentee(id="P2", spot=SPOT, wants=2, home_by=1200))},
        {"mentees": (FIELDS["mentees"][0], Mentee(id="P2", spot=SPOT, wants=0))},
        {"keep_apart": FIELDS["keep_apart"][:1]},
        {"closures": ()},
    ],
)
def test_every_fact_counts(change):
    assert made_from(attrs.evolve(PROGRAMME, **change), HISTORY) != HASH


def test_the_history_counts():
    assert made_from(PROGRAMME, History()) != HASH
    assert made_from(PROGRAMME, attrs.evolve(HISTORY, approvals=HISTORY.approvals[:1])) != HASH


def test_rows_of_one_list_are_never_taken_for_rows_of_another():
    mentee = attrs.evolve(PROGRAMME, mentees=(), mentors=(), venues=())
    assert made_from(mentee, History()) != made_from(attrs.evolve(mentee, closures=(), areas=("x",)), History())


def test_the_hash_is_the_same_on_every_machine():
    small = Programme(name="Test", term=Term(first_day=DAY), as_of=DAY, policy=Policy(), mentees=FIELDS["mentees"])
    assert made_from(small, History()) == made_from(small, History())
    assert len(HASH) == 32
