"""The tiers run, and the result told: a Plan with its certificate and an answer for everybody who waits.

In: a programme and its history. Out: a Plan (not judged yet). Never here: a file, a command, the judge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentormatch.domain.late import when_asked
from mentormatch.planning.effort import Effort
from mentormatch.planning.match import ImpossiblePinsError, make_plan
from mentormatch.planning.running import NothingFoundError

if TYPE_CHECKING:
    from mentormatch.planning.frontier import make_front
    from mentormatch.planning.schedule import make_schedule
    from mentormatch.planning.together.plan import make_both

__getattr__ = when_asked(
    __name__, {"make_schedule": "schedule", "make_both": "together.plan", "make_front": "frontier"}
)

__all__ = [
    "Effort",
    "ImpossiblePinsError",
    "NothingFoundError",
    "make_both",
    "make_front",
    "make_plan",
    "make_schedule",
]
