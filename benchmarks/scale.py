"""The planner on large made-up programmes: python -m benchmarks.scale [PEOPLE MENTORS] [--binding 0.1] [--seconds 120]

A programme of scenarios/generate.py in which all mentors but a share have wide weeks and many hours. Prints its size,
each tier as it becomes known, and where the time goes. Answers are left out: it is the search that is timed.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from pathlib import Path

import attrs

from mentormatch.domain.history import History
from mentormatch.domain.programme import Programme
from mentormatch.domain.week import Availability, parse_availability
from mentormatch.files import read_programme
from mentormatch.planning import Effort, make_plan
from mentormatch.planning.tiers import TierSolved
from scenarios.generator import HOMES, generate, write

WIDE = parse_availability("Mon-Sun 08:00-22:00")
MANY_MINUTES = 3000


def main() -> None:
    """Makes the programme, plans it, prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("people", nargs="?", type=int, default=1000)
    parser.add_argument("mentors", nargs="?", type=int, default=250)
    parser.add_argument("--binding", type=float, default=0.1, help="share of mentors whose hours and diary bind (0.1)")
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    programme, history = made(asked.people, asked.mentors, asked.seed, asked.binding)
    effort = Effort(threads=2, time_limit=asked.seconds, explain=False)
    plan = make_plan(programme, history, "benchmark", effort, _told)
    print("sizes:", plan.evidence.sizes)
    print("seconds:", plan.evidence.seconds, "stopped:", plan.evidence.stopped)
    for tier in plan.tiers:
        print(f"{tier.name:22} {tier.value:>16} {tier.bound!s:>16} {tier.proof!s}")


def made(people: int, mentors: int, seed: int, binding: float) -> tuple[Programme, History]:
    """The programme, with a share of its mentors as they were drawn and the others roomy."""
    with tempfile.TemporaryDirectory() as folder:
        write(generate(people, mentors, seed, venues=None, homes=HOMES[0]), Path(folder))
        read = read_programme(Path(folder))
    assert read.programme is not None
    draw = random.Random(seed)
    roomy = tuple(
        mentor
        if draw.random() < binding
        else attrs.evolve(mentor, availability=_wide(mentor.availability), minutes_a_week=MANY_MINUTES)
        for mentor in read.programme.mentors
    )
    return attrs.evolve(read.programme, mentors=roomy), read.history


def _wide(given: Availability | None) -> Availability:
    return WIDE if given is None else attrs.evolve(WIDE, away=given.away)


def _told(event: object) -> None:
    if isinstance(event, TierSolved):
        print(f"  {event.tier:22} {event.value:>16} {event.bound!s:>16} {event.seconds:.1f} s", flush=True)


if __name__ == "__main__":
    main()
