"""Reads postcode files that a user names, for areas that are not in the package.

Two kinds: Code-Point Open (no header: postcode, quality, easting, northing, ..., council in column 9) and
the ONS postcode directory (header with pcds, oseast1m, osnrth1m, perhaps oslaua). What cannot be read comes
back as problems, never as an exception; rows that can be read are kept. The files are large: cut them to
your areas first.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mentormatch.domain.problem import Cell, Problem, Severity

UNIT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
SHOWN = 5  # bad rows that are named one by one
ONS_COLUMNS = ("pcds", "oseast1m", "osnrth1m")
COUNCIL_COLUMNS = ("oslaua", "laua", "ladcd", "lad")


class PostcodeRow(NamedTuple):
    """postcode: normalised, with its blank. easting, northing: metres. council: ONS code or "". quality: 10
    is best."""

    postcode: str
    easting: int
    northing: int
    council: str
    quality: int


def tidy_postcode(text: str) -> str | None:
    """ "ka10  6aa" -> "KA10 6AA"; None where it has not the shape of a postcode."""
    joined = "".join(text.upper().split())
    return f"{joined[:-3]} {joined[-3:]}" if UNIT.fullmatch(joined) else None


def read_postcodes(path: Path) -> tuple[list[PostcodeRow], list[Problem]]:
    """The rows of one file, and what was wrong with it."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = list(csv.reader(file))
    except OSError as fault:
        return [], [_error(path, None, f"cannot be read: {fault.strerror or fault}.", "Check the name of the file.")]
    except (UnicodeDecodeError, csv.Error):
        return [], [_error(path, None, "is not a CSV file in UTF-8.", "Save it as CSV (UTF-8).")]
    if not table:
        return [], [_error(path, None, "is empty.", "Name a file with postcodes, or leave it out.")]
    header = [cell.strip().lower() for cell in table[0]]
    if "pcds" in header:
        return _collected(path, _ons_rows(header, table[1:]), missing=[c for c in ONS_COLUMNS if c not in header])
    if len(header) >= 4 and tidy_postcode(table[0][0]):
        return _collected(path, _code_point_rows(table), missing=[])
    remedy = (
        "Use a Code-Point Open file (postcode, quality, easting, northing, no header) "
        "or an ONS postcode directory (columns pcds, oseast1m, osnrth1m)."
    )
    return [], [_error(path, 1, "is neither of the two kinds of postcode file.", remedy)]


RowOrBad = PostcodeRow | str | None  # None: a row without a point, left out in silence


def _code_point_rows(table: Sequence[Sequence[str]]) -> Iterator[tuple[int, RowOrBad]]:
    for number, cells in enumerate(table, start=1):
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * 10]
            yield number, _row(padded[0], padded[2], padded[3], padded[8], padded[1])


def _ons_rows(header: list[str], table: Sequence[Sequence[str]]) -> Iterator[tuple[int, RowOrBad]]:
    if any(column not in header for column in ONS_COLUMNS):
        return
    postcode, easting, northing = (header.index(column) for column in ONS_COLUMNS)
    council = next((header.index(name) for name in COUNCIL_COLUMNS if name in header), len(header))
    for number, cells in enumerate(table, start=2):
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * (len(header) + 1)]
            yield number, _row(padded[postcode], padded[easting], padded[northing], padded[council], "10")


def _row(postcode: str, easting: str, northing: str, council: str, quality: str) -> RowOrBad:
    code = tidy_postcode(postcode)
    if code is None:
        return f'"{postcode}" is not a postcode'
    if not easting.strip() and not northing.strip():
        return None
    try:
        east, north = int(easting), int(northing)
    except ValueError:
        return f'"{easting}", "{northing}" is not a grid reference in whole metres'
    if (east, north) == (0, 0):
        return None
    if not (0 < east < 1_000_000 and 0 < north < 1_500_000):
        return f"{east}, {north} does not lie in Great Britain"
    return PostcodeRow(code, east, north, council.strip(), int(quality) if quality.strip().isdigit() else 90)


def _collected(
    path: Path, rows: Iterable[tuple[int, RowOrBad]], missing: list[str]
) -> tuple[list[PostcodeRow], list[Problem]]:
    if missing:
        return [], [_error(path, 1, f"has no column {' and '.join(missing)}.", "Keep the directory's own headings.")]
    good: list[PostcodeRow] = []
    bad: list[Problem] = []
    n_bad = 0
    for number, row in rows:
        if isinstance(row, PostcodeRow):
            good.append(row)
        elif isinstance(row, str):
            n_bad += 1
            if n_bad <= SHOWN:
                bad.append(_warning(path, number, f"{row}; the row is left out."))
    if n_bad > SHOWN:
        bad.append(_warning(path, None, f"{n_bad - SHOWN} more rows like these are left out."))
    if not good:
        bad.append(_error(path, None, "has no postcode that can be used.", "Check the columns."))
    return good, bad


def _error(path: Path, row: int | None, says: str, remedy: str) -> Problem:
    return Problem(severity=Severity.ERROR, says=says, where=Cell(file=path.name, row=row), remedy=remedy)


def _warning(path: Path, row: int | None, says: str) -> Problem:
    return Problem(severity=Severity.WARNING, says=says, where=Cell(file=path.name, row=row))
