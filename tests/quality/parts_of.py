"""One part of the quality of a pair, for tests: the judge's points, which must be the planner's."""

from __future__ import annotations

from typing import Any

import numpy as np
from builders import pair, programme

from mentormatch.candidates import NO_PLACE, find_candidates
from mentormatch.checking.case import Case
from mentormatch.checking.quality import QUALITY_PARTS
from mentormatch.domain.history import History, PairState
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.matching.quality import quality_of


def case_of(one: Any, other: Any, history: History | None = None, venues: Any = None, **more: Any) -> Case:
    """The judge's case of a programme of two people."""
    return _judged(programme([one], [other], venues, **more), history or History())


def part_of(part: str, one: Any, other: Any, place: str | None = "cafe", **more: Any) -> int:
    """The points, 0..1000, of one part of the quality of two people at a place, equal on both sides.

    place None: no meeting yet. With nothing but this part weighed, what it adds is its points. So that the planner
    looks at them whatever rule is broken, the two are kept together, or hold a place with no meeting yet.
    """
    judged = by_the_judge(part, one, other, place, **more)
    planned = by_the_planner(part, one, other, place, **more)
    assert planned == judged, f"{part} is {planned} by the planner, {judged} by the judge"
    return judged


def by_the_judge(part: str, one: Any, other: Any, place: str | None = "cafe", **more: Any) -> int:
    """The judge's points of one part."""
    made, history = _weighing(part, one, other, place, **more)
    module = next(module for module in QUALITY_PARTS if module.PART.id == part)
    return int(module.points(_judged(made, history), one, other, place))


def by_the_planner(part: str, one: Any, other: Any, place: str | None = "cafe", **more: Any) -> int:
    """The planner's points of one part; without any hour at the place, those of a pair that has no meeting yet."""
    made, history = _weighing(part, one, other, place, **more)
    found = find_candidates(made, history)
    here = found.places.index(place) if place else NO_PLACE
    spots = np.flatnonzero(found.spot_place == here)
    if not len(spots):
        spots = np.flatnonzero(found.spot_place == NO_PLACE)
    return int(quality_of(made, found).by_part[part][spots[0]])


def _weighing(
    part: str,
    one: Any,
    other: Any,
    place: str | None,
    history: History | None = None,
    venues: Any = None,
    policy: Any = None,
    **more: Any,
) -> tuple[Programme, History]:
    made = programme([one], [other], venues, {**(policy or {}), "weights": {part: 1}}, **more)
    kept: dict[str, Any] = {"state": PairState.IDEA, "pinned": True} if place else {"state": PairState.AGREED}
    return made, history or History(pairs=[pair(one.id, other.id, **kept)])


def _judged(made: Programme, history: History) -> Case:
    return Case(made, history, Plan(scope="match", made_from="", programme=made.name, as_of=made.as_of))
