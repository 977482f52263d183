"""What people, venues and groups wish to be told, how, and what may be told about them.

It decides nothing about who meets whom: it is no part of a Programme, and no plan's hash changes with it. Without a
word from the person every answer here is the one that tells least.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import TypeVar

import attrs

from mentormatch.domain.frozen import frozen

Row = TypeVar("Row")


class ContactBy(Enum):
    """How somebody wishes to be reached."""

    TEXT = "text"
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    IN_PERSON = "in person"


@frozen
class Telling:
    """One person's wishes.

    calendar: they asked for one. calendar_title: the words they chose for an entry. alarm: minutes before it.
    first_name: as they are called, from contacts.csv; it may be told only where first_name_ok, to the other of a pair
    who says so, too. contact_by None: not known, so nothing is sent. safe_to_leave_message: others may hear it.
    """

    id: str
    calendar: bool = False
    calendar_title: str | None = None
    alarm: int | None = None
    first_name_ok: bool = False
    first_name: str = ""
    contact_by: ContactBy | None = None
    safe_to_leave_message: bool = False


@frozen
class VenueTelling:
    """A venue's wishes. booked_as: the name under which bookings go there.

    told_as: what people's calendars and texts call it, where its own name would tell too much.
    """

    id: str
    calendar: bool = False
    booked_as: str | None = None
    told_as: str | None = None


@frozen
class GroupTelling:
    """What may be told of an activity. calendar_title: what its calendar calls a session.

    public: it may be published, which counts only with who decided it and when. listed_as: its label in the OpenActive
    activity list.
    """

    id: str
    calendar: bool = False
    calendar_title: str | None = None
    public: bool = False
    public_by: str | None = None
    public_on: dt.date | None = None
    listed_as: str | None = None

    def published_on(self, day: dt.date) -> bool:
        """Whether it may be published on that day: marked so, by somebody, not later than then."""
        return self.public and bool(self.public_by) and self.public_on is not None and self.public_on <= day


@frozen
class Office:
    """Whom people ring: name, number, hours and website of the service, "" where not given."""

    name: str = ""
    phone: str = ""
    hours: str = ""
    website: str = ""


@frozen
class CalendarServer:
    """Where calendars are published: address, user, a file with the certificate to trust ("" = the machine's own list),
    and what make of server it is ("" = any). The password stands nowhere here."""

    url: str = ""
    user: str = ""
    certificate: str = ""
    make: str = ""


def _mapping(given: Mapping[str, Row]) -> Mapping[str, Row]:
    return MappingProxyType(dict(given))


@frozen
class Tellings:
    """All of it, by id."""

    people: Mapping[str, Telling] = attrs.field(factory=dict, converter=_mapping)
    venues: Mapping[str, VenueTelling] = attrs.field(factory=dict, converter=_mapping)
    groups: Mapping[str, GroupTelling] = attrs.field(factory=dict, converter=_mapping)
    office: Office = attrs.field(factory=Office)
    server: CalendarServer = attrs.field(factory=CalendarServer)

    def person(self, id: str) -> Telling:
        """A person's wishes; those that tell least where nothing is known."""
        return self.people.get(id) or Telling(id=id)

    def venue(self, id: str) -> VenueTelling:
        """A venue's."""
        return self.venues.get(id) or VenueTelling(id=id)

    def group(self, id: str) -> GroupTelling:
        """An activity's."""
        return self.groups.get(id) or GroupTelling(id=id)
