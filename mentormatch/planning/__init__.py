"""The tiers run, and the result told: a Plan with its certificate and an answer for everybody who waits.

In: a programme and its history. Out: a Plan (not judged yet). Never here: a file, a command, the judge.
"""

from mentormatch.planning.effort import Effort
from mentormatch.planning.match import ImpossiblePinsError, make_plan
from mentormatch.planning.running import NothingFoundError
from mentormatch.planning.schedule import make_schedule

__all__ = ["Effort", "ImpossiblePinsError", "NothingFoundError", "make_plan", "make_schedule"]
