"""What a timetable could be made of, and how long it takes to find: python -m benchmarks.sessions [FOLDER] [RUNS]

Prints patterns, leading and attending in all and by activity, then wall seconds of each run of find_sessions.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

from mentormatch.candidates.sessions import SessionCandidates, find_sessions
from mentormatch.files import read_programme

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Reads the folder and prints the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "scenarios" / "ayrshire"
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    read = read_programme(folder)
    seconds = []
    for _ in range(runs):
        begun = time.monotonic()
        found = find_sessions(read.programme, read.history)
        seconds.append(time.monotonic() - begun)
    show(found)
    print("seconds:", ", ".join(f"{one:.2f}" for one in seconds))


def show(found: SessionCandidates) -> None:
    """How many of everything, by activity."""
    patterns = found.patterns
    print(f"{'activity':34} {'patterns':>9} {'leading':>9} {'attending':>9} {'people':>7} {'offered':>8}")
    for at, activity in enumerate(patterns.activities):
        here = patterns.activity == at
        led, attended = here[found.leading.pattern], here[found.attending.pattern]
        people = len(np.unique(found.attending.person[attended]))
        offers = (len(patterns.offers.get(pattern, ())) for pattern in np.flatnonzero(here).tolist())
        name = f"{activity.id} {activity.name}"[:34]
        print(f"{name:34} {here.sum():9} {led.sum():9} {attended.sum():9} {people:7} {max(offers, default=0):8}")
    totals = (len(patterns), len(found.leading.pattern), len(found.attending.pattern), len(found.people))
    print(f"{'all':34} {totals[0]:9} {totals[1]:9} {totals[2]:9} {totals[3]:7}")
    print("cannot run, or cannot be in it:", found.fixed_refused)


if __name__ == "__main__":
    main()
