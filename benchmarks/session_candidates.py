"""What could be a session, against the page on objects: python -m benchmarks.session_candidates FIRST LAST [--harsh]

Prints every difference with its seed, and how many programmes differed. Ends with 1 where any does.
tests/candidates runs 300 of them.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from random_timetables import random_timetable_programme
from timetable_compare import sessions_differ
from timetable_oracle import TimetableOracle
from timetables_at_random import harsh_programme

from mentormatch.candidates.sessions import find_sessions
from mentormatch.candidates.sieve import travel_of


def main() -> int:
    """Compares the programmes of seeds FIRST to LAST - 1."""
    words = argparse.ArgumentParser(prog="python -m benchmarks.session_candidates")
    words.add_argument("first", type=int)
    words.add_argument("last", type=int)
    words.add_argument("--harsh", action="store_true", help="odd rows, people in several lists, dusk, Sundays")
    asked = words.parse_args()
    begun, wrong = time.monotonic(), 0
    for seed in range(asked.first, asked.last):
        programme, history = (harsh_programme if asked.harsh else random_timetable_programme)(seed)
        travel = travel_of(programme)
        found = find_sessions(programme, history, travel)
        differ = list(sessions_differ(found, TimetableOracle(programme, history, travel)))
        wrong += bool(differ)
        for one in differ:
            print(f"seed {seed}: {one}", flush=True)
    print(f"{asked.last - asked.first} compared, {wrong} differ, {time.monotonic() - begun:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
