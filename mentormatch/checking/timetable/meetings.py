"""The one-to-one meetings beside which sessions are judged: those recorded, or in the scope "plan" the plan's own."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from mentormatch.checking.case import Case
from mentormatch.checking.rules.held import may_stay
from mentormatch.domain.places import REMOTE
from mentormatch.domain.slots import Slot

SCHEDULE, PLAN = "schedule", "plan"


@attrs.frozen(eq=False, kw_only=True)
class Met:
    """One regular meeting. weeks: those planned, as a mask. recorded: people wrote it down, and it may stay."""

    mentee: str
    mentor: str
    place: str
    slot: Slot
    weeks: int
    recorded: bool

    @property
    def people(self) -> tuple[str, str]:
        return (self.mentee, self.mentor)

    @property
    def in_person(self) -> bool:
        return self.place not in REMOTE


def meetings_beside(case: Case) -> tuple[Met, ...]:
    """What takes the time of people, and rooms, beside the sessions."""
    return tuple(_of_the_plan(case) if case.plan.scope == PLAN else recorded_meetings(case))


def recorded_meetings(case: Case) -> Iterator[Met]:
    """The recorded meetings of pairs in force that may stay."""
    for pair in case.facts.in_force:
        mentee, mentor = case.facts.mentees[pair[0]], case.facts.mentors[pair[1]]
        recorded = case.options.recorded(pair)
        if recorded is not None and may_stay(case, mentee, mentor):
            yield _met(case, *pair, *recorded, recorded=True)


def _of_the_plan(case: Case) -> Iterator[Met]:
    for one in case.planned:
        meeting = one.pair.meeting
        if meeting is not None:
            yield _met(case, *one.key, meeting.place, meeting.slot, recorded=one.kept)


def _met(case: Case, mentee: str, mentor: str, place: str, slot: Slot, *, recorded: bool) -> Met:
    turn = case.dates.turn(case.facts.mentees[mentee], slot)
    weeks = case.dates.planned(turn, slot.weekday)
    return Met(mentee=mentee, mentor=mentor, place=place, slot=slot, weeks=weeks, recorded=recorded)
