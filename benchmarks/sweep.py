"""Mentors of Ayrshire who drop out, a thousand samples: python -m benchmarks.sweep [--times N] [--jobs N] [--plan FILE]

Hours and diary on, tiers reach and stability (a). Prints seconds by the clock and of the processors for the samples and
the single removals, how many are proven, and that a resumed sweep repeats nothing. The plan at hand is made first, in
every tier, or read from a file (mentormatch match scenarios/ayrshire --out ...), and is not counted.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path

from mentormatch import engine
from mentormatch.commands.saving import read_plan
from mentormatch.files import KeptRows, read_programme
from mentormatch.planning import Effort
from mentormatch.planning.running import versions
from mentormatch.whatif.sweep import DropOuts, Row, items, robust, spread

AYRSHIRE = Path(__file__).parents[1] / "scenarios" / "ayrshire"


def main() -> None:
    """Measures, and prints."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--times", type=int, default=1000)
    given.add_argument("--jobs", type=int, default=2)
    given.add_argument("--plan", type=Path)
    asked = given.parse_args()
    loaded = read_programme(AYRSHIRE)
    assert loaded.programme is not None, loaded.errors
    if asked.plan is not None:
        plan = read_plan(asked.plan)
    else:
        plan = engine.plan(loaded.programme, loaded.history, effort=Effort(explain=False)).plan
    base = tuple((pair.mentee, pair.mentor) for pair in plan.pairs)
    number = sum(mentor.status.value == "active" for mentor in loaded.programme.mentors)
    job = DropOuts(programme=loaded.programme, history=loaded.history, base=base, size=int(number / 10 + 0.5))
    whole = items(job, asked.times)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        first = _run(job, whole, path, asked.jobs)
        told = robust(job, first)
        load = os.getloadavg()[0]
        print(f"{len(told.samples):,} samples of {job.size} of {number} mentors, {number} single ones; load {load:.1f}")
        print(f"proven {told.proven:,}, and who keeps a mentor {told.settled:,}; refused {len(told.refused)}")
        print(f"keep a mentor of {len(job.people)}: least, tenth, middle, ninetieth, most {told.spread('people')}")
        again = _run(job, whole, path, asked.jobs)
        assert again == first, "a resumed sweep says something else"
    print(versions())


def _run(job: DropOuts, whole: tuple[str, ...], path: Path, jobs: int) -> dict[str, Row]:
    """All rows, those that are kept not asked for again."""
    begun, before = time.monotonic(), _processors()
    kept = KeptRows.at(path)
    rows = kept.of(job.key)
    missing = tuple(item for item in whole if item not in rows)

    def taken(item: str, row: Row) -> None:
        kept.add(job.key, [(item, row)])
        rows[item] = row

    if missing:
        spread(job, missing, taken, jobs=jobs)
    seconds, used = time.monotonic() - begun, _processors() - before
    print(f"asked {len(missing):,}: {seconds:.1f} s, {used:.1f} s of processors on {jobs} processes")
    return rows


def _processors() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


if __name__ == "__main__":
    main()
