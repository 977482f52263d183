"""Timetables against every timetable there is: python -m benchmarks.brute_timetables FIRST LAST [--processes N]

Every second seed is a harsh programme. Prints every disagreement with its seed, then how often each row was broken (and
alone forbade a timetable drawn at random) and how often each tier decided; how many programmes were enumerated and
skipped (too large), and the seconds. Ends with 1 where anything disagrees, or a row or a tier never decided.
tests/planning runs 300 of them.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from random_timetables import random_timetable_programme
from timetable_brute import TimetableBrute, TooLargeError
from timetable_judged import differences, unlike
from timetable_oracle import TimetableOracle
from timetable_rows import ROWS, TIERS, Rows
from timetables_at_random import harsh_programme

from mentormatch.candidates.sieve import travel_of

CHUNK = 10

Outcome = tuple[int, bool, list[str], "Counter[str]", "Counter[str]"]
"""Seed; whether everything was tried; what disagrees; rows broken; tiers that decided."""


def outcome(seed: int) -> Outcome:
    """What became of one seed."""
    programme, history = (harsh_programme if seed % 2 else random_timetable_programme)(seed)
    bound, decided = Counter[str](), Counter[str]()
    rows = Rows(TimetableOracle(programme, history, travel_of(programme)))
    wrong = list(unlike(rows, programme, history, seed, bound))
    try:
        wrong += differences(TimetableBrute(programme, history), programme, history, decided)
    except TooLargeError:
        return seed, False, wrong, bound, decided
    return seed, True, wrong, bound, decided


def main() -> int:
    """Tries the programmes of seeds FIRST to LAST - 1."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.brute_timetables")
    words.add_argument("first", type=int)
    words.add_argument("last", type=int)
    words.add_argument("--processes", type=int, default=1)
    asked = words.parse_args()
    begun, seeds = time.monotonic(), range(asked.first, asked.last)
    tried, wrong, bound, decided = 0, [], Counter[str](), Counter[str]()
    with ProcessPoolExecutor(asked.processes) as pool:
        for seed, whole, says, rows, tiers in pool.map(outcome, seeds, chunksize=CHUNK):
            tried += whole
            wrong += [seed] * bool(says)
            bound.update(rows)
            decided.update(tiers)
            for one in says:
                print(f"seed {seed}: {one}", flush=True)
    for name in ROWS:
        print(f"{name:20} broken {bound[name]:6}, alone {bound[f'{name} alone']:6}")
    for name in TIERS:
        print(f"{name:20} decided {decided[name]:6}")
    print(f"allowed {bound['allowed']}, with somebody better placed by one move {bound['better session']}")
    print(f"disagreed: {', '.join(map(str, wrong)) or 'none'}")
    took = time.monotonic() - begun
    print(f"{tried} enumerated, {len(seeds) - tried} skipped, {len(wrong)} disagreed; {took:.0f} s")
    never = [name for name in ROWS if not bound[name]] + [name for name in TIERS if not decided[name]]
    print(f"never decided: {', '.join(never) or 'none'}")
    return 1 if wrong or never else 0


if __name__ == "__main__":
    sys.exit(main())
