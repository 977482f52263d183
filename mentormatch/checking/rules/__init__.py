"""The judge's side of the catalogue of rules: one file a rule, each with its RULE and `breaches(case)`.

In the order of the catalogue; a rule that is not in this tuple is not judged, and a test compares the two.
"""

from __future__ import annotations

from types import ModuleType

from mentormatch.checking.rules import (
    approval,
    areas,
    caseload,
    clearance,
    common_hour,
    dates,
    diary,
    first_meetings,
    floor,
    held,
    home_by,
    hours,
    keep_apart,
    keep_apart_margin,
    not_at,
    paused,
    pin,
    places,
    requires,
    same_person,
    stage,
    state,
    training,
    travel,
    wants,
)

JUDGED: tuple[ModuleType, ...] = (
    same_person,
    paused,
    state,
    requires,
    stage,
    areas,
    travel,
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
    floor,
    wants,
    caseload,
    hours,
    diary,
    keep_apart_margin,
    held,
    pin,
)
