"""One picture of a comparison that can go on a slide: bars, no names, and no count under five.

Needs the extra "plots" (matplotlib).
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from mentormatch.files.writing import replace
from mentormatch.reports.sharing import FEWEST, OF_PEOPLE, Range, shown
from mentormatch.whatif import Comparison

DRAWN = ("reached", "waiting", "longest-wait", "choice", "full-mentors", "in-groups", "wished")


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
    for axes, kind in zip(grid, kinds):
        values = [shown(kind.id, one.measured.values.get(kind.id)) for one in comparison.all]
        if in_ranges and kind.unit:  # how long a few wait is somebody's
            few = [shown("waiting", one.measured.values.get("waiting")) is None for one in comparison.all]
            values = [None if hidden else value for hidden, value in zip(few, values, strict=True)]
        ranges = [Range.of(value) if in_ranges and value and kind.id in OF_PEOPLE else None for value in values]
        values = [value if told is None else told.low for value, told in zip(values, ranges, strict=True)]
        rows = range(len(titles))
        axes.barh(rows, [value or 0 for value in values], color=["#888888", *["#1f6f8b"] * (len(titles) - 1)])
        for row, (value, told) in enumerate(zip(values, ranges, strict=True)):
            nothing = "" if kind.unit else f" under {FEWEST}"
            text = f" {told}" if told else nothing if value is None else f" {value:,}"
            axes.text(value or 0, row, text, va="center", fontsize=9)
        axes.set_title(f"{kind.says}, {kind.unit}" if kind.unit else kind.says, fontsize=10)
        axes.set_xlim(0, 1.25 * max([1, *(value or 0 for value in values)]))
        axes.set_xticks([])
        axes.spines[["top", "right", "bottom"]].set_visible(False)
    grid[0].set_yticks(range(len(titles)), titles)
    grid[0].invert_yaxis()
    return figure


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
