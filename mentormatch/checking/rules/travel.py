"""A meeting is at one of the pair's places: usable for both, not beaten, among the first few."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.places import REMOTE
from mentormatch.domain.rules import TRAVEL
from mentormatch.domain.verdict import Breach

if TYPE_CHECKING:
    from mentormatch.checking.case import Case

RULE = TRAVEL


def usable(case: Case, mentee: Mentee, mentor: Mentor, place: str) -> bool:
    """Whether both can be at a place at all."""
    if place in REMOTE:
        return case.journeys.meets_by(mentee, place) and case.journeys.meets_by(mentor, place)
    return case.journeys.usable(mentee, place) and case.journeys.usable(mentor, place)


def breaches(case: Case) -> Iterator[Breach]:
    """Meetings at places out of reach or not among the pair's; the meeting recorded for a held pair may stay."""
    for one in case.planned:
        meeting = one.pair.meeting
        if meeting is None or one.kept:
            continue
        who = f"{one.pair.mentee} with {one.pair.mentor}"
        options = case.options_of(one.mentee, one.mentor)
        if not usable(case, one.mentee, one.mentor, meeting.place):
            says = f"{who}: {meeting.place} is no place that both can reach and use."
        elif meeting.place in options.by_place and meeting.place not in options.places:
            says = f"{who}: {meeting.place} is not among their places ({', '.join(options.places)})."
        else:
            continue
        yield Breach(rule=RULE.id, says=says, people=one.key)
