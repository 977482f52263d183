"""Plans of pairs and sessions against every plan there is: python -m benchmarks.brute_plans FIRST LAST [--processes N]

Very small programmes; every second seed leaves few hours to meetings and sessions. Prints every disagreement with its
seed; how many programmes were enumerated and skipped (too large, or no plan may be made), in how many of them plans
have both pairs and sessions, in how many some pairs and sessions exclude each other; and the seconds. Ends with 1
where anything disagrees. tests/planning runs 70 of them.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from joint_brute import TooLargeError, outcome

CHUNK = 10


def asked_of(seed: int) -> tuple[int, str, list[str], bool, bool]:
    """Seed; what became of it; what disagrees; whether there are pairs and sessions, and whether any exclude others."""
    try:
        found = outcome(seed)
    except TooLargeError:
        return seed, "too large", [], False, False
    return (seed, "refused", [], False, False) if found is None else (seed, "enumerated", *found)


def main() -> int:
    """Tries the programmes of seeds FIRST to LAST - 1."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.brute_plans")
    words.add_argument("first", type=int)
    words.add_argument("last", type=int)
    words.add_argument("--processes", type=int, default=1)
    asked = words.parse_args()
    begun, seen, wrong = time.monotonic(), Counter[str](), []
    with ProcessPoolExecutor(asked.processes) as pool:
        for seed, what, says, both, bites in pool.map(asked_of, range(asked.first, asked.last), chunksize=CHUNK):
            seen.update({what: 1, "both": both, "bites": bites})
            wrong += [seed] * bool(says)
            for one in says:
                print(f"seed {seed}: {one}", flush=True)
    print(f"disagreed: {', '.join(map(str, wrong)) or 'none'}")
    print(f"with pairs and sessions {seen['both']}, with some that exclude others {seen['bites']}")
    print(
        f"{seen['enumerated']} enumerated, {seen['too large']} too large, {seen['refused']} refused, "
        f"{len(wrong)} disagreed; {time.monotonic() - begun:.0f} s"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
