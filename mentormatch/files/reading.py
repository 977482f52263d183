"""What has been read of a folder so far; the steps of reading, and the checks across files, hand it on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import attrs

from mentormatch.domain.history import Approval, KeepApart, PairRecord
from mentormatch.domain.people import Member, Mentee, Mentor, Staff
from mentormatch.domain.places import Activity, Closure, Commitment, Venue
from mentormatch.domain.problem import Cell, Problems
from mentormatch.domain.programme import TravelRow
from mentormatch.domain.week import EVERY_WEEK, WEEKDAYS, Availability, clock
from mentormatch.files.contacts import Contacts
from mentormatch.files.homes import Places
from mentormatch.files.nearest import nearest_id
from mentormatch.files.rows import Parsed
from mentormatch.files.settings import Settings
from mentormatch.files.tables import heading_key

M = TypeVar("M", bound=Member)
NAMED_NEAREST = 200
"""So many unknown ids are given a nearest one; beyond that a list of them helps nobody."""


@attrs.define(kw_only=True, eq=False, slots=False)
class Reading:
    """rows: parsed rows by sheet. row_of: row number by id, by sheet; it holds ids whose row could not be read, too.

    not_whole: sheets of which rows are missing, so that an id may be there and not be known.
    """

    folder: Path
    problems: Problems
    settings: Settings
    places: Places
    rows: dict[str, list[Parsed]] = attrs.field(factory=dict)
    row_of: dict[str, dict[str, int]] = attrs.field(factory=dict)
    not_whole: set[str] = attrs.field(factory=set)
    mentees: list[Mentee] = attrs.field(factory=list)
    mentors: list[Mentor] = attrs.field(factory=list)
    staff: list[Staff] = attrs.field(factory=list)
    venues: list[Venue] = attrs.field(factory=list)
    activities: list[Activity] = attrs.field(factory=list)
    pairs: list[PairRecord] = attrs.field(factory=list)
    keep_apart: list[KeepApart] = attrs.field(factory=list)
    approvals: list[Approval] = attrs.field(factory=list)
    commitments: list[Commitment] = attrs.field(factory=list)
    closures: list[Closure] = attrs.field(factory=list)
    journeys: list[TravelRow] = attrs.field(factory=list)
    contacts: Contacts = attrs.field(factory=Contacts)
    _named: int = 0

    def people(self) -> Iterator[Member]:
        """Everybody, a person in two lists twice."""
        yield from self.mentees
        yield from self.mentors
        yield from self.staff

    def ids_of(self, sheets: tuple[str, ...]) -> dict[str, int]:
        """Row numbers by id, of several files."""
        if sheets not in self._id_cache:
            found: dict[str, int] = {}
            for sheet in sheets:
                found.update(self.row_of.get(sheet, {}))
            self._id_cache[sheets] = found
        return self._id_cache[sheets]

    def name_nearest(self, text: str, *sheets: str) -> str:
        """'Nearest: "M-071" (mentors.csv row 22).', or nothing."""
        self._named += 1
        if self._named > NAMED_NEAREST:
            return ""
        keys = self._keys(sheets)
        found = nearest_id(text, keys)
        if found is None:
            return ""
        file, row = next((sheet, self.row_of[sheet][found]) for sheet in sheets if found in self.row_of.get(sheet, {}))
        return f'Nearest: "{found}" ({file}.csv row {row}).'

    def _keys(self, sheets: tuple[str, ...]) -> dict[str, str]:
        if sheets not in self._key_cache:
            self._key_cache[sheets] = {one: heading_key(one) for one in self.ids_of(sheets)}
        return self._key_cache[sheets]

    @cached_property
    def _key_cache(self) -> dict[tuple[str, ...], dict[str, str]]:
        return {}

    @cached_property
    def _id_cache(self) -> dict[tuple[str, ...], dict[str, int]]:
        return {}

    @cached_property
    def mentee_by_id(self) -> dict[str, Mentee]:
        """Mentees by id; asked for only once they are all made."""
        return {mentee.id: mentee for mentee in self.mentees}

    def knows_all(self, *sheets: str) -> bool:
        """Whether every row of those files was read, so that an id that is not among them is nobody's."""
        return not self.not_whole.intersection(sheets)


def at(source: Cell | None, column: str) -> Cell | None:
    """The cell of a column in the row that something was read from."""
    return None if source is None else Cell(file=source.file, row=source.row, column=column)


def some(ids: list[str], most: int = 8) -> str:
    """ "P001, P002 and 9 more"."""
    if len(ids) <= most:
        return ", ".join(ids)
    return f"{', '.join(ids[:most])} and {len(ids) - most} more"


def in_short(hours: Availability) -> str:
    """Hours with days of the same hours joined: "Mon-Fri 09:00-17:00; Sat 10:00-13:00"."""
    pieces: list[tuple[str, int, int]] = []
    for window in hours.windows:
        if window.weeks != EVERY_WEEK:
            return str(hours)
        span = f"{clock(window.start)}-{clock(window.end)}"
        joins = next(
            (at for at, (told, _, last) in enumerate(pieces) if told == span and last == window.weekday - 1), None
        )
        if joins is None:
            pieces.append((span, window.weekday, window.weekday))
        else:
            pieces[joins] = (span, pieces[joins][1], window.weekday)
    days = [
        f"{WEEKDAYS[first]} {span}" if first == last else f"{WEEKDAYS[first]}-{WEEKDAYS[last]} {span}"
        for span, first, last in pieces
    ]
    return "; ".join([*days, *(f"not {stretch}" for stretch in hours.away)])
