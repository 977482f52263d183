"""How near the place is for both: full at the door, nothing from twice `travel_far` minutes on."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates import Candidates
from mentormatch.domain.parts import FULL, TRAVEL
from mentormatch.domain.policy import Policy

PART = TRAVEL


def points(candidates: Candidates, policy: Policy, in_person: np.ndarray) -> np.ndarray:
    """Points by pair-place, shape (n_spots,); neutral by phone or video, or where no way is known."""
    far = 2 * policy.travel_far
    both = candidates.spot_minutes_mentee.astype(np.int64) + candidates.spot_minutes_mentor
    near = FULL * (far - np.minimum(both, far)) // far
    known = (candidates.spot_mode_mentee >= 0) & (candidates.spot_mode_mentor >= 0)
    return np.where(in_person & known, near, PART.neutral)
