"""A disclosed plan, and what was last exported -> files, what to remember, and what to tell whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from mentormatch.calendars import ical
from mentormatch.calendars.contents import Content, State, content_of
from mentormatch.calendars.stamping import Change, Now, Thing, stamped
from mentormatch.calendars.uids import token, uid
from mentormatch.domain.appointments import MEETING, SESSION, Appointment, Disclosed
from mentormatch.domain.exported import Entry, Reader, ReaderKind
from mentormatch.domain.frozen import frozen

COORDINATOR = Reader(kind=ReaderKind.COORDINATOR)
_PRIVATE = (ReaderKind.VENUE, ReaderKind.COORDINATOR)
"""Whose entries are marked private for those who look over a shoulder; in one's own feed Google would hide them."""


@frozen
class CalendarObject:
    """One UID as a CalDAV server keeps it: all its events in a calendar of its own."""

    uid: str
    sequence: int
    body: bytes


@frozen
class CalendarFile:
    """A calendar that somebody asked for. name: of the file, without ending, which says nothing. title: its own."""

    reader: Reader
    name: str
    title: str
    body: bytes
    objects: tuple[CalendarObject, ...] = ()


@frozen
class Exported:
    """files: of those who asked for one. entries: what to remember, of everybody. changes: soonest first."""

    files: tuple[CalendarFile, ...] = ()
    entries: tuple[Entry, ...] = ()
    changes: tuple[Change, ...] = ()


def export(disclosed: Disclosed, held: Iterable[Entry], key: bytes, now: Now, *, objects: bool = False) -> Exported:
    """Everybody's calendar as it is to be now.

    held: what was last exported. key: makes names that say nothing. objects: each UID by itself as well, for a server.
    Raises ZoneError where an hour, or the zone, cannot be told to every calendar program.
    """
    held_by: dict[Reader, dict[Thing, Entry]] = defaultdict(dict)
    for entry in held:
        held_by[entry.reader][entry.thing] = entry
    files: list[CalendarFile] = []
    entries: list[Entry] = []
    changes: list[Change] = []
    wish = _wishes(disclosed)
    for reader, appointments in _readers(disclosed, held_by):
        wanted = {one.key: content_of(one, private=reader.kind in _PRIVATE) for one in appointments if one.held}
        found = stamped(reader, wanted, held_by.get(reader, {}), now, covers=_covers(disclosed, reader))
        entries += [entry for entry, _ in found.entries]
        changes += found.changes
        if reader in wish:
            files.append(_file(disclosed, reader, wish[reader], found.entries, key, objects=objects))
    changes.sort(key=lambda one: one.sort_key)
    return Exported(files=tuple(files), entries=tuple(entries), changes=tuple(changes))


def _covers(disclosed: Disclosed, reader: Reader) -> frozenset[str]:
    """What is decided anew for a reader; for somebody who takes no part now, everything."""
    here = reader.kind is not ReaderKind.PERSON or disclosed.takes_part(reader.id)
    return disclosed.covers if here else frozenset((MEETING, SESSION))


def _readers(disclosed: Disclosed, held: Mapping[Reader, object]) -> Iterator[tuple[Reader, tuple[Appointment, ...]]]:
    """Everybody who could read a calendar, whether they asked for one or not, and everybody who had entries."""
    programme = disclosed.programme
    ids = {
        ReaderKind.PERSON: [row.id for row in (*programme.mentees, *programme.mentors, *programme.staff)],
        ReaderKind.VENUE: [row.id for row in programme.venues],
        ReaderKind.GROUP: [row.id for row in programme.activities],
        ReaderKind.COORDINATOR: [""],
    }
    views = {
        ReaderKind.PERSON: disclosed.for_person,
        ReaderKind.VENUE: disclosed.for_venue,
        ReaderKind.GROUP: disclosed.for_group,
        ReaderKind.COORDINATOR: lambda _: disclosed.for_coordinator(),
    }
    readers = {Reader(kind=kind, id=id) for kind, some in ids.items() for id in some} | set(held)
    for reader in sorted(readers, key=lambda one: one.sort_key):
        yield reader, views[reader.kind](reader.id)


def _wishes(disclosed: Disclosed) -> dict[Reader, str]:
    """The title of the calendar of everybody who asked for one, and of the coordinator."""
    tellings, programme = disclosed.tellings, disclosed.programme
    out = {COORDINATOR: programme.name}
    for row in (*programme.mentees, *programme.mentors, *programme.staff):
        if tellings.person(row.id).calendar:
            out[Reader(kind=ReaderKind.PERSON, id=row.id)] = "Appointments"
    for venue in programme.venues:
        if tellings.venue(venue.id).calendar:
            out[Reader(kind=ReaderKind.VENUE, id=venue.id)] = "Bookings"
    for activity in programme.activities:
        telling = tellings.group(activity.id)
        if telling.calendar:
            out[Reader(kind=ReaderKind.GROUP, id=activity.id)] = telling.calendar_title or "Group"
    return out


def _file(
    disclosed: Disclosed,
    reader: Reader,
    title: str,
    entries: Iterable[tuple[Entry, Content]],
    key: bytes,
    *,
    objects: bool,
) -> CalendarFile:
    term = disclosed.programme.term
    events: list[bytes] = []
    each: list[CalendarObject] = []
    for entry, content in entries:
        for one in ical.render(content, entry.sequence, entry.stamp, term.timezone):
            name = uid(key, reader, entry.thing, one.more)
            body = one.with_uid(name)
            events.append(body)
            if objects and content.state is not State.CANCELLED:  # on a server, gone is gone
                alone = ical.calendar("", term.timezone, term.first_day.year, [body], method=None)
                each.append(CalendarObject(uid=name, sequence=entry.sequence, body=alone))
    body = ical.calendar(title, term.timezone, term.first_day.year, events)
    return CalendarFile(reader=reader, name=token(key, reader), title=title, body=body, objects=tuple(each))
