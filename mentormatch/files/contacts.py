"""contacts.csv: names and ways to reach people. Nothing that plans or judges sees any of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from mentormatch.domain.frozen import frozen
from mentormatch.domain.problem import Problems
from mentormatch.files.rows import Parsed


@frozen
class Contact:
    """One person's name and ways to be reached, "" where not given."""

    id: str
    name: str = ""
    known_as: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


@frozen
class Contacts:
    """Contacts by id; empty where there is no contacts.csv."""

    by_id: Mapping[str, Contact] = attrs.field(factory=dict, converter=lambda given: MappingProxyType(dict(given)))

    def get(self, person: str) -> Contact | None:
        """The contact of a person, if there is one."""
        return self.by_id.get(person)

    def __len__(self) -> int:
        return len(self.by_id)


def contacts_of(rows: list[Parsed], problems: Problems) -> Contacts:
    """The contacts in the rows; an id that comes twice is told, and the first row counts."""
    out: dict[str, Contact] = {}
    for row in rows:
        contact = Contact(**row.values)
        if contact.id in out:
            problems.error(
                "stands twice in this file",
                where=row.cell("id"),
                seen=contact.id,
                person=contact.id,
                remedy="Take one of the two rows out.",
            )
            continue
        out[contact.id] = contact
    return Contacts(by_id=out)
