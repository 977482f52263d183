"""docs/formats.md, made from the columns and the settings themselves: python -m mentormatch.files.formats"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

import attrs

from mentormatch.domain import group_parts, parts
from mentormatch.domain.policy import STAGES, Policy, Term
from mentormatch.domain.travel_policy import TravelPolicy
from mentormatch.domain.week import Availability
from mentormatch.files.columns import SHEETS
from mentormatch.files.pages import DOCS, made_or_checked
from mentormatch.files.reading import in_short
from mentormatch.files.shapes import Column, Sheet, fields_of
from mentormatch.files.values import ELSEWHERE

TARGET = DOCS / "formats.md"

HEAD = """\
# Files of a programme

Made by `python -m mentormatch.files.formats` from `mentormatch/files/columns/` and the settings' own classes;
change those.

A programme is a folder of CSV files and one `programme.toml`. Needed are `programme.toml`, `people.csv`,
`mentors.csv` and `venues.csv`; a header alone is enough. Every other file may be left out, and so may every column
that is not needed.

## What every CSV file may look like

- UTF-8, with or without a byte order mark. Anything else is refused, and the message says how to save it again.
- Parted by commas, semicolons or tabs: whichever finds most headings. A first line such as `sep=;` is understood.
- Headings in any order, capitals and blanks as you like: `Waiting since` is `waiting_since`. What stands in
  brackets is left out. An unknown heading is a warning that names the nearest one; where that protects somebody, it
  is an error.
- A column `notes` may be there and is never read. Columns for offences, diagnoses, dates of birth, prison numbers
  and the like are warned of and never read; `keep_apart.csv` with a column for reasons is refused.
- Blank rows do not count. Rows are numbered as the spreadsheet shows them: the header is row 1.
- Dates: `25/03/2027` (day first, always) or `2027-03-25`. Hours: `18:30`, `6:30pm`. Yes and no: `yes`, `y`, `x`,
  `1`; `no`, `n`, `0`. Lists: parted by `;`, or by `,` where there is no `;`.
- Hours of the week: `Mon-Fri 10:00-16:00; Sat 10:00-13:00`, `A: Tue 18-20; B: Thu 18-20` for alternate weeks (A is
  the week of the term's first Monday), `not 2027-02-15..2027-02-19` for dates away.
- An apostrophe before `=`, `+`, `-` or `@` keeps spreadsheets from reading a formula: it is written, and taken off
  again.
- A file `postcodes.csv` in the folder (Code-Point Open, or the ONS postcode directory) adds postcodes to those
  packaged.
- Ids are text and must agree letter by letter. Let them tell nothing: no names, no dates of birth.
"""

TOP = (
    ("format", "the format of the folder: 1", "", "none: needed"),
    ("name", "what the programme is called", "", '"Programme"'),
    ("synthetic", "whether everybody in it is made up", "", "false"),
    (
        "areas",
        "the areas that the columns `area` may name; a council belongs to the one its name begins with",
        "",
        "[]",
    ),
    ("as_of", "today, for waiting times, expiries and cooling-off", "date", "the term's first day"),
    ("salt", "a word that decides ties; a new one each term, so that nobody loses every tie", "", '"mentormatch"'),
    ("stages", "the names of the stages, from 0 on", "", ", ".join(STAGES)),
)
TERM = {
    "first_day": "first day of the term; needed",
    "weeks": "how many weeks it has",
    "timezone": "whose clock is meant",
    "bank_holidays": "whose bank holidays count: SCT, ENG, WLS or NIR",
}

OFFICE = (
    ("name", "what the service calls itself to people and venues", '""'),
    ("phone", "the number that people ring", '""'),
    ("hours", "when it is answered, in words", '""'),
    ("website", "its web site; the published list needs one", '""'),
)

PUBLISH = (
    ("url", "the address of the CalDAV server, https://", '""'),
    ("user", "the user who publishes there; the password stands in no file", '""'),
    ("certificate", "a file with the certificate to trust, for a server of one's own", "the machine's own list"),
    ("make", "what server it is, as the package caldav calls it: radicale, nextcloud, ...", "any"),
)


def document() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_sheet(sheet) for sheet in SHEETS), _settings()])


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _sheet(sheet: Sheet) -> str:
    needed = " Needed." if sheet.needed else ""
    rows = [
        (
            f"`{column.name}`" + (" (needed)" if column.required else ""),
            column.meaning,
            column.unit,
            column.allowed or _allowed(column),
            "none: needed" if column.required else (column.default or _default(column, sheet)),
            f"`{column.example}`",
        )
        for column in sheet.columns
    ]
    heads = ("column", "meaning", "unit", "allowed", "if blank", "example")
    return f"## {sheet.file}\n\n{sheet.says[:1].upper()}{sheet.says[1:]}.{needed}\n\n{_table(heads, rows)}"


def _allowed(column: Column) -> str:
    name = getattr(column.parser, "__qualname__", "")
    if name.startswith("whole."):
        return column.parser.__doc__ or ""
    return {
        "yes_no": "yes, no",
        "date": "a date",
        "clock": "a time of day",
        "pounds": "an amount",
        "hours": '"3", "3.5" or "3:30"',
        "identifier": "an id",
    }.get(name, "any text")


def _default(column: Column, sheet: Sheet) -> str:
    """The default of the class's field, in words."""
    if sheet.makes is None:
        return ""
    field = next((field for field in fields_of(sheet.makes) if field.name == column.goes_to), None)
    if field is None or field.default is attrs.NOTHING:
        return ""
    default: Any = field.default
    return _words(default.factory() if hasattr(default, "factory") else default)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "none"
    if isinstance(value, Availability):
        return in_short(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, (tuple, list)):
        return "; ".join(_words(one) for one in value) or "none"
    return str(value)


# ------------------------------------------------------------------------------------------------ programme.toml


def _settings() -> str:
    return "\n".join([
        "## programme.toml\n",
        "TOML: `name = value`, one a line, below headings in brackets. Needed: `format` and `[term] first_day`.\n",
        _table(("setting", "meaning", "unit", "if left out"), [(f"`{n}`", *rest) for n, *rest in TOP]),
        "### [term]\n",
        _table(("setting", "meaning", "if left out"), [_term(field) for field in fields_of(Term)]),
        "### [office]\n",
        "Whom people ring. No plan depends on it.\n",
        _table(("setting", "meaning", "if left out"), [(f"`{n}`", *rest) for n, *rest in OFFICE]),
        "### [publish]\n",
        "Where `mentormatch publish` puts calendars. No plan depends on it.\n",
        _table(("setting", "meaning", "if left out"), [(f"`{n}`", *rest) for n, *rest in PUBLISH]),
        "### [policy]\n",
        "Every figure that decides what is right.\n",
        _table(("setting", "meaning", "unit", "if left out"), _policy()),
        "### [weights]\n",
        "How much each part of a pair's quality weighs. A part that is left out keeps its weight; 0 switches it off.\n",
        _table(("part", "what it is about", "if left out"), _weights()),
        "### [group_weights]\n",
        "The same for a person's points at a session of a group.\n",
        _table(("part", "what it is about", "if left out"), _group_weights()),
        "### [rarity]\n",
        "How much an interest counts, in percent: `fishing = 150`. 100 where nothing is said.\n",
        "### [[budgets]]\n",
        "One for each heading: `heading`, `pence_a_week`, `pence_a_term`; what is left out has no limit.\n",
        "### [travel]\n",
        "Figures of the model of journeys. Those in a table of their own are written below `[travel.bus]` and so on;\n"
        "a table changes the figures that it names and leaves the others. docs/travel.md tells what each does.\n",
        _table(("setting", "unit", "if left out"), _travel(TravelPolicy, "travel")),
    ])  # fmt: skip


def _term(field: Any) -> tuple[str, str, str]:
    default = "none: needed" if field.default is attrs.NOTHING else _toml(field.default)
    return f"`{field.name}`", TERM[field.name], default


def _weights() -> list[tuple[str, ...]]:
    return [(f"`{part.id}`", part.says, str(part.weight)) for part in parts.PARTS]


def _group_weights() -> list[tuple[str, ...]]:
    return [(f"`{part.id}`", part.says, str(part.weight)) for part in group_parts.GROUP_PARTS]


def _policy() -> list[tuple[str, ...]]:
    defaults = Policy()
    return [
        (f"`{f.name}`", f.metadata.get("says", ""), f.metadata.get("unit", ""), _toml(getattr(defaults, f.name)))
        for f in fields_of(Policy)
        if f.name not in ELSEWHERE
    ]


def _travel(cls: type, path: str) -> list[tuple[str, ...]]:
    defaults = cls()
    rows: list[tuple[str, ...]] = []
    for field in fields_of(cls):
        value = getattr(defaults, field.name)
        name = f"{path}.{field.name}"
        if attrs.has(type(value)):
            for inner in fields_of(type(value)):
                unit = str(inner.metadata.get("unit", ""))
                rows.append((f"`{name}.{inner.name}`", unit, _toml(getattr(value, inner.name))))
        else:
            rows.append((f"`{name}`", str(field.metadata.get("unit", "")), _toml(value)))
    return rows


def _toml(value: Any) -> str:
    """A value as programme.toml would have it, or in words where that is long."""
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "none"
    if isinstance(value, Availability):
        return f'"{in_short(value)}"'
    if isinstance(value, (Enum, str)):
        return f'"{value.value if isinstance(value, Enum) else value}"'
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, tuple):
        named = [getattr(one, "name", None) or getattr(one, "since", None) for one in value]
        if any(named):
            return "; ".join(str(one) for one in named)
        return "[" + ", ".join(" = ".join(one) if isinstance(one, tuple) else _toml(one) for one in value) + "]"
    return str(value)


if __name__ == "__main__":
    raise SystemExit(made_or_checked(TARGET, document()))
