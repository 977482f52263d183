"""Timetables against every timetable there is: python -m benchmarks.brute_timetables FIRST LAST [options]

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

import attrs
from random_timetables import random_timetable_programme
from timetable_brute import TimetableBrute, TooLargeError
from timetable_judged import differences, unlike
from timetable_oracle import TimetableOracle
from timetable_rows import ROWS, TIERS, Rows
from timetables_at_random import harsh_programme

from mentormatch.candidates.sieve import travel_of
from mentormatch.planning import session_search

CHUNK = 10
TOLD = 500
GIVES = {
    "fixed-sessions": 1, "fixed-people": 1, "reach-group": 1, "wish": 1, "group-quality": 150, "cost": 500,
    "leaders-load": 2,
}  # fmt: skip

Outcome = tuple[int, bool, list[str], "Counter[str]", "Counter[str]"]
"""Seed; whether everything was tried; what disagrees; rows broken; tiers that decided."""


def outcome(seed: int, gives: bool, large: bool) -> Outcome:
    """What became of one seed."""
    if large:
        session_search.AS_IT_STANDS = -1
    programme, history = (harsh_programme if seed % 2 else random_timetable_programme)(seed)
    if gives:
        programme = attrs.evolve(programme, policy=attrs.evolve(programme.policy, gives=GIVES))
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
    words.add_argument("--gives", action="store_true", help="every tier may be spent of")
    words.add_argument("--large", action="store_true", help="planned by the search for large programmes")
    asked = words.parse_args()
    begun, seeds = time.monotonic(), range(asked.first, asked.last)
    tried, wrong, bound, decided = 0, [], Counter[str](), Counter[str]()
    with ProcessPoolExecutor(asked.processes) as pool:
        ways = ([one] * len(seeds) for one in (asked.gives, asked.large))
        for seed, whole, says, rows, tiers in pool.map(outcome, seeds, *ways, chunksize=CHUNK):
            if seed % TOLD == TOLD - 1:
                print(f"up to seed {seed}", file=sys.stderr, flush=True)
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
