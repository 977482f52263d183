"""The one way through: a programme and its history in, a judged plan out."""

from __future__ import annotations

from mentormatch.checking import judge
from mentormatch.domain.history import History
from mentormatch.domain.programme import Programme
from mentormatch.domain.verdict import JudgedPlan
from mentormatch.planning import Effort, make_plan
from mentormatch.planning.effort import Progress
from mentormatch.records import made_from

SCOPES = ("match",)


def plan(
    programme: Programme,
    history: History,
    *,
    scope: str = "match",
    effort: Effort | None = None,
    progress: Progress | None = None,
) -> JudgedPlan:
    """The plan for a scope, as the judge found it: never shown or saved unjudged.

    Raises ValueError for an unknown scope, planning.NothingFoundError where no plan was found.
    """
    if scope not in SCOPES:
        raise ValueError(f"scope must be one of {SCOPES}, not {scope!r}")
    source = made_from(programme, history)
    made = make_plan(programme, history, source, effort or Effort(), progress)
    return judge(programme, history, made, made_from=source)
