"""What the parts need to know of mentees and mentors, once, as columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs
import numpy as np

from mentormatch.candidates import Candidates
from mentormatch.domain.folding import folded
from mentormatch.domain.people import Member, Mentee, Mentor
from mentormatch.domain.programme import Programme

UNKNOWN = -1


@attrs.frozen(eq=False, kw_only=True)
class People:
    """The mentees and mentors behind a Candidates, in its index order."""

    programme: Programme
    candidates: Candidates
    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]

    @classmethod
    def of(cls, programme: Programme, candidates: Candidates) -> People:
        """The people of a programme (its rows are sorted by id, as the index spaces of Candidates are)."""
        return cls(programme=programme, candidates=candidates, mentees=programme.mentees, mentors=programme.mentors)


def codes(
    mentees: Sequence[Member], mentors: Sequence[Member], label: Callable[[Member], str | None]
) -> tuple[np.ndarray, np.ndarray]:
    """One label of each person as a number: equal labels, equal numbers; UNKNOWN where none is given."""
    numbers: dict[str, int] = {}

    def number(person: Member) -> int:
        text = folded(label(person) or "")
        return numbers.setdefault(text, len(numbers)) if text else UNKNOWN

    return (
        np.array([number(person) for person in mentees], dtype=np.int32),
        np.array([number(person) for person in mentors], dtype=np.int32),
    )


def bit_sets(labels_by_person: Iterable[Iterable[str]], numbers: dict[str, int]) -> np.ndarray:
    """Sets of labels as bits, shape (n_people, words); `numbers` gives each folded label its bit and is filled here."""
    rows = [
        sorted({numbers.setdefault(folded(label), len(numbers)) for label in labels}) for labels in labels_by_person
    ]
    words = np.zeros((len(rows), len(numbers) // 64 + 1), dtype=np.uint64)
    for person, bits in enumerate(rows):
        for bit in bits:
            words[person, bit // 64] |= np.uint64(1 << (bit % 64))
    return words


def padded(lists: Sequence[Sequence[int]], fill: int) -> np.ndarray:
    """Lists of different lengths as one array, shape (n, longest), filled up with `fill`."""
    width = max((len(row) for row in lists), default=0)
    out = np.full((len(lists), width), fill, dtype=np.int32)
    for index, row in enumerate(lists):
        out[index, : len(row)] = row
    return out
