"""What can be said of a timetable from what is possible alone, before anything is searched."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mentormatch.candidates.sessions.apart import wishes_apart
from mentormatch.candidates.sessions.asked import leaders_asked, venues_asked
from mentormatch.candidates.sessions.found import SessionCandidates
from mentormatch.domain.forecast import Forecast
from mentormatch.domain.places import Entry
from mentormatch.domain.programme import Programme

TOO_FEW = "too-few"
"""Of an activity by name: at none of its hours could as many come as it needs."""


def forecast(programme: Programme, found: SessionCandidates, least: Mapping[str, int]) -> Forecast:
    """All that needs nothing but what is possible. least: by activity, the fewest people of whom enough come."""
    return Forecast(
        unheld={**found.unheld, **_too_few(found, least)},
        apart=tuple(wishes_apart(programme, found)),
        leaders=leaders_asked(programme, found),
        venues=venues_asked(programme, found),
    )


def _too_few(found: SessionCandidates, least: Mapping[str, int]) -> dict[str, str]:
    """Activities by name, all of whose sessions are placed, to none of which enough could come."""
    patterns, out = found.patterns, {}
    could = np.bincount(found.attending.pattern, minlength=len(patterns))
    for at, activity in enumerate(patterns.activities):
        mine = patterns.activity == at
        placed = mine.any() and not (mine & (patterns.fixed >= 0)).any()
        if placed and activity.entry is Entry.BY_NAME and could[mine].max() < least[activity.id]:
            out[activity.id] = TOO_FEW
    return out
