"""The search for a timetable: which patterns run, who leads and who attends each, tier by tier."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np

from mentormatch.candidates.sessions import SessionCandidates
from mentormatch.domain.programme import Programme
from mentormatch.planning.effort import Effort, Progress
from mentormatch.planning.running import NothingFoundError
from mentormatch.planning.tiers import Priced, run_tiers
from mentormatch.scheduling import Case, formulate_sessions


@attrs.frozen(eq=False, kw_only=True)
class SessionsFound:
    """The search's result. chosen: flags by choice of the case (who runs, leads, attends).

    values: of each tier, of that choice. tiers: what the search says of each, by name. stopped: "clock",
    "interrupted" or None.
    """

    case: Case
    chosen: np.ndarray
    values: Mapping[str, int]
    tiers: Mapping[str, Priced]
    stopped: str | None
    sizes: Mapping[str, int]


def search_sessions(
    programme: Programme, found: SessionCandidates, effort: Effort, progress: Progress | None = None
) -> SessionsFound:
    """The lexicographically best timetable, or the best at hand when the clock ran out or somebody pressed Ctrl-C."""
    formulation = formulate_sessions(programme, found)
    run = run_tiers(formulation.block, effort, progress=progress)
    if run.chosen is None:
        raise NothingFoundError(run.stopped, run.conflict)
    chosen = run.chosen[: formulation.case.n_choices]
    model = formulation.block.model
    return SessionsFound(
        case=formulation.case,
        chosen=chosen,
        values=formulation.values(chosen),
        tiers=run.tiers,
        stopped=run.stopped,
        sizes={"columns": model.n_columns, "rows": model.n_rows},
    )
