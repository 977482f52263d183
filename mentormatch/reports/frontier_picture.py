"""One picture of a trade-off that can go on a slide: points, no names, and no count of people under five.

Needs the extra "plots" (matplotlib).
"""

from __future__ import annotations

from typing import Any

from mentormatch.domain.tradeoff import Measure
from mentormatch.reports.frontier import value_text
from mentormatch.reports.sharing import FEWEST
from mentormatch.whatif.frontier import Frontier, FrontierPoint

BLUE, GREY, OPEN = "#1f6f8b", "#888888", "#e8d9b8"


def drawn(front: Frontier) -> tuple[FrontierPoint, ...]:
    """The points that may be drawn: of those with few people in a measure only the one with most, as "under five"."""
    points = [point for point in front.points if point.judged.verdict.verified]
    for at, measure in enumerate(front.measures):
        if measure.people:
            few = [point for point in points if point.values[at] < FEWEST]
            most = max((point.values[at] for point in few), default=0)
            points = [point for point in points if point not in few or point.values[at] == most]
    return tuple(points)


def place(measure: Measure, value: int) -> int:
    """Where a value is drawn: few people at nothing, with a word."""
    return 0 if measure.people and value < FEWEST else value


def picture(front: Frontier) -> Any:
    """The figure. Raises ImportError without matplotlib."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "mentormatch"  # the same bytes each time
    from matplotlib.figure import Figure

    one, other = front.measures
    points = drawn(front)
    figure = Figure(figsize=(8, 5), layout="constrained")
    axes = figure.subplots()
    across = [place(other, point.values[1]) for point in points]
    up = [place(one, point.values[0]) for point in points]
    # between two points there is what the one with less has
    axes.step(across, up, where="pre", color=GREY, linewidth=0.8, alpha=0.6, zorder=1)
    for says, marker, colour, face, chosen in _kinds(points):
        if chosen:
            at = [points.index(point) for point in chosen]
            axes.scatter(
                [across[n] for n in at], [up[n] for n in at],
                marker=marker, s=42, edgecolors=colour, facecolors=face, label=says, zorder=3,
            )  # fmt: skip
    axes.set_xlim(*_limits(other, across, [region.second for region in front.regions]))
    axes.set_ylim(*_limits(one, up, [region.first for region in front.regions]))
    _label(axes, front, points, across, up)
    _shade(axes, front)
    axes.set_xlabel(_axis(other), fontsize=10)
    axes.set_ylabel(_axis(one), fontsize=10)
    _ticks(axes.xaxis, other)
    _ticks(axes.yaxis, one)
    told = "every point there is" if front.complete else "points may be missing"
    axes.set_title(f"{front.title}: {one.name} against {other.name} ({told})", fontsize=11)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(fontsize=9, frameon=False, loc="upper left" if one.sign == -other.sign else "best")
    return figure


def _limits(measure: Measure, values: list[int], open_: list[tuple[int | None, int]]) -> tuple[float, float]:
    """How far an axis goes: all values and what is open, with room for words beside them."""
    ends = [*values, *(place(measure, end) for box in open_ for end in box if end is not None)]
    least, most = min(ends, default=0), max(ends, default=1)
    room = max(1.0, 0.12 * (most - least))
    return least - room, most + room


def _kinds(points: tuple[FrontierPoint, ...]) -> list[tuple[str, str, str, str, list[FrontierPoint]]]:
    """(legend, marker, colour, face, points) of each kind of point."""
    proven = [point for point in points if point.proven]
    return [
        ("proven", "o", BLUE, BLUE, [point for point in proven if point.supported]),
        ("proven; no weighting could find it", "D", BLUE, "white", [point for point in proven if not point.supported]),
        ("best found", "o", GREY, "white", [point for point in points if not point.proven]),
    ]


def _label(axes: Any, front: Frontier, points: tuple[FrontierPoint, ...], across: list[int], up: list[int]) -> None:
    """Both ends in figures, and where people are too few to be told."""
    for at in sorted({0, len(points) - 1} if points else set()):
        pairs = zip(reversed(front.measures), reversed(points[at].values), strict=True)
        right = 2 * across[at] > min(across) + max(across)
        axes.annotate(
            "\n".join(_told(measure, value) for measure, value in pairs),
            (across[at], up[at]), textcoords="offset points", xytext=(-8, 6) if right else (8, -6),
            ha="right" if right else "left", va="bottom" if right else "top", fontsize=8, color="#444444",
        )  # fmt: skip


def _told(measure: Measure, value: int) -> str:
    if measure.people and value < FEWEST:
        return f"{measure.name} under {FEWEST}"
    return f"{measure.name} {value_text(measure, value)}"


def _shade(axes: Any, front: Frontier) -> None:
    """Where points may be missing."""
    from matplotlib.patches import Rectangle

    low, high = axes.get_xlim(), axes.get_ylim()
    for number, region in enumerate(front.regions):
        sides = []
        for (worst, best), limits, measure in (
            (region.second, low, front.measures[1]),
            (region.first, high, front.measures[0]),
        ):
            outer = limits[0] if measure.sign > 0 else limits[1]
            ends = sorted((outer if worst is None else place(measure, worst), place(measure, best)))
            sides.append((max(ends[0], limits[0]), min(ends[1], limits[1])))
        (left, right), (bottom, top) = sides
        says = "points may be missing" if number == 0 else None
        axes.add_patch(
            Rectangle((left, bottom), max(right - left, 0), max(top - bottom, 0), color=OPEN, zorder=0, label=says)
        )


def _axis(measure: Measure) -> str:
    says = measure.says.replace("pence", "pounds") if measure.unit == "pence" else measure.says
    return f"{says}\n({'more' if measure.sign > 0 else 'less'} is better)"


def _ticks(axis: Any, measure: Measure) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(8, integer=True))

    def text(value: float, _: int) -> str:
        if measure.unit == "pence":
            return f"{value / 100:,.0f}"
        if measure.people and value < FEWEST:
            return "" if value else f"under {FEWEST}"
        return f"{value:,.0f}"

    axis.set_major_formatter(FuncFormatter(text))


def picture_bytes(front: Frontier) -> tuple[bytes, bytes]:
    """The picture as PNG and as SVG."""
    import io

    made = picture(front)
    png, svg = io.BytesIO(), io.BytesIO()
    made.savefig(png, format="png", dpi=150, metadata={"Software": None})
    made.savefig(svg, format="svg", metadata={"Date": None})
    return png.getvalue(), svg.getvalue()
