"""The parts put together: points by pair-place, and what each part adds."""

from __future__ import annotations

import attrs
import numpy as np

from mentormatch.candidates import Candidates
from mentormatch.domain.parts import BY_ID, PARTS
from mentormatch.domain.places import REMOTE
from mentormatch.domain.programme import Programme
from mentormatch.matching.quality import choice, interests, life, lived, stage, travel, wishes
from mentormatch.matching.quality.people import People

OF_THE_PAIR = (life, interests, lived, stage, wishes)


@attrs.frozen(eq=False, kw_only=True)
class Quality:
    """total: points 0..1000 by pair-place, shape (n_spots,). by_part: part id -> what it adds, alike. of: its most."""

    total: np.ndarray
    by_part: dict[str, np.ndarray]
    of: dict[str, int]


def quality_of(programme: Programme, candidates: Candidates) -> Quality:
    """The quality of every pair at each of its places."""
    policy = programme.policy
    people = People.of(programme, candidates)
    place = candidates.spot_place
    remote = np.array([name in REMOTE for name in (*candidates.places, "")], dtype=bool)
    parts = {module.PART.id: module.points(people)[candidates.spot_pair] for module in OF_THE_PAIR}
    somewhere = (place >= 0) & ~remote[place]
    parts[travel.PART.id] = travel.points(candidates, policy, somewhere)
    parts[choice.PART.id] = np.where(place >= 0, choice.points(candidates), BY_ID["choice"].neutral)
    whole = sum(policy.weights.values())
    added = {part.id: policy.weights[part.id] * parts[part.id] // whole for part in PARTS}
    total = sum((added[part.id] for part in PARTS), start=np.zeros(len(place), dtype=np.int64))
    return Quality(total=total, by_part=added, of={p.id: policy.weights[p.id] * 1000 // whole for p in PARTS})
