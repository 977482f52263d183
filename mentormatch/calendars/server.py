"""A CalDAV server, by the package caldav: bytes are sent as they are, and neither they nor a password are logged."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

from caldav.calendarobjectresource import Event
from caldav.collection import Calendar
from caldav.davclient import DAVClient
from caldav.lib import error
from niquests.exceptions import RequestException

from mentormatch.calendars.publishing import ChangedSinceError

TIMEOUT_SECONDS = 30
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_ETAG = "{DAV:}getetag"


class ServerError(RuntimeError):
    """The server cannot be used, or was lost on the way: a sentence for people, without a password."""


class Server:
    """A connection as one user. certificate: a file with the certificate to trust, for a server of one's own.

    features: what the package caldav knows of a make of server ("radicale", "nextcloud", ...), None for any.
    Raises ServerError, as every method does.
    """

    def __init__(
        self, url: str, user: str, password: str, *, certificate: str | None = None, features: str | None = None
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise ServerError("The server's address must begin with https://, so that nobody can read what is sent.")
        if parts.username or parts.password:
            raise ServerError("The server's address holds a name or a password: take it out of the address.")
        _be_quiet()
        with _told():
            self._client = DAVClient(
                url=url,
                username=user,
                password=password,
                timeout=TIMEOUT_SECONDS,
                ssl_verify_cert=certificate or True,
                features=features or {},
                enable_rfc6764=False,
            )
            self._principal: Any = self._client.principal()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def shelf(self, name: str, title: str) -> Collection:
        """A collection by its name, made where there is none."""
        with _told():
            try:
                made = self._principal.make_calendar(
                    name=title, cal_id=name, supported_calendar_component_set=["VEVENT"]
                )
                return Collection(self._client, made, fresh=True)
            except error.MkcalendarError:
                return Collection(self._client, self._principal.calendar(cal_id=name), fresh=False)

    def at(self, place: str) -> Collection:
        """A collection that was published before, by its address."""
        return Collection(self._client, Calendar(client=self._client, url=place), fresh=False)


class Collection:
    """One collection, as `publishing.Shelf` wants it."""

    def __init__(self, client: Any, calendar: Any, *, fresh: bool) -> None:
        self._client, self._calendar, self.fresh = client, calendar, fresh
        self.place = str(calendar.url)

    def listed(self) -> Mapping[str, str | None]:
        """Every object: name -> ETag, by one request."""
        with _told():
            try:
                found = self._calendar.get_objects_by_sync_token(load_objects=False)
            except error.NotFoundError:
                return {}
            # Deleted objects are listed, too, without an ETag.
            return {_name(one.url): one.props[_ETAG] for one in found if one.props.get(_ETAG)}

    def read(self, name: str) -> tuple[bytes, str | None] | None:
        """An object's bytes and ETag."""
        with _told():
            event = self._event(name)
            try:
                event.load()
            except error.NotFoundError:
                return None
            data = event.data
            return (data if isinstance(data, bytes) else str(data).encode()), event.props.get(_ETAG)

    def put(self, name: str, body: bytes, etag: str | None) -> str | None:
        """Puts the bytes there, on condition."""
        with _told():
            event = self._event(name)
            if etag is None:
                event.save(raw_data=body, no_overwrite=True, increase_seqno=False)
            else:
                event.props[_ETAG] = etag
                event.save(raw_data=body, precondition="etag", increase_seqno=False)
            given: str | None = event.props.get(_ETAG)
            return None if given is None or given.startswith("W/") else given  # a weak one holds for no condition

    def delete(self, name: str, etag: str | None) -> None:
        """Takes the object away, on condition."""
        with _told():
            event = self._event(name)
            if etag is not None:
                event.props[_ETAG] = etag
            event.delete(if_match=etag is not None)

    def _event(self, name: str) -> Any:
        return Event(client=self._client, url=self._calendar.url.join(name), parent=self._calendar)


def _name(url: object) -> str:
    return unquote(str(url).rstrip("/").rsplit("/", 1)[-1])


@contextmanager
def _told() -> Iterator[None]:
    """Turns what the packages raise into ServerError or ChangedSinceError; nothing of what was sent is in either."""
    try:
        yield
    except (error.ETagMismatchError, error.ScheduleTagMismatchError, error.ConsistencyError, error.UidConflictError):
        raise ChangedSinceError from None
    except error.AuthorizationError:
        raise ServerError("The server refuses this user and password, or what they may do there.") from None
    except error.DAVError as fault:
        raise ServerError(f"The server did not do what was asked ({type(fault).__name__}).") from None
    except (RequestException, OSError) as fault:
        raise ServerError(f"The server was not reached, or was lost ({_in_short(fault)}).") from None


def _in_short(fault: BaseException) -> str:
    text = str(fault)
    return "its certificate is not trusted" if "certificate" in text.lower() else type(fault).__name__


def _be_quiet() -> None:
    """The package logs pieces of entries where it would mend them, and can dump all that goes over the line."""
    logger = logging.getLogger("caldav")
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False
    error.debug_dump_communication = False
