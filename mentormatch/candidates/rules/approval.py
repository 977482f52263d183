"""Where somebody must agree first, they may be asked."""

from __future__ import annotations

import numpy as np

from mentormatch.candidates.block import Block
from mentormatch.candidates.roster import needed
from mentormatch.candidates.rules.figures import Figures
from mentormatch.domain.rules import APPROVAL

RULE = APPROVAL


def passes(block: Block) -> np.ndarray:
    """Whether no approval is needed, or it is given, or it may still be asked for."""
    roster = block.roster
    given, refused, _ = roster.record.approvals.of(block.mentee, block.keys)
    settled = given | ~needed(roster, block.mentee, block.mentor)
    if roster.programme.policy.approvals == "report":
        return np.asarray(settled)
    return np.asarray(settled | (~refused & roster.may_ask[block.mentor]))


def lacking(block: Block) -> Figures:
    """Whether an officer has refused, or nobody may be asked."""
    _, refused, _ = block.roster.record.approvals.of(block.mentee, block.keys)
    return {"refused": bool(refused[0]), "may_ask": bool(block.roster.may_ask[block.mentor[0]])}
