"""What can be said of a timetable before it is searched for."""

from __future__ import annotations

from mentormatch.candidates.sessions import SessionCandidates, find_sessions
from mentormatch.candidates.sessions.forecast import forecast
from mentormatch.domain.forecast import Forecast
from mentormatch.domain.frozen import evolve
from mentormatch.domain.history import History
from mentormatch.domain.programme import Programme
from mentormatch.domain.rules import BY_ID, shown_as
from mentormatch.planning.sessions.beside import never_held
from mentormatch.planning.sessions.conflicts import conflicts_alone
from mentormatch.scheduling import Case
from mentormatch.scheduling.rows.size import least_people

SCHEDULE = "schedule"


def foresee(programme: Programme, history: History, scope: str = SCHEDULE) -> Forecast:
    """Without a solver, in little more than the time that it takes to find what is possible.

    scope: in "schedule" recorded meetings stay where they are; else no meeting stands in the way of a session.
    """
    return forecast_of(programme, find_sessions(programme, history, meetings_stay=scope == SCHEDULE))


def forecast_of(programme: Programme, found: SessionCandidates) -> Forecast:
    """The same where it is known what is possible."""
    case = Case(programme=programme, found=found)
    known = forecast(programme, found, {row.id: least_people(case, row) for row in programme.activities})
    unheld = {activity: _shown(rule) for activity, rule in known.unheld.items()}
    return evolve(known, unheld=unheld, left_out=never_held(found), conflicts=conflicts_alone(case))


def _shown(rule: str) -> str:
    """A rule as it may be shown; that too few people could come is no rule."""
    return shown_as(BY_ID[rule]).id if rule in BY_ID else rule
