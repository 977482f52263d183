"""What changes to a programme may know of its files: columns, where ids stand, what a blank number means."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs

from mentormatch.changes import Gone, Shape
from mentormatch.domain.policy import Policy
from mentormatch.files import cells
from mentormatch.files.columns import SHEETS
from mentormatch.files.shapes import Column, Sheet, fields_of

NEVER = ("contacts", "to-ask")
"""Files that nothing is planned from: no scenario changes them."""
_PEOPLE = ("people", "mentors", "staff")
_FRACTIONS = (cells.pounds, cells.hours)
_EVERYBODY: dict[str, tuple[tuple[str, ...], Gone]] = {
    "lift_from": (_PEOPLE, Gone.BLANK),
    "not_with": (_PEOPLE, Gone.ITEM),
    "requires": (_PEOPLE, Gone.ITEM),
    "prefers": (_PEOPLE, Gone.ITEM),
    "not_at": (("venues",), Gone.ITEM),
    "wishes": (("activities",), Gone.ITEM),
    "vetoes": (("activities",), Gone.ITEM),
    "leads": (("activities",), Gone.ITEM),
    "supervises": (("mentors",), Gone.ITEM),
    "worker": (("staff",), Gone.BLANK),
    "supervisor": (("staff",), Gone.BLANK),
}
_REFERENCES: dict[tuple[str, str], tuple[tuple[str, ...], Gone]] = {
    **{(table, column): (("venues",), Gone.BLANK) for table in _PEOPLE for column in ("home", "starts_from")},
    **{(table, column): gone for table in _PEOPLE for column, gone in _EVERYBODY.items()},
    ("pairs", "mentee"): (("people",), Gone.ROW),
    ("pairs", "mentor"): (("mentors",), Gone.ROW),
    ("pairs", "place"): (("venues",), Gone.BLANK),
    ("approvals", "mentee"): (("people",), Gone.ROW),
    ("approvals", "mentor"): (("mentors",), Gone.ROW),
    ("keep_apart", "people"): (_PEOPLE, Gone.ITEM),
    ("commitments", "person"): (_PEOPLE, Gone.ROW),
    ("commitments", "at"): (("venues",), Gone.BLANK),
    ("closures", "venue"): (("venues",), Gone.ROW),
    ("activities", "venues"): (("venues",), Gone.ITEM),
    ("activities", "fixed_venue"): (("venues",), Gone.BLANK),
    ("activities", "fixed_leaders"): (_PEOPLE, Gone.ITEM),
    ("activities", "fixed_people"): (_PEOPLE, Gone.ITEM),
    ("contacts", "id"): (_PEOPLE, Gone.ROW),
    ("to-ask", "id"): (_PEOPLE, Gone.ROW),
    ("travel", "from"): (("venues",), Gone.ROW),
    ("travel", "to"): (("venues",), Gone.ROW),
}


@cache
def shape() -> Shape:
    """The shape of a folder."""
    changed = [sheet for sheet in SHEETS if sheet.name not in NEVER]
    return Shape(
        columns={sheet.name: tuple(column.name for column in sheet.columns) for sheet in changed},
        references=_REFERENCES,
        fractions=frozenset(
            (sheet.name, column.name) for sheet in changed for column in sheet.columns if column.parser in _FRACTIONS
        ),
        defaults={
            (sheet.name, column.name): text
            for sheet in changed
            for column in sheet.columns
            if (text := _default(sheet, column)) is not None
        },
        settings=dict(_settings()),
    )


def _default(sheet: Sheet, column: Column) -> str | None:
    """What a blank cell means, as it would be written; None where that is not a number of the row itself."""
    if column.name == "travels_by":
        return "foot; bus"
    if sheet.makes is None or (column.field is not None and column.parser is not cells.pounds):
        return None
    field = next((one for one in fields_of(sheet.makes) if one.name == column.goes_to), None)
    if field is None or isinstance(field.default, bool) or not isinstance(field.default, int):
        return None
    return f"{field.default / 100:g}" if column.parser is cells.pounds else str(field.default)


def _settings() -> list[tuple[tuple[str, ...], Any]]:
    """Every setting's default by its path in programme.toml."""
    policy = {field.name: getattr(Policy(), field.name) for field in fields_of(Policy)}
    out: list[tuple[tuple[str, ...], Any]] = []
    for name, value in policy.items():
        if name in ("weights", "group_weights"):
            out += [((name, part), weight) for part, weight in value.items()]
        elif name == "travel":
            out += _nested(("travel",), value)
        else:
            out.append((("policy", name), value))
    return out


def _nested(path: tuple[str, ...], value: Any) -> list[tuple[tuple[str, ...], Any]]:
    if attrs.has(type(value)):
        fields = [(field.name, getattr(value, field.name)) for field in fields_of(type(value))]
        return [one for name, inner in fields for one in _nested((*path, name), inner)]
    if isinstance(value, Mapping):
        return [one for key, inner in value.items() for one in _nested((*path, key), inner)]
    return [(path, value)]
