"""Every pair that people made stays as they made it: in the plan, or on hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.checking.rules import first_meetings, home_by, keep_apart, not_at
from mentormatch.domain.history import PairState
from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.places import REMOTE
from mentormatch.domain.rules import HELD
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case, Planned

RULE = HELD


def breaches(case: Case) -> Iterator[Breach]:
    """Held pairs that are missing, changed, invented, wrongly on hold, or robbed of their meeting."""
    listed = {one.key for one in case.planned}
    resting = {(row.mentee, row.mentor): row.state for row in case.plan.on_hold}
    for pair, record in sorted(case.facts.held.items()):
        who = f"{pair[0]} with {pair[1]}"
        says = ""
        if pair in case.facts.on_hold:
            if pair not in listed and resting.get(pair) is not record.state:
                says = f"{who} is on hold and not listed so."
        elif pair in resting:
            says = f"{who} is listed as on hold, and nothing holds it up."
        elif pair not in listed:
            says = f"{who} was made by people and is missing."
        if says:
            yield Breach(rule=RULE.id, says=says, people=pair)
    for pair in sorted(resting):
        if pair not in case.facts.held:
            says = f"{pair[0]} with {pair[1]} is listed as on hold, and holds no place."
            yield Breach(rule=RULE.id, says=says, people=pair)
    for one in case.planned:
        says = _wrong(case, one)
        if says:
            yield Breach(rule=RULE.id, says=f"{one.pair.mentee} with {one.pair.mentor} {says}", people=one.key)


def _wrong(case: Case, one: Planned) -> str:
    """What is wrong with the state or the missing meeting of one pair of the plan."""
    record = case.facts.held.get(one.key)
    if record is None:
        return "" if one.pair.state is PairState.IDEA else f"stands as {one.pair.state.value}, and no record says so."
    if one.pair.state is not record.state:
        return f"stands as {one.pair.state.value}, and the record says {record.state.value}."
    if one.pair.meeting is None and may_stay(case, one.mentee, one.mentor):
        return "has lost its meeting though there is an hour for it."
    return ""


def may_stay(case: Case, mentee: Mentee, mentor: Mentor) -> bool:
    """Whether there is a recorded meeting that breaks no safeguarding rule."""
    recorded = case.options.recorded((mentee.id, mentor.id))
    if recorded is None:
        return False
    place, slot = recorded
    if place in REMOTE:
        return True
    if place not in case.facts.venues:
        return False
    new = case.facts.held[mentee.id, mentor.id].state.new
    return (
        not_at.holds(mentee, mentor, place)
        and home_by.holds(case, mentee, mentor, place, slot)
        and keep_apart.holds(case, mentee, mentor, place, slot)
        and (not new or first_meetings.holds(case, place, slot, case.dates.turn(mentee, slot)))
    )
