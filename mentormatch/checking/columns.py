"""The judge's own list of columns: each pair that a plan may contain, at each place and hour, and what it earns.

A mentee who may have several mentors has each option twice, as their first (best) pair and as a further one; everybody
else once. Points that hang on the pair, on the place and on the hour are kept apart, so that adding up prices looks at
hours only where a pair is worth it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum

import attrs

from mentormatch.checking.case import Case, Planned
from mentormatch.checking.dates import Turn
from mentormatch.checking.rules.held import may_stay
from mentormatch.checking.sieve import Sieve
from mentormatch.checking.values import OF_MEETINGS, meeting_moves
from mentormatch.domain import tiers
from mentormatch.domain.history import PairState
from mentormatch.domain.ids import tie_break
from mentormatch.domain.people import Mentee, Mentor
from mentormatch.domain.plan import Meeting, PlannedPair
from mentormatch.domain.slots import Slot
from mentormatch.domain.tiers import band_of


class Role(Enum):
    """What a pair is to its mentee: their only one, the best of several, a further one, or not counted."""

    ONLY = "only"
    FIRST = "first"
    FURTHER = "further"
    UNCOUNTED = "uncounted"


@attrs.frozen(eq=False, kw_only=True)
class At:
    """The columns of one pair at one place: start sets by turn, or the slot recorded, or none for no meeting yet."""

    place: str | None
    quality: int
    by_turn: tuple[tuple[Turn, int], ...] = ()
    recorded: Slot | None = None


@attrs.frozen(eq=False, kw_only=True)
class Columns:
    """The columns of one pair. held: exactly one of them is taken. standing: of a pin, else 0."""

    mentee: Mentee
    mentor: Mentor
    held: bool
    pin: bool
    standing: int
    roles: tuple[Role, ...]
    at: tuple[At, ...]
    priority: int
    needs_approval: bool
    tie: int

    @property
    def key(self) -> tuple[str, str]:
        return (self.mentee.id, self.mentor.id)


def all_columns(case: Case, sieve: Sieve) -> list[Columns]:
    """The columns of every pair that any plan may contain."""
    pairs = [(mentee, mentor) for mentee in case.facts.counted for mentor in case.programme.mentors]
    return columns_of(case, sieve, pairs)


def columns_of(case: Case, sieve: Sieve, pairs: Iterable[tuple[Mentee, Mentor]]) -> list[Columns]:
    """The columns of held pairs and pins, and of those of the given pairs that are candidates with room for them."""
    out = []
    for key in case.facts.in_force:
        out.append(_columns(case, case.facts.mentees[key[0]], case.facts.mentors[key[1]]))
    for key in case.facts.pins:
        known = key[0] in case.facts.mentees and key[1] in case.facts.mentors
        if known and case.facts.wants_left(case.facts.mentees[key[0]]):
            out.append(_columns(case, case.facts.mentees[key[0]], case.facts.mentors[key[1]]))
    for mentee, mentor in pairs:
        key = (mentee.id, mentor.id)
        if key in case.facts.held or key in case.facts.pins or not case.facts.wants_left(mentee):
            continue
        if sieve.candidate(mentee, mentor):
            out.append(_columns(case, mentee, mentor))
    return out


def planned_columns(case: Case) -> list[Columns]:
    """The columns of the plan's own pairs."""
    return [_columns(case, one.mentee, one.mentor) for one in case.planned]


def _columns(case: Case, mentee: Mentee, mentor: Mentor) -> Columns:
    key = (mentee.id, mentor.id)
    held, pin = key in case.facts.held, key in case.facts.pins
    at = [
        At(
            place=place,
            quality=case.quality(mentee, mentor, place).total,
            by_turn=case.options_of(mentee, mentor).by_place[place],
        )
        for place in case.places_of(mentee, mentor)
    ]
    if held:
        at += _of_record(case, mentee, mentor, at)
    elif pin and not at:
        at.append(At(place=None, quality=case.quality(mentee, mentor, None).total))
    return Columns(
        mentee=mentee,
        mentor=mentor,
        held=held,
        pin=pin and not held,
        standing=case.facts.pin_standing[key] if pin and not held else 0,
        roles=_roles(case, mentee),
        at=tuple(at),
        priority=case.facts.priority(mentee),
        needs_approval=not held and case.facts.approval_open(mentee, mentor),
        tie=0 if held else tie_break(case.programme.salt, *key),
    )


def _of_record(case: Case, mentee: Mentee, mentor: Mentor, others: list[At]) -> list[At]:
    """What a held pair has beside its options: the recorded meeting, or no meeting yet."""
    recorded = case.options.recorded((mentee.id, mentor.id))
    if recorded is not None and may_stay(case, mentee, mentor):
        place, slot = recorded
        quality = case.quality(mentee, mentor, place).total
        return [At(place=place, quality=quality, recorded=slot)]
    return [At(place=None, quality=case.quality(mentee, mentor, None).total)]


def _roles(case: Case, mentee: Mentee) -> tuple[Role, ...]:
    if not case.facts.counts(mentee):
        return (Role.UNCOUNTED,)
    if case.facts.most_pairs(mentee) >= 2:
        return (Role.FIRST, Role.FURTHER)
    return (Role.ONLY,)


def slots(case: Case, pair: Columns, at: At) -> Iterator[tuple[Slot | None, Turn | None]]:
    """The slots, with their turns, of the columns of a pair at one place; None and None for no meeting yet."""
    if at.recorded is not None:
        yield at.recorded, case.dates.turn(pair.mentee, at.recorded)
    elif at.place is None:
        yield None, None
    for turn, starts in at.by_turn:
        for weekday, start in case.starts.each(starts):
            yield turn.slot(weekday, start), turn


# ----------------------------------------------------------------------------------------------------------- points

PairPoints = Callable[[Columns, Role], int]
PlacePoints = Callable[[Columns, Role, At], int]
SlotPoints = Callable[[Case, Columns, At, Slot | None], int]


def _best(role: Role) -> bool:
    return role in (Role.ONLY, Role.FIRST)


OF_THE_PAIR: dict[str, PairPoints] = {
    tiers.PINS.name: lambda pair, role: int(pair.pin),
    tiers.PINS_SINCE.name: lambda pair, role: pair.standing,
    tiers.REACH.name: lambda pair, role: int(_best(role)),
    tiers.APPROVAL.name: lambda pair, role: int(pair.needs_approval),
    tiers.PRIORITY.name: lambda pair, role: pair.priority if _best(role) else 0,
    tiers.STABILITY_PEOPLE.name: lambda pair, role: 0,
    tiers.STABILITY_PAIRS.name: lambda pair, role: 0,
    tiers.FURTHER_NUMBER.name: lambda pair, role: int(role is Role.FURTHER),
    tiers.LOAD.name: lambda pair, role: 0,
    tiers.CANONICAL.name: lambda pair, role: pair.tie,
}
"""Points that hang on the pair alone; those of load hang on steps, not on pairs."""


def of_the_place(case: Case, name: str) -> PlacePoints | None:
    """The points of a tier that hang on the place; None for other tiers."""
    if name == tiers.QUALITY.name:
        return lambda pair, role, at: at.quality if _best(role) else 0
    if name == tiers.FURTHER_QUALITY.name:
        return lambda pair, role, at: at.quality if role is Role.FURTHER else 0
    if name.startswith("fairness-"):
        band, ends = int(name.rpartition("-")[2]), case.policy.bands
        return lambda pair, role, at: int(_best(role) and band_of(at.quality, ends) == band)
    return None


def _moves(case: Case, pair: Columns, at: At, slot: Slot | None) -> int:
    return int(pair.held and meeting_moves(case, _as_planned(case, pair, at, slot)))


def _as_planned(case: Case, pair: Columns, at: At, slot: Slot | None) -> Planned:
    meeting = None if at.place is None or slot is None else Meeting(place=at.place, slot=slot)
    state = case.facts.held[pair.key].state if pair.held else PairState.IDEA
    return case.as_planned(
        PlannedPair(mentee=pair.mentee.id, mentor=pair.mentor.id, state=state, quality=at.quality, meeting=meeting)
    )


def of_the_slot(name: str) -> SlotPoints | None:
    """The points of a tier that hang on the hour; None for other tiers."""
    if name == tiers.STABILITY_MEETINGS.name:
        return _moves
    if name not in OF_MEETINGS:
        return None

    def points(case: Case, pair: Columns, at: At, slot: Slot | None) -> int:
        if at.place is None or slot is None:
            return 0
        return OF_MEETINGS[name](case, _as_planned(case, pair, at, slot), at.place, slot)

    return points
