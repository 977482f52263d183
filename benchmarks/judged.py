"""The planner against the judge on many random programmes: python -m benchmarks.judged FIRST LAST

Prints how many programmes were planned and judged, and every breach with its seed. Pairs in force that no plan can hold
beside each other are counted; whether that is so is for benchmarks.brute, which tries everything. tests/planning runs
300 of them.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from random_programmes import random_programme

from mentormatch.checking import judge
from mentormatch.planning import Effort, ImpossiblePinsError, NothingFoundError, make_plan


def main() -> None:
    """Plans and judges the programmes of seeds FIRST to LAST - 1."""
    first, last = int(sys.argv[1]), int(sys.argv[2])
    begun, planned, refused, impossible, wrong = time.monotonic(), 0, 0, 0, 0
    for seed in range(first, last):
        programme, history = random_programme(seed)
        try:
            plan = make_plan(programme, history, "made from", Effort(threads=1))
        except ImpossiblePinsError:
            refused += 1
            continue
        except NothingFoundError as why:
            if why.stopped != "infeasible":
                raise
            impossible += 1
            print(f"seed {seed}: what is recorded cannot all be held: {why.core}")
            continue
        planned += 1
        for breach in judge(programme, history, plan, made_from="made from").verdict.breaches:
            wrong += 1
            print(f"seed {seed}: {breach.rule}: {breach.says}")
    took = time.monotonic() - begun
    print(
        f"{planned} planned and judged, {refused} with pins that cannot hold, "
        f"{impossible} whose record cannot be held, {wrong} breaches, {took:.0f} s"
    )


if __name__ == "__main__":
    main()
