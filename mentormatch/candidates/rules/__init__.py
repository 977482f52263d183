"""The rules of section 4, a file each: RULE, `passes(block)` and `lacking(block)`.

`passes` says of each pair of a block whether it passes, bool of shape (n_pairs,). From `common-hour` on a rule may take
places and starts away from the block, and fails a pair that loses its last one to it. `lacking` is asked about a block
of one pair that fails, as it stood before. A new rule is a file and a line here.
"""

from __future__ import annotations

from types import ModuleType

from mentormatch.candidates.rules import (
    approval,
    areas,
    clearance,
    common_hour,
    dates,
    first_meetings,
    home_by,
    keep_apart,
    not_at,
    paused,
    places,
    requires,
    same_person,
    stage,
    state,
    training,
    travel,
)

BEFORE_HOURS: tuple[ModuleType, ...] = (same_person, paused, state, requires, stage, areas, travel)
"""Rules that look at the two people alone, in the order in which refusals are counted."""

WITH_HOURS: tuple[ModuleType, ...] = (
    common_hour,
    dates,
    approval,
    places,
    keep_apart,
    clearance,
    training,
    not_at,
    home_by,
    first_meetings,
)
"""The rules after them. `floor` stands between approval and places; it needs quality, and `matching` applies it."""

IN_ORDER = (*BEFORE_HOURS, *WITH_HOURS)
