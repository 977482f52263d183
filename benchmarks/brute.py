"""The planner against every plan there is, on many random programmes: python -m benchmarks.brute FIRST LAST [options]

Prints every disagreement with its seed, then how many programmes were enumerated, skipped (too large, with their
seeds), refused (pins that cannot hold) and wrong, the seconds, and how long 100,000 would take. Ends with 1 where
anything disagrees. tests/planning runs 500 of them.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from brute_compare import differences
from brute_force import LIMIT, BruteForce, TooLargeError
from random_programmes import random_programme

CHUNK = 20
NOTED = 5_000
"""After so many seeds a line says how far it has come: a run that is cut off tells what it found till then."""
PROJECTED = 100_000

Outcome = tuple[int, str, list[str]]
"""Seed; "enumerated", "skipped" or "refused"; what disagrees."""


def outcome(seed: int, mentees: int | None, mentors: int | None, limit: int) -> Outcome:
    """What became of one seed."""
    programme, history = random_programme(seed, mentees=mentees, mentors=mentors)
    try:
        brute = BruteForce(programme, history, limit)
    except TooLargeError:
        return seed, "skipped", []
    became = "refused" if brute.impossible_pins() else "enumerated"
    return seed, became, list(differences(brute, programme, history))


def outcomes(asked: argparse.Namespace) -> Iterator[Outcome]:
    """What became of every seed asked for, in order."""
    seeds = range(asked.first, asked.last)
    sizes = (asked.mentees, asked.mentors, asked.limit)
    if asked.processes == 1:
        yield from (outcome(seed, *sizes) for seed in seeds)
        return
    with ProcessPoolExecutor(asked.processes) as pool:
        yield from pool.map(outcome, seeds, *([size] * len(seeds) for size in sizes), chunksize=CHUNK)


def main() -> int:
    """Tries the programmes of seeds FIRST to LAST - 1."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.brute")
    words.add_argument("first", type=int)
    words.add_argument("last", type=int)
    words.add_argument("--processes", type=int, default=1)
    words.add_argument("--mentees", type=int, help="so many in each programme; 1 to 5 at random by default")
    words.add_argument("--mentors", type=int, help="so many in each programme; 1 to 4 at random by default")
    words.add_argument("--limit", type=int, default=LIMIT, help="sets of pairs that are tried at most")
    asked = words.parse_args()
    begun, count, skipped, wrong = time.monotonic(), Counter[str](), [], []
    for seed, became, says in outcomes(asked):
        count[became] += 1
        if became == "skipped":
            skipped.append(seed)
        if says:
            wrong.append(seed)
        for one in says:
            print(f"seed {seed}: {one}", flush=True)
        if (done := sum(count.values())) % NOTED == 0:
            print(f"{done:,} of {asked.last - asked.first:,}: {dict(count)}, {len(wrong)} disagreed", flush=True)
    took, n = time.monotonic() - begun, max(1, asked.last - asked.first)
    print(f"skipped: {', '.join(map(str, skipped)) or 'none'}")
    print(f"disagreed: {', '.join(map(str, wrong)) or 'none'}")
    print(
        f"{count['enumerated']} enumerated, {count['skipped']} skipped, {count['refused']} with pins that cannot hold, "
        f"{len(wrong)} disagreed; {took:.0f} s, {PROJECTED:,} would take {took / n * PROJECTED / 60:.0f} min"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
