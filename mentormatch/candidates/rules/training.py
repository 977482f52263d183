"""The mentor has the training that every mentor must have."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.folding import folded
from mentormatch.domain.rules import TRAINING

RULE = TRAINING


def passes(block: Block) -> np.ndarray:
    """Whether all required training is there and has not run out."""
    return np.asarray(block.roster.trained[block.mentor])


def lacking(block: Block) -> Figures:
    """What is missing, and when the training ran out."""
    mentor = block.roster.programme.mentors[block.mentor[0]]
    required, has = block.roster.programme.policy.required_training, set(map(folded, mentor.training))
    missing = tuple(one for one in required if folded(one) not in has)
    return {"missing": missing, "trained_until": mentor.trained_until}
