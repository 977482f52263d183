"""The tiers run, and the result told: a Plan with its certificate and an answer for everybody who waits.

In: a programme and its history. Out: a Plan (not judged yet). Never here: a file, a command, the judge.
"""

from mentormatch.domain.history import History
from mentormatch.domain.plan import Plan
from mentormatch.domain.programme import Programme
from mentormatch.planning.effort import Effort, Foreseen, Progress
from mentormatch.planning.match import ImpossiblePinsError, make_plan
from mentormatch.planning.running import NothingFoundError


def make_schedule(
    programme: Programme,
    history: History,
    made_from: str,
    effort: Effort,
    progress: Progress | None = None,
    foreseen: Foreseen | None = None,
) -> Plan:
    """See planning.schedule, which is loaded here: who only matches people does not wait for it."""
    from mentormatch.planning import schedule

    return schedule.make_schedule(programme, history, made_from, effort, progress, foreseen)


def make_both(
    programme: Programme,
    history: History,
    made_from: str,
    effort: Effort,
    progress: Progress | None = None,
    foreseen: Foreseen | None = None,
) -> Plan:
    """See planning.together.plan, which is loaded here for the same reason."""
    from mentormatch.planning.together import plan

    return plan.make_both(programme, history, made_from, effort, progress, foreseen)


__all__ = ["Effort", "ImpossiblePinsError", "NothingFoundError", "make_both", "make_plan", "make_schedule"]
