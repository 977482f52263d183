"""What each would like of the other, of those wishes whose answer is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentormatch.checking.wants import known, met
from mentormatch.domain.parts import FULL, WISHES
from mentormatch.domain.people import Mentee, Mentor

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

PART = WISHES
OF_THE_PLACE = False


def points(case: Case, mentee: Mentee, mentor: Mentor, place: str | None) -> int:
    """The share of both sides' wishes that is met; neutral where no answer is known."""
    asked = [(want, mentor) for want in mentee.prefers] + [(want, mentee) for want in mentor.prefers]
    answered = [(want, about) for want, about in asked if known(want, mentor, about=about)]
    if not answered:
        return PART.neutral
    granted = sum(met(case.facts, want, mentee, mentor, about=about) for want, about in answered)
    return FULL * granted // len(answered)
