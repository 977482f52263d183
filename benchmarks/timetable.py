"""The timetable of groups: python -m benchmarks.timetable [ayrshire | PEOPLE MENTORS SESSIONS] [--seconds 60]

Prints what is possible, each tier with value, bound, gap and when it was done, the bound that the judge added up from
prices and how far it lies from the other, and the most memory ever used. Other sizes are programmes of
scenarios/generate.py. How the cost grows: benchmarks/timetable_growth.py.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from attrs import frozen

from mentormatch.checking import judge
from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.files import read_programme
from mentormatch.planning import Effort, make_schedule
from mentormatch.planning.tiers import TierSolved
from scenarios.generator import generate, write

ROOT = Path(__file__).resolve().parent.parent


@frozen
class Asked:
    """One programme to plan."""

    name: str
    programme: Programme
    history: History


def main() -> None:
    """Reads what is asked, plans it, prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("size", nargs="*", help="ayrshire, or people, mentors, sessions")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if not given.size or given.size == ["ayrshire"]:
        asked = _read("ayrshire", ROOT / "scenarios" / "ayrshire")
    else:
        people, mentors, sessions = map(int, given.size)
        asked = made(people, mentors, sessions, given.seed)
    begun = time.monotonic()
    plan = _planned(asked, given.seconds)
    judging = time.monotonic()
    verdict = judge(asked.programme, asked.history, plan).verdict
    judging = time.monotonic() - judging
    added_up = {tier.name: tier.priced for tier in verdict.tiers}
    print(asked.name, plan.evidence.sizes)
    print("seconds:", plan.evidence.seconds, "stopped:", plan.evidence.stopped, "verified:", verdict.verified)
    for tier in plan.tiers:
        print(
            f"{tier.name:20} {tier.value:>16,} {tier.bound if tier.bound is None else f'{tier.bound:,}'!s:>16}", end=""
        )
        print(f" {gap(tier.value, tier.bound):>8} {tier.proof!s}", end="")
        priced = added_up.get(tier.name)
        print(
            ""
            if priced is None
            else f"  added up without a solver: {priced:,}, from the bound {gap(priced, tier.bound)}"
        )
    lists = plan.evidence.price_lists
    print(
        f"{len(lists)} price lists of {sum(len(one.prices) for one in lists):,} prices; the judge took {judging:.1f} s"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{time.monotonic() - begun:.1f} s with the judge, {peak:.2f} GiB")


def made(people: int, mentors: int, sessions: int, seed: int, venues: int | None = None) -> Asked:
    """A drawn programme with groups."""
    with tempfile.TemporaryDirectory() as folder:
        write(generate(people, mentors, seed, venues=venues, sessions=sessions), Path(folder))
        return _read(f"{people} people, {sessions} sessions", Path(folder))


def gap(value: int, bound: int | None) -> str:
    """How far apart, as a share of the bound."""
    return "-" if bound is None else f"{abs(bound - value) / max(1, abs(bound)):.2%}"


def _read(name: str, folder: Path) -> Asked:
    read = read_programme(folder)
    assert read.programme is not None
    return Asked(name, read.programme, read.history)


def _planned(asked: Asked, seconds: float) -> Plan:
    effort = Effort(threads=2, time_limit=seconds)
    return make_schedule(asked.programme, asked.history, "benchmark", effort, _tell)


def _tell(event: object) -> None:
    if isinstance(event, TierSolved):
        print(f"  {event.tier:20} {event.value:>16} {event.bound!s:>16} {event.seconds:.1f} s", flush=True)


if __name__ == "__main__":
    main()
