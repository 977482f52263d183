"""One picture of a comparison that can go on a slide: bars, no names, and no count under five.

A bar is pale where a better plan may exist, with the figures between which the best one's lies, as far as bounds say.

Needs the extra "plots" (matplotlib).
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from attrs import frozen

from mentormatch.files.writing import replace
from mentormatch.reports.sharing import FEWEST, OF_PEOPLE, Range, shown
from mentormatch.whatif import Comparison
from mentormatch.whatif.compare import Compared, best_between
from mentormatch.whatif.measures import IN_GROUPS, REACHED, WAITING, WANTING, WISHED, Kind

NOW, THEN, PALE = "#888888", "#1f6f8b", 0.45
DRAWN = ("reached", "waiting", "longest-wait", "choice", "full-mentors", "in-groups", "wished")
OPEN = frozenset({REACHED.id, WAITING.id, IN_GROUPS.id, WISHED.id})
"""Figures that a better plan would better; the others may be this or that in plans as good."""


def picture(comparison: Comparison, *, in_ranges: bool = False) -> Any:
    """The figure. in_ranges: counts as compared_shared.py tells them. Raises ImportError without matplotlib."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "mentormatch"  # the same bytes each time
    from matplotlib.figure import Figure

    kinds = [kind for name in DRAWN for kind in comparison.kinds if kind.id == name]
    titles = ["now", *(one.scenario.title for one in comparison.scenarios)]
    figure = Figure(figsize=(3.2 * max(2, len(kinds)), 1.6 + 0.45 * len(titles)), layout="constrained")
    grid = figure.subplots(1, len(kinds), sharey=True, squeeze=False)[0]
    pale = False
    for axes, kind in zip(grid, kinds):
        bars = [_Bar.of(one, kind, in_ranges) for one in comparison.all]
        drawn = axes.barh(range(len(bars)), [one.length for one in bars], color=[NOW, *[THEN] * (len(bars) - 1)])
        for row, (bar, one) in enumerate(zip(drawn, bars, strict=True)):
            bar.set_alpha(PALE if one.pale else 1)
            axes.text(one.length, row, f" {one.text}", va="center", fontsize=9)
        pale = pale or any(one.pale for one in bars)
        axes.set_title(f"{kind.says}, {kind.unit}" if kind.unit else kind.says, fontsize=10)
        wide = max(len(one.text) for one in bars) > len(f"under {FEWEST}")
        axes.set_xlim(0, (1.9 if wide else 1.25) * max(1, *(one.length for one in bars)))
        axes.set_xticks([])
        axes.spines[["top", "right", "bottom"]].set_visible(False)
    grid[0].set_yticks(range(len(titles)), titles)
    grid[0].invert_yaxis()
    if pale:
        figure.supxlabel("Pale: the best plan that was found; a better one may exist.", fontsize=9)
    return figure


@frozen
class _Bar:
    """One scenario's figure: how long the bar is, what stands behind it, and whether a better plan may exist."""

    length: int
    text: str
    pale: bool

    @classmethod
    def of(cls, one: Compared, kind: Kind, in_ranges: bool) -> _Bar:
        values = one.measured.values
        between = _between(one, kind)
        pale = kind.id in OPEN and (between is None or between[0] != between[1])
        value = shown(kind.id, values.get(kind.id))
        if in_ranges and kind.unit and shown(WAITING.id, values.get(WAITING.id)) is None:
            value = None  # how long a few wait is somebody's
        if value is None:
            return cls(length=0, text="" if kind.unit else f"under {FEWEST}", pale=pale)
        if in_ranges and value and kind.id in OF_PEOPLE:
            told = Range.of(value)
            return cls(length=told.low, text=str(told), pale=pale)
        best = f", best {_told(between[0])} to {_told(between[1])}" if pale and between and not in_ranges else ""
        return cls(length=value, text=f"{value:,}{best}", pale=pale)


def _told(bound: int) -> str:
    return f"under {FEWEST}" if bound < FEWEST else f"{bound:,}"


def _between(one: Compared, kind: Kind) -> tuple[int, int] | None:
    """Between what the best plan's figure lies; who waits is who wants and is not reached. None: nobody knows."""
    if kind.id not in (REACHED.id, WAITING.id):
        return best_between(one.scenario, kind)
    reached, wanting = best_between(one.scenario, REACHED), one.measured.values[WANTING.id]
    if reached is None:
        return None
    least, most = reached[0], min(reached[1], wanting)
    return (least, most) if kind.id == REACHED.id else (wanting - most, wanting - least)


def save_picture(comparison: Comparison, folder: Path, *, in_ranges: bool = False) -> tuple[Path, Path]:
    """Writes whatif.png and whatif.svg into a folder; others that were there are kept under a numbered name."""
    drawn = picture(comparison, in_ranges=in_ranges)
    paths = folder / "whatif.png", folder / "whatif.svg"
    settings: tuple[dict[str, Any], ...] = ({"dpi": 150, "metadata": {"Software": None}}, {"metadata": {"Date": None}})
    for path, how in zip(paths, settings):
        content = io.BytesIO()
        drawn.savefig(content, format=path.suffix[1:], **how)
        replace(path, content.getvalue())
    return paths
