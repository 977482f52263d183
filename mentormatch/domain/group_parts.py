"""The catalogue of the parts of a person's points at a session: docs/timetable.md, T6. Written twice, like pairs'."""

from __future__ import annotations

from mentormatch.domain.parts import Part

WISH = Part(id="wish", weight=50, neutral=500, says="whether it is what they wish for")
TRAVEL = Part(id="travel", weight=20, neutral=0, says="how near it is")
TIME = Part(id="time", weight=10, neutral=500, says="whether it is at a wished time")
COMPANY = Part(id="company", weight=10, neutral=500, says="others at their stage who wish for it")
MENTOR = Part(id="mentor", weight=10, neutral=0, says="whether their own mentor leads it")

GROUP_PARTS: tuple[Part, ...] = (WISH, TRAVEL, TIME, COMPANY, MENTOR)
BY_ID: dict[str, Part] = {part.id: part for part in GROUP_PARTS}

WISH_BY_RANK = (1000, 800, 600, 400)
"""Points for the first, second, third and any later wish."""
