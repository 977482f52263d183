"""One picture of a sweep that can go on a slide: no names, and no count of people under five.

One axis: a line for each figure, full dots where it is proven. Two: a field of colours. More: bars. Drop-outs: how many
keep a mentor, and how often people do. Needs the extra "plots" (matplotlib).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mentormatch.reports.sharing import FEWEST
from mentormatch.reports.swept import Swept, by_share
from mentormatch.whatif.sweep import Robust

DRAWN = ("reached", "waiting", "longest-wait", "in-groups", "wished", "cost")
BLUE, GREY = "#1f6f8b", "#888888"


def grid_picture(swept: Swept) -> Any:
    """The figure. Raises ImportError without matplotlib."""
    names = [name for name in DRAWN if any(name in swept.figures(at) for at in range(len(swept.points)))]
    wide = 4.0 if len(swept.axes) == 1 else 5.0
    figure = _figure(wide * max(1, len(names)), 3.6 if len(swept.axes) <= 2 else 1.6 + 0.3 * len(swept.points))
    draw = {1: _line, 2: _field}.get(len(swept.axes), _bars)
    for axes, name in zip(figure.subplots(1, max(1, len(names)), squeeze=False)[0], names):
        one = next(found[name] for at in range(len(swept.points)) if name in (found := swept.figures(at)))
        unit = "£" if one["unit"] == "pence" else one["unit"]
        axes.set_title(f"{one['says']}, {unit}" if unit else one["says"], fontsize=10)
        draw(axes, swept, name)
    return figure


def _values(swept: Swept, name: str) -> list[float | None]:
    out: list[float | None] = []
    for at in range(len(swept.points)):
        one = swept.figures(at).get(name)
        value = None if one is None else swept.told(at, name)
        known = value if isinstance(value, int) else None
        out.append(known / 100 if known is not None and one is not None and one["unit"] == "pence" else known)
    return out


def _words(swept: Swept, at: int, name: str) -> str:
    """What stands where no figure may be drawn, or there is none."""
    return str(swept.told(at, name)) if name in swept.figures(at) else "none"


def _line(axes: Any, swept: Swept, name: str) -> None:
    values = _values(swept, name)
    places = range(len(values))
    value: float | None
    known = [(at, value) for at, value in zip(places, values) if value is not None]
    axes.plot([at for at, _ in known], [value for _, value in known], color=BLUE, linewidth=1.5)
    for at, value in known:
        one = swept.figures(at)[name]
        full = one["sure"] in ("proven", "")
        axes.plot([at], [value], "o", color=BLUE, markerfacecolor=BLUE if full else "white", markersize=6)
        if one["bound"] is not None:
            axes.plot([at, at], [value, one["bound"]], color=GREY, linewidth=1)
    top = max((value for _, value in known), default=1)
    for at, value in zip(places, values):
        if value is None:
            axes.text(at, 0, _words(swept, at, name), ha="center", va="bottom", fontsize=8, rotation=90)
    axes.set_ylim(0, 1.1 * top or 1)
    axes.set_xlim(-0.5, len(values) - 0.5)
    axes.set_xticks(
        list(places), [point[0] for point in swept.points], rotation=45 if len(values) > 6 else 0, fontsize=8
    )
    axes.set_xlabel(swept.axes[0], fontsize=9)
    axes.spines[["top", "right"]].set_visible(False)


def _field(axes: Any, swept: Swept, name: str) -> None:
    rows, columns = (list(dict.fromkeys(point[at] for point in swept.points)) for at in (0, 1))
    values = dict(zip(swept.points, _values(swept, name)))
    table = [[values[row, column] for column in columns] for row in rows]
    known = [value for line in table for value in line if value is not None]
    low, high = (min(known), max(known)) if known else (0, 1)
    axes.imshow(
        [[float("nan") if value is None else value for value in line] for line in table],
        cmap="Blues", vmin=low - 0.6 * (high - low or 1), vmax=high + 0.4 * (high - low or 1), aspect="auto",
    )  # fmt: skip
    for y, line in enumerate(table):
        for x, value in enumerate(line):
            at = swept.points.index((rows[y], columns[x]))
            figure = swept.figures(at).get(name)
            sure = "" if figure is None or figure["sure"] in ("proven", "") else "?"
            text = _words(swept, at, name) if value is None else f"{value:,.0f}{sure}"
            dark = value is not None and value > low + 0.4 * (high - low)
            colour = "white" if dark else "black"
            axes.text(x, y, text, ha="center", va="center", fontsize=8, color=colour)
    axes.set_xticks(range(len(columns)), columns, fontsize=8)
    axes.set_yticks(range(len(rows)), rows, fontsize=8)
    axes.set_xlabel(swept.axes[1], fontsize=9)
    axes.set_ylabel(swept.axes[0], fontsize=9)


def _bars(axes: Any, swept: Swept, name: str) -> None:
    values = _values(swept, name)
    words = [_words(swept, at, name) for at in range(len(values))]
    _labelled_bars(axes, [", ".join(point) for point in swept.points], values, words)


def _labelled_bars(axes: Any, labels: list[str], values: list[float | None], words: list[str]) -> None:
    rows = range(len(labels))
    axes.barh(rows, [value or 0 for value in values], color=BLUE)
    for row, value in enumerate(values):
        axes.text(value or 0, row, f" {words[row]}" if value is None else f" {value:,.0f}", va="center", fontsize=9)
    axes.set_yticks(rows, labels, fontsize=9)
    axes.invert_yaxis()
    axes.set_xlim(0, 1.25 * max([1, *(value or 0 for value in values)]))
    axes.set_xticks([])
    axes.spines[["top", "right", "bottom"]].set_visible(False)


def robust_picture(found: Robust) -> Any:
    """The figure. Raises ImportError without matplotlib."""
    figure = _figure(9.0, 3.4)
    left, right = figure.subplots(1, 2)
    kept = [max(int(row["people"]), FEWEST - 1) for row in found.samples.values()]
    low, high = (min(kept), max(kept)) if kept else (0, 0)
    left.bar(range(low, high + 1), [kept.count(number) for number in range(low, high + 1)], color=BLUE, width=0.85)
    people = len(found.job.people)
    of = f"of {people:,}" if people >= FEWEST else f"of under {FEWEST}"
    left.set_xlabel(f"people who keep a mentor, {of}", fontsize=9)
    ticks = left.get_xticks()
    if low < FEWEST <= high or high < FEWEST:
        left.set_xticks([at for at in ticks if at >= FEWEST] + [FEWEST - 1])
        left.set_xticklabels([*(f"{at:.0f}" for at in ticks if at >= FEWEST), f"under {FEWEST}"])
    else:
        from matplotlib.ticker import MaxNLocator

        left.xaxis.set_major_locator(MaxNLocator(integer=True))
    left.set_ylabel("samples", fontsize=9)
    left.set_title(
        f"{found.job.size} of {len(found.job.mentors)} mentors drop out, {len(found.samples):,} times", fontsize=10
    )
    left.spines[["top", "right"]].set_visible(False)
    right.set_title("people, by how often they keep one", fontsize=10)
    bands = by_share(found)
    counts: list[float | None] = [None if number < FEWEST else number for _, number in bands]
    _labelled_bars(right, [says for says, _ in bands], counts, [f"under {FEWEST}"] * len(bands))
    return figure


def _figure(width: float, height: float) -> Any:
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "mentormatch"  # the same bytes each time
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def save(drawn: Any, folder: Path) -> tuple[Path, Path]:
    """Writes sweep.png and sweep.svg into a folder."""
    png, svg = folder / "sweep.png", folder / "sweep.svg"
    drawn.savefig(png, dpi=150, metadata={"Software": None})
    drawn.savefig(svg, metadata={"Date": None})
    return png, svg
