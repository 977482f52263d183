"""Text of a CSV file -> a header, and rows numbered as a spreadsheet does. Knows nothing of what cells mean."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator

import attrs

from mentormatch.domain.problem import Cell, Problems

DELIMITERS = (",", ";", "\t")
GUARDED = "=+-@\t\r\n|%＝＋－＠"
"""First characters that a spreadsheet may take for a formula; written with an apostrophe before them."""

_SUSPECT_BREAKS = 5
_HEADER_WITHIN = 10
_FIELD_LIMIT = 1_000_000
_UNSEEN = {ord(c): None for c in "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\x00\x1a"}
_BLANKS = {ord(c): " " for c in "\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u3000"}
_TIDY = {**_UNSEEN, **_BLANKS}
_EDGES = " \t\r\n\x00\x1a\x0b\x0c"
"""What is trimmed from both ends of a cell, guarded or not: str.strip() takes more."""

csv.field_size_limit(max(csv.field_size_limit(), _FIELD_LIMIT))


@attrs.frozen(kw_only=True, eq=False)
class Table:
    """header: headings as written. rows: (number, cells), blank ones left out. whole: whether all could be read."""

    file: str
    delimiter: str
    header: tuple[str, ...]
    header_row: int
    rows: tuple[tuple[int, list[str]], ...]
    whole: bool


def tidy(cell: str) -> str:
    """A cell without what cannot be seen: no zero-width characters, plain blanks, NFC, trimmed, no formula guard."""
    if not cell.isascii():
        cell = unicodedata.normalize("NFC", cell.translate(_TIDY))
    cell = cell.strip(_EDGES)
    if cell[:1] == "'" and cell[1:].lstrip(" ")[:1] and cell[1:].lstrip(" ")[0] in GUARDED:
        return cell[1:].strip(_EDGES)
    return cell


def heading_key(text: str) -> str:
    """A heading as it is compared: letters and digits in lower case; "Waiting since" and waiting_since are one."""
    folded = text.casefold()
    if folded.isascii():
        return "".join(filter(str.isalnum, folded))
    folded = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in folded if letter.isalnum() and not unicodedata.combining(letter))


def read_table(text: str, file: str, is_known: Callable[[str], bool], problems: Problems) -> Table | None:
    """The table in a text; None, and a problem, where no header can be found.

    is_known: whether a heading is one that this file can have; the delimiter is the one that finds most of them.
    """
    lines = list(io.StringIO(text, newline=""))
    told: str | None = None
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip("\r\n")) == 5:
        told = lines.pop(0)[4]
    delimiter = told or _delimiter(lines, is_known)
    noted = Problems()
    records = list(_records(lines, delimiter, file, noted))
    found = _header(records, is_known)
    if found is None:
        _tell_no_header(records, file, problems)
        return None
    at, header = found
    _tell_skipped(records[:at], file, problems)
    problems.items.extend(noted.items)
    before = len(problems.items)
    rows = tuple(_shaped(records[at + 1 :], header, file, problems))
    whole = not noted.errors and len(problems.items) == before
    return Table(file=file, delimiter=delimiter, header=header, header_row=records[at][0], rows=rows, whole=whole)


def _delimiter(lines: list[str], is_known: Callable[[str], bool]) -> str:
    """The delimiter that finds most known headings in one of the first lines, then most cells."""
    best, score = ",", (0, 0)
    for line in lines[:_HEADER_WITHIN]:
        for delimiter in DELIMITERS:
            cells = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
            found = (sum(is_known(cell) for cell in cells), len(cells))
            if found[0] and found > score:
                best, score = delimiter, found
    return best


def _records(lines: list[str], delimiter: str, file: str, problems: Problems) -> Iterator[tuple[int, list[str] | None]]:
    """(row, cells) one after another; cells None where they cannot be read, and reading goes on at the next line."""
    at = row = 0
    while at < len(lines):
        reader = csv.reader(iter(lines[at:]), delimiter=delimiter, strict=True, skipinitialspace=True)
        used = 0
        try:
            for cells in reader:
                if reader.line_num - used > _SUSPECT_BREAKS + 1 and _swallowed(cells, delimiter):
                    raise csv.Error("swallowed")
                used = reader.line_num
                row += 1
                yield row, cells
            return
        except csv.Error as fault:
            row += 1
            _tell_quotes(lines[at + used], str(fault), row, file, problems)
            yield row, None
            at += used + 1


def _swallowed(cells: list[str], delimiter: str) -> bool:
    """Whether a cell of many lines looks like rows that an open quotation mark has swallowed."""
    return any(
        cell.count("\n") + cell.count("\r") > _SUSPECT_BREAKS and cell.count(delimiter) > _SUSPECT_BREAKS
        for cell in cells
    )


def _tell_quotes(line: str, fault: str, row: int, file: str, problems: Problems) -> None:
    if "field larger" in fault:
        says = "has a cell of more than a million characters"
    elif fault == "swallowed" or "unexpected end" in fault:
        says = "opens a quotation mark that is not closed in this row"
    else:
        says = "has a quotation mark in the middle of a cell"
    remedy = 'Take the quotation marks out of this row, or write each twice in a cell in quotes: "Ann ""Nan"" Lee".'
    problems.error(says, where=Cell(file=file, row=row), remedy=remedy)


def _header(
    records: list[tuple[int, list[str] | None]], is_known: Callable[[str], bool]
) -> tuple[int, tuple[str, ...]] | None:
    """Where the header is, and its headings, blank ones at the end left out."""
    for at, (_, cells) in enumerate(records[:_HEADER_WITHIN]):
        if cells and any(is_known(cell) for cell in cells):
            headings = [tidy(cell) for cell in cells]
            while headings and not headings[-1]:
                headings.pop()
            return at, tuple(headings)
    return None


def _tell_no_header(records: list[tuple[int, list[str] | None]], file: str, problems: Problems) -> None:
    if not any(cell.strip() for _, cells in records for cell in cells or ()):
        remedy = "Give it at least a first row with the names of the columns, or take it away."
        problems.error("is empty", where=Cell(file=file), remedy=remedy)
        return
    first = next(((row, cells) for row, cells in records if cells and any(cell.strip() for cell in cells)), (1, []))
    remedy = "The first row must hold the names of the columns; docs/formats.md lists them."
    problems.error(
        "has no column that is known here",
        where=Cell(file=file, row=first[0]),
        seen=", ".join(cell.strip()[:20] for cell in (first[1] or [])[:4]),
        remedy=remedy,
    )


def _tell_skipped(records: list[tuple[int, list[str] | None]], file: str, problems: Problems) -> None:
    for row, cells in records:
        if cells and any(cell.strip() for cell in cells):
            problems.warn("stands above the header and is not read", where=Cell(file=file, row=row))


def _shaped(
    records: list[tuple[int, list[str] | None]], header: tuple[str, ...], file: str, problems: Problems
) -> Iterator[tuple[int, list[str]]]:
    """Rows of the header's length: blank ones left out, short ones filled, those with a longer tail told."""
    width = len(header)
    for row, cells in records:
        if not cells or not any(cells) or not any(cell.strip() for cell in cells):
            continue
        if len(cells) > width:
            tail = [cell for cell in cells[width:] if tidy(cell)]
            if tail:
                problems.error(
                    f"has {len(cells)} cells, and the header has {width}",
                    where=Cell(file=file, row=row),
                    remedy="Put cells that hold a comma in quotation marks, or give the columns a heading.",
                )
                continue
        elif len(cells) < width:
            cells = cells + [""] * (width - len(cells))
        yield row, cells
