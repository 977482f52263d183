"""Trade-offs of Ayrshire: python -m benchmarks.frontier [quality moved] [--scenario NAME] [--time-limit S] [--points N]

Quality against people moved after two mentors left: the plan as things are is made first, then every best plan of the
scenario between the best quality and the fewest pairs of that plan let go. Prints the points, how many of them no
weighting finds, searches, seconds by the clock and of the processors, and how busy the machine was.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from pathlib import Path

from mentormatch import engine
from mentormatch.domain.tradeoff import MOVED, measures
from mentormatch.files import read_overlay, read_programme
from mentormatch.planning import Effort
from mentormatch.planning.frontier import Asked
from mentormatch.planning.running import versions
from mentormatch.records import plan_from_json
from mentormatch.whatif.frontier import frontier

AYRSHIRE = Path(__file__).parents[1] / "scenarios" / "ayrshire"


def main() -> None:
    """Measures, and prints a line for each point."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("names", nargs="*", default=["quality", MOVED.name])
    given.add_argument("--scenario", default="two-mentors-leave")
    given.add_argument("--time-limit", type=float, default=None)
    given.add_argument("--free", nargs="*", default=[], help="tiers that are not held")
    given.add_argument("--points", type=int, default=None)
    given.add_argument("--from", dest="earlier", type=Path, default=None, help="the plan as things are, if it is there")
    given.add_argument("--threads", type=int, default=2)
    given.add_argument("--out", type=Path, default=None, help="where to draw the picture")
    asked = given.parse_args()
    effort = Effort(threads=asked.threads, time_limit=asked.time_limit, explain=False)
    begun = time.monotonic()
    earlier = _pairs_now(effort, asked.earlier) if MOVED.name in asked.names else None
    before = time.monotonic() - begun
    overlay = read_overlay(AYRSHIRE, asked.scenario)[0] if asked.scenario != "now" else None
    loaded = read_programme(AYRSHIRE, () if overlay is None else (overlay,))
    assert loaded.programme is not None, [str(one) for one in loaded.errors]
    known = {one.name: one for one in measures(loaded.programme.policy, ("fares", "hire"))}
    one, other = (known[name] for name in asked.names)
    begun = time.monotonic()
    what = Asked(measures=(one, other), free=frozenset(asked.free), earlier=earlier, most=asked.points)
    front = frontier(f"Ayrshire, {asked.scenario}", loaded.programme, loaded.history, what, effort, print)
    took = time.monotonic() - begun
    for point in front.points:
        marks = ("proven" if point.proven else "best found") + ("" if point.supported else ", no weighting finds it")
        values = ", ".join(f"{name} {value:,}" for name, value in zip(asked.names, point.values))
        print(f"{point.number:3} {values}: {marks}; verified {point.judged.verdict.verified}")
    inside = sum(not point.supported for point in front.points)
    used = sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(
        f"{len(front.points)} points of at most {front.most}, {inside} strictly inside the hull, {front.solves} solves"
    )
    print(f"complete {front.complete}; held {', '.join(front.held)}; open {front.regions}; stopped {front.stopped}")
    print(f"{took:.1f} s after {before:.1f} s for the plan as things are; {used:.1f} s of processors in all")
    print(f"load {os.getloadavg()[0]:.1f}; {versions()}")
    if asked.out is not None:
        from mentormatch.reports.frontier_picture import picture_bytes

        for name, content in zip(("frontier.png", "frontier.svg"), picture_bytes(front)):
            (asked.out / name).write_bytes(content)


def _pairs_now(effort: Effort, saved: Path | None) -> frozenset[tuple[str, str]]:
    """The pairs of the plan as things are. saved: its plan.json, if it was made before."""
    if saved is not None:
        plan = plan_from_json(saved.read_bytes())
    else:
        loaded = read_programme(AYRSHIRE)
        assert loaded.programme is not None
        plan = engine.plan(loaded.programme, loaded.history, effort=effort).plan
    return frozenset((pair.mentee, pair.mentor) for pair in plan.pairs)


if __name__ == "__main__":
    main()
