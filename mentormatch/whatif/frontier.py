"""A trade-off as it is told: every point with its plan and its figures, and where points may be missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from mentormatch import engine
from mentormatch.domain.frozen import frozen
from mentormatch.domain.history import History
from mentormatch.domain.programme import Programme
from mentormatch.domain.tradeoff import Measure
from mentormatch.domain.verdict import JudgedPlan
from mentormatch.planning import Effort
from mentormatch.planning.frontier import Asked, Made, Progressed
from mentormatch.whatif.measures import Kind, Scenario, measured

Values = tuple[int, int]


@frozen
class FrontierPoint:
    """values: of both measures. proven: no plan beats it in both, given what is held.

    supported: whether some weights of the two measures would have found it; those strictly inside the hull none would.
    kinds, figures: what else is measured of its plan, by the id of a kind.
    """

    number: int
    values: Values
    proven: bool
    supported: bool
    judged: JudgedPlan
    kinds: tuple[Kind, ...] = ()
    figures: Mapping[str, int] = attrs.field(factory=dict)


@frozen
class Region:
    """Where points may be missing: between two values of each measure, the worse one first; None: however bad."""

    first: tuple[int | None, int]
    second: tuple[int | None, int]


@frozen
class Frontier:
    """points: the best of the first measure first; refused ones are among them, and stand for nothing.

    held: tiers brought to their best before both. sure: whether that is proven. most: how many points there could have
    been by the two ends. solves: searches made. stopped: "clock", "interrupted" or None.
    """

    title: str
    scope: str
    measures: tuple[Measure, Measure]
    points: tuple[FrontierPoint, ...]
    regions: tuple[Region, ...]
    held: tuple[str, ...]
    sure: bool
    most: int
    solves: int
    stopped: str | None

    @property
    def complete(self) -> bool:
        """Whether every point is there, and proven."""
        return self.sure and not self.regions and all(point.proven for point in self.points)

    @property
    def refused(self) -> tuple[FrontierPoint, ...]:
        """Points whose plan the judge refused."""
        return tuple(point for point in self.points if not point.judged.verdict.verified)


def frontier(
    title: str,
    programme: Programme,
    history: History,
    asked: Asked,
    effort: Effort,
    told: Progressed | None = None,
) -> Frontier:
    """Every point of a trade-off. Raises what `engine.frontier` raises."""
    made, judged = engine.frontier(programme, history, asked, effort=effort, told=told)
    return told_of(title, programme, history, asked, made, judged)


def told_of(
    title: str, programme: Programme, history: History, asked: Asked, made: Made, judged: Sequence[JudgedPlan]
) -> Frontier:
    """The same of plans that are there. Of plans whose search was cut, one that another beats is left out."""
    signs = (asked.measures[0].sign, asked.measures[1].sign)
    found = [(values_of(one), point.proven, one) for point, one in zip(made.points, judged, strict=True)]
    kept = [one for one in found if not any(beats(other[0], one[0], signs) for other in found)]
    corners = supported([values for values, _, _ in kept], signs)
    points = []
    for number, (values, proven, one) in enumerate(kept, 1):
        told = measured(
            Scenario(name=str(number), title=title, says="", programme=programme, history=history, judged=one)
        )
        points.append(
            FrontierPoint(
                number=number,
                values=values,
                proven=proven,
                supported=values in corners,
                judged=one,
                kinds=told.kinds,
                figures=told.values,
            )
        )
    return Frontier(
        title=title,
        scope=asked.planned,
        measures=asked.measures,
        points=tuple(points),
        regions=tuple(Region(first=box.of_first, second=box.of_second) for box in made.open),
        held=made.held,
        sure=made.sure,
        most=made.most,
        solves=made.solves,
        stopped=made.stopped,
    )


def values_of(judged: JudgedPlan) -> Values:
    """Both measures of a point's plan."""
    assert judged.plan.point is not None
    (_, one), (_, other) = judged.plan.point.measures
    return one, other


def beats(one: Values, other: Values, signs: Values) -> bool:
    """Whether one is no worse in either measure, and better in one. signs: 1 where more is better, -1 where less is."""
    gains = [sign * (a - b) for a, b, sign in zip(one, other, signs, strict=True)]
    return min(gains) >= 0 and max(gains) > 0


def supported(values: Iterable[Values], signs: Values) -> set[Values]:
    """Those of a front that lie on its hull, at a corner or between two: what some weights would find."""
    ordered = sorted({(signs[0] * a, signs[1] * b) for a, b in values})
    hull: list[Values] = []
    for point in ordered:
        while len(hull) > 1 and _turn(hull[-2], hull[-1], point) > 0:
            hull.pop()
        hull.append(point)
    return {(signs[0] * a, signs[1] * b) for a, b in hull}


def _turn(one: Values, two: Values, three: Values) -> int:
    """Above 0 where the middle one of three points lies strictly inside."""
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])
