"""Who comes first where not everybody can: points of priority."""

from __future__ import annotations

import datetime as dt

from mentormatch.domain.people import Mentee, Urgency
from mentormatch.domain.policy import Policy


def priority(mentee: Mentee, policy: Policy, as_of: dt.date) -> int:
    """The priority points of one mentee: urgency while it holds, and the weeks waited up to a ceiling."""
    points = 0
    if mentee.urgency_set_by and mentee.urgency_until and mentee.urgency_until >= as_of:
        points += policy.urgent_points * (Urgency.URGENT in mentee.urgency)
        points += policy.raised_points * (Urgency.RAISED in mentee.urgency)
    if mentee.waiting_since:
        points += min(max(0, (as_of - mentee.waiting_since).days // 7), policy.most_weeks)
    return points
