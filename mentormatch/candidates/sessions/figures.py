"""Points (T6), heads and pence (T5) of people at patterns, for some pairs of a row of attendees and a pattern."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.bits import count
from mentormatch.candidates.sessions.ground import Ground
from mentormatch.candidates.sessions.slots import PLACED, Slots
from mentormatch.domain.group_parts import COMPANY, MENTOR, TIME, TRAVEL, WISH, WISH_BY_RANK
from mentormatch.domain.people import Mentee, Status
from mentormatch.domain.places import Activity, Form
from mentormatch.domain.policy import Policy

MOST = 1000
NOT_WISHED = -1


def points(ground: Ground, slots: Slots, row: np.ndarray, pattern: np.ndarray) -> np.ndarray:
    """The points of each pair, int64, shape (n_pairs,)."""
    weights = ground.programme.policy.group_weights
    parts = {
        WISH.id: _wish(ground, slots.activity)[row],
        TRAVEL.id: _travel(ground)[row, slots.venue[pattern]],
        TIME.id: _time(ground, slots, row, pattern),
        COMPANY.id: _company(ground, slots.activity)[row],
        MENTOR.id: np.where(slots.fixed[pattern] != PLACED, _mentor(ground, slots.activity)[row], 0),
    }
    summed = sum((weights[part] * values for part, values in parts.items()), np.zeros(len(row), dtype=np.int64))
    whole = summed // sum(weights.values())
    dates = count(slots.open).astype(np.int64)[pattern]
    return np.asarray(whole * dates // count(slots.planned).astype(np.int64)[pattern])


def wish_rank(ground: Ground, activity: Activity) -> np.ndarray:
    """Where the activity stands among the wishes of each, from 0; NOT_WISHED = nowhere. Shape (n_rows,)."""
    wishes = (row.wishes for row in ground.attendees.people.members)
    ranks = [one.index(activity.id) if activity.id in one else NOT_WISHED for one in wishes]
    return np.array(ranks, dtype=np.int64)


def _wish(ground: Ground, activity: Activity) -> np.ndarray:
    rank = wish_rank(ground, activity)
    by_rank = np.array(WISH_BY_RANK)[np.minimum(rank, len(WISH_BY_RANK) - 1)]
    wishes_none = np.array([not row.wishes for row in ground.attendees.people.members], dtype=bool)
    return np.where(wishes_none, WISH.neutral, np.where(rank == NOT_WISHED, 0, by_rank))


def _travel(ground: Ground) -> np.ndarray:
    """Shape (n_rows, n_places); 0 where there is no way at all."""
    far, ways = ground.programme.policy.travel_far, ground.attendees.ways
    minutes = np.where(ways.possible, ways.minutes, far).astype(np.int64)
    return np.asarray(MOST * (far - np.minimum(minutes, far)) // far)


def _time(ground: Ground, slots: Slots, row: np.ndarray, pattern: np.ndarray) -> np.ndarray:
    wished = ground.attendees.wished[row]
    covered = slots.hours.room[np.maximum(wished, 0), slots.hour[pattern]] >= 0
    return np.where(wished < 0, TIME.neutral, np.where(covered, MOST, 0))


def _company(ground: Ground, activity: Activity) -> np.ndarray:
    """Of the others who wish for it, how many per mille are a stage away at the most."""
    stages = {
        row.id: row.stage
        for row in ground.programme.mentees
        if row.status is Status.ACTIVE and activity.id in row.wishes and row.stage is not None
    }
    numbers = np.bincount(np.array(list(stages.values()), dtype=np.intp), minlength=len(ground.programme.stages))
    out = []
    for member in ground.attendees.people.members:
        itself = member.id in stages
        others = len(stages) - itself
        if member.stage is None or not others:
            out.append(COMPANY.neutral)
            continue
        near = int(numbers[max(0, member.stage - 1) : member.stage + 2].sum()) - itself
        out.append(MOST * near // others)
    return np.array(out, dtype=np.int64)


def _mentor(ground: Ground, activity: Activity) -> np.ndarray:
    """Of a fixed session: whether the mentor of a pair in force leads it."""
    leaders, names = set(activity.fixed_leaders), ground.attendees.people.ids
    led = [bool(leaders & ground.in_force.get(name, frozenset())) for name in names]
    return np.where(np.array(led, dtype=bool), MOST, 0)


# --------------------------------------------------------------------------------------------------------------- pence


def turnout_of(activity: Activity, policy: Policy) -> int:
    """Percent of those enrolled, or offered, who come."""
    if activity.turnout is not None:
        return activity.turnout
    return 100 if activity.form is Form.INDIVIDUAL else policy.turnout


def heads(ground: Ground) -> np.ndarray:
    """Each with those who come along, shape (n_rows,)."""
    members = ground.attendees.people.members
    return np.array([1 + len(row.comes_with) if isinstance(row, Mentee) else 1 for row in members], dtype=np.int64)


def food(activity: Activity, come: np.ndarray) -> np.ndarray:
    """Pence a date of each, shape (n_rows,). come: heads times turnout in percent."""
    return activity.food_pence_a_head * come // 100


def fares(ground: Ground, come: np.ndarray) -> np.ndarray:
    """Pence a date of each to each place, shape (n_rows, n_places); nothing where there is no way."""
    ways = ground.attendees.ways
    return np.asarray(np.where(ways.possible, ways.pence, 0).astype(np.int64) * come[:, None] // 100)


def hire(ground: Ground, slots: Slots) -> np.ndarray:
    """Pence a date of each pattern's venue, shape (n_patterns,)."""
    rate = np.array([venue.hire_pence_an_hour for venue in ground.programme.venues], dtype=np.int64)[slots.venue]
    return -(-rate * (slots.end - slots.start).astype(np.int64) // 60)
