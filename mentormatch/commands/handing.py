"""What each person of a judged plan is handed: which files, and how they are to be given."""

from __future__ import annotations

import hashlib
import hmac
import re
from pathlib import Path

import attrs

from mentormatch import files
from mentormatch.commands.disclosing import disclosed_of
from mentormatch.commands.exits import Stop
from mentormatch.commands.programme import Opened, ready
from mentormatch.commands.progress import unbroken
from mentormatch.commands.search import screen_of
from mentormatch.domain.appointments import Disclosed
from mentormatch.domain.extras import to_install
from mentormatch.domain.people import Status
from mentormatch.domain.slots import Slot
from mentormatch.domain.telling import ContactBy, Telling
from mentormatch.files.writing import csv_text
from mentormatch.reports.sessions.going import Goings
from mentormatch.sheets import Page, UndrawableError, html_page, message, page_of, pdf_page, script
from mentormatch.store import Store, StoreError

INSTALL = f"Pages need a package more: {to_install('sheets')}"
_OURS = re.compile(r"[0-9a-f]{16}(-text|-phone)?\.(pdf|html|txt)")
"""Names of files that this command makes: what of them is nobody's any longer is taken away."""


@attrs.frozen(kw_only=True)
class Sheet:
    """One person's: id, mark on the page, how it is to be given, content by the name of the file."""

    person: str
    mark: str
    how: str
    contents: dict[str, bytes]


@attrs.frozen(kw_only=True, eq=False)
class Handed:
    """All of them, and lines for the coordinator about whom the plan no longer fits, and which page has no PDF."""

    loaded: Opened
    scope: str
    people: tuple[Sheet, ...]
    left_out: tuple[str, ...] = ()
    undrawn: tuple[str, ...] = ()

    @property
    def half(self) -> str:
        """What no page of this plan can have on it, "" where nothing is missing."""
        programme, history = self.loaded.programme, self.loaded.history
        if self.scope == "match" and any(row.sessions or row.fixed for row in programme.activities):
            return "sessions of groups"
        if self.scope == "schedule" and any(row.slot for row in history.holding(programme.as_of)):
            return "meetings of two"
        return ""


def handed(folder: Path, plan_file: Path, *, quiet: bool) -> Handed:
    """The sheets of a plan. Ends with exit code 4 where it is refused."""
    loaded = ready(folder, quiet=quiet)
    disclosed, left_out = disclosed_of(loaded, plan_file, "sheet")
    judged = disclosed.judged
    key = _key(folder)
    goings = Goings(screen_of(judged, loaded)).by_person
    people, undrawn = [], []
    for person in _whom(loaded):
        if person in disclosed.left_out:
            continue
        ways = {
            (one.place, one.slot): (one.mode, one.minutes)
            for one in goings.get(person, ())
            if one.place is not None and one.mode is not None and one.minutes is not None
        }
        sheet, fault = _sheet(person, disclosed, ways, key)
        if sheet is not None:
            people.append(sheet)
        if fault:
            undrawn.append(f"{loaded.names(person)}: the page {fault}.")
    return Handed(
        loaded=loaded,
        scope=judged.plan.scope,
        people=tuple(people),
        left_out=tuple(left_out),
        undrawn=tuple(undrawn),
    )


def written(given: Handed, out: Path, listed: Path) -> tuple[int, int]:
    """Writes them all, and takes away files of before that are nobody's now; how many changed, how many went."""
    contents = {name: content for one in given.people for name, content in one.contents.items()}
    rows = [["files", "on the page", "id", "how"]]
    rows += [[" ".join(one.contents), one.mark, one.person, one.how] for one in given.people]
    try:
        with unbroken():
            out.mkdir(parents=True, exist_ok=True)
            files.overwrite(listed, csv_text(rows).encode("utf-8-sig"), secret=True)
            changed = sum(files.overwrite(out / name, content, lasting=False) for name, content in contents.items())
            gone = [path for path in out.iterdir() if _OURS.fullmatch(path.name) and path.name not in contents]
            for path in gone:
                path.unlink()
    except files.WriteError as error:
        raise Stop(str(error)) from error
    except OSError as error:
        raise Stop(f"{out} cannot be written to: {error.strerror or error}.") from error
    return changed, len(gone)


def _key(folder: Path) -> bytes:
    """The secret from which names of files are made: that of the calendars, so that there is one to keep."""
    try:
        key = files.calendar_key(folder)
        if key is None and Store(folder).fact("key") is not None:
            raise Stop(f"{folder / 'calendar.key'} is missing. Put the last copy of it back.")
        return key or files.new_calendar_key(folder)
    except (files.UnfitKeyError, files.WriteError, StoreError) as error:
        raise Stop(str(error)) from error


def _whom(loaded: Opened) -> list[str]:
    """Everybody who takes part now, by id."""
    programme = loaded.programme
    rows = (*programme.mentees, *programme.mentors, *programme.staff)
    away = {row.id for row in rows if row.status is not Status.ACTIVE}
    return sorted({row.id for row in rows} - away)


def _sheet(
    person: str, disclosed: Disclosed, ways: dict[tuple[str, Slot], tuple[str, int]], key: bytes
) -> tuple[Sheet | None, str]:
    """One person's files, and why there is no PDF; none for a mentor or worker with nothing in the week."""
    programme, tellings = disclosed.programme, disclosed.tellings
    name = hmac.new(key, f"sheet\0{person}".encode(), hashlib.sha256).hexdigest()[:16]
    page = page_of(disclosed.for_person(person), ways, tellings.office, programme.as_of, f"Page {name[:6]}")
    if not page.entries and person not in {row.id for row in programme.mentees}:
        return None, ""
    contents, fault = {f"{name}.html": html_page(page).encode()}, ""
    try:
        contents[f"{name}.pdf"] = pdf_page(page, programme.as_of)
    except UndrawableError as error:
        fault = str(error)
    except ModuleNotFoundError as missing:
        raise Stop(INSTALL) from missing
    telling = tellings.person(person)
    contents.update(_words(name, page, telling))
    return Sheet(person=person, mark=page.mark, how=_how(page, telling), contents=contents), fault


def _words(name: str, page: Page, telling: Telling) -> dict[str, bytes]:
    safe = telling.safe_to_leave_message
    if not page.entries:  # a text that says to ring would only alarm
        return {}
    if telling.contact_by is ContactBy.TEXT:
        return {f"{name}-text.txt": (message(page, safe=safe) + "\n").encode()}
    if telling.contact_by is ContactBy.PHONE:
        return {f"{name}-phone.txt": script(page, telling.first_name, safe=safe).encode()}
    return {}


def _how(page: Page, telling: Telling) -> str:
    """How it is to be given, by what the person wishes."""
    if not page.entries:
        return "nothing is settled: send nothing; the page is there if they ask"
    safe = telling.safe_to_leave_message
    return {
        ContactBy.TEXT: "send the text" if safe else "send the text: it says only to ring; hand over the page",
        ContactBy.PHONE: "ring, and read it out" if safe else "ring, and read it out to nobody else; leave no message",
        ContactBy.LETTER: "post the page" if safe else "hand over the page; do not post it",
        ContactBy.EMAIL: "e-mail the page" if safe else "hand over the page; do not e-mail it",
        ContactBy.IN_PERSON: "hand over the page",
        None: "hand over the page, and ask how they wish to be reached; send nothing",
    }[telling.contact_by]
