"""A table's rows -> values by column, each cell parsed once however often it says the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from mentormatch.domain.problem import Cell, Problems
from mentormatch.domain.week import WeekError
from mentormatch.files.cells import CellError
from mentormatch.files.headings import columns_of
from mentormatch.files.shapes import Column, Sheet
from mentormatch.files.tables import Table, tidy
from mentormatch.files.texts import damaged


@attrs.define(kw_only=True, eq=False)
class Parsed:
    """One row: values by column name, blank and unreadable cells left out. sound: every cell could be read.

    answered: cells that were blank and are answered in to-ask.csv, by column.
    """

    file: str
    number: int
    values: dict[str, Any]
    sound: bool = True
    answered: Mapping[str, Cell] = attrs.field(factory=dict)

    def cell(self, column: str | None = None) -> Cell:
        """Where the row, or one cell of it, was read."""
        if column is not None and column in self.answered:
            return self.answered[column]
        return Cell(file=self.file, row=self.number, column=column)

    @property
    def source(self) -> Cell:
        """Where the row was read."""
        return Cell(file=self.file, row=self.number)


@attrs.frozen(kw_only=True)
class Answer:
    """A filled-in row of to-ask.csv: what stands in for a blank cell."""

    text: str
    where: Cell


Answers = dict[str, dict[str, Answer]]
"""By id, by column."""

_BLANKS_TO_ASK = {"bus_pass": ("ask", "?")}
"""Cells that say that nobody has asked yet count as blank for an answer."""


def parse_rows(table: Table, sheet: Sheet, answers: Answers, problems: Problems) -> list[Parsed]:
    """The rows whose every needed cell is there; all that is wrong is told."""
    columns = columns_of(table, sheet, problems)
    parsers = [(at, _CellParser(column, table, problems)) for at, column in enumerate(columns) if column is not None]
    needed = [column.name for column in sheet.columns if column.required and column in columns]
    absent = any(column.required and column not in columns for column in sheet.columns)
    out: list[Parsed] = []
    for number, cells in table.rows:
        values: dict[str, Any] = {}
        row = Parsed(file=table.file, number=number, values=values)
        for at, parser in parsers:
            raw = cells[at]
            if not raw:
                continue
            value = parser.known.get(raw)
            if value is not None:
                values[parser.name] = value
            elif text := tidy(raw):
                parser.put(text, row, raw)
        if answers and (given := answers.get(values.get("id", ""))):
            _fill(row, given, sheet, table, problems)
        for name in needed:
            if name not in values and row.sound:
                problems.error("is missing", where=row.cell(name), remedy=f"Fill it in: {sheet.by_name[name].meaning}.")
                row.sound = False
        if not absent and all(name in values for name in needed):
            out.append(row)
    return out


class _CellParser:
    """One column's parser. known: values by the cell as it stood, so that what is said often is parsed once."""

    def __init__(self, column: Column, table: Table, problems: Problems) -> None:
        self.name, self.parse, self.problems = column.name, column.parser, problems
        self.known: dict[str, Any] = {}

    def put(self, text: str, row: Parsed, raw: str) -> None:
        """Parse a text into the row's values, or tell what is wrong with it."""
        try:
            value = self.known[raw] = row.values[self.name] = self.parse(text)
        except (CellError, WeekError) as fault:
            self._tell(text, fault, row)
            row.sound = False
            return
        if value is not None and not text.isascii() and (meant := damaged(text)):
            self.problems.warn(
                f'looks damaged; was it "{meant}"?',
                where=row.cell(self.name),
                seen=text,
                remedy='Save the file again as "CSV UTF-8" from where it is still right.',
            )

    def _tell(self, text: str, fault: CellError | WeekError, row: Parsed) -> None:
        seen = None if fault.says.startswith('"') else _short(text)
        self.problems.error(fault.says, where=row.cell(self.name), seen=seen, remedy=fault.remedy)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "..."


def _fill(row: Parsed, given: Mapping[str, Answer], sheet: Sheet, table: Table, problems: Problems) -> None:
    """Put answers into cells that are blank."""
    for name, answer in given.items():
        column = sheet.by_name.get(name)
        if column is None or not _is_blank(row, name):
            continue
        row.answered = {**row.answered, name: answer.where}
        _CellParser(column, table, problems).put(answer.text, row, answer.text)


def _is_blank(row: Parsed, name: str) -> bool:
    value = row.values.get(name)
    return value is None or getattr(value, "value", value) in _BLANKS_TO_ASK.get(name, ())
