"""Who may see which appointment of a judged plan, and in which words.

An appointment is made for one reader, and simply lacks what that reader may not know. A participant, a mentor and
somebody of the staff see their own: when, where, their own words for it, and the first name of whom they meet if both
agreed. A venue sees bookings, a group's calendar the sessions, and neither sees anybody. Ideas and askings are the
coordinator's alone; a meeting whose approval is not recorded is nobody's. No reason, stage, surname, number or other
attender is in any of them.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property

import attrs

from mentormatch.domain.frozen import evolve, frozen
from mentormatch.domain.history import PairState
from mentormatch.domain.people import Status
from mentormatch.domain.places import Venue
from mentormatch.domain.plan import Meeting, PlannedPair, Way
from mentormatch.domain.programme import Programme
from mentormatch.domain.slots import Slot
from mentormatch.domain.telling import Tellings
from mentormatch.domain.timetable import Session
from mentormatch.domain.verdict import JudgedPlan

APPOINTMENT, BOOKING, GROUP = "Appointment", "Booking", "Group"
"""What an entry is called where nobody chose other words."""

SETTLED = (PairState.FIRST_MEETING_SET, PairState.TRYING, PairState.AGREED)
"""From "first meeting set" on both know of each other, and of the meeting."""

MEETING, SESSION = "meeting", "session"


@frozen
class HeldDates:
    """Dates of something regular, in order: those held, and those planned that are not."""

    held: tuple[dt.date, ...] = ()
    not_held: tuple[dt.date, ...] = ()


@frozen
class Appointment:
    """One regular thing in one reader's week.

    key: what it is: ("meeting", mentee, mentor) or ("session", id); for the machine, never to be shown.
    title: what this reader may read. place: a venue id, "phone" or "video"; venue: its row, None for those two.
    way: the reader's own way to a meeting, where the plan tells it. meets: the first name of the other, "" unless
    both agreed. ask_for: first names of staff who lead a session and let theirs be told. alarm: minutes before.
    tentative: an idea or an asking, which only a coordinator sees.
    """

    key: tuple[str, ...]
    title: str
    slot: Slot
    held: tuple[dt.date, ...]
    not_held: tuple[dt.date, ...]
    place: str
    venue: Venue | None
    way: Way | None = None
    meets: str = ""
    ask_for: tuple[str, ...] = ()
    alarm: int | None = None
    tentative: bool = False


Dates = Mapping[tuple[str, ...], HeldDates]
"""The dates of what a plan holds, by what it is, as `Appointment.key`."""

NONE_HELD = HeldDates()


@attrs.frozen(kw_only=True, eq=False, slots=False)
class Disclosed:
    """A judged plan as its readers may see it.

    dates: as `term.Meetings.of_plan` finds them. left_out: people of whom nothing is shown, because what the plan says
    of them no longer holds. pairs_left_out: two people of whom only what brings them together is not shown.
    """

    judged: JudgedPlan
    programme: Programme
    tellings: Tellings
    dates: Dates
    left_out: Collection[str] = ()
    pairs_left_out: Collection[tuple[str, str]] = ()

    @property
    def covers(self) -> frozenset[str]:
        """The kinds of things that the plan decides: of others it says nothing, and they stay as they were."""
        kinds = {"match": (MEETING,), "schedule": (SESSION,)}.get(self.judged.plan.scope, (MEETING, SESSION))
        return frozenset(kinds)

    def takes_part(self, person: str) -> bool:
        """Whether anything may be shown of somebody at all."""
        return person in self._active and person not in self.left_out

    def for_person(self, person: str) -> tuple[Appointment, ...]:
        """What one person sees: as one to be mentored, as a mentor, in sessions and leading them."""
        if not self.takes_part(person):
            return ()
        telling = self.tellings.person(person)
        title = telling.calendar_title or APPOINTMENT
        meetings = [
            self._own_meeting(pair, meeting, title, person)
            for pair, meeting in self._pairs_by_person[person]
            if pair.state in SETTLED
        ]
        sessions = [
            self._session(one, title, telling.alarm, self._ask_for(one))
            for one in self._sessions_by_person[person]
            if not self._with_one_left_out(person, one)
        ]
        return _in_order([*meetings, *sessions])

    def for_venue(self, venue: str) -> tuple[Appointment, ...]:
        """What a venue sees: its bookings. A meeting that takes up no room there is none."""
        row = self._venues.get(venue)
        if row is None:
            return ()
        known = self.tellings.office.name if row.our_name_there else ""
        title = self.tellings.venue(venue).booked_as or known or BOOKING
        meetings = [
            self._meeting(pair, meeting, title)
            for pair, meeting in self._pairs
            if row.takes_room and meeting.place == venue and pair.state in SETTLED
        ]
        return _in_order([*meetings, *(self._session(one, title) for one in self._sessions if one.venue == venue)])

    def for_group(self, activity: str) -> tuple[Appointment, ...]:
        """What a group's calendar shows: its sessions, and nobody who comes."""
        row = next((one for one in self.programme.activities if one.id == activity), None)
        if row is None:
            return ()
        telling = self.tellings.group(activity)
        open_name = row.name if telling.published_on(self.programme.as_of) else GROUP
        title = telling.calendar_title or open_name
        return _in_order([self._session(one, title) for one in self._sessions if one.activity == activity])

    def for_coordinator(self) -> tuple[Appointment, ...]:
        """Everything with a day and an hour, by ids; ideas and askings are marked."""
        names = {row.id: row.name for row in self.programme.activities}
        found = [self._session(one, f"{names.get(one.activity, one.activity)} ({one.id})") for one in self._sessions]
        for pair, meeting in self._pairs:
            settled = pair.state in SETTLED
            title = f"{pair.mentee} with {pair.mentor}" + ("" if settled else f" ({pair.state.value})")
            found.append(evolve(self._meeting(pair, meeting, title), tentative=not settled))
        return _in_order(found)

    def guarded(self, activity: str) -> int:
        """How many of those who come to an activity's sessions or lead them have a rule that protects them."""
        there = {
            person for one in self._sessions if one.activity == activity for person in (*one.attendees, *one.leaders)
        }
        rows = (*self.programme.mentees, *self.programme.mentors, *self.programme.staff)
        own = {row.id for row in rows if row.not_at or row.home_by is not None or row.out_from is not None}
        return sum(person in own or bool(self.programme.apart(person)) for person in there)

    # ------------------------------------------------------------------------------------------- what may be seen

    @cached_property
    def _active(self) -> frozenset[str]:
        """Everybody who takes part now, in each list that they are in."""
        rows = (*self.programme.mentees, *self.programme.mentors, *self.programme.staff)
        return frozenset(row.id for row in rows) - {row.id for row in rows if row.status is not Status.ACTIVE}

    @cached_property
    def _pairs(self) -> tuple[tuple[PlannedPair, Meeting], ...]:
        """The pairs of which anybody may see anything: approved, with a meeting, both still as the plan has them."""
        return tuple(
            (pair, pair.meeting)
            for pair in self.judged.plan.pairs
            if pair.meeting is not None
            and not pair.needs_approval
            and pair.mentee not in self.left_out
            and pair.mentor not in self.left_out
            and (pair.mentee, pair.mentor) not in self.pairs_left_out
        )

    def _with_one_left_out(self, person: str, session: Session) -> bool:
        """Whether a session would bring somebody together with whom they may not be shown."""
        others = {other for pair in self.pairs_left_out if person in pair for other in pair} - {person}
        return not others.isdisjoint((*session.attendees, *session.leaders))

    @property
    def _sessions(self) -> tuple[Session, ...]:
        return self.judged.plan.timetable.sessions

    @cached_property
    def _pairs_by_person(self) -> Mapping[str, list[tuple[PlannedPair, Meeting]]]:
        out: dict[str, list[tuple[PlannedPair, Meeting]]] = defaultdict(list)
        for pair, meeting in self._pairs:
            out[pair.mentee].append((pair, meeting))
            out[pair.mentor].append((pair, meeting))
        return out

    @cached_property
    def _sessions_by_person(self) -> Mapping[str, list[Session]]:
        out: dict[str, list[Session]] = defaultdict(list)
        for session in self._sessions:
            for person in sorted({*session.attendees, *session.leaders}):
                out[person].append(session)
        return out

    @cached_property
    def _venues(self) -> Mapping[str, Venue]:
        """The venues, each under the name that may be told."""
        out = {}
        for row in self.programme.venues:
            told_as = self.tellings.venue(row.id).told_as
            out[row.id] = evolve(row, name=told_as) if told_as else row
        return out

    @cached_property
    def _staff(self) -> frozenset[str]:
        return frozenset(row.id for row in self.programme.staff)

    # ------------------------------------------------------------------------------------------------- one of them

    def _own_meeting(self, pair: PlannedPair, meeting: Meeting, title: str, reader: str) -> Appointment:
        as_mentee = reader == pair.mentee
        other = self.tellings.person(pair.mentor if as_mentee else pair.mentee)
        both = other.first_name_ok and self.tellings.person(reader).first_name_ok
        return evolve(
            self._meeting(pair, meeting, title),
            way=meeting.mentee_way if as_mentee else meeting.mentor_way,
            meets=other.first_name if both else "",
            alarm=self.tellings.person(reader).alarm,
        )

    def _meeting(self, pair: PlannedPair, meeting: Meeting, title: str) -> Appointment:
        return self._appointment((MEETING, pair.mentee, pair.mentor), title, meeting.slot, meeting.place)

    def _session(
        self, session: Session, title: str, alarm: int | None = None, ask_for: tuple[str, ...] = ()
    ) -> Appointment:
        plain = self._appointment((SESSION, session.id), title, session.slot, session.venue)
        return evolve(plain, alarm=alarm, ask_for=ask_for)

    def _appointment(self, key: tuple[str, ...], title: str, slot: Slot, place: str) -> Appointment:
        dates = self.dates.get(key, NONE_HELD)
        return Appointment(
            key=key,
            title=title,
            slot=slot,
            held=dates.held,
            not_held=dates.not_held,
            place=place,
            venue=self._venues.get(place),
        )

    def _ask_for(self, session: Session) -> tuple[str, ...]:
        wishes = [self.tellings.person(leader) for leader in session.leaders if leader in self._staff]
        return tuple(one.first_name for one in wishes if one.first_name_ok and one.first_name)


def _in_order(found: list[Appointment]) -> tuple[Appointment, ...]:
    return tuple(sorted(found, key=lambda one: (one.slot.key, one.key)))
