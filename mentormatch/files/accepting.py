"""Adding rows to pairs.csv: the file's own columns, order, delimiter and line ends stay, and the old file is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from mentormatch.domain.history import PairRecord
from mentormatch.domain.problem import Problem, Problems
from mentormatch.domain.slots import Rhythm
from mentormatch.domain.week import WEEKDAYS, clock
from mentormatch.files.columns import PAIRS
from mentormatch.files.headings import known_heading
from mentormatch.files.tables import Table, heading_key, read_table
from mentormatch.files.texts import read_text
from mentormatch.files.writing import csv_text, replace


class CannotAppendError(ValueError):
    """pairs.csv is not fit to be added to; `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


def append_pairs(folder: Path, records: Iterable[PairRecord]) -> Path | None:
    """Adds a row for each record at the end of pairs.csv, made if there is none; says where the old one is kept.

    Raises CannotAppendError where pairs.csv cannot be read or lacks a column that a record needs, WriteError where it
    cannot be written; in either case nothing has changed.
    """
    rows = [_cells(record) for record in records]
    if not rows:
        return None
    path = _file(folder)
    if not path.exists():
        names = [column.name for column in PAIRS.columns]
        text = csv_text([names, *([row[name] for name in names] for row in rows)])
        return replace(path, text.encode("utf-8-sig"))
    raw = path.read_bytes()
    problems = Problems()
    text = read_text(path, problems) or ""
    table = read_table(text, path.name, known_heading(PAIRS), problems) if not problems.items else None
    if table is None or not table.whole:
        raise CannotAppendError(problems.errors)
    added = csv_text(_in_columns_of(table, rows), table.delimiter)
    ending = "\r\n" if "\r\n" in text or "\n" not in text else "\n"
    missing_end = "" if text.endswith(("\n", "\r")) else ending
    return replace(path, raw + (missing_end + added.replace("\r\n", ending)).encode())


def _file(folder: Path) -> Path:
    """pairs.csv, however its name is written."""
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if heading_key(path.name) == heading_key(PAIRS.file):
                return path
    return folder / PAIRS.file


def _in_columns_of(table: Table, rows: list[dict[str, str]]) -> list[list[str]]:
    """The rows' cells in the order of the table's columns. Raises CannotAppendError where one has no column."""
    names = {heading_key(column.name): column.name for column in PAIRS.columns}
    columns = [names.get(heading_key(heading)) for heading in table.header]
    needed = {name for row in rows for name, cell in row.items() if cell}
    lacking = [column.name for column in PAIRS.columns if column.name in needed and column.name not in columns]
    if lacking:
        problems = Problems()
        problems.error(
            f"has no column {', '.join(lacking)}",
            remedy="Add the headings to its first row, and try again.",
        )
        raise CannotAppendError(problems.errors)
    return [[row[name] if name else "" for name in columns] for row in rows]


def _yes(value: object) -> str:
    return "yes" if value else ""


def _meeting(record: PairRecord) -> str:
    return f"{WEEKDAYS[record.slot.weekday]} {clock(record.slot.start)}" if record.slot else ""


def _week(record: PairRecord) -> str:
    if record.slot is None or record.slot.rhythm is Rhythm.WEEKLY:
        return ""
    return "AB"[record.slot.first - 1] if record.slot.rhythm is Rhythm.FORTNIGHTLY else str(record.slot.first)


_SPECIAL: dict[str, Callable[[PairRecord], str]] = {
    "state": lambda record: record.state.value,
    "pinned": lambda record: _yes(record.pinned),
    "meeting": _meeting,
    "rhythm": lambda record: record.slot.rhythm.value if record.slot else "",
    "week": _week,
    "minutes": lambda record: str(record.slot.minutes) if record.slot else "",
}


def _cells(record: PairRecord) -> dict[str, str]:
    """A record's cells by column."""
    out = {}
    for column in PAIRS.columns:
        if column.name in _SPECIAL:
            out[column.name] = _SPECIAL[column.name](record)
        else:
            value = getattr(record, column.goes_to)
            out[column.name] = "" if value is None else str(value)
    return out
