"""One part of the judge's quality of a pair, for tests."""

from __future__ import annotations

from typing import Any

from builders import programme

from mentormatch.checking.case import Case
from mentormatch.checking.quality import QUALITY_PARTS
from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan


def case_of(one: Any, other: Any, history: History | None = None, venues: Any = None, **more: Any) -> Case:
    """The judge's case of a programme of two people."""
    made = programme([one], [other], venues, **more)
    plan = Plan(scope="match", made_from="", programme=made.name, as_of=made.as_of)
    return Case(made, history or History(), plan)


def part_of(part: str, one: Any, other: Any, place: str | None = "cafe", **more: Any) -> int:
    """The points, 0..1000, of one part of the quality of two people at a place."""
    module = next(module for module in QUALITY_PARTS if module.PART.id == part)
    return int(module.points(case_of(one, other, **more), one, other, place))
