"""Text of a TOML file -> its table, and the line of any key in it. Faults are told with the line as it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import attrs

from mentormatch.domain.problem import Cell, Problems

_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_CAUSES = (
    (re.compile(r"[“”‘’]"), 'It has typographic quotation marks: write " instead.'),
    (re.compile(r"=\s*\d{1,2}/\d{1,2}/\d{2,4}"), "Write dates as 2027-03-25, without quotation marks."),
    (re.compile(r"=\s*\d{1,2}[:.]\d{2}\s*$"), 'Put times in quotation marks: "18:30".'),
    (re.compile(r"=\s*(True|False|TRUE|FALSE|yes|no|Yes|No)\b"), "Write true or false, in lower case."),
    (re.compile(r"=\s*0\d"), "Write numbers without a leading zero."),
    (re.compile(r'=\s*"[^"]*\\[^"]*"'), "In quotation marks write \\\\ for \\, or / instead."),
    (re.compile("\u00a0"), "It has a blank that is no plain blank: type the line again."),
    (re.compile(r"=\s*[A-Za-z][^\"']*$"), 'Put words in quotation marks: name = "Ayrshire".'),
    (re.compile(r"^[^=\[#]+$"), "Each line is a name, = and a value, or a [heading]."),
)


@attrs.frozen(kw_only=True, eq=False)
class Toml:
    """A parsed file. lines: line number by path of keys, tables of a list counted from 0.

    elsewhere: keys that another file has set, and where.
    """

    file: str
    table: dict[str, Any]
    lines: dict[tuple[str, ...], int]
    elsewhere: Mapping[tuple[str, ...], Cell] = attrs.field(factory=dict)

    def cell(self, *path: str) -> Cell:
        """Where a key stands, or else the nearest table around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.elsewhere:
                return self.elsewhere[path[:length]]
            if path[:length] in self.lines:
                return Cell(file=self.file, row=self.lines[path[:length]])
        return Cell(file=self.file)


def read_toml(text: str, file: str, problems: Problems) -> Toml | None:
    """The file, or None and a problem that shows the line at fault."""
    try:
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as fault:
        _tell(text, str(fault), file, problems)
        return None
    except RecursionError:
        problems.error("is nested too deeply", where=Cell(file=file), remedy="Put the right file in its place.")
        return None
    return Toml(file=file, table=table, lines=_lines(text))


def _tell(text: str, fault: str, file: str, problems: Problems) -> None:
    found = _AT.search(fault)
    rows = text.replace("\r\n", "\n").split("\n")
    number = int(found[1]) if found and found[1] else len(rows)
    line = rows[number - 1] if number <= len(rows) else ""
    column = int(found[2]) if found and found[2] else len(line) + 1
    says = _AT.sub("", fault).rstrip(".")
    says = f"cannot be read here: {says[:1].lower()}{says[1:]}"
    cause = next(
        (remedy for pattern, remedy in _CAUSES if pattern.search(line)), "Look at this line and the one before."
    )
    shown = f"{line[:100]}\n  {' ' * min(column - 1, 100)}^" if line.strip() else ""
    remedy = f"{shown}\n  {cause}" if shown else cause
    problems.error(says, where=Cell(file=file, row=number), remedy=remedy)


_HEADING = re.compile(r"^\s*\[(\[)?\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PIECE = re.compile(r"""[A-Za-z0-9_-]+|"([^"]*)"|'([^']*)'""")


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """The line of each key and heading, found by shape alone: good for messages, not for meaning."""
    out: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    counts: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if found := _HEADING.match(line):
            table = _path(found[2])
            if found[1]:
                counts[table] = counts.get(table, -1) + 1
                out.setdefault(table, number)
                table = (*table, str(counts[table]))
            out.setdefault(table, number)
        elif found := _KEY.match(line):
            path = (*table, *_path(found[1]))
            for length in range(len(table) + 1, len(path) + 1):
                out.setdefault(path[:length], number)
    return out


def _path(text: str) -> tuple[str, ...]:
    return tuple(one or two or whole for whole, one, two in ((m[0], m[1], m[2]) for m in _PIECE.finditer(text)))
