"""The tiers run, and the result told: a Plan with its certificate and an answer for everybody who waits.

In: a programme and its history. Out: a Plan (not judged yet). Never here: a file, a command, the judge.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mentormatch.planning.effort import Effort
from mentormatch.planning.match import ImpossiblePinsError, make_plan
from mentormatch.planning.running import NothingFoundError

if TYPE_CHECKING:
    from mentormatch.planning.frontier import make_front
    from mentormatch.planning.schedule import make_schedule
    from mentormatch.planning.together.plan import make_both

_WHEN_ASKED = {
    "make_schedule": "mentormatch.planning.schedule",
    "make_both": "mentormatch.planning.together.plan",
    "make_front": "mentormatch.planning.frontier",
}


def __getattr__(name: str) -> Any:
    """What is loaded when it is asked for (PEP 562): who only matches people does not wait for it."""
    if name not in _WHEN_ASKED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHEN_ASKED[name]), name)


__all__ = [
    "Effort",
    "ImpossiblePinsError",
    "NothingFoundError",
    "make_both",
    "make_front",
    "make_plan",
    "make_schedule",
]
