"""How the cost of a timetable grows, drawn: python -m benchmarks.timetable_plot TABLE PNG

TABLE is what `python -m benchmarks.timetable --table` printed. Needs the extra "plots" (matplotlib).
The last of both: timetable_growth.txt and timetable_growth.png beside this file.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from attrs import frozen

ROW = re.compile(
    r"^(?P<people>\d+) \d+ (?P<sessions>\d+) (?P<venues>\d+) \| (?P<patterns>\d+) (?P<attending>\d+) \| [\d.]+ "
    r"(?P<cpu>[\d.]+) \| (?P<proven>\d+) of (?P<tiers>\d+) \| .*reach-group [\d,]+ gap (?P<reach>[\d.]+|-)%? "
    r"group-quality [\d,]+ gap (?P<points>[\d.]+|-)%?"
)

OFFSET: dict[str, Any] = {"textcoords": "offset points"}


@frozen
class Row:
    """One programme: what it is called, who could attend what, seconds of the processor, gaps in per cent.

    cut: the clock ended the search before every tier was proven: the seconds are what it was given, or got.
    """

    name: str
    attending: int
    cpu: float
    reach: float | None
    points: float | None
    cut: bool


def rows_of(table: str) -> list[Row]:
    """The rows of a printed table, by who could attend what."""
    found = [ROW.match(line) for line in table.splitlines()]
    rows = [
        Row(
            name=f"{one['people']} x {one['sessions']}, {one['venues']} venues",
            attending=int(one["attending"]),
            cpu=float(one["cpu"]),
            reach=None if one["reach"] == "-" else float(one["reach"]),
            points=None if one["points"] == "-" else float(one["points"]),
            cut=one["proven"] != one["tiers"],
        )
        for one in found
        if one
    ]
    return sorted(rows, key=lambda row: row.attending)


def main() -> None:
    """Draws the file named first into the file named second."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    rows = rows_of(Path(sys.argv[1]).read_text())
    figure, (cost, far) = plt.subplots(1, 2, figsize=(9, 3.6), dpi=80)
    sizes = [row.attending for row in rows]
    for cut, face, label in ((False, "C0", "every tier proven"), (True, "white", "cut by the clock")):
        at = [row for row in rows if row.cut is cut]
        cost.plot([row.attending for row in at], [row.cpu for row in at], "o", color="C0", mfc=face, label=label)
    for number, row in enumerate(rows):
        beside = (-4, 5) if number % 2 else (-4, -9)  # two of one size lie close together
        cost.annotate(row.name, (row.attending, row.cpu), fontsize=6, ha="right", xytext=beside, **OFFSET)
    cost.set(xscale="log", xlim=(min(sizes) / 8, max(sizes) * 2), ylim=(0, 1.35 * max(row.cpu for row in rows)))
    cost.set(xlabel="who could attend what", ylabel="CPU seconds, both threads")
    cost.legend(loc="upper left", fontsize=7)
    for name, gaps in (("reach", [row.reach for row in rows]), ("points", [row.points for row in rows])):
        known = [(size, value) for size, value in zip(sizes, gaps, strict=True) if value is not None]
        far.plot([size for size, _ in known], [value for _, value in known], "o-", label=name)
    far.set(xscale="log", xlabel="who could attend what", ylabel="gap to the bound, %")
    far.set_yscale("symlog", linthresh=1)  # from nothing to a bound that says nothing
    far.set_ylim(0, None)
    far.legend()
    figure.tight_layout()
    figure.savefig(sys.argv[2])


if __name__ == "__main__":
    main()
