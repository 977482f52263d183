"""The columns about calendars, consents and contact -> Tellings; names come from contacts.csv."""

from __future__ import annotations

from typing import Any

from mentormatch.domain.telling import GroupTelling, Telling, Tellings, VenueTelling
from mentormatch.files.contacts import Contact
from mentormatch.files.reading import Reading
from mentormatch.files.rows import Parsed
from mentormatch.files.shapes import fields_of

_SHEETS = ("people", "mentors", "staff")
_CONSENTS = ("calendar", "first_name_ok", "safe_to_leave_message")


def tellings_of(reading: Reading) -> Tellings:
    """What the rows say. Somebody in two files consents only where no row says no; else the first row counts."""
    given: dict[str, dict[str, Any]] = {}
    for sheet in _SHEETS:
        for row in reading.rows.get(sheet, ()):
            _join(given.setdefault(row.values["id"], {}), _of(row, Telling))
    for id, contact in reading.contacts.by_id.items():
        given.setdefault(id, {})["first_name"] = first_name(contact)
    venues = (VenueTelling(**_of(row, VenueTelling)) for row in reading.rows.get("venues", ()))
    groups = (_group(row, reading) for row in reading.rows.get("activities", ()))
    return Tellings(
        people={id: Telling(**{**values, "id": id}) for id, values in given.items()},
        venues={one.id: one for one in venues},
        groups={one.id: one for one in groups},
        office=reading.settings.office,
        server=reading.settings.server,
    )


def first_name(contact: Contact) -> str:
    """What somebody is called, in one word: "Rowan" of "Rowan Birch" and of "Birch, Rowan"."""
    _, comma, given = contact.name.partition(",")
    for text in (contact.known_as, given if comma else "", contact.name.replace(",", " ")):
        if text.split():
            return text.split()[0]
    return ""


def _of(row: Parsed, cls: type) -> dict[str, Any]:
    names = {field.name for field in fields_of(cls)}
    return {name: value for name, value in row.values.items() if name in names}


def _join(values: dict[str, Any], more: dict[str, Any]) -> None:
    for name, value in more.items():
        if name in _CONSENTS:
            values[name] = values.get(name, True) and value
        else:
            values.setdefault(name, value)


def _group(row: Parsed, reading: Reading) -> GroupTelling:
    made = GroupTelling(**_of(row, GroupTelling))
    lacking = [name for name in ("public_by", "public_on") if made.public and not getattr(made, name)]
    if lacking:
        reading.problems.warn(
            "is blank, so that this activity is not published",
            where=row.cell(lacking[0]),
            remedy="Fill in who decided that it may be published, and when.",
        )
    return made
