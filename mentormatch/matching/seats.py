"""How many pairs each person may still have: wants and places, those held already taken off."""

from __future__ import annotations

from collections import Counter

import attrs
import numpy as np

from mentormatch.candidates import Candidates
from mentormatch.candidates.priority import priority
from mentormatch.domain.people import Status
from mentormatch.domain.programme import Programme


@attrs.frozen(eq=False, kw_only=True)
class Seats:
    """By mentee: counted (waits or is reached), wants_left, several (may have more than one pair in a plan), held
    (pairs held and not on hold), priority. By mentor: free_places, held (all held
    pairs), held_now (not on hold), elsewhere."""

    counted: np.ndarray
    wants_left: np.ndarray
    several: np.ndarray
    held_by_mentee: np.ndarray
    priority: np.ndarray
    free_places: np.ndarray
    held_by_mentor: np.ndarray
    on_hold_by_mentor: np.ndarray
    elsewhere: np.ndarray

    @property
    def most_pairs(self) -> np.ndarray:
        """The most pairs of each mentee in a plan, those held included."""
        most: np.ndarray = self.wants_left + self.held_by_mentee
        return most


def seats_of(programme: Programme, candidates: Candidates) -> Seats:
    """Wants and places of everybody."""
    mentees, mentors = programme.mentees, programme.mentors
    held_mentee = Counter(row.mentee for row in candidates.held)
    hold_mentee = Counter(row.mentee for row in candidates.on_hold)
    held_mentor = Counter(row.mentor for row in candidates.held)
    hold_mentor = Counter(row.mentor for row in candidates.on_hold)
    active = np.array([p.status is Status.ACTIVE for p in mentees], dtype=bool)
    wants = np.array([p.wants for p in mentees], dtype=np.int64)
    held = np.array([held_mentee[p.id] for p in mentees], dtype=np.int64)
    on_hold = np.array([hold_mentee[p.id] for p in mentees], dtype=np.int64)
    left = np.where(active, np.maximum(0, wants - held - on_hold), 0)
    return Seats(
        counted=active & (wants >= 1),
        wants_left=left,
        several=left + held >= 2,
        held_by_mentee=held,
        priority=np.array([priority(p, programme.policy, programme.as_of) for p in mentees], dtype=np.int64),
        free_places=candidates.free_places.astype(np.int64),
        held_by_mentor=np.array([held_mentor[p.id] for p in mentors], dtype=np.int64),
        on_hold_by_mentor=np.array([hold_mentor[p.id] for p in mentors], dtype=np.int64),
        elsewhere=np.array([p.people_elsewhere for p in mentors], dtype=np.int64),
    )
