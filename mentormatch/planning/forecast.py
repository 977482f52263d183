"""What can be said of a timetable before it is searched for."""

from __future__ import annotations

from mentormatch.candidates.sessions import find_sessions
from mentormatch.candidates.sessions.forecast import Forecast, forecast
from mentormatch.domain.history import History
from mentormatch.domain.programme import Programme
from mentormatch.scheduling import Case
from mentormatch.scheduling.rows.size import least_people


def foresee(programme: Programme, history: History) -> Forecast:
    """Without a solver, in the time that it takes to find what is possible."""
    found = find_sessions(programme, history)
    case = Case(programme=programme, found=found)
    return forecast(programme, found, {row.id: least_people(case, row) for row in programme.activities})
