"""How the cost of a timetable grows with people, sessions and venues: python -m benchmarks.timetable_growth [options]

Drawn programmes (scenarios/generate.py) about one of 150 people, 16 sessions and 25 venues; in each row one of the
three is another. Printed of each: seconds of the processor, all threads together, until it is known what is possible,
until a first timetable stands and until reach is proven ("-": not in the time); gaps of reach and points at the end of
the time; how often the load of the machine was what. --draw also writes timetable_growth.txt and .png beside this file
(extra "plots"); --from-table draws what was measured before.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from benchmarks.timetable import gap, made
from mentormatch.domain.tiers import GROUP_QUALITY, REACH_GROUP
from mentormatch.planning import Effort, make_schedule
from mentormatch.planning.running import versions

HERE = Path(__file__).resolve().parent
TABLE, PICTURE = HERE / "timetable_growth.txt", HERE / "timetable_growth.png"
BASE = {"people": 150, "sessions": 16, "venues": 25}
VALUES = {"people": (60, 150, 400, 1_000), "sessions": (8, 16, 24, 40), "venues": (12, 25, 50)}
HEAD = "varied people sessions venues patterns attending possible first reach-proven reach-gap points-gap load"
NEVER = "-"


@frozen
class Row:
    """One programme. Seconds of the processor, None: not in the time; gaps in per cent of the bound, None: no bound."""

    varied: str
    people: int
    sessions: int
    venues: int
    patterns: int
    attending: int
    possible: float | None
    first: float | None
    proven: float | None
    reach: float | None
    points: float | None
    load: float

    def line(self) -> str:
        """The row as it stands in the table."""
        seconds = [NEVER if one is None else f"{one:.2f}" for one in (self.possible, self.first, self.proven)]
        gaps = [NEVER if one is None else f"{one:.2f}" for one in (self.reach, self.points)]
        sizes = map(str, (self.people, self.sessions, self.venues, self.patterns, self.attending))
        return " ".join([self.varied, *sizes, *seconds, *gaps, f"{self.load:.1f}"])

    @classmethod
    def read(cls, line: str) -> Row:
        """The row of a line of the table."""
        varied, *rest = line.split()
        counts, figures = [int(one) for one in rest[:5]], [None if one == NEVER else float(one) for one in rest[5:]]
        possible, first, proven, reach, points, load = figures
        assert load is not None
        return cls(varied, *counts, possible, first, proven, reach, points, load)


def main() -> None:
    """Measures, prints, and draws if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--draw", action="store_true")
    parser.add_argument("--from-table", action="store_true")
    given = parser.parse_args()
    if given.from_table:
        lines = TABLE.read_text(encoding="utf-8").splitlines()
        _draw([Row.read(line) for line in lines[2:]])
        return
    said = f"python -m benchmarks.timetable_growth --seconds {given.seconds:g}, {time.strftime('%Y-%m-%d %H:%M')}, "
    lines = [f"{said}{versions()}", HEAD]
    print(*lines, sep="\n", flush=True)
    rows = []
    for varied, values in VALUES.items():
        for value in values:
            rows.append(measured(varied, {**BASE, varied: value}, given.seconds, given.seed))
            print(rows[-1].line(), flush=True)
    if given.draw:
        TABLE.write_text("\n".join([*lines, *(row.line() for row in rows), ""]), encoding="utf-8", newline="\n")
        _draw(rows)


def measured(varied: str, size: dict[str, int], seconds: float, seed: int) -> Row:
    """Plans one programme and takes the moments."""
    asked = made(size["people"], max(1, size["people"] // 3), size["sessions"], seed, size["venues"])
    begun = time.process_time()
    at: dict[str, float] = {}

    def reached(name: str) -> Callable[[object], None]:
        return lambda _: at.setdefault(name, time.process_time() - begun) and None

    def progress(event: object) -> None:
        at.setdefault("first", time.process_time() - begun)
        tier, value, bound = (getattr(event, name) for name in ("tier", "value", "bound"))
        if tier == REACH_GROUP.name and value == bound:
            at.setdefault("proven", time.process_time() - begun)

    effort = Effort(threads=2, time_limit=seconds)
    plan = make_schedule(asked.programme, asked.history, "benchmark", effort, progress, reached("possible"))
    tiers = {tier.name: tier for tier in plan.tiers}
    gaps = [gap(tiers[name].value, tiers[name].bound) for name in (REACH_GROUP.name, GROUP_QUALITY.name)]
    reach, points = (None if one == NEVER else float(one.rstrip("%")) for one in gaps)
    sizes = plan.evidence.sizes
    return Row(
        varied=varied,
        **size,
        patterns=sizes["patterns"],
        attending=sizes["attending"],
        possible=at.get("possible"),
        first=at.get("first"),
        proven=at.get("proven"),
        reach=reach,
        points=points,
        load=os.getloadavg()[0],
    )


def _draw(rows: list[Row]) -> None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, panels = plt.subplots(2, 3, figsize=(10, 5.6), dpi=100, sharey="row")
    for (varied, values), seconds, gaps in zip(VALUES.items(), *panels, strict=True):
        mine = [row for row in rows if row.varied == varied]
        at = [getattr(row, varied) for row in mine]
        for name, label, marker in (
            ("possible", "what is possible", "s-"),
            ("first", "a first timetable", "o-"),
            ("proven", "most people proven", "^-"),
        ):
            known = [(x, getattr(row, name)) for x, row in zip(at, mine) if getattr(row, name) is not None]
            seconds.plot([x for x, _ in known], [y for _, y in known], marker, label=label)
        for name, label, marker in (("reach", "people reached", "^-"), ("points", "points", "o-")):
            known = [(x, getattr(row, name)) for x, row in zip(at, mine) if getattr(row, name) is not None]
            gaps.plot([x for x, _ in known], [y for _, y in known], marker, label=label)
        rest = ", ".join(f"{number} {what}" for what, number in BASE.items() if what != varied)
        seconds.set(xscale="log", yscale="log", title=f"{varied} ({rest})")
        gaps.set(xscale="log", xlabel=varied)
        for panel in (seconds, gaps):
            panel.set_xticks(values, [f"{value:,}" for value in values])
            panel.minorticks_off()
            panel.grid(alpha=0.3)
    most = max(gap for row in rows for gap in (row.reach, row.points) if gap is not None)
    panels[1][0].set_ylim(-0.05 * most, 1.1 * most)
    panels[0][0].set_ylabel("CPU seconds until ...")
    panels[1][0].set_ylabel("gap to the bound at the end, %")
    panels[0][0].legend(fontsize=8)
    panels[1][0].legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(PICTURE)


if __name__ == "__main__":
    main()
