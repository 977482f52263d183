"""Nobody has two meetings too near to each other on one day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from mentormatch.checking.dates import Turn
from mentormatch.domain.rules import DIARY
from mentormatch.domain.slots import Slot
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case, Planned

RULE = DIARY


def clash(case: Case, person: str, one: tuple[str, Slot, Turn], other: tuple[str, Slot, Turn]) -> bool:
    """Whether two meetings (place, slot, turn) of one person share a date and leave too little time between them."""
    first, second = sorted((one, other), key=lambda stop: (stop[1].start, stop[1].end))
    slot, later = first[1], second[1]
    if slot.weekday != later.weekday:
        return False
    weeks = case.dates.planned(first[2], slot.weekday) & case.dates.planned(second[2], later.weekday)
    return bool(weeks) and later.start - slot.end < case.journeys.between(person, first[0], second[0])


def too_near(case: Case, one: Planned, other: Planned) -> bool:
    """Whether somebody who has both meetings cannot have them on one day."""
    if one.pair.meeting is None or other.pair.meeting is None:
        return False
    stops = _stop(case, one), _stop(case, other)
    return any(clash(case, person, *stops) for person in set(one.key) & set(other.key))


def breaches(case: Case) -> Iterator[Breach]:
    """Pairs of meetings that clash; two that people wrote down themselves are noted, not refused."""
    by_person: dict[str, list[Planned]] = {}
    for one in case.planned:
        if one.pair.meeting:
            for person in dict.fromkeys(one.key):
                by_person.setdefault(person, []).append(one)
    for person, meetings in sorted(by_person.items()):
        for one, other in combinations(meetings, 2):
            if one.kept and other.kept:
                continue
            if clash(case, person, _stop(case, one), _stop(case, other)):
                says = f"{person} cannot be both with {_others(one, person)} and with {_others(other, person)}."
                yield Breach(rule=RULE.id, says=says, people=tuple(dict.fromkeys((person, *one.key, *other.key))))


def _stop(case: Case, one: Planned) -> tuple[str, Slot, Turn]:
    meeting = one.pair.meeting
    assert meeting is not None
    return meeting.place, meeting.slot, case.turn_of(one.mentee, meeting)


def _others(one: Planned, person: str) -> str:
    meeting = one.pair.meeting
    other = one.pair.mentor if one.pair.mentee == person else one.pair.mentee
    return f"{other} ({meeting.slot}, {meeting.place})" if meeting else other
