"""Every session that could be, with everybody who could lead and attend it, and where each person stands in them."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from mentormatch.checking.timetable.court import Ground
from mentormatch.checking.timetable.patterns import Pattern
from mentormatch.checking.timetable.possible import Placed, Possible
from mentormatch.domain.places import Activity


@attrs.frozen(eq=False, kw_only=True)
class Could:
    """One pattern, and by id who could lead it and, where it is by name, who could attend it."""

    pattern: Pattern
    leaders: tuple[str, ...]
    attendees: tuple[str, ...]


@attrs.frozen(eq=False, kw_only=True)
class Place:
    """One person in one pattern: the number of the pattern in the list, and theirs among its leaders or attendees."""

    pattern: int
    leads: bool
    at: int


@attrs.frozen(eq=False)
class Listed:
    """All that could run, in the order in which it was found."""

    ground: Ground
    all: tuple[Could, ...]
    places: dict[str, list[Place]] = attrs.field(init=False)
    """Of each person everything that they could lead or attend."""

    def __attrs_post_init__(self) -> None:
        for number, one in enumerate(self.all):
            for leads, people in ((True, one.leaders), (False, one.attendees)):
                for at, person in enumerate(people):
                    self.places.setdefault(person, []).append(Place(pattern=number, leads=leads, at=at))

    @places.default
    def _nobody(self) -> dict[str, list[Place]]:
        return {}

    def pattern(self, place: Place) -> Pattern:
        return self.all[place.pattern].pattern


def listed(possible: Possible) -> Listed:
    """The whole list: T1 to T3, of every activity."""
    ground = possible.ground
    return Listed(ground, tuple(one for row in ground.case.programme.activities for one in _of(possible, row)))


def _of(possible: Possible, activity: Activity) -> Iterator[Could]:
    if not activity.sessions and not activity.fixed:
        return
    ground = possible.ground
    placed, fixed = possible.patterns(activity)
    leaders = _Starts.of_leaders(possible, activity, placed)
    attendees = _Starts.of_attendees(possible, activity)
    for pattern in fixed:
        come = _of_fixed(possible, pattern) if pattern.by_name else ()
        yield Could(pattern=pattern, leaders=ground.going.possible_leaders(pattern), attendees=come)
    for one in placed:
        for weekday, start in ground.case.starts.each(one.starts):
            bit = ground.case.starts.bit(weekday, start)
            pattern = ground.patterns.of(activity.id, one.turn.slot(weekday, start), one.venue.id, fixed=False)
            if pattern.by_name or ground.offers.expected(pattern) >= activity.smallest:
                yield Could(
                    pattern=pattern,
                    leaders=leaders.at(one, bit),
                    attendees=attendees.at(one, bit) if pattern.by_name else (),
                )


def _of_fixed(possible: Possible, pattern: Pattern) -> tuple[str, ...]:
    going, facts = possible.ground.going, possible.ground.case.facts
    asked = sorted({*facts.mentees, *pattern.fixed_people})
    return tuple(person for person in asked if going.may_attend(person, pattern))


class _Starts:
    """By set of placed patterns, at which of its starts each person could be there."""

    def __init__(self) -> None:
        self._of: dict[int, list[tuple[str, int]]] = {}

    @classmethod
    def of_leaders(cls, possible: Possible, activity: Activity, placed: list[Placed]) -> _Starts:
        out, going = cls(), possible.ground.going
        for person in going.who_lead(activity):
            row = going.leads_as(person)
            assert row is not None, f"{person} leads and is nobody"
            for one in placed:
                out._note(one, person, possible.could_lead(row, activity, one))
        return out

    @classmethod
    def of_attendees(cls, possible: Possible, activity: Activity) -> _Starts:
        out, going = cls(), possible.ground.going
        for mentee in possible.ground.case.programme.mentees:
            if going.wants_groups(mentee):
                for one, starts in possible.attending(mentee, activity)[0]:
                    out._note(one, mentee.id, starts)
        return out

    def _note(self, one: Placed, person: str, starts: int) -> None:
        if starts:
            self._of.setdefault(id(one), []).append((person, starts))

    def at(self, one: Placed, bit: int) -> tuple[str, ...]:
        """Who could be there at one start."""
        return tuple(person for person, starts in self._of.get(id(one), ()) if starts & bit)
