"""Safeguarding on random programmes: who may not meet is named together nowhere, and texts tell nothing of others.

    python benchmarks/safeguarding.py FIRST LAST [--processes N]

Each seed is planned, judged, written and shown as commands do it, and all of that is searched for what must not be
read (tests/safeguarding.py). Of every fifth, everybody else's data is swapped for each person (everybody_else.py).
"""

from __future__ import annotations

import argparse
import collections
import multiprocessing
import pathlib
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).parents[1]
SWAPPED_EVERY = 10


def looked_at(seed: int) -> tuple[int, collections.Counter[str], list[str]]:
    """The seed, what there was to look at, and what was found."""
    from everybody_else import swapped_findings
    from safeguarding import Rows, findings, judged_plan, opened_as, programme_of

    programme, history = programme_of(seed)
    judged = judged_plan(programme, history)
    if judged is None:
        return seed, collections.Counter({"refused inputs": 1}), []
    with tempfile.TemporaryDirectory() as out:
        opened = opened_as(programme, history, pathlib.Path(out))
        found = findings(opened, judged, pathlib.Path(out))
    found += [f"judge: {breach.rule}" for breach in judged.verdict.breaches]
    rows, pairs = Rows(opened), [(one.id, other.id) for one in programme.mentees for other in programme.mentors]
    counts = collections.Counter({
        "plans": 1,
        "pairs in plans": len(judged.plan.pairs),
        "of them needing an approval": sum(pair.needs_approval for pair in judged.plan.pairs),
        "runners-up": sum(len(pair.runners_up) for pair in judged.plan.pairs),
        "on hold": len(judged.plan.on_hold),
        "waiting": len(judged.plan.unmatched),
        "kept apart or expired": sum(rows.unsafe(pair) is not None for pair in pairs),
    })  # fmt: skip
    if seed % SWAPPED_EVERY < 2:  # an even and an odd one: plain and guarded
        compared, changed = swapped_findings(programme, history, judged.plan, seed)
        counts["texts compared after a swap"] += compared
        found += changed
    return seed, counts, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int, help="one beyond the last seed")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    begun, counts, kinds = time.perf_counter(), collections.Counter[str](), collections.Counter[str]()
    with multiprocessing.Pool(asked.processes, initializer=_find_tests) as pool:
        for seed, seen, found in pool.imap(looked_at, range(asked.first, asked.last), chunksize=20):
            counts += seen
            for text in found:
                kinds[text.split(":")[0]] += 1
                print(f"seed {seed}: {text}", flush=True)
    for name, number in counts.items():
        print(f"{number:9,} {name}")
    print(f"{kinds.total():9,} findings")
    print(f"{time.perf_counter() - begun:9.1f} s with {asked.processes} processes")
    sys.exit(1 if kinds else 0)


def _find_tests() -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]


if __name__ == "__main__":
    main()
