"""Everywhere that somebody goes in a week: sessions, meetings and what else is in their diary, with the way there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property

import attrs

from mentormatch.checking.facts import Booked, Facts
from mentormatch.checking.journeys import NEVER, Journey, Journeys
from mentormatch.domain.frozen import frozen
from mentormatch.domain.people import Member
from mentormatch.domain.places import REMOTE, Activity, Venue
from mentormatch.domain.slots import Slot
from mentormatch.domain.timetable import Session
from mentormatch.reports.first_screen import Screen
from mentormatch.reports.words import place_name
from mentormatch.term.calendar import Calendar

LEADS, ATTENDS, MEETS, BUSY = "leads", "attends", "meets", "busy"


@frozen
class Going:
    """One thing that somebody regularly goes to.

    place: a venue id, "phone", "video", or None where only a spot or nothing is known. mode, minutes: from home, one
    way; None where there is no way that is known. pence: there and back on one date, with those who come along.
    booked: of what is in the diary already, as the judge knows it.
    """

    person: str
    role: str
    what: str
    slot: Slot
    place: str | None
    dates: tuple[dt.date, ...]
    mode: str | None = None
    minutes: int | None = None
    pence: int = 0
    session: str | None = None
    booked: Booked | None = None


@attrs.define(eq=False, slots=False)
class Goings:
    """Where everybody of a plan goes."""

    screen: Screen

    @cached_property
    def facts(self) -> Facts:
        return Facts(programme=self.screen.programme, history=self.screen.history)

    @cached_property
    def journeys(self) -> Journeys:
        return Journeys(self.facts)

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar.of(self.screen.programme)

    @cached_property
    def activities(self) -> dict[str, Activity]:
        return {row.id: row for row in self.screen.programme.activities}

    @cached_property
    def venues(self) -> dict[str, Venue]:
        return self.facts.venues

    @cached_property
    def by_person(self) -> dict[str, tuple[Going, ...]]:
        """Sessions and meetings of everybody who has any, in the order of the week."""
        out: dict[str, list[Going]] = {}
        for going in (*self._sessions(), *self._meetings()):
            out.setdefault(going.person, []).append(going)
        return {person: _in_order(out[person]) for person in sorted(out)}

    def of(self, person: str) -> tuple[Going, ...]:
        """Sessions, meetings and what else is in somebody's diary, in the order of the week."""
        return _in_order((*self.by_person.get(person, ()), *self._diary(person)))

    def between(self, one: Going, other: Going) -> int | None:
        """Minutes that somebody needs from one thing to the next; None where it is not known, or there is no way."""
        minutes: int | None = None
        if one.place is not None and other.place is not None:
            minutes = self.journeys.between(one.person, one.place, other.place)
        elif one.place is not None and other.booked is not None:
            minutes = self.journeys.around(one.person, one.place, other.booked)[0]
        elif other.place is not None and one.booked is not None:
            minutes = self.journeys.around(one.person, other.place, one.booked)[1]
        return None if minutes is None or minutes >= NEVER else minutes

    def name_of(self, session: Session) -> str:
        """What the activity of a session is called."""
        activity = self.activities.get(session.activity)
        return activity.name if activity else session.activity

    def heads(self, person: str) -> int:
        """Somebody, and those who come along."""
        mentee = self.facts.mentees.get(person)
        return 1 + (len(mentee.comes_with) if mentee else 0)

    # ------------------------------------------------------------------------------------------------- what there is

    def _sessions(self) -> Iterator[Going]:
        for session in self.screen.judged.plan.timetable.sessions:
            for person in session.leaders:
                yield self._at(session, person, LEADS, self._row(person, leads=True), 1)
            for person in session.attendees:
                yield self._at(session, person, ATTENDS, self._row(person, leads=False), self.heads(person))

    def _at(self, session: Session, person: str, role: str, row: Member | None, heads: int) -> Going:
        way = self._way(row, session.venue)
        return Going(
            person=person,
            role=role,
            what=self.name_of(session),
            slot=session.slot,
            place=session.venue,
            dates=tuple(day for day in session.dates if not self._away(row, day)),
            mode=way.mode.value if way else None,
            minutes=way.minutes if way else None,
            pence=way.pence * heads if way else 0,
            session=session.id,
        )

    def _meetings(self) -> Iterator[Going]:
        """The plan's meetings; of a timetable alone the recorded ones, which keep their hour."""
        pairs = self.screen.judged.plan.pairs
        met = [(p.mentee, p.mentor, p.meeting.place, p.meeting.slot) for p in pairs if p.meeting]
        if not pairs:
            records = self.facts.in_force.values()
            met = [(r.mentee, r.mentor, r.place, r.slot) for r in records if r.place is not None and r.slot is not None]
        for mentee, mentor, place, slot in met:
            mentee_row, mentor_row = self.facts.mentees.get(mentee), self.facts.mentors.get(mentor)
            dates = self._dates_met(mentee, place, slot, [row for row in (mentee_row, mentor_row) if row])
            yield self._meeting(mentee, mentee_row, f"meeting with {self.screen.names(mentor)}", place, slot, dates)
            yield self._meeting(mentor, mentor_row, f"meeting with {self.screen.names(mentee)}", place, slot, dates)

    def _meeting(
        self, person: str, row: Member | None, what: str, place: str, slot: Slot, dates: tuple[dt.date, ...]
    ) -> Going:
        way = self._way(row, place)
        return Going(
            person=person,
            role=MEETS,
            what=what,
            slot=slot,
            place=place,
            dates=dates,
            mode=way.mode.value if way else None,
            minutes=way.minutes if way else (0 if place in REMOTE else None),
            pence=way.pence if way else 0,
        )

    def _dates_met(self, mentee: str, place: str, slot: Slot, rows: list[Member]) -> tuple[dt.date, ...]:
        row = self.facts.mentees.get(mentee)
        since = max([self.screen.programme.as_of, *([row.available_from] if row and row.available_from else [])])
        venue = self.venues.get(place)
        days = self.calendar.planned(slot, since)
        return tuple(
            day
            for day in days
            if not (venue and self.calendar.why_shut(venue, day)) and not any(self._away(row, day) for row in rows)
        )

    def _diary(self, person: str) -> Iterator[Going]:
        """What is in somebody's diary besides; fixed sessions are among the sessions, or left out."""
        for booked in self.facts.booked(person):
            if booked.row is None:
                continue
            since, until = booked.row.starts_on, booked.row.ends_on
            yield Going(
                person=person,
                role=BUSY,
                what="busy",
                slot=booked.slot,
                place=booked.venue,
                dates=self.calendar.planned(booked.slot, since, until),
                booked=booked,
            )

    # --------------------------------------------------------------------------------------------------- small words

    def _row(self, person: str, *, leads: bool) -> Member | None:
        facts = self.facts
        if leads:
            return facts.mentors.get(person) or facts.staff.get(person) or facts.mentees.get(person)
        return facts.mentees.get(person) or facts.row_of(person)

    def way_of_attendee(self, person: str, venue: str) -> Journey | None:
        """The way from home of somebody who attends something at a venue."""
        return self._way(self._row(person, leads=False), venue)

    def _way(self, row: Member | None, place: str) -> Journey | None:
        return self.journeys.way(row, place) if row else None

    @staticmethod
    def _away(row: Member | None, day: dt.date) -> bool:
        return row is not None and row.availability is not None and row.availability.away_on(day)

    def where(self, going: Going) -> str:
        """The name of the place, or "elsewhere"."""
        return place_name(going.place, self.screen.programme) if going.place else "elsewhere"


def _in_order(goings: Iterable[Going]) -> tuple[Going, ...]:
    return tuple(sorted(goings, key=lambda one: (one.slot.key, one.role, one.what, one.place or "")))
