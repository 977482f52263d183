"""A plan as the calendars of a programme take it: judged, disclosed, beside what was last exported."""

from __future__ import annotations

import datetime as dt
import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import attrs

from mentormatch import files, records
from mentormatch.commands.disclosing import disclosed_of
from mentormatch.commands.exits import Stop
from mentormatch.commands.programme import Opened, ready
from mentormatch.commands.progress import unbroken
from mentormatch.domain.appointments import Disclosed
from mentormatch.domain.extras import to_install
from mentormatch.domain.verdict import JudgedPlan
from mentormatch.store import Store, StoreError

if TYPE_CHECKING:
    from mentormatch.calendars import Exported

INSTALL = f"Calendars need a package more: {to_install('calendars')}"


@attrs.frozen(kw_only=True, eq=False)
class Export:
    """What a command holds of one export. moment: UTC. left_out: lines about people whom the plan no longer fits."""

    loaded: Opened
    judged: JudgedPlan
    disclosed: Disclosed
    exported: Exported
    store: Store
    key: bytes | None
    moment: dt.datetime
    left_out: tuple[str, ...] = ()

    @property
    def local(self) -> dt.datetime:
        """The programme's own clock, without a zone."""
        return self.moment.astimezone(ZoneInfo(self.loaded.programme.term.timezone)).replace(tzinfo=None)


def must_be_installed() -> None:
    """Ends with a sentence where the package that writes calendars is not there."""
    if find_spec("icalendar") is None:
        raise Stop(INSTALL)


def clock() -> dt.datetime:
    """Now, UTC, whole seconds."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def exported_of(
    folder: Path, plan_file: Path, *, quiet: bool, try_only: bool = False, new_key: bool = False, objects: bool = False
) -> Export:
    """The calendars of a plan. try_only: nothing is written, not even a key. Ends where the plan is refused."""
    from mentormatch.calendars import export
    from mentormatch.calendars.stamping import Now
    from mentormatch.calendars.zones import ZoneError

    loaded = ready(folder, quiet=quiet)
    disclosed, lines = disclosed_of(loaded, plan_file, "calendar")
    store, moment = Store(folder), clock()
    try:
        key, held = _key(folder, store, moment, try_only=try_only, new_key=new_key), store.entries()
    except StoreError as error:
        raise Stop(str(error)) from error
    programme = loaded.programme
    today = moment.astimezone(ZoneInfo(programme.term.timezone)).date()
    now = Now(moment=moment, today=today, planned_from=programme.as_of)
    try:
        exported = export(disclosed, held, key or b"", now, objects=objects)
    except ZoneError as error:
        raise Stop(str(error)) from error
    return Export(
        loaded=loaded,
        judged=disclosed.judged,
        disclosed=disclosed,
        exported=exported,
        store=store,
        key=key,
        moment=moment,
        left_out=tuple(lines),
    )


def _key(folder: Path, store: Store, moment: dt.datetime, *, try_only: bool, new_key: bool) -> bytes | None:
    """The secret key; made where nothing was exported yet. Ends where it is not the one of before."""
    from mentormatch.calendars.uids import fingerprint

    try:
        key = files.calendar_key(folder)
        known = store.fact("key")
        if known is not None and (key is None or fingerprint(key) != known) and not new_key:
            raise Stop(
                f"{folder / 'calendar.key'} is not the key with which calendars were written before: with another one "
                "everybody would see everything twice. Put the last copy of it back. If it is gone for good, give "
                "--new-key, and give everybody their calendar anew."
            )
        if try_only:
            return key
        if new_key and store.exists:
            store.forget_exports(moment)
        return key if key is not None and not new_key else files.new_calendar_key(folder)
    except (files.UnfitKeyError, files.WriteError) as error:
        raise Stop(str(error)) from error


def remember(export: Export) -> None:
    """Remembers what is exported now; it comes before the files, so that a file never says more than is known."""
    from mentormatch.calendars.uids import fingerprint

    body = hashlib.blake2b(records.body_bytes(export.judged.plan), digest_size=16).hexdigest()
    facts = {"key": fingerprint(export.key)} if export.key is not None else {}
    try:
        with unbroken():
            export.store.remember_export(export.judged, body, export.exported.entries, export.moment, facts)
    except StoreError as error:
        raise Stop(str(error)) from error
