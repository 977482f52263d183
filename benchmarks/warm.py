"""What a base gives to scenarios of Ayrshire: python -m benchmarks.warm [--search] [NAME ...]

For each scenario, seconds of the processor for its candidates found anew and patched from the base's, and whom the
change touches. With --search also for the whole plan made from nothing and from the base, by reach, priority, stability
and quality on one thread; that takes minutes. Seconds of the processor, since two solvers that take turns by the clock
waste more of it on a busy machine.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import TypeVar

from benchmarks.whatif import AYRSHIRE, STACKED, _read
from mentormatch import engine
from mentormatch.candidates import find_candidates, sieved
from mentormatch.candidates.patched import patched
from mentormatch.files import overlays_of
from mentormatch.planning.base import Base
from mentormatch.planning.running import versions
from mentormatch.whatif import COMPARED, Asked, effort_for

Made = TypeVar("Made")
EFFORT = effort_for(time_limit=None, threads=1, seed=0, all_tiers=False)


def main() -> None:
    """Measures, and prints a line for each scenario."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("names", nargs="*")
    given.add_argument("--search", action="store_true")
    asked = given.parse_args()
    now = _read("now")
    known = sieved(now.programme, now.history)
    base = Base(programme=now.programme, history=now.history)
    if asked.search:
        base.plan = engine.plan(now.programme, now.history, effort=EFFORT, base=base).plan
    for name in asked.names or [*overlays_of(AYRSHIRE), STACKED]:
        one = _read(name)
        anew, _ = _timed(lambda one=one: find_candidates(one.programme, one.history))
        seconds, found = _timed(lambda one=one: patched(known, one.programme, one.history))
        who = f"{int(found.touched.mentees.sum())} people and {int(found.touched.mentors.sum())} mentors touched"
        print(f"{name:32} candidates {anew:.2f} s anew, {seconds:.2f} s patched; {found.touched.everything or who}")
        if asked.search:
            _searched(one, base)
    print(versions())


def _searched(one: Asked, base: Base) -> None:
    for says, of in (("from nothing", None), ("from the base", base)):
        seconds, judged = _timed(lambda of=of: engine.plan(one.programme, one.history, effort=EFFORT, base=of))
        values = {tier.name: tier for tier in judged.plan.tiers if tier.name in COMPARED}
        proven = sum(tier.proven for tier in values.values())
        told = " ".join(f"{tier} {values[tier].value}" for tier in ("reach", "priority", "quality"))
        print(f"{'':32} {says}: {seconds:.1f} s, {proven}/{len(values)} proven: {told}", flush=True)


def _timed(work: Callable[[], Made]) -> tuple[float, Made]:
    begun = time.process_time()
    out = work()
    return time.process_time() - begun, out


if __name__ == "__main__":
    main()
