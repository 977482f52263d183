"""How far a pair is beyond its limits of travel, for those who ask about one pair."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.journeys import Journeys, journeys_of
from mentormatch.candidates.people import People
from mentormatch.candidates.roster import Roster
from mentormatch.candidates.rules.figures import Figures


def over_limits(roster: Roster, mentee: int, mentor: int) -> Figures:
    """The one-to-one venue at which both together are fewest minutes, then pence, beyond their limits.

    venue: None where there is none that both can get to at all. Limits are those given, without doubt.
    """
    sides = [_side(roster, roster.mentees, mentee), _side(roster, roster.mentors, mentor)]
    open_to_both = np.array([venue.one_to_one for venue in roster.programme.venues], dtype=bool)
    for journeys, _, _ in sides:
        open_to_both = open_to_both & journeys.possible[0, : roster.n_venues]
    if not open_to_both.any():
        return {"venue": None}
    at = np.flatnonzero(open_to_both)
    minutes = np.sum([over[at] for _, over, _ in sides], axis=0)
    pence = np.sum([over[at] for _, _, over in sides], axis=0)
    best = at[np.lexsort((at, pence, minutes))[0]]
    out: Figures = {"venue": roster.places[best]}
    for name, (journeys, minutes_over, pence_over) in zip(("mentee", "mentor"), sides):
        out[f"{name}_minutes"] = int(journeys.minutes[0, best])
        out[f"{name}_minutes_over"] = int(minutes_over[best])
        out[f"{name}_pence_over"] = int(pence_over[best])
    return out


def _side(roster: Roster, people: People, at: int) -> tuple[Journeys, np.ndarray, np.ndarray]:
    """(the journeys without limits, minutes over, pence over), by place."""
    member, policy = people.members[at], roster.programme.policy
    journeys = journeys_of([member], roster.journey_matrices, policy, limits=False)
    most = policy.max_minutes if member.max_minutes is None else member.max_minutes
    minutes = np.maximum(0, journeys.minutes[0].astype(np.int64) - most)
    pence = np.maximum(0, journeys.pence[0].astype(np.int64) - (member.max_pence or 0))
    return journeys, minutes, pence if member.max_pence is not None else np.zeros_like(pence)
