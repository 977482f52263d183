"""Meetings of people who are kept apart are far enough from each other at one venue."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from mentormatch.domain.rules import MARGIN
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case, Planned

RULE = MARGIN


def broken(case: Case, one: Planned, other: Planned) -> bool:
    """Whether two meetings lie too near to each other at one venue for people who are kept apart."""
    here, there = one.at_a_venue, other.at_a_venue
    if here is None or there is None or here.place != there.place:
        return False
    return any(case.facts.kept_apart(a, b) for a in one.key for b in other.key) and _too_near(case, one, other)


def breaches(case: Case) -> Iterator[Breach]:
    """Two meetings at one venue on a shared date, too near; two that people wrote down themselves are noted."""
    by_venue: dict[str, list[Planned]] = {}
    for one in case.planned:
        if one.at_a_venue:
            by_venue.setdefault(one.at_a_venue.place, []).append(one)
    for venue, meetings in sorted(by_venue.items()):
        for one, other in combinations(meetings, 2):
            apart = any(case.facts.kept_apart(a, b) for a in one.key for b in other.key)
            if apart and not (one.kept and other.kept) and _too_near(case, one, other):
                says = f"Two meetings at {venue} are too near: that of {_names(one)} and that of {_names(other)}."
                yield Breach(rule=RULE.id, says=says, people=(*one.key, *other.key))


def _too_near(case: Case, one: Planned, other: Planned) -> bool:
    here, there = one.at_a_venue, other.at_a_venue
    if here is None or there is None:
        return False
    weeks = case.dates.planned(case.turn_of(one.mentee, here), here.slot.weekday)
    other_weeks = case.dates.planned(case.turn_of(other.mentee, there), there.slot.weekday)
    gap = max(there.slot.start - here.slot.end, here.slot.start - there.slot.end)
    return case.dates.meet(here.slot, weeks, there.slot, other_weeks) and gap < case.policy.keep_apart_margin


def _names(one: Planned) -> str:
    return f"{one.pair.mentee} with {one.pair.mentor}"
