"""Random plans full of words that nobody may read: none of them in what anybody receives.

    python benchmarks/calendar_words.py FIRST LAST [--processes N]

Each seed is a programme with a secret in every free text, a plan and a second plan; every file that a participant,
mentor, worker, venue or group receives is searched (tests/calendar_words.py).
"""

from __future__ import annotations

import argparse
import multiprocessing
import pathlib
import sys
import time

ROOT = pathlib.Path(__file__).parents[1]


def looked_at(seed: int) -> tuple[int, list[str]]:
    """The seed, and what was found."""
    from calendar_words import findings

    return seed, findings(seed)


def _find_tests() -> None:
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int, help="one beyond the last seed")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    begun, bad = time.perf_counter(), 0
    with multiprocessing.Pool(asked.processes, initializer=_find_tests) as pool:
        for seed, found in pool.imap_unordered(looked_at, range(asked.first, asked.last), chunksize=20):
            bad += bool(found)
            for line in found[:3]:
                print(f"seed {seed}: {line}", flush=True)
    seconds = time.perf_counter() - begun
    print(f"{asked.last - asked.first} programmes, two plans each; {bad} told something; {seconds:.0f} s")
    raise SystemExit(bad > 0)


if __name__ == "__main__":
    main()
