"""Who may meet whom, where and when: section 1 to 5 of docs/problem.md, on columns.

In: a Programme and its History. Out: `Candidates`, pairs with their places and options in arrays, and what each rule
refused; `why_not` for one pair; `patched` for a programme that differs little from one whose candidates are known,
`without_mentors` for one that lacks some of its mentors. Never here: quality, the floor, the choice of a plan.
"""

from mentormatch.candidates.candidates import NEVER, NO_HOUR, NO_MODE, NO_PLACE, Between, Candidates, PairKind
from mentormatch.candidates.patched import Patched, minus_mentors, patched, without_mentors
from mentormatch.candidates.sieve import Sieved, find_candidates, sieved
from mentormatch.candidates.single import why_not

__all__ = [
    "NEVER", "NO_HOUR", "NO_MODE", "NO_PLACE", "Between", "Candidates", "PairKind", "Patched", "Sieved",
    "find_candidates", "minus_mentors", "patched", "sieved", "why_not", "without_mentors",
]  # fmt: skip
