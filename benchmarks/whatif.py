"""Scenarios of Ayrshire compared, and what it takes: python -m benchmarks.whatif [--time-limit S] [--jobs N] [NAME ...]

The base and nine matching scenarios by reach, priority, stability and quality; the budget and the walking group tell in
timetables only and are left out unless named. Prints seconds by the clock and of the processors, how busy the machine
was, and which tiers were proven.

With --scope schedule or plan three scenarios unless others are named, each begun from the base's plan in a third of its
time, and every tier with its bound; with --cold each once more from nothing in the whole time, beside it. One after
another on two threads, so that seconds can be compared.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from mentormatch import engine
from mentormatch.domain.verdict import JudgedPlan
from mentormatch.files import overlays_of, read_overlay, read_programme
from mentormatch.planning.running import versions
from mentormatch.whatif import COMPARED, Asked, effort_for, plans

AYRSHIRE = Path(__file__).parents[1] / "scenarios" / "ayrshire"
OF_SESSIONS = ("budget-fifth-off", "womens-walking-group")
STACKED = "one-more-each+three-recruited"
TIMETABLES = ("budget-fifth-off", "two-venues-close", "womens-walking-group")
LIMITS = {"schedule": 60.0, "plan": 90.0}


def main() -> None:
    """Measures, and prints a line for each scenario."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("names", nargs="*")
    given.add_argument("--time-limit", type=float, default=None)
    given.add_argument("--jobs", type=int, default=2)
    given.add_argument("--scope", choices=("match", *LIMITS), default="match")
    given.add_argument("--cold", action="store_true")
    asked = given.parse_args()
    if asked.scope != "match":
        _timetables(asked.scope, asked.names or TIMETABLES, asked.time_limit or LIMITS[asked.scope], asked.cold)
        return
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


def _timetables(scope: str, names: Sequence[str], seconds: float, cold: bool) -> None:
    """The base, and each scenario from it; then, if asked, each from nothing."""
    asked = [_read("now"), *(_read(name) for name in names)]
    effort = effort_for(time_limit=seconds, threads=2, seed=0, all_tiers=False)
    begun = time.monotonic()

    def done(name: str) -> None:
        nonlocal begun
        print(f"{name}: {time.monotonic() - begun:.1f} s; load {os.getloadavg()[0]:.1f}", flush=True)
        begun = time.monotonic()

    found = plans(tuple(asked), scope=scope, effort=effort, done=done)
    for one in asked:
        print(one.name)
        _tiers("as base" if one.name == "now" else "from base", found[one.name])
        if cold and one.name != "now":
            begun = time.monotonic()
            anew = engine.plan(one.programme, one.history, scope=scope, effort=effort)
            _tiers(f"from nothing, {time.monotonic() - begun:.1f} s, load {os.getloadavg()[0]:.1f}", anew)
    print(versions())


def _tiers(says: str, judged: JudgedPlan) -> None:
    told = [
        f"{tier.name} {tier.value:,}"
        + (" proven" if tier.proven else "" if tier.bound is None else f" of {tier.bound:,}")
        for tier in judged.plan.tiers
        if "canonical" not in tier.name and not tier.name.startswith("meetings-")
    ]
    print(f"  {says}, verified {judged.verdict.verified}: {'; '.join(told)}", flush=True)


def _read(name: str) -> Asked:
    overlay = None if name == "now" else read_overlay(AYRSHIRE, name)[0]
    loaded = read_programme(AYRSHIRE, () if overlay is None else (overlay,))
    assert loaded.programme is not None, [str(one) for one in loaded.errors]
    return Asked(name=name, programme=loaded.programme, history=loaded.history)


if __name__ == "__main__":
    main()
