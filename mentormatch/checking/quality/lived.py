"""Having lived the same thing, where the mentor lets it be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentormatch.checking.facts import folded
from mentormatch.domain.parts import LIVED, LIVED_BY_COUNT
from mentormatch.domain.people import Mentee, Mentor

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

PART = LIVED
OF_THE_PLACE = False


def points(case: Case, mentee: Mentee, mentor: Mentor, place: str | None) -> int:
    """By the number in common; neutral where the mentor's must not be used or one of them gave none."""
    if not mentor.lived_use or not mentee.lived or not mentor.lived:
        return PART.neutral
    common = {folded(label) for label in mentee.lived} & {folded(label) for label in mentor.lived}
    return LIVED_BY_COUNT[min(len(common), len(LIVED_BY_COUNT) - 1)]
