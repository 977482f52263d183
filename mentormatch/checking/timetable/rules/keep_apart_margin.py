"""Sessions of people who are kept apart are far enough from each other at one venue, and from their meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mentormatch.checking.timetable.court import Court, Held
from mentormatch.checking.timetable.meetings import PLAN
from mentormatch.domain.rules import MARGIN
from mentormatch.domain.slots import Slot
from mentormatch.domain.verdict import Breach

RULE = MARGIN


def breaches(court: Court) -> Iterator[Breach]:
    for at, one in enumerate(court.held):
        yield from _beside(court, one, court.held[at + 1 :])


def of_session(court: Court, one: Held) -> Iterator[Breach]:
    """One session beside all others. Whoever is offered a drop-in counts as in it."""
    yield from _beside(court, one, (other for other in court.held if other is not one))


def _beside(court: Court, one: Held, others: Iterable[Held]) -> Iterator[Breach]:
    """Who it is about is not said: the two sessions are enough to mend it."""
    here = court.present_at(one)
    for other in others:
        if _near(court, one, other.session.venue, other.session.slot, other.pattern.planned) and _apart(
            court, here, court.present_at(other)
        ):
            yield Breach(rule=RULE.id, says=f"{one.id} and {other.id} are too near at {one.session.venue}.")
    if court.case.plan.scope == PLAN:
        for met in court.ground.meetings:
            if met.in_person and _near(court, one, met.place, met.slot, met.weeks) and _apart(court, here, met.people):
                says = f"{one.id} and the meeting of {met.mentee} with {met.mentor} are too near at {met.place}."
                yield Breach(rule=RULE.id, says=says)


def _near(court: Court, one: Held, place: str, slot: Slot, weeks: int) -> bool:
    own = one.session.slot
    if one.session.venue != place or own.weekday != slot.weekday or not one.pattern.planned & weeks:
        return False
    return max(slot.start - own.end, own.start - slot.end) < court.case.policy.keep_apart_margin


def _apart(court: Court, here: Iterable[str], there: Iterable[str]) -> bool:
    others = set(there)
    return any(court.case.facts.apart(person) & others for person in here)
