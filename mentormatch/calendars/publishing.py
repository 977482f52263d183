"""One reader's objects -> one collection of a server: made, changed and deleted by UID and ETag, and safe to run again.

Each step asks the server to refuse it if the object has changed since it was looked at, and is remembered once the
server has answered; so a run that was cut off is finished by the next. What a person changed or added there is seen,
kept and told, not overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import partial
from typing import Protocol

from mentormatch.calendars.exporting import CalendarObject
from mentormatch.calendars.marks import marked, seen
from mentormatch.calendars.uids import DIGITS, DOMAIN
from mentormatch.domain.exported import Published
from mentormatch.domain.frozen import frozen


class ChangedSinceError(RuntimeError):
    """The server refused a step: the object is no longer as it was looked at."""


class Shelf(Protocol):
    """A collection of a server. Names are those of objects in it; an ETag None: the server gave none."""

    place: str
    fresh: bool

    def listed(self) -> Mapping[str, str | None]:
        """Every object there: name -> ETag."""

    def read(self, name: str) -> tuple[bytes, str | None] | None:
        """An object's bytes and ETag; None where there is none."""

    def put(self, name: str, body: bytes, etag: str | None) -> str | None:
        """Puts an object there and gives its new ETag; etag None: there must be none yet. Raises ChangedSinceError."""

    def delete(self, name: str, etag: str | None) -> None:
        """Takes an object away. Raises ChangedSinceError."""


class Memory(Protocol):
    """What was last published, by collection; the store."""

    def published(self, place: str) -> dict[str, Published]:
        """By UID."""

    def remember_published(self, place: str, one: Published) -> None:
        """Remembers one object."""

    def forget_published(self, place: str, uid: str) -> None:
        """Forgets one."""


class Done(Enum):
    """What became of an object."""

    MADE = "made"
    CHANGED = "changed"
    SAME = "same"
    DELETED = "deleted"
    CHANGED_THERE = "changed there"
    DELETED_THERE = "deleted there"


@frozen
class Outcome:
    """What one run did in one collection: how many of each, and how many objects there are not ours."""

    counts: Mapping[Done, int]
    theirs: int = 0

    @property
    def whole(self) -> bool:
        """Whether everything there is now as it should be."""
        return not (self.counts.get(Done.CHANGED_THERE) or self.counts.get(Done.DELETED_THERE))


def publish(shelf: Shelf, objects: Iterable[CalendarObject], memory: Memory, *, overwrite: bool = False) -> Outcome:
    """Brings a collection up to date. overwrite: what a person changed or deleted there is put right again."""
    return _Run(shelf, memory, overwrite=overwrite).of(objects)


def name_of(uid: str) -> str:
    """The name of an object: its UID without the domain, which needs no escaping in a URL."""
    return f"{uid.removesuffix(DOMAIN)}.ics"


_GOING = ""
"""Remembered of an object that is about to be deleted: if it is missing later, it was not a person who deleted it."""


class _Run:
    def __init__(self, shelf: Shelf, memory: Memory, *, overwrite: bool) -> None:
        self.shelf, self.memory, self.overwrite = shelf, memory, overwrite
        self.there = dict(shelf.listed())
        # A collection that has just been made holds nothing: what was remembered of an older one does not count.
        self.known = {} if shelf.fresh else memory.published(shelf.place)
        self.counts: dict[Done, int] = {}

    def of(self, objects: Iterable[CalendarObject]) -> Outcome:
        """All of it: what is wanted first, then what is gone."""
        wanted = {name_of(one.uid): one for one in objects}
        for name, one in sorted(wanted.items()):
            body, shows = marked(one.body)
            self._count(self._step(partial(self._put, name, one, body, shows)))
        ours = {name for name in self.there if _is_ours(name)} | {name_of(uid) for uid in self.known}
        theirs = sum(not _is_ours(name) for name in self.there)
        for name in sorted(ours - set(wanted)):
            done = self._step(partial(self._delete, name))
            self._count(done)
            theirs += done is None and name in self.there
        return Outcome(counts=self.counts, theirs=theirs)

    def _step(self, work: Callable[[], Done | None]) -> Done | None:
        try:
            return work()
        except ChangedSinceError:
            return Done.CHANGED_THERE

    def _count(self, done: Done | None) -> None:
        if done is not None:
            self.counts[done] = self.counts.get(done, 0) + 1

    # ------------------------------------------------------------------------------------------------ one object

    def _put(self, name: str, one: CalendarObject, body: bytes, shows: str) -> Done:
        known = self.known.get(one.uid)
        if name not in self.there:
            if known is not None and known.digest != _GOING and not self.overwrite:
                return Done.DELETED_THERE
            self._keep(one.uid, self.shelf.put(name, body, None), shows)
            return Done.MADE
        etag = self.there[name]
        if known is not None and etag is not None and known.etag == etag:
            if known.digest == shows:
                return Done.SAME
            self._keep(one.uid, self.shelf.put(name, body, etag), shows)
            return Done.CHANGED
        return self._put_over(name, one, body, shows)

    def _put_over(self, name: str, one: CalendarObject, body: bytes, shows: str) -> Done:
        """Over an object that is not known to be as we left it: it is read first."""
        found = self.shelf.read(name)
        if found is None:
            self._keep(one.uid, self.shelf.put(name, body, None), shows)
            return Done.MADE
        was, etag = seen(found[0]), found[1]
        if was.untouched and was.shows == shows:
            self._keep(one.uid, etag, shows)
            return Done.SAME
        if not was.untouched and not self.overwrite:
            return Done.CHANGED_THERE
        self._keep(one.uid, self.shelf.put(name, body, etag), shows)
        return Done.CHANGED

    def _delete(self, name: str) -> Done | None:
        """Takes away what is no longer wanted; None where there is nothing of ours to take."""
        uid = name.removesuffix(".ics") + DOMAIN
        known, etag = self.known.get(uid), self.there.get(name)
        if name not in self.there:
            self.memory.forget_published(self.shelf.place, uid)
            return None
        if known is None or etag is None or known.etag != etag:
            found = self.shelf.read(name)
            if found is None:
                self.memory.forget_published(self.shelf.place, uid)
                return None
            was, etag = seen(found[0]), found[1]
            if was.carried is None and known is None:
                return None
            if not was.untouched and not self.overwrite:
                return Done.CHANGED_THERE
        self._keep(uid, etag, _GOING)
        self.shelf.delete(name, etag)
        self.memory.forget_published(self.shelf.place, uid)
        return Done.DELETED

    def _keep(self, uid: str, etag: str | None, shows: str) -> None:
        self.memory.remember_published(self.shelf.place, Published(uid=uid, etag=etag, digest=shows))


def _is_ours(name: str) -> bool:
    bare = name.removesuffix(".ics")
    return len(bare) >= DIGITS and all(mark in "0123456789abcdef" for mark in bare)
