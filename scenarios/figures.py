"""Counts what a programme holds for `match`: python scenarios/figures.py scenarios/ayrshire [PERSON ...]

Pairs, options, who could be reached, and how many mentors each rule refused; of the people named, one by one.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mentormatch.candidates import Candidates, find_candidates
from mentormatch.domain.people import Status
from mentormatch.domain.programme import Programme
from mentormatch.domain.rules import RULES
from mentormatch.files.programme import read_programme


def main() -> None:
    """Reads the folder, prints the figures."""
    loaded = read_programme(sys.argv[1])
    if loaded.programme is None:
        sys.exit("\n".join(str(problem) for problem in loaded.errors))
    candidates = find_candidates(loaded.programme, loaded.history)
    print(summary(loaded.programme, candidates))
    for person in sys.argv[2:]:
        print(of_one(person, candidates))


def summary(programme: Programme, candidates: Candidates) -> str:
    """A few lines on the whole."""
    wanting = {row.id for row in programme.mentees if row.wants and row.status is Status.ACTIVE}
    reachable = {candidates.mentees[index] for index in candidates.pair_mentee} & wanting
    candidate, held, pinned = np.bincount(candidates.pair_kind, minlength=3)
    return "\n".join([
        f"{candidates.n_pairs:,} pairs: {candidate:,} possible, {held} in force, {pinned} to be kept together",
        f"{candidates.n_options:,} meeting options at {candidates.n_spots:,} places of pairs",
        f"{len(reachable)} of {len(wanting)} people could be reached; {candidates.free_places.sum()} places are free",
        "refused: " + _refused(candidates.refused.sum(0)),
    ])  # fmt: skip


def of_one(person: str, candidates: Candidates) -> str:
    """One line on one person."""
    index = candidates.mentees.index(person)
    mentors = [candidates.mentors[mentor] for mentor in candidates.pair_mentor[candidates.pair_mentee == index]]
    return f"{person}: {', '.join(mentors) or 'nobody'}; refused: {_refused(candidates.refused[index])}"


def _refused(counts: np.ndarray) -> str:
    return ", ".join(f"{rule.id} {count:,}" for rule, count in zip(RULES, counts, strict=True) if count)


if __name__ == "__main__":
    main()
