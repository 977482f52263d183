"""What was last put into a calendar: it stands between a plan that changes and calendars that must not double."""

from __future__ import annotations

import datetime as dt
from enum import Enum

from mentormatch.domain.frozen import frozen


class ReaderKind(Enum):
    """Whose calendar it is."""

    PERSON = "person"
    VENUE = "venue"
    GROUP = "group"
    COORDINATOR = "coordinator"


@frozen
class Reader:
    """One reader: a kind, and the id of the person, venue or activity ("" of the coordinator)."""

    kind: ReaderKind
    id: str = ""

    @property
    def sort_key(self) -> tuple[str, str]:
        """Kind, then id."""
        return (self.kind.value, self.id)


@frozen
class Entry:
    """One entry of one reader's calendar as last exported.

    thing: what it is, as `Appointment.key`. sequence: only ever rises. stamp: when it last changed, UTC, whole seconds.
    content: everything that the reader sees, as canonical JSON; equal texts are equal entries.
    """

    reader: Reader
    thing: tuple[str, ...]
    sequence: int
    stamp: dt.datetime
    content: str


@frozen
class Published:
    """One object on a server as it was last put there: the server's ETag, if it gave one, and a hash of our bytes."""

    uid: str
    etag: str | None
    digest: str
