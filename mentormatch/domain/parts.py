"""The catalogue of the parts of a pair's quality.

Each part is an integer 0..1000 (per mille of "could not be better"), and contributes
`weight * part // sum of weights` points; the quality of a pair at a place is the sum of its contributions, 0..1000.
How each part is reckoned stands in docs/problem.md; it is written twice, in `matching.quality` and `checking.quality`.
"""

from __future__ import annotations

from mentormatch.domain.frozen import frozen

FULL = 1000


@frozen
class Part:
    """neutral: what stands in where nothing is known. weight: the default. says: what the part is about."""

    id: str
    weight: int
    neutral: int
    says: str


TRAVEL = Part(id="travel", weight=20, neutral=500, says="how near the place is for both")
LIFE = Part(id="life", weight=20, neutral=500, says="stage of life, family, faith and way of recovery in common")
INTERESTS = Part(id="interests", weight=15, neutral=400, says="interests in common")
LIVED = Part(id="lived", weight=15, neutral=400, says="lived the same thing")
STAGE = Part(id="stage", weight=15, neutral=500, says="how far the mentor is ahead")
WISHES = Part(id="wishes", weight=10, neutral=500, says="what each would like")
CHOICE = Part(id="choice", weight=5, neutral=0, says="choice of common hours")

PARTS: tuple[Part, ...] = (TRAVEL, LIFE, INTERESTS, LIVED, STAGE, WISHES, CHOICE)
BY_ID: dict[str, Part] = {part.id: part for part in PARTS}

LIVED_BY_COUNT = (0, 700, 1000)
"""Points for 0, 1, and 2 or more lived experiences in common."""

ENOUGH_STARTS = 6
"""From this number of common starts a week on, the choice of hours is full."""

STAGE_STEP = 250
"""What each stage off the ideal gap costs."""
