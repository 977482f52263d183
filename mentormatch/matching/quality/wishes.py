"""What each would like of the other: how much of it is met, of what is known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mentormatch.domain.folding import folded
from mentormatch.domain.parts import FULL, WISHES
from mentormatch.domain.people import Member, Mentee, Mentor, Trait, Want
from mentormatch.matching.quality.people import UNKNOWN, People, padded

PART = WISHES
MET, NOT_MET = 1, 0


def points(people: People) -> np.ndarray:
    """Points by pair, shape (n_pairs,)."""
    pairs = people.candidates
    interpreted = frozenset(folded(lang) for staff in people.programme.staff for lang in staff.interprets)
    met = np.zeros(len(pairs.pair_mentee), dtype=np.int64)
    known = np.zeros_like(met)
    sides = (
        (people.mentees, people.mentors, pairs.pair_mentee, pairs.pair_mentor),
        (people.mentors, people.mentees, pairs.pair_mentor, pairs.pair_mentee),
    )
    for askers, others, asker, other in sides:
        wants, table = _answers(askers, others, interpreted)
        for slot in range(wants.shape[1]):
            want = wants[asker, slot]
            answer = np.where(want >= 0, table[want, other], UNKNOWN)
            met += answer == MET
            known += answer != UNKNOWN
    return np.where(known > 0, FULL * met // np.maximum(known, 1), PART.neutral)


def _answers(
    askers: Sequence[Member], others: Sequence[Member], interpreted: frozenset[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Wants by asker (index into the table, -1 = none), and the answer of everybody else to each distinct want.

    Shapes (n_askers, most wants) and (n_wants or 1, n_others). A language is met by anybody for an asker who would
    have an interpreter; for a mentor's wish it depends on the mentee, so that is part of the other's answer.
    """
    numbers: dict[tuple[Want, bool], int] = {}
    rows = [
        [numbers.setdefault((want, isinstance(p, Mentee) and p.interpreter_ok), len(numbers)) for want in p.prefers]
        for p in askers
    ]
    table = np.full((max(len(numbers), 1), len(others)), UNKNOWN, dtype=np.int8)
    for (want, interpreter), row in numbers.items():
        table[row] = [_answer(want, other, interpreter, interpreted) for other in others]
    return padded(rows, -1), table


def _answer(want: Want, other: Member, interpreter: bool, interpreted: frozenset[str]) -> int:
    value = folded(want.value)
    match want.trait:
        case Trait.PERSON:
            return int(want.value == other.id)
        case Trait.LANGUAGE:
            spoken = {folded(lang) for lang in other.languages} or {"english"}
            helped = interpreter or (isinstance(other, Mentee) and other.interpreter_ok)
            return int(value in spoken or (helped and value in interpreted))
        case Trait.TRAINING:
            return int(isinstance(other, Mentor) and value in {folded(t) for t in other.training})
        case Trait.LIVED:
            if not other.lived or (isinstance(other, Mentor) and not other.lived_use):
                return UNKNOWN
            return int(value in {folded(label) for label in other.lived})
        case _:
            given = folded(getattr(other, want.trait.value.replace(" ", "_")) or "")
            return int(value == given) if given else UNKNOWN
