"""Scenarios of Ayrshire compared, and what it takes: python -m benchmarks.whatif [--time-limit S] [--jobs N] [NAME ...]

The base and nine matching scenarios by reach, priority, stability and quality; the budget and the walking group tell in
timetables only and are left out unless named. Prints seconds by the clock and of the processors, how busy the machine
was, and which tiers were proven.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from pathlib import Path

from mentormatch.files import overlays_of, read_overlay, read_programme
from mentormatch.planning.running import versions
from mentormatch.whatif import COMPARED, Asked, effort_for, plans

AYRSHIRE = Path(__file__).parents[1] / "scenarios" / "ayrshire"
OF_SESSIONS = ("budget-fifth-off", "womens-walking-group")
STACKED = "one-more-each+three-recruited"


def main() -> None:
    """Measures, and prints a line for each scenario."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("names", nargs="*")
    given.add_argument("--time-limit", type=float, default=None)
    given.add_argument("--jobs", type=int, default=2)
    asked = given.parse_args()
    names = asked.names or [*(name for name in overlays_of(AYRSHIRE) if name not in OF_SESSIONS), STACKED]
    begun = time.monotonic()
    programmes = [_read("now")] + [_read(name) for name in names]
    read = time.monotonic() - begun
    effort = effort_for(time_limit=asked.time_limit, threads=1, seed=0, all_tiers=False)
    ended: dict[str, float] = {}
    found = plans(
        tuple(programmes),
        scope="match",
        effort=effort,
        jobs=asked.jobs,
        done=lambda name: ended.setdefault(name, time.monotonic() - begun),
    )
    for name, judged in found.items():
        values = {tier.name: tier for tier in judged.plan.tiers if tier.name in COMPARED}
        proven = sum(tier.proven for tier in values.values())
        told = f"verified {judged.verdict.verified}, at {ended[name]:.1f} s: " + " ".join(
            f"{tier} {values[tier].value}" for tier in ("reach", "priority", "quality")
        )
        print(f"{name:32} {proven}/{len(values)} proven, {told}")
    used = sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    whole = time.monotonic() - begun
    load = os.getloadavg()[0]
    told = f"{whole:.1f} s, {used:.1f} s of processors, reading {read:.1f} s; load {load:.1f}"
    print(f"{len(found)} plans: {told}; {versions()}")


def _read(name: str) -> Asked:
    overlay = None if name == "now" else read_overlay(AYRSHIRE, name)[0]
    loaded = read_programme(AYRSHIRE, () if overlay is None else (overlay,))
    assert loaded.programme is not None, [str(one) for one in loaded.errors]
    return Asked(name=name, programme=loaded.programme, history=loaded.history)


if __name__ == "__main__":
    main()
