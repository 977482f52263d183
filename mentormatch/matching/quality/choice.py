"""How many common hours there are to choose from at the place."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates import Candidates
from mentormatch.domain.parts import CHOICE, ENOUGH_STARTS, FULL

PART = CHOICE


def points(candidates: Candidates) -> np.ndarray:
    """Points by pair-place, shape (n_spots,)."""
    return FULL * np.minimum(candidates.spot_choice.astype(np.int64), ENOUGH_STARTS) // ENOUGH_STARTS
