"""To whom drop-ins are offered: everybody who could come, but of two who are kept apart one at the most (T3)."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.priority import priority
from mentormatch.candidates.sessions.ground import Ground
from mentormatch.candidates.sessions.leaders import Led
from mentormatch.candidates.sessions.slots import Slots
from mentormatch.domain.people import Mentee


def offered(ground: Ground, slots: Slots, led: Led, could: np.ndarray) -> np.ndarray:
    """Those of `could` whom a drop-in is offered to: bool, shape (n_rows, n_patterns)."""
    out, apart_from = could.copy(), ground.roster.record.apart_from
    leaders, crowd = ground.leaders.people, ground.attendees.people
    leads = np.zeros((len(leaders), len(slots)), dtype=bool)
    leads[led.row, led.pattern] = True
    among: list[int] = []
    for row in _by_priority(ground):
        others = apart_from.get(crowd.ids[row])
        if not others:
            continue
        out[row] &= ~leads[[leaders.index[name] for name in others if name in leaders.index]].any(axis=0)
        out[row] &= ~out[[at for at in among if crowd.ids[at] in others]].any(axis=0)
        among.append(row)
    return out


def _by_priority(ground: Ground) -> list[int]:
    """Rows of those who attend, the most urgent first, then by id."""
    policy, as_of = ground.programme.policy, ground.programme.as_of
    members = ground.attendees.people.members
    points = {at: priority(row, policy, as_of) for at, row in enumerate(members) if isinstance(row, Mentee)}
    return sorted(points, key=lambda at: (-points[at], at))


def expected(ground: Ground, slots: Slots, come: np.ndarray, offer: np.ndarray) -> np.ndarray:
    """How many come to each pattern. come: heads times turnout in percent, by row."""
    activity, venues = slots.activity, ground.programme.venues
    room = np.array([max(0, venue.capacity - activity.least_leaders) for venue in venues], dtype=np.int64)
    by_turnout = (come @ offer.astype(np.int64)) // 100
    return np.minimum(np.minimum(by_turnout, activity.largest), room[slots.venue])
