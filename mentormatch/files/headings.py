"""The headings of a file -> which column each is; what is not a column is told, and read by nobody."""

from __future__ import annotations

import re
from collections.abc import Callable

from mentormatch.domain.problem import Cell, Problems
from mentormatch.files.nearest import nearest
from mentormatch.files.shapes import Column, Sheet
from mentormatch.files.tables import Table, heading_key

NEVER_READ = frozenset(("notes", "note", "comments", "comment", "remarks"))

_NOT_NEEDED = re.compile(
    r"offen[cs]e|convict|crime|criminal|sentence|diagnos|medical|medicat|health|illness|addict|substance|drug|"
    r"prison|nomis|chinumber|^chi$|nhs|ninumber|nationalinsurance|dateofbirth|birth|^dob$|^age$|ethnic|^race$|sexual|"
    r"religion|riskl|^risk|politic"
)
_CONTACT = re.compile(
    r"^(full|first|last|sur|fore|given|family|mentor|mentee|client)?names?$|phone|^tel|mobile|e?mail(address)?$|^address"
)
_REASON = re.compile(
    r"reason|why|because|cause|note|comment|remark|detail|incident|offen[cs]e|descri|background|relation|history|grund"
)
_MEANT = {
    "availability": ("free", "whenfree", "times", "hours", "available", "freetimes", "when"),
    "travels_by": ("modes", "mode", "travel", "transport", "travelby"),
    "max_fare": ("maxpence", "fare", "maxcost"),
    "home": ("postcode", "homepostcode", "town", "livesin"),
    "clearance_until": (
        "pvg",
        "pvguntil",
        "pvgadultsuntil",
        "cleareduntil",
        "clearance",
        "disclosure",
        "dbs",
        "pvgexpiry",
    ),
    "clearance_children_until": ("pvgchildrenuntil", "clearedforchildrenuntil"),
    "hours_a_week": ("minutesaweek", "hoursperweek", "weeklyhours"),
    "max_people": ("caseload", "capacity", "maxmentees", "places"),
    "priority": ("urgency", "urgent"),
    "priority_set_by": ("urgencysetby",),
    "priority_until": ("urgencyuntil",),
    "waiting_since": ("referred", "referredon", "referraldate", "datereferred", "waitingfrom"),
    "gender": ("sex",),
    "languages": ("language", "speaks"),
    "interests": ("hobbies", "likes"),
    "step_free": ("accessible", "wheelchair", "access"),
    "open": ("opening", "openinghours", "openhours"),
    "postcode": ("home",),
    "hire_an_hour": ("hire", "hirecost", "hirepenceanhour"),
    "kind": ("form",),
    "food_a_head": ("food", "foodpenceahead"),
    "one_to_one": ("1to1", "121"),
    "id": ("idno", "ref", "reference", "personid", "code", "mentorid", "menteeid"),
    "meeting": ("slot", "time"),
    "when": ("slot", "time", "times"),
    "since": ("date", "from"),
    "decision": ("agreed", "answer"),
    "by": ("mode",),
    "what": ("column", "field"),
    "people": ("ids", "persons", "who"),
}


def known_heading(sheet: Sheet) -> Callable[[str], bool]:
    """A test of whether a heading is a column of that file, however it is spelt."""
    keys = {heading_key(column.name) for column in sheet.columns} | NEVER_READ
    return lambda heading: _key(heading, keys) in keys


def _key(heading: str, keys: set[str] | frozenset[str]) -> str:
    """The heading's key; a bracket such as "(minutes)" is left out where it is known without."""
    whole = heading_key(heading)
    if whole in keys:
        return whole
    bare = heading_key(re.sub(r"[(\[].*?[)\]]", "", heading))
    return bare or whole


def columns_of(table: Table, sheet: Sheet, problems: Problems) -> list[Column | None]:
    """The column under each heading, None for those that are not read; columns that every row needs and are not there
    are told, too."""
    by_key = {heading_key(column.name): column for column in sheet.columns}
    known = frozenset(by_key) | NEVER_READ
    out: list[Column | None] = []
    first_at: dict[str, int] = {}
    for at, heading in enumerate(table.header):
        where = Cell(file=table.file, row=table.header_row, column=heading)
        key = _key(heading, known)
        column = by_key.get(key)
        out.append(column)
        if column is None:
            if key not in NEVER_READ or sheet.name == "keep_apart":
                _tell_unknown(heading, key, at, table, sheet, problems)
        elif key in first_at:
            problems.error("stands twice in the header", where=where, remedy="Take one of the two away, or rename it.")
            out[-1] = None
        else:
            first_at[key] = at
    for column in sheet.columns:
        if column.required and heading_key(column.name) not in first_at:
            problems.error(
                f'has no column "{column.name}": {column.meaning}',
                where=Cell(file=table.file, row=table.header_row),
                remedy=f'Add one with the heading "{column.name}", for example {column.example}.',
            )
    return out


def _tell_unknown(heading: str, key: str, at: int, table: Table, sheet: Sheet, problems: Problems) -> None:
    where = Cell(file=table.file, row=table.header_row, column=heading or f"the {at + 1}.")
    if not heading:
        if any(cells[at].strip() for _, cells in table.rows):
            problems.warn("has no heading and is not read", where=where, remedy="Give the column a heading.")
        return
    if sheet.name == "keep_apart" and _REASON.search(key):
        problems.error(
            "is refused: this file keeps no reasons",
            where=where,
            remedy="Take the column out of the file. Who must not meet is all that is needed here.",
        )
    elif _NOT_NEEDED.search(key):
        problems.warn("is not needed and is not read", where=where, remedy="Take the column out of the file.")
    elif sheet.name != "contacts" and _CONTACT.search(key) and "name" not in sheet.by_name:
        problems.warn(
            "is not needed here and is not read",
            where=where,
            remedy="Names and ways to reach people belong in contacts.csv.",
        )
    else:
        _tell_perhaps(heading, key, sheet, where, problems)


def _tell_perhaps(heading: str, key: str, sheet: Sheet, where: Cell, problems: Problems) -> None:
    meant = next((name for name, others in _MEANT.items() if key in others and name in sheet.by_name), None)
    meant = meant or nearest(heading, sheet.by_name)
    if meant is None:
        problems.warn("is not a column that is known here, and is not read", where=where)
        return
    remedy = f'If it is "{meant}", give it that heading.'
    if sheet.by_name[meant].binding:
        remedy += ' If not, call it "notes" or take it out.'
        problems.error("is not a column that is known here; it would not be heeded", where=where, remedy=remedy)
    else:
        problems.warn("is not a column that is known here, and is not read", where=where, remedy=remedy)
