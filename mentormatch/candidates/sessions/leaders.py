"""Who could lead what (T2), and what the hours, pay and fares of each would be."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates.bits import count
from mentormatch.candidates.sessions.going import able, safe
from mentormatch.candidates.sessions.ground import Ground
from mentormatch.candidates.sessions.slots import PLACED, Slots
from mentormatch.candidates.wants import meant_for
from mentormatch.domain.folding import folded
from mentormatch.domain.people import Mentor, Staff
from mentormatch.domain.rules import CLEARANCE, PAUSED, SESSION_LEADERS, TRAINING

FIRST_AID = "first aid"


@attrs.frozen(eq=False, kw_only=True)
class Led:
    """Who could lead the patterns of one activity, ascending by (pattern, row). Arrays of shape (n,).

    row: of the crowd of leaders. minutes: of a mentor's week. sessional, fare: pence a date.
    """

    pattern: np.ndarray
    row: np.ndarray
    given: np.ndarray
    mentor: np.ndarray
    first_aid: np.ndarray
    minutes: np.ndarray
    sessional: np.ndarray
    fare: np.ndarray


def led_by(ground: Ground, slots: Slots) -> tuple[Slots, Led, dict[int, str]]:
    """The patterns for which leaders enough are possible, who could lead them, and why fixed slots have none."""
    activity = slots.activity
    given = (slots.fixed != PLACED) & bool(activity.fixed_leaders)
    could = np.zeros((len(ground.leaders), len(slots)), dtype=bool)
    rows = _who_lead(ground, activity.id)
    asked = np.flatnonzero(~given)
    could[np.ix_(rows, asked)] = _could(ground, rows, slots.only(asked))
    all_pass, refused = _fixed_leaders(ground, slots, np.flatnonzero(given), could)
    enough = np.where(given, all_pass, _enough(ground, slots, could))
    for slot in sorted(set(slots.fixed.tolist()) - set(slots.fixed[enough].tolist()) - {PLACED}):
        refused.setdefault(slot, SESSION_LEADERS.id)
    for slot in set(slots.fixed[enough].tolist()) & set(refused):
        del refused[slot]
    left = slots.only(enough)
    return left, _columns(ground, left, could[:, enough], given[enough]), refused


def _who_lead(ground: Ground, activity: str) -> np.ndarray:
    members = ground.leaders.people.members
    leads = [isinstance(row, Mentor | Staff) and activity in row.leads for row in members]
    return np.flatnonzero(np.array(leads, dtype=bool))


def _could(ground: Ground, rows: np.ndarray, slots: Slots) -> np.ndarray:
    """Which of some rows could lead which patterns, flags of shape (n_rows, n_patterns)."""
    crowd, people = ground.leaders, ground.leaders.people
    meant = meant_for([people.members[at] for at in rows], slots.activity.for_whom, ground.programme)
    fit = meant & people.active[rows] & crowd.trained[rows] & crowd.clear[rows]
    out = fit[:, None] & _cleared_enough(ground, rows, slots)
    nobody = np.zeros(out.shape, dtype=bool)
    for _, holds in (*able(ground, crowd, rows, slots), *safe(ground, crowd, rows, slots, nobody)):
        out &= holds
    return np.asarray(out)


def _cleared_enough(ground: Ground, rows: np.ndarray, slots: Slots) -> np.ndarray:
    planned = count(slots.planned)
    cleared = count(slots.planned & ground.leaders.cleared[rows][:, slots.weekday])
    return np.asarray(cleared >= np.minimum(planned, ground.programme.policy.min_dates))


def _fixed_leaders(
    ground: Ground, slots: Slots, at: np.ndarray, could: np.ndarray
) -> tuple[np.ndarray, dict[int, str]]:
    """Where all leaders that are given pass, by pattern; by slot the first rule that the first who fails breaks.

    at: the patterns whose leaders are given; who of them passes is put into `could`.
    """
    crowd, names = ground.leaders, sorted(set(slots.activity.fixed_leaders))
    known = [name for name in names if name in crowd.people.index]
    rows = np.array([crowd.people.index[name] for name in known], dtype=np.intp)
    fixed = slots.only(at)
    shape = (len(rows), len(fixed))
    passes, refused = np.ones(shape, dtype=bool), {}
    broken = np.full(shape, "", dtype="<U20")
    stages = (
        (PAUSED.id, np.broadcast_to(crowd.people.active[rows][:, None], shape)),
        (TRAINING.id, np.broadcast_to(crowd.trained[rows][:, None], shape)),
        (CLEARANCE.id, crowd.clear[rows][:, None] & _cleared_enough(ground, rows, fixed)),
        *safe(ground, crowd, rows, fixed, np.ones(shape, dtype=bool)),
    )
    for rule, holds in stages:
        broken[passes & ~holds] = rule
        passes &= holds
    could[np.ix_(rows, at)] = passes
    for slot in np.unique(fixed.fixed):
        first = np.flatnonzero(fixed.fixed == slot)[0]
        rules = dict(zip(known, broken[:, first].tolist()))
        failed = [rules.get(name, SESSION_LEADERS.id) for name in names if rules.get(name, SESSION_LEADERS.id)]
        if failed:
            refused[int(slot)] = failed[0]
    out = np.zeros(len(slots), dtype=bool)
    out[at] = passes.all(axis=0) & (len(known) == len(names))
    return out, refused


def _enough(ground: Ground, slots: Slots, could: np.ndarray) -> np.ndarray:
    """Where leaders enough are possible, one with what is asked for among them."""
    activity, crowd = slots.activity, ground.leaders
    enough = could.sum(axis=0) >= activity.least_leaders
    if activity.lived_experience_leader:
        enough &= could[crowd.mentor].any(axis=0)
    if activity.first_aid:
        enough &= could[_first_aiders(ground)].any(axis=0)
    return np.asarray(enough)


def _first_aiders(ground: Ground) -> np.ndarray:
    members = ground.leaders.people.members
    return np.array([isinstance(m, Mentor) and FIRST_AID in map(folded, m.training) for m in members], dtype=bool)


def _columns(ground: Ground, slots: Slots, could: np.ndarray, given: np.ndarray) -> Led:
    crowd = ground.leaders
    pattern, row = np.nonzero(could.T)
    venue, minutes = slots.venue[pattern], (slots.end - slots.start)[pattern].astype(np.int64)
    journey = np.where(crowd.ways.possible[row, venue], crowd.ways.minutes[row, venue], 0)
    least = np.where(crowd.least.possible[row, venue], crowd.least.minutes[row, venue], 0)
    way = np.where(given[pattern], least, journey).astype(np.int64)
    rate = [m.sessional_pence_an_hour if isinstance(m, Staff) else 0 for m in crowd.people.members]
    hourly = np.array(rate, dtype=np.int64)[row]
    fare = np.where(crowd.ways.possible[row, venue], crowd.ways.pence[row, venue], 0)
    return Led(
        pattern=pattern,
        row=row,
        given=given[pattern],
        mentor=crowd.mentor[row],
        first_aid=_first_aiders(ground)[row],
        minutes=np.where(crowd.mentor[row], minutes + 2 * way, 0),
        sessional=-(-hourly * minutes // 60),
        fare=fare.astype(np.int64),
    )
