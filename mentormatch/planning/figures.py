"""What evidence says of a search beside its tiers: how large the problem was, and what each tier took."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mentormatch.candidates import Candidates
from mentormatch.planning.tiers import Priced
from mentormatch.solving import Model

if TYPE_CHECKING:  # who only matches people does not wait for what sessions need
    from mentormatch.candidates.sessions import SessionCandidates


def work_of(tiers: Mapping[str, Priced]) -> dict[str, dict[str, object]]:
    """By tier, which solver had the last word and how long it was searched."""
    return {
        name: {"solver": priced.result.solver, "seconds": round(priced.result.seconds, 3)}
        for name, priced in tiers.items()
    }


def sizes_of_pairs(candidates: Candidates) -> dict[str, int]:
    """How many people there are, and what they could choose from."""
    return {
        "mentees": len(candidates.mentees),
        "mentors": len(candidates.mentors),
        "pairs": int(candidates.pair_acceptable.sum()),
        "options": int(candidates.option_is_option.sum()),
    }


def sizes_of_sessions(found: SessionCandidates) -> dict[str, int]:
    """How many sessions there could be, and how many could lead and attend them."""
    return {
        "patterns": len(found.patterns),
        "leading": len(found.leading.pattern),
        "attending": len(found.attending.pattern),
    }


def sizes_of_model(model: Model) -> dict[str, int]:
    """How large the problem is that solvers got."""
    return {"columns": model.n_columns, "rows": model.n_rows}
