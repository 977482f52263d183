"""Scenarios side by side: what each would change for people, beside the plan as things are.

In: the programme as it is and under scenarios. Out: a `Comparison`. Plans come from `engine` alone, so each has passed
the judge; comparing two is arithmetic over judged plans. Never reads a file, never prints.
"""

from mentormatch.whatif.compare import (
    Because,
    Change,
    Compared,
    Comparison,
    Fate,
    PersonChange,
    Sure,
    compare,
    parts_of,
)
from mentormatch.whatif.measures import Kind, Measured, Scenario, measured, told_tiers
from mentormatch.whatif.run import COMPARED, Asked, effort_for, effort_under, plans

__all__ = [
    "COMPARED",
    "Asked",
    "Because",
    "Change",
    "Compared",
    "Comparison",
    "Fate",
    "Kind",
    "Measured",
    "PersonChange",
    "Scenario",
    "Sure",
    "compare",
    "effort_for",
    "effort_under",
    "measured",
    "parts_of",
    "plans",
    "told_tiers",
]
