"""Published generalized assignment instances through `solve`: reach first, then least cost.

    python benchmarks/gap.py [FOLDER] [--seconds 60] [--only e10400 ...]

FOLDER holds the instances and best-known.csv (default: ../shared/data/gap beside the repository). The bound
is a true one or "-"; gap = (value - bound) / bound; "best known" is the literature's.
"""

from __future__ import annotations

import argparse
import csv
import pathlib
import sys
import time

import numpy as np

ROOT = pathlib.Path(__file__).parents[1]
INSTANCES = [
    "gap12-1",
    "c10100",
    "c20100",
    "d05100",
    "d10100",
    "d20100",
    "e05100",
    "e10100",
    "e20100",
    "e10400",
]


def read_instance(path: pathlib.Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(cost, need, capacity), shapes (agents, jobs), (agents, jobs), (agents,)."""
    numbers = np.array(path.read_text().split(), dtype=np.int64)
    agents, jobs = numbers[:2]
    cost, need = numbers[2 : 2 + 2 * agents * jobs].reshape(2, agents, jobs)
    return cost, need, numbers[2 + 2 * agents * jobs :][:agents]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=ROOT.parent / "shared" / "data" / "gap")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", nargs="*", default=INSTANCES)
    asked = parser.parse_args()
    with (asked.folder / "best-known.csv").open() as table:
        known = {row["Path"]: row for row in csv.DictReader(table)}
    print("instance    jobs agents  reached     value     bound  best known     gap  over best  seconds  proof")
    for name in asked.only:
        print(_line(asked, name, int(known[name]["Best known solution value"])), flush=True)


def _line(asked: argparse.Namespace, name: str, best: int) -> str:
    from mentormatch.solving import Effort, Tier, assignment_rows, solve

    cost, need, capacity = read_instance(asked.folder / f"{name}.txt")
    agents, jobs = cost.shape
    agent, job = np.divmod(np.arange(cost.size), jobs)
    wants = np.ones(jobs, np.int64)
    model = assignment_rows(job, agent, wants, np.full(agents, jobs), need.ravel(), capacity)
    tiers = [
        Tier("reach", "max", np.ones(cost.size, np.int64)),
        Tier("cost", "min", cost.ravel()),
    ]
    begun = time.perf_counter()
    solution = solve(model, tiers, Effort(threads=asked.threads, time_limit=asked.seconds))
    took = time.perf_counter() - begun
    if len(solution.tiers) < 2:
        return f"{name:10s} {jobs:5d} {agents:6d}  nothing found, {took:.1f} s"
    reach, least = solution.tiers
    gap = "-" if least.bound is None else f"{100 * abs(least.value - least.bound) / max(1, abs(least.bound)):.3f} %"
    return (
        f"{name:10s} {jobs:5d} {agents:6d} {reach.value:8d} {least.value:9,d}"
        f" {'-' if least.bound is None else format(least.bound, ',d'):>9s} {best:11,d} {gap:>7s}"
        f" {100 * (least.value - best) / best:8.3f} % {took:8.1f}  {least.proof or '-'}"
    )


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
