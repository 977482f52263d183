"""Who may meet whom, where and when: section 1 to 5 of docs/problem.md, on columns.

In: a Programme and its History. Out: `Candidates`, pairs with their places and options in arrays, and what each rule
refused; `why_not` for one pair, `Refusals` for many. In `patched`, asked for by whoever has a programme that differs
little from one whose candidates are known: the same, with little looked at. Never here: quality, the floor, the choice
of a plan.
"""

from mentormatch.candidates.candidates import NEVER, NO_HOUR, NO_MODE, NO_PLACE, Between, Candidates, PairKind
from mentormatch.candidates.sieve import Sieved, find_candidates, sieved
from mentormatch.candidates.single import Refusals, why_not

__all__ = [
    "NEVER", "NO_HOUR", "NO_MODE", "NO_PLACE", "Between", "Candidates", "PairKind", "Refusals", "Sieved",
    "find_candidates", "sieved", "why_not",
]  # fmt: skip
